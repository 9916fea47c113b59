import type { Pair } from '../../../bitbucket/oauth';
import { cut } from '../../../cut';
import type { Cause } from '../../../dashboards/outcome';
import {
  canTest,
  type DashboardSession,
  isWatched,
  type LoginOutcome,
  type LoginPage,
  type LoginProfile,
  type LoginRead,
  leavesStrays,
  type RedirectedLogins,
  takesApplication,
  type WatchedLogin,
} from '../../../dashboards/session';
import { saidBy } from '../../../said';
import type { Secret } from '../../../secret';
import type { Event } from '../../../setup/journey/event';
import { isLook } from '../../../setup/journey/standing';
import { type Problem, type ProblemCode, problem, withSaid } from '../../../setup/problems';
import { tryPageOf } from '../../../setup/profiles/profile';
import { fromCause, fromLogin } from '../../../setup/why';
import type { LoginEnd } from '../login-watch';
import type { Acting, Action } from './action';
import { seeLogin } from './login-seen';
import { notDone } from './not-done';
import { severalFound } from './send';

/** It goes into sentences. */
const longestName = 200;

/** What a test login needs besides the dashboard. */
export interface LoginMeans {
  /** The extension's own address for logins to come back to; undefined where the browser has no login windows. */
  readonly ownAddress: string | undefined;
  /** Opens the login's window, and tells how that ended. */
  readonly open: (url: string) => Promise<LoginEnd>;
  /** Opens a window that is watched from then on; returns its end where the browser opens none. */
  readonly watch: (login: WatchedLogin) => Promise<LoginEnd | undefined>;
  readonly conclusion: ConclusionMeans;
}

/** What it takes to tell how a login ended. */
export interface ConclusionMeans {
  /** Gives the journey's pair, where it is still known. */
  readonly pairNow: () => Promise<Pair | undefined>;
  /** Keeps who logged in. `asks`: what the connection asked Bitbucket for; undefined where that is not known, or is not needed. */
  readonly keep: (profile: LoginProfile, asks: readonly string[] | undefined) => Promise<void>;
}

/** Where the dashboard's test logins come back to; undefined where the browser has no windows for them. */
const comesBackTo = (session: DashboardSession, ownAddress: string | undefined): string | undefined =>
  isWatched(session) ? session.loginEnd : ownAddress;

/** One login through the connection. If it needs an application of its own, that is there no longer than the login. */
export async function* test(
  acting: Acting<'testing'>,
  { ownAddress, open, watch, conclusion }: LoginMeans,
): Action {
  const { journey, session } = acting;
  if (!journey.connection) {
    const found = await session.listConnections();
    if (found.kind !== 'done') return notDone(found);
    const [first, ...more] = found.value.connections;
    if (!first) return { kind: 'failed', problem: problem('noConnection') };
    if (more.length === 0 && first.isNotForLogin)
      return { kind: 'failed', problem: problem('notForLogin', first.name, first.id) };
    return more.length > 0
      ? severalFound([first, ...more])
      : { kind: 'connection-known', id: first.id, name: first.name };
  }
  if (!canTest(session)) return { kind: 'test-left' };
  const redirectUri = comesBackTo(session, ownAddress);
  if (redirectUri === undefined)
    return { kind: 'try-needed', missing: '', problem: problem('noLoginWindow') };
  const { id: connectionId, name: connectionName } = journey.connection;
  let applicationId: string | undefined;
  if (takesApplication(session)) {
    yield { kind: 'test-application-intended' };
    const made = await session.makeTestApplication(connectionId, redirectUri);
    if (made.kind !== 'done') {
      const instead = made.kind === 'refused' ? tryInstead(made.cause, acting) : undefined;
      if (!instead) return notDone(made);
      // It may have been made before something else about it was refused.
      const none = await removeTest(session, ownAddress);
      if (none) yield none;
      // Whoever may not make one may not look for one either.
      else if (instead.kind === 'test-left' && !journey.hasTestApplication)
        yield { kind: 'test-application-gone' };
      return instead;
    }
    applicationId = made.value;
  }
  const request = { applicationId, connectionId, connectionName, redirectUri };
  if (isWatched(session)) {
    const login = await session.prepareLogin(request);
    if (login.kind !== 'done') return notDone(login);
    yield { kind: 'login-opened' };
    const end = await watch(login.value);
    return end && (yield* conclude(acting, end, undefined, ownAddress, conclusion));
  }
  const login = await session.prepareLogin(request);
  if (login.kind !== 'done') return notDone(login);
  yield { kind: 'login-opened' };
  const end = await open(login.value.url);
  const outcome =
    end.kind === 'came-back' ? await login.value.finish(end.address) : await notBack(session, redirectUri);
  return yield* conclude(acting, end, outcome, ownAddress, conclusion, applicationId);
}

