import { useEffect, useState } from 'preact/hooks';
import { openResult, openSettings, openWelcome } from '../../extension/platform/open';
import { asideFor, keptAside, keptJourney, keptLogin } from '../../extension/store/journey';
import { keptProfiles, selectProfile } from '../../extension/store/profiles';
import { keptSeen } from '../../extension/store/seen';
import { noteOf } from '../../extension/words/journey';
import { t } from '../../extension/words/text';
import { ageWords } from '../../extension/words/times';
import { againAs, isOver, isWaitingForDecision, standingOf } from '../../setup/journey/standing';
import { fixes } from '../../setup/problems';
import { dashboardName, isOverApi, loginTestsOf } from '../../setup/profiles/profile';
import { Button } from '../../ui/button';
import { Select } from '../../ui/fields';
import { Logo } from '../../ui/icons';
import { lazily } from '../../ui/lazily';
import { Needs } from '../asks/asks';
import { Aside, Points } from '../asks/seldom';
import { Undo } from '../asks/undo';
import { DiscardButton, StartButton, useCommands, useWakeBackground } from '../parts/commands';
import { Refusal } from '../parts/refusal';
import { Steps } from '../parts/steps';
import { useKept } from '../parts/use-stored';

/** Asked for where the browser keeps Keyferry off Bitbucket. */
const BitbucketAccess = lazily(
  () => import('../parts/bitbucket-access'),
  (from) => from.BitbucketAccess,
);

/** The toolbar popup: where the setup stands, and the next thing to do. */
export function Popup() {
  const profilesKept = useKept(keptProfiles);
  const journeyKept = useKept(keptJourney);
  const asideKept = useKept(keptAside);
  const lastLogin = useKept(keptLogin)?.value;
  const commands = useCommands();
  useWakeBackground();
  useEffect(() => {
    const last = journeyKept?.value;
    if (last && standingOf(last) === 'done') void keptSeen.write({ journeyId: last.id });
  }, [journeyKept]);
  if (!profilesKept || !journeyKept) return null;

  const profiles = profilesKept.value?.profiles ?? [];
  const profile = profiles.find((each) => each.id === profilesKept.value?.current);
  if (!profile) return <FirstTime />;
  // A setup is its own profile's: with another one chosen it goes on, and is not what is looked at.
  const inFront = journeyKept.value;
  const isAside = inFront?.profileId !== profile.id;
  const journey = isAside ? asideFor(profile.id, asideKept?.value) : inFront;
  const login = lastLogin?.journeyId === journey?.id ? lastLogin : undefined;

  const name = dashboardName(profile);
  const isDone = journey !== undefined && standingOf(journey) === 'done';
  const isUnderWay = journey !== undefined && !isOver(journey);
  const note = journey && (isAside && isUnderWay ? t('asideWaits') : noteOf(journey, name, login?.name));
  const waits =
    journey !== undefined &&
    (isWaitingForDecision(journey) ||
      journey.pause !== undefined ||
      journey.unheard !== undefined ||
      journey.stage.kind === 'stopped');
  const fix = journey?.stage.kind === 'stopped' ? fixes[journey.stage.problem.code] : undefined;
  /** Where something is entered, there is no room for everything else that could be started. */
  const hasRoom = !fix || !['credential', 'unlock', 'paste'].includes(fix);
  const startsAnew = !fix || fix === 'start-over';
  /** Something has to be said at length, or asked. */
  const isTight =
    waits ||
    (isAside && inFront !== undefined) ||
    (journey?.stage.kind === 'finding' && journey.stage.silent !== undefined);
  return (
    <main class={`popup ${isTight ? 'tight' : isDone ? 'done' : ''}`}>
      <header>
        <Logo />
        <h1>{t('title')}</h1>
        <Select
          label={t('profile')}
          value={profile.id}
          options={profiles.map((each) => ({ value: each.id, label: each.name }))}
          onChange={(id) => void selectProfile(id)}
        />
      </header>
      {journey?.mode === 'check' ? (
        <Points journey={journey} profile={profile} commands={commands} isSmall />
      ) : (
        <Steps
          journey={journey?.stage.kind === 'undone' ? undefined : journey}
          dashboardName={name}
          isAtRest={isAside}
        />
      )}
      <p class="status">
        <span role="status">{journey ? note : t('notStarted', name)}</span>
        {journey && isOver(journey) && journey.changedAt !== undefined && <Age since={journey.changedAt} />}
      </p>
      <BitbucketAccess isSmall />
      <Refusal commands={commands} profile={profile} />
      {isAside ? (
        <Aside journey={journey} inFront={inFront} profiles={profiles} commands={commands} />
      ) : (
        <Needs journey={inFront} profile={profile} commands={commands} isSmall />
      )}
      {isDone && !isAside && (
        <Button look="primary" onPress={() => void openResult()}>
          {t('showResult')}
        </Button>
      )}
      {!isUnderWay && startsAnew && !isDone && (
        <StartButton look="primary" mode={againAs(journey)} commands={commands}>
          {t(fix ? 'setUpAgain' : 'setUp')}
        </StartButton>
      )}
      {isUnderWay && !isAside && !waits && !['testing', 'deleting'].includes(journey.stage.kind) && (
        <Button onPress={() => void commands.run({ type: 'bitbucket/show' })}>{t('showBitbucket')}</Button>
      )}
      <footer class="buttons">
        {isDone && (
          <StartButton look="quiet" mode="create" commands={commands}>
            {t('setUp')}
          </StartButton>
        )}
        {!isUnderWay && hasRoom && (
          <>
            <StartButton look="quiet" mode="existing" commands={commands}>
              {t('useExisting')}
            </StartButton>
            {isOverApi(profile) && (
              <>
                <StartButton look="quiet" mode="check" commands={commands}>
                  {t('checkSetup')}
                </StartButton>
                {loginTestsOf(profile) && (
                  <StartButton look="quiet" mode="test" commands={commands}>
                    {t('runTest')}
                  </StartButton>
                )}
                {!fix && (
                  <StartButton look="quiet" mode="renew" commands={commands}>
                    {t('newSecret')}
                  </StartButton>
                )}
              </>
            )}
          </>
        )}
        {journey && !isAside && (
          <Undo journey={journey} profile={profile} dashboardName={name} commands={commands} look="quiet" />
        )}
        {journey && <DiscardButton journey={journey} profile={profile} commands={commands} />}
        {journey && !isAside && isOver(journey) && !isDone && (
          <Button look="quiet" onPress={() => void openResult()}>
            {t('showResult')}
          </Button>
        )}
        <Button look="quiet" onPress={() => void openSettings()}>
          {t('settings')}
        </Button>
      </footer>
    </main>
  );
}

/** How long ago the last result came. */
function Age({ since }: { since: number }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const clock = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(clock);
  }, []);
  return <time dateTime={new Date(since).toISOString()}>{ageWords(since, now)}</time>;
}

/** Before there is a profile: what this is, and the one thing to do. */
function FirstTime() {
  return (
    <main class="popup first">
      <header>
        <Logo />
        <h1>{t('title')}</h1>
      </header>
      <h2>{t('emptyWhat')}</h2>
      <p>{t('emptyWhy')}</p>
      <p class="help">{t('explainConsumer')}</p>
      <BitbucketAccess isSmall />
      <Button look="primary" onPress={() => void openWelcome()}>
        {t('firstSteps')}
      </Button>
      <footer class="buttons">
        <Button look="quiet" onPress={() => void openSettings()}>
          {t('settings')}
        </Button>
      </footer>
    </main>
  );
}
