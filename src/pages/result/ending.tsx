import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { closeThisPage } from '../../extension/platform/open';
import { t } from '../../extension/words/text';
import type { Journey } from '../../setup/journey/journey';
import { standingOf } from '../../setup/journey/standing';
import type { Profile } from '../../setup/profiles/profile';
import { Button } from '../../ui/button';
import { lazily } from '../../ui/lazily';

const ReportShown = lazily(
  () => import('../parts/report-shown'),
  (from) => from.ReportShown,
);

/** What can be done on every end: look at the report to take along, and close the page. */
export function Ending({
  journey,
  profile,
  children,
}: {
  readonly journey: Journey;
  readonly profile: Profile;
  readonly children?: ComponentChildren;
}) {
  const [isReporting, setReporting] = useState(false);
  return (
    <>
      <footer class="buttons">
        {children}
        <Button look="quiet" onPress={() => setReporting(!isReporting)}>
          {t(standingOf(journey) === 'stopped' ? 'reportProblem' : 'report')}
        </Button>
        <Button look="quiet" onPress={() => void closeThisPage()}>
          {t('close')}
        </Button>
      </footer>
      {isReporting && <ReportShown journey={journey} profile={profile} />}
    </>
  );
}
