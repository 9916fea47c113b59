import { keptJourney } from '../../extension/store/journey';
import { keptProfiles } from '../../extension/store/profiles';
import { noteOf } from '../../extension/words/journey';
import { titleOfProblem } from '../../extension/words/problem';
import { t } from '../../extension/words/text';
import type { Journey } from '../../setup/journey/journey';
import {
  isAtBitbucket,
  isContradicted,
  isUnheard,
  isUntested,
  standingOf,
} from '../../setup/journey/standing';
import { canRetire } from '../../setup/journey/told/new-secret';
import { isOnlyAsked } from '../../setup/problems';
import { dashboardName, type Profile } from '../../setup/profiles/profile';
import { Button } from '../../ui/button';
import { Logo } from '../../ui/icons';
import { Needs } from '../asks/asks';
import { Points } from '../asks/seldom';
import { Undo } from '../asks/undo';
import { type Commands, useCommands, useWakeBackground } from '../parts/commands';
import { Refusal } from '../parts/refusal';
import { useKept } from '../parts/use-stored';
import { Ending } from './ending';
import { Checked, HandedOver, Nothing, TestAccount, Undone, Untested, WhatWasSeen, Works } from './seldom';
import { StepsWithHelp } from './steps-with-help';

/** The page that a journey ends on, and on which it asks for what it needs. */
export function Result() {
  const journeyKept = useKept(keptJourney);
  const profilesKept = useKept(keptProfiles);
  useWakeBackground();
  if (!journeyKept || !profilesKept) return null;
  const journey = journeyKept.value;
  const profiles = profilesKept.value?.profiles ?? [];
  const profile = profiles.find((each) => each.id === journey?.profileId);
  return (
    <main class="result">
      <header>
        <Logo size={28} />
        <span>{t('title')}</span>
        {profile && <span class="quiet">{profile.name}</span>}
      </header>
      {journey && profile ? (
        <JourneyShown journey={journey} profile={profile} />
      ) : (
        <Nothing profile={profiles.find((each) => each.id === profilesKept.value?.current)} />
      )}
    </main>
  );
}

function JourneyShown({ journey, profile }: { journey: Journey; profile: Profile }) {
  const commands = useCommands();
  const { stage } = journey;
  if (stage.kind === 'done' && journey.points) {
    return <Checked journey={journey} profile={profile} points={journey.points} />;
  }
  if (stage.kind === 'done') {
    if (isUntested(journey)) return <Untested journey={journey} profile={profile} />;
    return journey.record.some((each) => each.did === 'handedOver') ? (
      <HandedOver journey={journey} profile={profile} />
    ) : (
      <Works journey={journey} profile={profile} />
    );
  }
  if (stage.kind === 'undone') return <Undone journey={journey} profile={profile} stage={stage} />;
  const name = dashboardName(profile);
  const isStopped = stage.kind === 'stopped';
  return (
    <>
      <h1>{titleOf(journey, name)}</h1>
      <p class="status" role="status">
        {noteOf(journey, name, undefined)}
      </p>
      <Refusal commands={commands} profile={profile} />
      <Needs journey={journey} profile={profile} commands={commands} hasHeadline />
      <ToBitbucket journey={journey} commands={commands} />
      {isStopped ? (
        <>
          {journey.testAccount && <TestAccount journey={journey} profile={profile} />}
          {journey.loginSeen && <WhatWasSeen journey={journey} profile={profile} commands={commands} />}
          <details>
            <summary>{t('details')}</summary>
            <div class="card">
              <Course journey={journey} profile={profile} commands={commands} />
            </div>
          </details>
          <Ending journey={journey} profile={profile}>
            <Undo journey={journey} profile={profile} dashboardName={name} commands={commands} look="quiet" />
          </Ending>
        </>
      ) : (
        <section class="card">
          <Course journey={journey} profile={profile} commands={commands} />
        </section>
      )}
    </>
  );
}

/** The way to the tab where it is the person's turn, if nothing above has it. */
function ToBitbucket({ journey, commands }: { journey: Journey; commands: Commands }) {
  const { stage, pause, unheard } = journey;
  const isTheirTurn = isAtBitbucket(journey) && standingOf(journey) === 'needs-you';
  const hasOwn = stage.kind === 'deleting' || (stage.kind === 'creating' && stage.complaint !== undefined);
  if (!isTheirTurn || hasOwn || pause || unheard) return null;
  const isSecond = stage.kind === 'finding' && isUnheard(stage);
  return (
    <div class="buttons">
      <Button
        look={isSecond ? 'plain' : 'primary'}
        onPress={() => void commands.run({ type: 'bitbucket/show' })}
      >
        {t('showBitbucket')}
      </Button>
    </div>
  );
}

function titleOf(journey: Journey, dashboardName: string): string {
  const { stage } = journey;
  if (isContradicted(journey)) return t('otherClientTitle');
  if (stage.kind === 'stopped')
    return isOnlyAsked(stage.problem) ? titleOfProblem(stage.problem, dashboardName) : t(stoppedAs(journey));
  if (journey.isMending) return t('editOnBitbucket');
  if (journey.mode === 'renew') return t('newSecret');
  if (journey.mode === 'test') return t('pointName_test');
  return t(journey.mode === 'check' ? 'checkUnderWay' : 'underWay');
}

/** The name of what was stopped. It says that a login does not work only where one should have worked by then. */
function stoppedAs(journey: Journey) {
  const { stage, mode, connection } = journey;
  if (stage.kind === 'stopped' && stage.back === 'undoing') return 'undo';
  if (mode === 'check') return 'checkSetup';
  if (mode === 'renew' && (connection?.did !== 'changed' || canRetire(journey))) return 'newSecret';
  return 'worksNotTitle';
}

/** How far it has come: step by step or, for a check, point by point. */
const Course = (props: { journey: Journey; profile: Profile; commands: Commands }) =>
  props.journey.mode === 'check' ? <Points {...props} /> : <StepsWithHelp {...props} />;
