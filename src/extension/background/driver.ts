import type { DashboardSession, LoginProfile } from '../../dashboards/session';
import type { Event } from '../../setup/journey/event';
import type { Journey } from '../../setup/journey/journey';
import { noteOfShown } from '../../setup/journey/note-of-shown';
import { isContradicted, worksByItself } from '../../setup/journey/standing';
import { firstWordMs } from '../../setup/journey/waits';
import { problem } from '../../setup/problems';
import { type ApiProfile, isOverApi, type Profile, tryPageOf } from '../../setup/profiles/profile';
import { signIn } from '../dashboard/sign-in';
import { onceOnline, wakeAt, wakeIfStopped } from '../platform/alarms';
import { openLogin, redirectAddress } from '../platform/login-window';
import { openPage } from '../platform/open';
import { whenForgotten } from '../store/credentials';
import { keepLogin, keptJourney } from '../store/journey';
import { pairOf } from '../store/pair-of';
import { readProfiles } from '../store/profiles';
import { isInRound } from '../store/round';
import { forgetBackup, forgetPair, keepBackup, readBackup } from '../store/vault';
import type { Action } from './actions/action';
import { checkPair } from './actions/check-pair';
import { survey } from './actions/check-setup';
import { enable } from './actions/enable';
import { note, usesOf } from './actions/new-secret';
import { send } from './actions/send';
import { switchOn } from './actions/switch-on';
import { goOnWatching, openToRead, removeTest, test } from './actions/test-login';
import { undo } from './actions/undo';
import {
  changeOf,
  forgetAddress,
  goToBitbucket,
  shownIn,
  silenceOf,
  tabOf,
  tellHelper,
} from './bitbucket-tab';
import { happened, onOwnTurn } from './journal';
import { cleaned, endWatch, lookAgainMs, lookAtLogin, memoOf, watchLogin } from './login-watch';
import { isReadingOpen, openReading } from './reading-tab';
import { showResult } from './result-tab';

/**
 * Drives a journey: load it, look at the world, act, write down what happened, go on. It can be ended at any point and
 * started again: every action looks before it writes, and what is written down is only what is known to have happened.
 * The requests of an action end with its journey, and with the credential that they are made with; what an ended request
 * led to is not written down.
 */

interface Run {
  readonly end: Promise<void>;
  /** Something happened while it ran, perhaps after it last looked. */
  isStale: boolean;
  /** Ends what it is doing. */
  ending: AbortController;
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
    // It may be the alarm that calls, which comes only once, and what is done may take longer.
    if (worksByItself(journey)) await wakeIfStopped();
    return present.end;
  }
  const run: Run = {
    isStale: false,
    ending: new AbortController(),
    end: Promise.resolve().then(() => drive(id, run)),
  };
  running.set(id, run);
  return run.end;
}

onOwnTurn(() => void goOn());

async function drive(journeyId: string, run: Run): Promise<void> {
  const isOver = new AbortController();
  // Another one, or none, has taken its place, whoever wrote that down.
  keptJourney.watch((present) => {
    if (present?.id !== journeyId) run.ending.abort();
  }, isOver.signal);
  try {
    for (;;) {
      run.isStale = false;
      run.ending = new AbortController();
      const journey = await keptJourney.read();
      if (journey?.id !== journeyId) return;
      if (worksByItself(journey)) await wakeIfStopped();
      const came = await follow(journey, act(journey, run.ending), run.ending.signal);
      if (came === 'over' || (came === 'nothing' && !run.isStale)) return;
    }
  } finally {
    // In the same turn as the last look: nobody joins a run that has ended.
    running.delete(journeyId);
    isOver.abort();
  }
}

/**
 * Writes down what an action yields, before it goes on, and what it returns. `over`: another journey has taken the place of
 * this one, and the action does nothing more; `ended`: it was ended by `signal`, and is to be looked at anew.
 */
async function follow(
  journey: Journey,
  action: Action,
  signal: AbortSignal,
): Promise<'something' | 'nothing' | 'over' | 'ended'> {
  for (;;) {
    const next = await action.next().catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
    if (!next || signal.aborted) {
      await action.return(undefined);
      return 'ended';
    }
    const { value: event, done } = next;
    if (done) void tellHelper(journey);
    const now = event && (await happened(journey.id, event));
    if (event && !now) {
      await action.return(undefined);
      return 'over';
    }
    // Something else has ended the stage meanwhile: what it was about to write is not written.
    if (!done && now?.stage.kind !== journey.stage.kind) {
      await action.return(undefined);
      return 'something';
    }
    if (done) return event ? 'something' : 'nothing';
  }
}

