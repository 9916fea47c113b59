import { useState } from 'preact/hooks';
import { dashboards } from '../dashboards';
import { ask } from '../extension/ask';
import type { CommandAnswer, PageMessage } from '../extension/messages';
import { openPage, openSettings } from '../extension/open';
import { t } from '../extension/text';
import { fixes, type Problem } from '../setup/diagnose';
import type { Journey } from '../setup/journey';
import type { Profile } from '../setup/profile';
import { Button } from './button';
import { SecretField, TextField } from './fields';
import { ProblemAlert, readingWords } from './problem';

/** What the popup and the result page have in common: what the journey needs of the person now. */

export interface Commands {
  readonly refusal: Problem | undefined;
  readonly isBusy: boolean;
  readonly run: (message: PageMessage) => Promise<void>;
}

/** Sends commands, one at a time, and keeps what was refused. */
export function useCommands(): Commands {
  const [refusal, setRefusal] = useState<Problem>();
  const [isBusy, setBusy] = useState(false);
  const run = async (message: PageMessage) => {
    setBusy(true);
    setRefusal(undefined);
    const answer: CommandAnswer = await ask(message);
    if (answer.kind === 'refused') setRefusal(answer.problem);
    setBusy(false);
  };
  return { refusal, isBusy, run };
}

/** Starts a journey in place of the one before. */
export const StartButton = (props: {
  readonly mode: Journey['mode'];
  readonly commands: Commands;
  readonly look?: 'primary' | 'quiet';
  readonly children: string;
}) => (
  <Button
    look={props.look ?? 'primary'}
    disabled={props.commands.isBusy}
    onPress={() => void props.commands.run({ type: 'setup/start', mode: props.mode })}
  >
    {props.children}
  </Button>
);

/** Why the last command was refused, with the way to put it right. What is wrong with pasted values stands at their field. */
export function Refusal({ commands: { refusal } }: { commands: Commands }) {
  if (!refusal || refusal.code === 'pairUnreadable') return null;
  return (
    <ProblemAlert problem={refusal}>
      {fixes[refusal.code] === 'settings' && (
        <Button onPress={() => void openSettings()}>{t('openSettings')}</Button>
      )}
    </ProblemAlert>
  );
}

/** What is going on, in one sentence. */
export function noteOf(
  { stage, points }: Journey,
  dashboardName: string,
  loginName: string | undefined,
): string {
  switch (stage.kind) {
    case 'finding':
      return t(
        stage.waiting === 'login'
          ? 'now_login'
          : stage.waiting === 'workspace'
            ? 'now_workspace'
            : 'now_finding',
      );
    case 'creating':
      return stage.isFilled ? t('now_filled') : t('now_opening');
    case 'capturing':
      return stage.name === undefined ? t('now_choosing') : t('now_capturing');
    case 'checking':
      return t('now_checking');
    case 'confirming':
      return t('now_confirming', dashboardName);
    case 'sending':
      return t('now_sending');
    case 'reviewing':
      return t('now_reviewing', dashboardName);
    case 'enabling':
      return t('now_enabling');
    case 'inspecting':
      return t('now_inspecting');
    case 'comparing':
      return t('now_comparing');
    case 'testing':
      return t(stage.phase === 'open' ? 'now_login_open' : 'now_testing');
    case 'done':
      return points ? t('now_checked') : t('now_done', loginName ?? '');
    case 'stopped':
      return '';
  }
}