/** Why a login has not come back, where the dashboard tells. Asked before what the login needed there is removed. */
async function notBack(session: RedirectedLogins, redirectUri: string): Promise<LoginOutcome | undefined> {
  const why = 'whyNotBack' in session ? await session.whyNotBack?.(redirectUri) : undefined;
  return why && { kind: 'failed', ...why };
}

/** Looks at the window of a login that is watched, and finishes the login where that is at its end. */
export async function* goOnWatching(
  acting: Acting<'testing'>,
  {
    ownAddress,
    look,
    memoNow,
    over,
    conclusion,
  }: {
    readonly ownAddress: string | undefined;
    readonly look: (
      read: (memo: Secret, page: LoginPage) => LoginRead | undefined,
    ) => Promise<LoginEnd | 'open' | 'lost'>;
    readonly memoNow: () => Promise<Secret | undefined>;
    /** Forgets the window, which is closed by then. */
    readonly over: () => Promise<void>;
    readonly conclusion: ConclusionMeans;
  },
): Action {
  const { session } = acting;
  const interrupted: Event = { kind: 'failed', problem: problem('interrupted') };
  if (!isWatched(session)) return interrupted;
  const end = await look((memo, page) => session.readLogin(memo, page));
  if (end === 'open') return undefined;
  if (end === 'lost') return interrupted;
  const memo = await memoNow();
  const outcome = await outcomeOf(end);
  await over();
  return yield* conclude(acting, end, outcome, ownAddress, conclusion);

  async function outcomeOf(end: LoginEnd): Promise<LoginOutcome | undefined> {
    if (end.kind === 'failed-there')
      return { kind: 'failed', why: end.why, signOutAt: end.signOutAt, left: await leftBy(end) };
    if (end.kind !== 'came-back' || !isWatched(session)) return undefined;
    return memo ? session.finishLogin(memo, end.address) : { kind: 'invalid-answer' };
  }

  async function leftBy({
    why,
  }: Extract<LoginEnd, { kind: 'failed-there' }>): Promise<readonly string[] | undefined> {
    if (why !== 'other-user' || !memo || !leavesStrays(session)) return undefined;
    const found = await session.straysSince(memo);
    return found.kind === 'done' ? found.value : undefined;
  }
}

/** Says how a login ended: who logged in, or why nobody did, with what there is to see of it just then. */
async function* conclude(
  acting: Acting<'testing'>,
  end: LoginEnd,
  outcome: LoginOutcome | undefined,
  ownAddress: string | undefined,
  { pairNow, keep }: ConclusionMeans,
  applicationId?: string,
): Action {
  const { journey, session } = acting;
  // Removed before anything is said or, where that fails, at the end of the journey.
  const gone = await removeTest(session, ownAddress, applicationId);
  if (gone) yield gone;
  if (outcome?.kind === 'logged-in') {
    const { profile, made } = outcome;
    const { name, sub, email } = profile;
    await keep(profile, email ? undefined : await askedBy(session, journey.connection?.id ?? ''));
    return { kind: 'logged-in', name: cut(name ?? sub, longestName), ...(made ? { made: made.id } : {}) };
  }
  const { seen, verdict } = await seeLogin(acting, end.last ?? { kind: 'unseen' }, await pairNow());
  const made = outcome?.kind === 'failed' ? outcome.made : undefined;
  yield { kind: 'login-seen', seen, ...(made ? { made: made.id } : {}) };
  if (outcome) return { kind: 'failed', problem: fromLogin(outcome, verdict) };
  return { kind: 'failed', problem: verdict === 'bad' ? problem('loginWrongPair') : fromEnd(end) };
}

