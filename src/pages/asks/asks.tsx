import { apiDashboards } from '../../dashboards';
import type { Decision } from '../../extension/messages/schemas';
import { openPage, openResult, openSettings } from '../../extension/platform/open';
import { bitbucketSays } from '../../extension/words/bitbucket';
import { t } from '../../extension/words/text';
import type { Journey } from '../../setup/journey/journey';
import { workspacesToChoose } from '../../setup/journey/stages/log-in';
import { fixes, type Problem } from '../../setup/problems';
import {
  connectionPageOf,
  dashboardName,
  isByHand,
  isOverApi,
  type Profile,
} from '../../setup/profiles/profile';
import { Button } from '../../ui/button';
import type { Commands } from '../parts/commands';
import { Foreign } from '../parts/foreign';
import { ProblemAlert } from '../parts/problem';
import { Consent, FreshCredential, HandOver, Offer, Paste, Pause, Review, Unlock } from './seldom';

interface NeedsProps {
  readonly journey: Journey;
  readonly profile: Profile;
  readonly commands: Commands;
  /** The popup has little room: what takes more is on the result page. */
  readonly isSmall?: boolean;
}

/** What the journey waits for the person to decide or to put right; nothing where it needs nobody. */
export function Needs({ journey, profile, commands, isSmall = false }: NeedsProps) {
  const { stage, pause } = journey;
  const name = dashboardName(profile);
  const decide = (event: Decision) =>
    void commands.run({ type: 'journey/decided', journeyId: journey.id, event });
  if (pause) return <Pause pause={pause} commands={commands} decide={decide} />;
  switch (stage.kind) {
    case 'finding': {
      const found = workspacesToChoose(stage);
      return found.length === 0 ? null : (
        <>
          <Choices
            label={t('now_whichWorkspace')}
            choices={found.map((each) => ({ id: each, name: t('useWorkspace', each) }))}
            onChoose={(workspace) => decide({ kind: 'workspace-chosen', workspace })}
          />
          <p class="quiet">{t('whichWorkspaceWhy')}</p>
        </>
      );
    }
    case 'creating':
      return stage.complaint === undefined ? null : (
        <div class="alert" role="alert">
          <h2>{bitbucketSays(stage.complaint)}</h2>
          <div class="buttons">
            <Button onPress={() => void commands.run({ type: 'bitbucket/show' })}>
              {t('showBitbucket')}
            </Button>
          </div>
        </div>
      );
    case 'capturing':
      return stage.name !== undefined ? null : (
        <Choices
          label={t('now_choosing')}
          choices={stage.choices.map((each) => ({ id: each, name: each }))}
          onChoose={(chosen) => decide({ kind: 'consumer-chosen', name: chosen })}
        />
      );
    case 'picking':
      return (
        <>
          <Foreign journey={journey} />
          <Choices
            label={t('now_picking', name)}
            choices={stage.connections.map((each) => ({
              id: each.id,
              name: each.keyHint === '' ? each.name : t('connectionChoice', each.name, each.keyHint),
            }))}
            onChoose={(id) => decide({ kind: 'connection-picked', id })}
          />
        </>
      );
    case 'confirming':
      return (
        <Consent
          key={journey.id}
          journey={journey}
          dashboardName={name}
          commands={commands}
          decide={decide}
        />
      );
    case 'reviewing':
      return (
        <>
          <Foreign journey={journey} />
          <Review journey={journey} stage={stage} dashboardName={name} commands={commands} decide={decide} />
        </>
      );
    case 'offering':
      return !isOverApi(profile) ? null : (
        <Offer
          dashboardName={name}
          offered={apiDashboards[profile.dashboard].about.alternative}
          commands={commands}
          decide={decide}
        />
      );
    case 'handing':
      if (!isByHand(profile)) return null;
      return isSmall ? (
        <Button look="primary" onPress={() => void openResult()}>
          {t('handShow')}
        </Button>
      ) : (
        <HandOver journey={journey} profile={profile} commands={commands} decide={decide} />
      );
    case 'trying':
      return (
        <Trying missing={stage.missing} name={name} profile={profile} commands={commands} decide={decide} />
      );
    case 'stopped':
      return (
        <Stopped
          problem={stage.problem}
          profile={profile}
          commands={commands}
          decide={decide}
          isSmall={isSmall}
        />
      );
    default:
      return null;
  }
}

const Choices = (props: {
  readonly label: string;
  readonly choices: readonly { readonly id: string; readonly name: string }[];
  readonly onChoose: (id: string) => void;
}) => (
  <ul class="choices" aria-label={props.label}>
    {props.choices.map(({ id, name }) => (
      <li key={id}>
        <Button onPress={() => props.onChoose(id)}>{name}</Button>
      </li>
    ))}
  </ul>
);

/** The login is tried in the dashboard; only the person sees what it says there. */
const Trying = (props: {
  readonly missing: string;
  readonly name: string;
  readonly profile: Profile;
  readonly commands: Commands;
  readonly decide: (event: Decision) => void;
}) => (
  <section class="review">
    <h2>{t('tryTitle', props.name)}</h2>
    <p>{t('tryWhy', props.missing)}</p>
    <p>{t('tryHow', props.name)}</p>
    <div class="buttons">
      <Button
        look="primary"
        disabled={props.commands.isBusy}
        onPress={() => props.decide({ kind: 'tried', worked: true })}
      >
        {t('trySaw')}
      </Button>
      <Button disabled={props.commands.isBusy} onPress={() => props.decide({ kind: 'tried', worked: false })}>
        {t('trySawNot')}
      </Button>
      <OpenDashboard profile={props.profile} name={props.name} />
    </div>
  </section>
);

/** The dashboard's own page of its connections, where there is one. */
export const OpenDashboard = ({ profile, name }: { profile: Profile; name: string }) =>
  isOverApi(profile) ? (
    <Button look="quiet" onPress={() => void openPage(connectionPageOf(profile))}>
      {t('openDashboard', name)}
    </Button>
  ) : null;

function Stopped(props: {
  readonly problem: Problem;
  readonly profile: Profile;
  readonly commands: Commands;
  readonly decide: (event: Decision) => void;
  readonly isSmall: boolean;
}) {
  const { problem, profile, commands, decide, isSmall } = props;
  const fix = fixes[problem.code];
  const canRetry = !['start-over', 'paste', 'credential', 'unlock'].includes(fix);
  return (
    <>
      <ProblemAlert problem={problem}>
        {(fix === 'settings' || (fix === 'credential' && !isSmall)) && (
          <Button onPress={() => void openSettings()}>{t('openSettings')}</Button>
        )}
        {fix === 'bitbucket' && (
          <Button onPress={() => void commands.run({ type: 'bitbucket/show' })}>{t('showBitbucket')}</Button>
        )}
        {fix === 'dashboard' && <OpenDashboard profile={profile} name={dashboardName(profile)} />}
        {canRetry && (
          <Button look="primary" disabled={commands.isBusy} onPress={() => decide({ kind: 'retried' })}>
            {t('retry')}
          </Button>
        )}
      </ProblemAlert>
      {fix === 'paste' &&
        (isSmall ? (
          <Button look="primary" onPress={() => void openResult()}>
            {t('pasteOnPage')}
          </Button>
        ) : (
          <Paste commands={commands} />
        ))}
      {fix === 'credential' && isOverApi(profile) && (
        <FreshCredential profile={profile} commands={commands} isSmall={isSmall} />
      )}
      {fix === 'unlock' && isOverApi(profile) && (
        <Unlock profile={profile} onUnlocked={() => decide({ kind: 'retried' })} />
      )}
    </>
  );
}
