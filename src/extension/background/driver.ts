import type { DashboardSession } from '../../dashboards/dashboard';
import type { Event } from '../../setup/journey/event';
import type { Journey } from '../../setup/journey/journey';
import { worksByItself } from '../../setup/journey/standing';
import { problem } from '../../setup/problems';
import { type ApiProfile, isOverApi, type Profile } from '../../setup/profiles/profile';
import { signIn } from '../dashboard/sign-in';
import { wakeAt, wakeIfStopped, wakeWhenOnline } from '../platform/alarms';
import { keptJourney } from '../store/journey';
import { readProfiles } from '../store/profiles';
import { forgetPair } from '../store/vault';
import { checkPair } from './actions/check-pair';
import { compareWith } from './actions/check-setup';
import { enable } from './actions/enable';
import { handOver } from './actions/hand-over';
import { send } from './actions/send';
import { openTryPage, removeTest, test } from './actions/test-login';
import { undo } from './actions/undo';
import { goToBitbucket, tabOf, tellHelper } from './bitbucket-tab';
import { happened } from './journal';
import { showResult } from './result-tab';

/**
 * Drives a journey: load it, look at the world, act, write down what happened, go on. It can be ended at any point and
 * started again: every action looks before it writes, and what is written down is only what is known to have happened.
 */

interface Run {
  readonly end: Promise<void>;
  /** Something happened while it ran, perhaps after it last looked. */
  isStale: boolean;
}
const running = new Map<string, Run>();

/** Goes on with the journey as far as it can without a person. Calls while it runs join it, and make it look once more. */
export async function goOn(): Promise<void> {
  const journey = await keptJourney.read();
  if (!journey) return;
  const { id } = journey;
  const present = running.get(id);
  if (present) {
    present.isStale = true;
    return present.end;
  }
  const run: Run = { isStale: false, end: Promise.resolve().then(() => drive(id, run)) };
  running.set(id, run);
  return run.end;
}

async function drive(journeyId: string, run: Run): Promise<void> {
  try {
    for (;;) {
      run.isStale = false;
      const journey = await keptJourney.read();
      if (journey?.id !== journeyId) return;
      if (worksByItself(journey)) await wakeIfStopped();
      const event = journey.pause ? resume(journey.pause) : await act(journey);
      void tellHelper(journey);
      if (event) {
        if (!(await happened(journeyId, event))) return;
      } else if (!run.isStale) return;
    }
  } finally {
    // In the same turn as the last look: nobody joins a run that has ended.
    running.delete(journeyId);
  }
}

/** The end of a pause that is over; otherwise what ends it is waited for. */
function resume({ until }: NonNullable<Journey['pause']>): Event | undefined {
  if (until === undefined) {
    if (globalThis.navigator.onLine) return { kind: 'pause-over' };
    wakeWhenOnline(goOn);
    return undefined;
  }
  if (until <= Date.now()) return { kind: 'pause-over' };
  wakeAt(until, goOn);
  return undefined;
}

/** Does what the journey's stage asks for. Undefined: nothing more until somebody else acts. */
async function act(journey: Journey): Promise<Event | undefined> {
  const { stage } = journey;
  switch (stage.kind) {
    case 'finding':
      await goToBitbucket(journey);
      return undefined;
    case 'creating':
    case 'capturing':
    case 'inspecting':
      // The person acts in its tab. Which one that is went with the browser, or with an update of the extension.
      return (await tabOf(journey)) === undefined
        ? { kind: 'failed', problem: problem('tabClosed') }
        : undefined;
    case 'checking':
      return checkPair(journey);
    case 'confirming':
    case 'picking':
    case 'reviewing':
    case 'offering':
      await showResult(`${journey.id} ${stage.kind}`);
      return undefined;
    case 'handing':
      return handOver(journey);
    case 'sending':
      return withProfile(journey, (profile) =>
        isOverApi(profile)
          ? withSession(profile, (session) => send(journey, stage, session, profile))
          : { kind: 'handing-needed' },
      );
    case 'enabling':
      return withApi(journey, (session, profile) => enable(journey, stage, session, profile));
    case 'comparing':
      return withApi(journey, (session, profile) => compareWith(journey, stage, session, profile));
    case 'testing':
      // The window's end was missed: the background was stopped while it was open.
      if (stage.phase === 'open') return { kind: 'failed', problem: problem('interrupted') };
      return withApi(journey, (session, profile) => test(journey, session, profile));
    case 'trying':
      return withProfile(journey, (profile) => openTryPage(journey, stage, profile));
    case 'undoing':
      return withApi(journey, (session) => undo(journey, session));
    case 'done':
    case 'undone':
      await forgetPair();
      return (await tidyUp(journey)) ?? (await showEnd(journey));
    case 'stopped':
      return (await tidyUp(journey)) ?? (await showEnd(journey));
  }
}

/** The end of a journey is shown on the result page; what stops it on Bitbucket's pages is shown there by the helper. */
async function showEnd(journey: Journey): Promise<undefined> {
  const { stage } = journey;
  const isShownThere =
    stage.kind === 'stopped' &&
    stage.problem.code !== 'tabClosed' &&
    (stage.at === 'logIn' ||
      stage.at === 'create' ||
      ['pairUnreadable', 'secretMissed'].includes(stage.problem.code));
  if (isShownThere) return;
  const what =
    stage.kind === 'stopped' ? `${stage.at} ${stage.problem.code} ${journey.record.length}` : stage.kind;
  await showResult(`${journey.id} ${what}`);
}

type Act<Parameters extends unknown[]> = (
  ...parameters: Parameters
) => Event | undefined | Promise<Event | undefined>;

async function withProfile(journey: Journey, then: Act<[Profile]>): Promise<Event | undefined> {
  const { profiles } = await readProfiles();
  const profile = profiles.find((each) => each.id === journey.profileId);
  return profile ? then(profile) : { kind: 'failed', problem: problem('profileGone') };
}

async function withSession(profile: ApiProfile, then: Act<[DashboardSession]>): Promise<Event | undefined> {
  const access = await signIn(profile);
  return access.kind === 'ready' ? then(access.session) : { kind: 'failed', problem: access.problem };
}

/** For stages that only a dashboard with an API has. */
const withApi = (journey: Journey, then: Act<[DashboardSession, ApiProfile]>): Promise<Event | undefined> =>
  withProfile(journey, (profile) =>
    isOverApi(profile)
      ? withSession(profile, (session) => then(session, profile))
      : { kind: 'failed', problem: problem('profileGone') },
  );

/** Takes the test's application away again, whatever became of the login. */
export async function tidyUp(journey: Journey): Promise<Event | undefined> {
  if (!journey.hasTestApplication) return undefined;
  const event = await withApi(journey, (session) => removeTest(session));
  return event?.kind === 'test-application-gone' ? event : undefined;
}
