import type { Pair } from '../../../bitbucket/oauth';
import { cut } from '../../../cut';
import type { Cause } from '../../../dashboards/outcome';
import { canTest, type DashboardSession, type LoginProfile } from '../../../dashboards/session';
import { saidBy } from '../../../said';
import type { Event } from '../../../setup/journey/event';
import { type Problem, type ProblemCode, problem, withSaid } from '../../../setup/problems';
import { fromCause, fromLogin } from '../../../setup/why';
import type { LoginEnd } from '../../platform/login-window';
import type { Acting, Action } from './action';
import { seeLogin } from './login-seen';
import { notDone } from './not-done';
import { severalFound } from './send';

/** It goes into sentences. */
const longestName = 200;

/** What a test login takes besides the dashboard. */
export interface LoginMeans {
  /** Where the login comes back to; undefined where the browser has no login windows. */
  readonly redirectUri: string | undefined;
  /** Opens the login's window, and tells how that ended. */
  readonly open: (url: string) => Promise<LoginEnd>;
  /** Gives the journey's pair, where it is still known. */
  readonly pairNow: () => Promise<Pair | undefined>;
  /** Keeps who logged in. `asks`: what the connection asked Bitbucket for; undefined where that is not known, or is not needed. */
  readonly keep: (profile: LoginProfile, asks: readonly string[] | undefined) => Promise<void>;
}

/** One login through the connection, with an application of its own that is there for no longer than that. */
export async function* test(
  acting: Acting<'testing'>,
  { redirectUri, open, pairNow, keep }: LoginMeans,
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
  if (redirectUri === undefined)
    return { kind: 'try-needed', missing: '', problem: problem('noLoginWindow') };
  yield { kind: 'test-application-intended' };
  const made = await session.makeTestApplication(journey.connection.id, redirectUri);
  if (made.kind !== 'done') {
    const instead = made.kind === 'refused' ? tryInstead(made.cause) : undefined;
    if (!instead) return notDone(made);
    // It may have been made before something else of it was refused.
    const none = await removeTest(session, redirectUri);
    if (none) yield none;
    return instead;
  }
  const login = await session.prepareLogin({
    applicationId: made.value,
    connectionName: journey.connection.name,
    redirectUri,
  });
  if (login.kind !== 'done') return notDone(login);
  yield { kind: 'login-opened' };
  const end = await open(login.value.url);
  const outcome = end.kind === 'came-back' ? await login.value.finish(end.address) : undefined;
  // Taken back before anything is said; where that does not come about, at the end of the journey.
  const gone = await removeTest(session, redirectUri, made.value);
  if (gone) yield gone;
  if (outcome?.kind === 'logged-in') {
    const { name, sub, email } = outcome.profile;
    await keep(outcome.profile, email ? undefined : await askedBy(session, journey.connection.id));
    return { kind: 'logged-in', name: cut(name ?? sub, longestName) };
  }
  const { seen, verdict } = await seeLogin(acting, end, await pairNow());
  yield { kind: 'login-seen', seen };
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
 * The login that failed once more, in an ordinary tab, for the person to read. It takes an application again, which goes as soon as
 * it was read. Where the login goes through after all, nobody fetches what it comes back with.
 */
export async function* openToRead(
  { journey, session }: Acting<'reading'>,
  {
    redirectUri,
    open,
  }: { readonly redirectUri: string | undefined; readonly open: (url: string) => Promise<void> },
): Action {
  if (!journey.connection || redirectUri === undefined || !canTest(session)) return { kind: 'read-over' };
  yield { kind: 'test-application-intended' };
  const made = await session.makeTestApplication(journey.connection.id, redirectUri);
  if (made.kind !== 'done') return notDone(made);
  const login = await session.prepareLogin({
    applicationId: made.value,
    connectionName: journey.connection.name,
    redirectUri,
  });
  if (login.kind !== 'done') return notDone(login);
  await open(login.value.url);
  return { kind: 'read-opened' };
}

/** The login is tried in the dashboard where no application for it may be made, or none more; undefined for anything else. */
function tryInstead(cause: Cause): Event | undefined {
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
    default:
      return problem('loginClosed');
  }
}

/** Takes the test's application away again, if there is one. */
export async function removeTest(
  session: DashboardSession,
  redirectUri: string,
  id?: string,
): Promise<Event | undefined> {
  if (!canTest(session)) return undefined;
  const removed = await session.removeTestApplication(redirectUri, id);
  return removed.kind === 'done' ? { kind: 'test-application-gone' } : undefined;
}
