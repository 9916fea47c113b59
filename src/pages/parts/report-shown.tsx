import { useState } from 'preact/hooks';
import { copyText } from '../../extension/platform/clipboard';
import { keptLogin } from '../../extension/store/journey';
import { t } from '../../extension/words/text';
import type { Journey } from '../../setup/journey/journey';
import type { Profile } from '../../setup/profiles/profile';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copy-button';
import { Select } from '../../ui/fields';
import { saveFile } from '../../ui/save-file';
import { type ReportFormat, reportOf } from './report';
import { useKept } from './use-stored';

const files = {
  markdown: { name: 'keyferry-report.md', type: 'text/markdown', label: 'Markdown' },
  json: { name: 'keyferry-report.json', type: 'application/json', label: 'JSON' },
} as const satisfies Record<ReportFormat, unknown>;
const formats = Object.entries(files).map(([value, { label }]) => ({ value, label }));

/** The report of a setup, before it is handed on: nothing goes anywhere by itself. */
export function ReportShown({ journey, profile }: { journey: Journey; profile: Profile }) {
  const [format, setFormat] = useState<ReportFormat>('markdown');
  const [hasPersons, setPersons] = useState(false);
  const kept = useKept(keptLogin)?.value;
  const login = kept?.journeyId === journey.id ? kept : undefined;
  const text = reportOf(journey, profile, { format, hasPersons, login });
  return (
    <section class="card report" aria-label={t('reportTitle')}>
      <h2>{t('reportTitle')}</h2>
      <p>{t('reportLead')}</p>
      <Select
        label={t('reportFormat')}
        value={format}
        options={formats}
        onChange={(chosen) => setFormat(chosen === 'json' ? 'json' : 'markdown')}
      />
      <label class="choice">
        <input
          type="checkbox"
          checked={hasPersons}
          onChange={({ currentTarget }) => setPersons(currentTarget.checked)}
        />
        {t('reportPersons')}
      </label>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached with the keyboard */}
      <pre class="report-text" tabIndex={0}>
        {text}
      </pre>
      <div class="buttons">
        <CopyButton name={t('copyReport')} copy={() => copyText(text)} />
        <Button onPress={() => saveFile(files[format].name, files[format].type, text)}>
          {t('saveReport')}
        </Button>
      </div>
    </section>
  );
}