/** What the journey waits for the person to decide or to put right; nothing where it needs nobody. */
export function Needs({
  journey,
  profile,
  commands,
}: {
  journey: Journey;
  profile: Profile;
  commands: Commands;
}) {
  const { stage } = journey;
  const dashboard = dashboards[profile.dashboard];
  const send = (message: PageMessage) => () => void commands.run(message);

  if (stage.kind === 'creating' && stage.complaint !== undefined) {
    return (
      <div class="alert" role="alert">
        <h2>{t('bitbucketSays', stage.complaint)}</h2>
        <div class="buttons">
          <Button onPress={send({ type: 'bitbucket/show' })}>{t('showBitbucket')}</Button>
        </div>
      </div>
    );
  }
  if (stage.kind === 'capturing' && stage.name === undefined) {
    return (
      <ul class="choices" aria-label={t('now_choosing')}>
        {stage.choices.map((name) => (
          <li key={name}>
            <Button onPress={send({ type: 'consumer/choose', name })}>{name}</Button>
          </li>
        ))}
      </ul>
    );
  }
  if (stage.kind === 'confirming') {
    return (
      <section class="review">
        <h2>{t('confirmTitle')}</h2>
        <p>
          {t('confirmWhy', journey.consumer?.name ?? '', journey.consumer?.keyHint ?? '', dashboard.name)}
        </p>
        <div class="buttons">
          <Button look="primary" disabled={commands.isBusy} onPress={send({ type: 'pair/confirm' })}>
            {t('confirmSend', dashboard.name)}
          </Button>
        </div>
      </section>
    );
  }
  if (stage.kind === 'reviewing')
    return <Review stage={stage} dashboardName={dashboard.name} commands={commands} />;
  if (stage.kind !== 'stopped') return null;
  const fix = fixes[stage.problem.code];
  return (
    <>
      <ProblemAlert problem={stage.problem}>
        {fix === 'settings' && <Button onPress={() => void openSettings()}>{t('openSettings')}</Button>}
        {fix === 'bitbucket' && (
          <Button onPress={send({ type: 'bitbucket/show' })}>{t('showBitbucket')}</Button>
        )}
        {fix === 'dashboard' && (
          <Button onPress={() => void openPage(dashboard.connectionPage(profile.domain))}>
            {t('openDashboard', dashboard.name)}
          </Button>
        )}
        {fix !== 'start-over' && fix !== 'paste' && (
          <Button look="primary" disabled={commands.isBusy} onPress={send({ type: 'setup/retry' })}>
            {t('retry')}
          </Button>
        )}
      </ProblemAlert>
      {fix === 'paste' && <Paste commands={commands} />}
    </>
  );
}

function Review(props: {
  stage: Extract<Journey['stage'], { kind: 'reviewing' }>;
  dashboardName: string;
  commands: Commands;
}) {
  const { difference } = props.stage;
  const list = (scopes: readonly string[]) => (scopes.length > 0 ? scopes.join(', ') : t('reviewNone'));
  return (
    <section class="review">
      <h2>{t('reviewTitle')}</h2>
      <p>{t('reviewWhy', props.dashboardName, difference.connectionName)}</p>
      <table class="difference">
        <thead>
          <tr>
            <th scope="col">{t('reviewWhat')}</th>
            <th scope="col">{t('reviewBefore')}</th>
            <th scope="col">{t('reviewAfter')}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('reviewKey')}</th>
            <td>
              <code>{difference.oldKey ?? '–'}</code>
            </td>
            <td>
              <code>{difference.newKey}</code>
            </td>
          </tr>
          <tr>
            <th scope="row">{t('reviewSecret')}</th>
            <td>••••</td>
            <td>{t('reviewSecretReplaced')}</td>
          </tr>
        </tbody>
      </table>
      <p>
        {t('reviewAdded')}: {list(difference.scopesAdded)}
        <br />
        {t('reviewRemoved')}: {list(difference.scopesRemoved)}
      </p>
      <div class="buttons">
        <Button
          look="primary"
          disabled={props.commands.isBusy}
          onPress={() => void props.commands.run({ type: 'review/apply' })}
        >
          {t('apply')}
        </Button>
        <Button
          disabled={props.commands.isBusy}
          onPress={() => void props.commands.run({ type: 'review/keep' })}
        >
          {t('keep')}
        </Button>
      </div>
    </section>
  );
}

function Paste({ commands }: { commands: Commands }) {
  const [key, setKey] = useState('');
  const [secret, setSecret] = useState('');
  const [reason] = commands.refusal?.code === 'pairUnreadable' ? commands.refusal.params : [];
  const paste = (event: SubmitEvent) => {
    event.preventDefault();
    void commands.run({ type: 'pair/paste', key, secret });
  };
  return (
    <form class="review" onSubmit={paste}>
      <h2>{t('pasteTitle')}</h2>
      <p class="help">{t('pasteWhy')}</p>
      <TextField label={t('key')} value={key} onInput={setKey} />
      <SecretField
        label={t('secret')}
        value={secret}
        problem={reason && t('pasteWrong', readingWords(reason))}
        onInput={setSecret}
      />
      <div class="buttons">
        <Button look="primary" type="submit" disabled={commands.isBusy || key === '' || secret === ''}>
          {t('usePair')}
        </Button>
      </div>
    </form>
  );
}