/**
 * The end of a pause that is over; otherwise this waits for what ends it. A pause for the network is over as soon as the browser
 * says so, and after a while whatever it says: some call themselves offline for as long as they run.
 */
function resume({ until, again = 0 }: NonNullable<Journey['pause']>): Event | undefined {
  const end = until ?? again;
  if (end <= Date.now() || (until === undefined && globalThis.navigator.onLine))
    return { kind: 'pause-over' };
  wakeAt(end, goOn);
  if (until === undefined) onceOnline(goOn);
  return undefined;
}

/** Whether a helper has had the time for a first word since then (epoch milliseconds); if not, this wakes at its end. */
function hadItsTime(since: number): boolean {
  const until = since + firstWordMs;
  if (until <= Date.now()) return true;
  wakeAt(until, goOn);
  return false;
}

/** What the helper's silence means, once it has lasted as long as a first word may take; until then this waits. */
async function awaitHelper(
  journey: Journey,
  told: 'there' | 'untold' | undefined,
): Promise<Event | undefined> {
  const silence = await silenceOf(journey);
  if (!silence || silence.at === told) return undefined;
  if (!hadItsTime(silence.since)) return undefined;
  // The person looks at a page on which nothing happens.
  if (silence.at === 'there') await showResult(`${journey.id} unheard`);
  return { kind: 'helper-silent', at: silence.at };
}

/** What the journey's tab shows, once it has shown that as long as a helper's first word may take; until then this waits. */
async function lookIntoTab(journey: Journey): Promise<Event | undefined> {
  const changedAt = await changeOf(journey);
  if (changedAt === undefined) return undefined;
  return hadItsTime(changedAt) ? { kind: 'tab-seen', shows: await shownIn(journey) } : undefined;
}

/** Does what the journey's stage asks for. */
async function* act(journey: Journey, ending: AbortController): Action {
  const { stage, pause } = journey;
  const { signal } = ending;
  if (pause) return resume(pause);
  switch (stage.kind) {
    case 'finding':
      await goToBitbucket(journey);
      return awaitHelper(journey, stage.silent);
    case 'creating':
    case 'capturing':
    case 'inspecting':
    case 'mending':
    case 'deleting':
      // The person acts in its tab. Which one that is was lost with the browser, or with an update of the extension.
      if ((await tabOf(journey)) === undefined) return failed('tabClosed');
      return lookIntoTab(journey);
    case 'checking': {
      const pair = await pairOf(journey);
      if (!pair) return failed('pairLost');
      const event = await checkPair(pair, signal);
      if (event.kind === 'failed' && event.problem.code === 'pairBad') await forgetPair(journey.id);
      return event;
    }
    case 'confirming':
    case 'picking':
    case 'reviewing':
    case 'offering':
    case 'retiring':
    case 'agreeing':
      await showResult(`${journey.id} ${stage.kind}`);
      return undefined;
    case 'handing':
      // The person gets the pair on the result page; without it there is nothing to hand over.
      if (!(await pairOf(journey))) return failed('pairLost');
      await showResult(`${journey.id} handing`);
      return undefined;
    case 'guiding':
      // The page that shows it goes on in the dashboard, where the person has their part.
      if (stage.part === 'send' && !(await pairOf(journey))) return failed('pairLost');
      await showResult(`${journey.id} guiding`);
      return undefined;
    case 'sending': {
      const profile = await profileOf(journey);
      if (!profile) return failed('profileGone');
      if (!isOverApi(profile)) return { kind: 'handing-needed' };
      const pair = await pairOf(journey);
      if (!pair) return failed('pairLost');
      return yield* overApi(journey, ending, (session) =>
        send({ journey, stage, session, profile, signal }, pair, (backup) => keepBackup(journey.id, backup)),
      );
    }
    case 'switching':
      return yield* overApi(journey, ending, (session, profile) =>
        switchOn({ journey, stage, session, profile, signal }),
      );
    case 'enabling':
      return yield* overApi(journey, ending, (session, profile) =>
        enable({ journey, stage, session, profile, signal }),
      );
    case 'noting':
      return yield* overApi(journey, ending, (session, profile) =>
        note({ journey, stage, session, profile, signal }),
      );
    case 'parting':
      await forgetPair(journey.id);
      return yield* overApi(journey, ending, (session, profile) =>
        usesOf({ journey, stage, session, profile, signal }),
      );
    case 'surveying':
      // Meanwhile the person may lead the tab anywhere: its list is opened anew.
      await forgetAddress(journey);
      // Points appear there as they are looked at.
      if (!(await isInRound(journey))) await showResult(`${journey.id} surveying`);
      return yield* overApi(journey, ending, (session, profile) =>
        survey({ journey, stage, session, profile, signal }),
      );
    case 'testing':
      // A watched window is looked at again in any case: nobody has to report its end.
      if (stage.phase === 'open') wakeAt(Date.now() + lookAgainMs, goOn);
      return yield* overApi(journey, ending, (session, profile) => {
        const acting = { journey, stage, session, profile, signal };
        const conclusion = {
          pairNow: () => pairOf(journey),
          keep: (login: LoginProfile, asks: readonly string[] | undefined) =>
            keepLogin(journey.id, login, asks),
        };
        const ownAddress = redirectAddress();
        return stage.phase === 'open'
          ? goOnWatching(acting, {
              ownAddress,
              conclusion,
              look: (read) => lookAtLogin(journey.id, read),
              memoNow: () => memoOf(journey.id),
              over: () => endWatch(journey.id),
            })
          : test(acting, {
              ownAddress,
              conclusion,
              open: async (url) => cleaned(await openLogin(url)),
              watch: (login) => watchLogin(journey.id, login, signal),
            });
      });
    case 'trying': {
      const profile = await profileOf(journey);
      if (!profile) return failed('profileGone');
      if (stage.isOpen) return undefined;
      // Opened once; the result page waits for what the person saw there.
      await showResult(`${journey.id} trying`);
      const page = isOverApi(profile) ? tryPageOf(profile, journey.connection?.id ?? '') : undefined;
      if (page !== undefined) await openPage(page);
      return { kind: 'try-opened' };
    }
    case 'reading':
      if (stage.isOpen) return (await isReadingOpen(journey.id)) ? undefined : { kind: 'read-over' };
      return yield* overApi(journey, ending, (session, profile) =>
        openToRead(
          { journey, stage, session, profile, signal },
          { ownAddress: redirectAddress(), open: (url) => openReading(journey.id, url) },
        ),
      );
    case 'undoing': {
      const backup = await readBackup(journey.id);
      return yield* overApi(journey, ending, (session) => undo(journey, session, backup));
    }
    case 'done':
      await forgetPair(journey.id);
      return comeToEnd(journey, ending);
    case 'undone':
      await Promise.all([forgetPair(journey.id), forgetBackup(journey.id)]);
      return comeToEnd(journey, ending);
    case 'stopped':
      if (isContradicted(journey) || stage.problem.code === 'oldPair') await forgetPair(journey.id);
      return comeToEnd(journey, ending);
  }
  return stage satisfies never;
}