/** What a connection asks Bitbucket for, as it is now; undefined where that is not told. */
async function askedBy(session: DashboardSession, id: string): Promise<readonly string[] | undefined> {
  const found = await session.listConnections();
  const connection =
    found.kind === 'done' ? found.value.connections.find((each) => each.id === id) : undefined;
  return connection?.isUntold ? undefined : connection?.scopes;
}

/**
 * Opens the failed login once more, in an ordinary tab, for the person to read. If it needs an application, that goes as soon as
 * they have read. If the login goes through after all, nobody fetches what it comes back with.
 */
export async function* openToRead(
  { journey, session }: Acting<'reading'>,
  {
    ownAddress,
    open,
  }: { readonly ownAddress: string | undefined; readonly open: (url: string) => Promise<void> },
): Action {
  const redirectUri = comesBackTo(session, ownAddress);
  if (!journey.connection || redirectUri === undefined || !canTest(session)) return { kind: 'read-over' };
  const { id: connectionId, name: connectionName } = journey.connection;
  let applicationId: string | undefined;
  if (takesApplication(session)) {
    yield { kind: 'test-application-intended' };
    const made = await session.makeTestApplication(connectionId, redirectUri);
    if (made.kind !== 'done') return notDone(made);
    applicationId = made.value;
  }
  const login = await session.prepareLogin({ applicationId, connectionId, connectionName, redirectUri });
  if (login.kind !== 'done') return notDone(login);
  await open(login.value.url);
  return { kind: 'read-opened' };
}

/**
 * Where no application for it may be made, or none more, the login is tried in the dashboard. If the dashboard has no page for
 * that, a setup ends without a login, and a person who asked only for a login is told why there is none. Undefined for anything
 * else.
 */
function tryInstead(cause: Cause, { journey, profile }: Acting<'testing'>): Event | undefined {
  if (tryPageOf(profile, journey.connection?.id ?? '') === undefined)
    return cause.kind === 'missing-scope' && !isLook(journey)
      ? { kind: 'test-left', missing: cause.scopes.join(', ') }
      : undefined;
  if (cause.kind === 'missing-scope') return { kind: 'try-needed', missing: cause.scopes.join(', ') };
  return cause.kind === 'limit-reached'
    ? { kind: 'try-needed', missing: '', problem: fromCause(cause) }
    : undefined;
}

/** What is told of a window that did not come back. */
function fromEnd(end: LoginEnd): Problem {
  const inWords = (code: ProblemCode, words: string) => withSaid(problem(code), saidBy('', [], words));
  switch (end.kind) {
    case 'page-failed':
      return inWords('loginPageFailed', end.words);
    case 'not-opened':
      return inWords('loginNotOpened', end.words);
    case 'failed':
      return inWords('loginWindowFailed', end.words);
    case 'overdue':
      return problem('loginOverdue');
    default:
      return problem('loginClosed');
  }
}

/** Takes the test's application away again, if there is one. */
export async function removeTest(
  session: DashboardSession,
  ownAddress: string | undefined,
  id?: string,
): Promise<Event | undefined> {
  const redirectUri = comesBackTo(session, ownAddress);
  if (!takesApplication(session) || redirectUri === undefined) return undefined;
  const removed = await session.removeTestApplication(redirectUri, id);
  return removed.kind === 'done' ? { kind: 'test-application-gone' } : undefined;
}
