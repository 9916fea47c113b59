import { useEffect, useState } from 'preact/hooks';
import type { Pair } from '../../bitbucket/oauth';
import type { SnippetForm } from '../../dashboards/hand-over';
import { handOvers } from '../../dashboards/hand-overs';
import type { Decision } from '../../extension/messages/schemas';
import { clearClipboard, clearsByItself, copySecret } from '../../extension/platform/clipboard';
import { openPage } from '../../extension/platform/open';
import { addressesOpenAt } from '../../extension/platform/tabs';
import { pairOf } from '../../extension/store/pair-of';
import { t } from '../../extension/words/text';
import { Secret } from '../../secret';
import type { Journey } from '../../setup/journey/journey';
import { callbackUrlOf, dashboardName, type HandProfile, toolOf } from '../../setup/profiles/profile';
import { Button } from '../../ui/button';
import { CopyButton } from '../../ui/copy-button';
import { Select } from '../../ui/fields';
import { OfferOwnForm } from '../parts/agree-own-form';
import type { Commands } from '../parts/commands';

interface HandOverProps {
  readonly journey: Journey;
  readonly profile: HandProfile;
  readonly commands: Commands;
  readonly decide: (event: Decision) => void;
}

/** Key and Secret for a tool that is set up by hand: each to copy, and together in the forms that the tool takes. */
export function EnterByHand({ journey, profile, commands, decide }: HandOverProps) {
  const [pair, setPair] = useState<Pair>();
  useEffect(() => {
    void pairOf(journey).then(setPair);
  }, [journey]);
  if (!pair) return null;
  const tool = toolOf(profile);
  const forms = handOvers[profile.dashboard].formsOf(profile.tool);
  return (
    <section class="review">
      <h2>{t('handTitle', dashboardName(profile))}</h2>
      {tool?.standing === 'broken' && <p class="hintbox">{t('toolBroken', tool.name ?? '')}</p>}
      <Way profile={profile} />
      <OfferOwnForm
        profile={profile}
        commands={commands}
        onAgreed={(ownForm) => decide({ kind: 'own-form-agreed', ownForm })}
      />
      <dl class="values">
        <Copyable label={t('key')} value={new Secret(pair.key)} isOpen />
        <Copyable label={t('secret')} value={pair.secret} />
        <Copyable label={t('callbackUrl')} value={new Secret(callbackUrlOf(profile))} isOpen />
      </dl>
      {forms.length > 0 && <Snippets forms={forms} profile={profile} pair={pair} />}
      <p class="help">{t(clearsByItself() ? 'handClipboard' : 'handClipboardStays', t('handDone'))}</p>
      <div class="buttons">
        <Button
          look="primary"
          disabled={commands.isBusy}
          onPress={() => {
            void clearClipboard();
            decide({ kind: 'handed-over' });
          }}
        >
          {t('handDone')}
        </Button>
      </div>
    </section>
  );
}

/** What to do in the tool itself, click by click, and where that begins; nothing where it is not known. */
function Way({ profile }: { readonly profile: HandProfile }) {
  const { handWay } = handOvers[profile.dashboard];
  const wayFor = (open: readonly string[]) => handWay(profile.tool, callbackUrlOf(profile), open);
  const way = wayFor([]);
  if (!way) return null;
  const open = async () => openPage(wayFor(await addressesOpenAt(way.site))?.page ?? way.page);
  return (
    <div class="hintbox">
      <ol>
        {way.clicks.map((each) => (
          <li key={each}>{t(each)}</li>
        ))}
      </ol>
      <div class="buttons">
        <Button onPress={() => void open()}>{t('openDashboard', dashboardName(profile))}</Button>
      </div>
    </div>
  );
}

const masked = new Secret('••••••••');

/** A value with a button that copies it; a secret one is masked until it is shown. */
export function Copyable({
  label,
  value,
  isOpen = false,
}: {
  label: string;
  value: Secret;
  isOpen?: boolean;
}) {
  const [isShown, setShown] = useState(isOpen);
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <code>{isShown ? value.reveal() : String(value)}</code>
      </dd>
      <dd class="buttons">
        {!isOpen && (
          <Button look="quiet" name={t(isShown ? 'hide' : 'show', label)} onPress={() => setShown(!isShown)}>
            {t(isShown ? 'hideShort' : 'showShort')}
          </Button>
        )}
        <CopyButton name={t('copy', label)} copy={() => copySecret(value)} />
      </dd>
    </div>
  );
}

/** The pair as the tool takes it. What is shown has dots for the Secret; what is copied has the Secret. */
function Snippets(props: {
  readonly forms: readonly SnippetForm[];
  readonly profile: HandProfile;
  readonly pair: Pair;
}) {
  const { forms, profile, pair } = props;
  const [form, setForm] = useState<SnippetForm>(forms[0] ?? 'env');
  const snippet = (secret: Secret) =>
    handOvers[profile.dashboard].snippet(profile.tool, form, { key: pair.key, secret }, profile.callbackUrl);
  return (
    <div class="snippet">
      <Select
        label={t('form')}
        value={form}
        options={forms.map((each) => ({ value: each, label: t(`form_${each}`) }))}
        onChange={(value) => setForm(value as SnippetForm)}
      />
      <pre>{snippet(masked).reveal()}</pre>
      <div class="buttons">
        <CopyButton name={t('copy', t(`form_${form}`))} copy={() => copySecret(snippet(pair.secret))} />
      </div>
      {form === 'terraform' && <p class="help">{t('terraformSecret')}</p>}
    </div>
  );
}