const failed = (code: Parameters<typeof problem>[0]): Event => ({ kind: 'failed', problem: problem(code) });

/** Removes what is left of a journey that is over, and shows its end, unless `ending` has ended it. */
async function comeToEnd(journey: Journey, ending: AbortController): Promise<Event | undefined> {
  await endWatch(journey.id);
  const tidied = await removeTestApplication(journey, ending);
  ending.signal.throwIfAborted();
  return tidied ?? showEnd(journey);
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
  if (isShownThere || (await isInRound(journey))) return;
  await showResult(noteOfShown(journey));
}

async function profileOf(journey: Journey): Promise<Profile | undefined> {
  const { profiles } = await readProfiles();
  return profiles.find((each) => each.id === journey.profileId);
}

/**
 * For stages that only a dashboard with an API has: signs in, and does what is to be done there, as long as the credential is
 * kept.
 */
async function* overApi(
  journey: Journey,
  ending: AbortController,
  then: (session: DashboardSession, profile: ApiProfile) => Action | Promise<Event | undefined>,
): Action {
  const profile = await profileOf(journey);
  if (!profile || !isOverApi(profile)) return failed('profileGone');
  const access = await signIn(profile, ending.signal);
  if (access.kind !== 'ready') return { kind: 'failed', problem: access.problem };
  const isOver = new AbortController();
  whenForgotten(profile.id, () => ending.abort(), isOver.signal);
  try {
    const action = then(access.session, profile);
    return action instanceof Promise ? await action : yield* action;
  } finally {
    isOver.abort();
  }
}

/**
 * Removes the test's application again, however the login went. Without `ending`, this outlives its journey, as it has to when
 * that is given up, but not the credential.
 */
export async function removeTestApplication(
  journey: Journey,
  ending = new AbortController(),
): Promise<Event | undefined> {
  if (!journey.hasTestApplication) return undefined;
  const action = overApi(journey, ending, (session) => removeTest(session, redirectAddress()));
  const { value } = await action.next().catch(() => ({ value: undefined }));
  return value?.kind === 'test-application-gone' ? value : undefined;
}
