import { useEffect, useState } from 'preact/hooks';
import { openResult, openSettings } from '../../extension/platform/open';
import { asideFor, keptAside, keptJourney, keptLogin } from '../../extension/store/journey';
import { keptProfiles, selectProfile } from '../../extension/store/profiles';
import { keptSeen } from '../../extension/store/seen';
import { noteOf } from '../../extension/words/journey';
import { t } from '../../extension/words/text';
import { ageWords } from '../../extension/words/times';
import type { Journey } from '../../setup/journey/journey';
import {
  againAs,
  hasBadPoint,
  isOver,
  isSeenToWork,
  isUnheard,
  isWaitingForDecision,
  standingOf,
} from '../../setup/journey/standing';
import { fixes } from '../../setup/problems';
import { addressOf, dashboardName, isByHand, type Profile } from '../../setup/profiles/profile';
import { Button } from '../../ui/button';
import { Select } from '../../ui/fields';
import { DoneIcon, GearIcon, Logo, MoreIcon } from '../../ui/icons';
import { lazily } from '../../ui/lazily';
import { Needs } from '../asks/asks';
import { Aside, Points } from '../asks/seldom';
import { type Commands, StartButton, useCommands, useWakeBackground } from '../parts/commands';
import { Refusal } from '../parts/refusal';
import { Steps } from '../parts/steps';
import { useKept } from '../parts/use-stored';

/** The choice of a new profile, among the others. No profile has such an id. */
const fromPage = '+';

/** Loaded only where the browser keeps Keyferry off Bitbucket. */
const BitbucketAccess = lazily(
  () => import('../parts/bitbucket-access'),
  (from) => from.BitbucketAccess,
);

const FirstTime = lazily(
  () => import('./first-time'),
  (from) => from.FirstTime,
);

const Plan = lazily(
  () => import('./plan'),
  (from) => from.Plan,
);

/** For a tool that is set up by hand: the page in the tab in front. */
const FillPage = lazily(
  () => import('../parts/fill-page'),
  (from) => from.FillPage,
);

/** A new profile from the page in the tab in front. */
const StartFromPage = lazily(
  () => import('../parts/start-from-page'),
  (from) => from.StartFromPage,
);

const More = lazily(
  () => import('./more'),
  (from) => from.More,
);

/**
 * The toolbar popup: where the setup stands, and the next thing to do. `isSide`: the panel beside the page, which has more room, and stays
 * open.
 */
export function Popup({ isSide = false }: { readonly isSide?: boolean }) {
  const profilesKept = useKept(keptProfiles);
  const journeyKept = useKept(keptJourney);
  const asideKept = useKept(keptAside);
  const lastLogin = useKept(keptLogin)?.value;
  const commands = useCommands();
  const [isMore, setMore] = useState(false);
  const [isPlan, setPlan] = useState(false);
  const [isFilling, setFilling] = useState(false);
  const [isStarting, setStarting] = useState(false);
  useWakeBackground();
  useEffect(() => {
    const last = journeyKept?.value;
    if (last && standingOf(last) === 'done') void keptSeen.write({ journeyId: last.id });
  }, [journeyKept]);
  if (!profilesKept || !journeyKept) return null;

  const profiles = profilesKept.value?.profiles ?? [];
  const profile = profiles.find((each) => each.id === profilesKept.value?.current);
  if (isStarting)
    return (
      <main class={`popup ${isSide ? 'side' : ''}`}>
        <StartFromPage onBack={() => setStarting(false)} />
      </main>
    );
  if (!profile) return <FirstTime isSide={isSide} onFromPage={() => setStarting(true)} />;
  // A setup belongs to its profile: with another one chosen, it goes on, but is not what is shown.
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
  /** Where something is entered, there is no room for more. */
  const hasRoom = isSide || !fix || !['credential', 'unlock', 'paste'].includes(fix);
  const startsAnew = !fix || fix === 'start-over';
  /** A check found something wrong: what puts it right is on the result page. */
  const needsFixing = isDone && hasBadPoint(journey);
  const works = journey !== undefined && isSeenToWork(journey);
  /** Trying again stands out, once something keeps Keyferry off Bitbucket's page. */
  const hasRetry = journey?.stage.kind === 'finding' && isUnheard(journey.stage);
  /** Something has to be said at length, or asked. */
  const isTight =
    waits ||
    (isAside && inFront !== undefined) ||
    (journey?.stage.kind === 'finding' && journey.stage.silent !== undefined);
  const status = (
    <p class="status">
      <span role="status">
        {journey ? note : t(isByHand(profile) ? 'notStartedHand' : 'notStarted', name)}
      </span>
      {note && journey && isOver(journey) && journey.changedAt !== undefined && (
        <Age since={journey.changedAt} />
      )}
    </p>
  );
  const header = (
    <>
      <header>
        <Logo />
        <h1>{t('title')}</h1>
        <Select
          label={t('profile')}
          value={profile.id}
          options={[
            ...profiles.map((each) => ({ value: each.id, label: each.name })),
            { value: fromPage, label: t('pageStart') },
          ]}
          onChange={(id) => (id === fromPage ? setStarting(true) : void selectProfile(id))}
        />
        <Button
          look="icon"
          name={t('more')}
          isExpanded={isMore}
          onPress={() => {
            setFilling(false);
            setMore(!isMore);
          }}
        >
          <MoreIcon />
        </Button>
        <Button look="icon" name={t('settings')} onPress={() => void openSettings()}>
          <GearIcon />
        </Button>
      </header>
      <p class="where">{[addressOf(profile), profile.workspace].filter(Boolean).join(' · ')}</p>
    </>
  );
  if (isFilling && isByHand(profile))
    return (
      <main class={`popup ${isSide ? 'side' : ''}`}>
        {header}
        <FillPage
          key={profile.id}
          journey={isAside ? undefined : journey}
          profile={profile}
          commands={commands}
          onBack={() => setFilling(false)}
        />
      </main>
    );
  if (isMore)
    return (
      <main class={`popup ${isSide ? 'side' : ''}`}>
        {header}
        <More
          journey={journey}
          isAside={isAside}
          profile={profile}
          commands={commands}
          isSide={isSide}
          onFillPage={() => setFilling(true)}
          onChosen={() => setMore(false)}
        />
      </main>
    );
  if (isPlan)
    return (
      <main class={`popup ${isSide ? 'side' : ''}`}>
        {header}
        <Plan profile={profile} commands={commands} onLeft={() => setPlan(false)} />
      </main>
    );
  return (
    <main class={`popup ${isTight ? 'tight' : ''} ${isSide ? 'side' : ''}`}>
      {header}
      {works && (
        <div class="success">
          <span class="badge">
            <DoneIcon />
          </span>
          {status}
        </div>
      )}
      <Course journey={journey} profile={profile} commands={commands} isAtRest={isAside} />
      {!works && status}
      <BitbucketAccess isSmall={!isSide} />
      <Refusal commands={commands} profile={profile} />
      {isAside ? (
        <Aside journey={journey} inFront={inFront} profiles={profiles} commands={commands} />
      ) : (
        <Needs journey={inFront} profile={profile} commands={commands} isSmall={!isSide} />
      )}
      {isUnderWay && !isAside && journey.stage.kind === 'handing' && (
        <Button onPress={() => setFilling(true)}>{t('pageFillOffer')}</Button>
      )}
      {!isUnderWay && startsAnew && !isDone && (
        <StartButton look="primary" mode={againAs(journey)} commands={commands}>
          {t(fix ? 'setUpAgain' : 'setUp')}
        </StartButton>
      )}
      {!journey && (
        <Button look="quiet" onPress={() => setPlan(true)}>
          {t('planTitle')}
        </Button>
      )}
      {isUnderWay && !isAside && !waits && !['testing', 'deleting'].includes(journey.stage.kind) && (
        <Button
          look={standingOf(journey) === 'needs-you' && !hasRetry ? 'primary' : 'plain'}
          onPress={() => void commands.run({ type: 'bitbucket/show' })}
        >
          {t('showBitbucket')}
        </Button>
      )}
      {journey && !isAside && isOver(journey) && hasRoom && (
        <Button look={needsFixing ? 'primary' : 'quiet'} onPress={() => void openResult()}>
          {t('showResult')}
        </Button>
      )}
    </main>
  );
}

/** How far it has come: step by step or, for a check, point by point. */
function Course({
  journey,
  profile,
  commands,
  isAtRest,
}: {
  readonly journey: Journey | undefined;
  readonly profile: Profile;
  readonly commands: Commands;
  readonly isAtRest: boolean;
}) {
  if (journey?.mode === 'check')
    return <Points journey={journey} profile={profile} commands={commands} isSmall />;
  const isUndone = journey?.stage.kind === 'undone';
  return (
    <Steps
      journey={isUndone ? undefined : journey}
      dashboardName={dashboardName(profile)}
      isAtRest={isAtRest}
    />
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
