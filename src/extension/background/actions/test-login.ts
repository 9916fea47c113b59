import type { Pair } from '../../../bitbucket/oauth';
import { cut } from '../../../cut';
import type { DashboardSession, LoginProfile } from '../../../dashboards/session';
import type { Event } from '../../../setup/journey/event';
import { problem } from '../../../setup/problems';
import { fromLogin } from '../../../setup/why';
import type { Acting, Action } from './action';
import { verdictOf } from './check-pair';
import { notDone } from './not-done';
import { severalFound } from './send';

/** It goes into sentences. */
const longestName = 200;

/** What a test login takes besides the dashboard. */
export interface LoginMeans {
  /** Where the login comes back to. */
  readonly redirectUri: string;
  /** Opens the login's window, and gives back the address at which it ended; undefined where it was closed. */
  readonly open: (url: string) => Promise<string | undefined>;
  /** Gives the journey's pair, where it is still known. */
  readonly pairNow: () => Promise<Pair | undefined>;
  /** Keeps who logged in. */
  readonly keep: (profile: LoginProfile) => Promise<void>;
}

/** One login through the connection, with an application of its own that is there for no longer than that. */
export async function* test(
  { journey, session, signal }: Acting<'testing'>,
  { redirectUri, open, pairNow, keep }: LoginMeans,
): Action {
  if (!journey.connection) {
    const found = await session.listConnections();
    if (found.kind !== 'done') return notDone(found);
    const [first, ...more] = found.value.connections;
    if (!first) return { kind: 'failed', problem: problem('noConnection') };
    return more.length > 0
      ? severalFound([first, ...more])
      : { kind: 'connection-known', id: first.id, name: first.name };
  }
  yield { kind: 'test-application-intended' };
  const made = await session.makeTestApplication(journey.connection.id, redirectUri);
  if (made.kind !== 'done') {
    const isScope = made.kind === 'refused' && made.cause.kind === 'missing-scope';
    if (!isScope) return notDone(made);
    yield { kind: 'test-application-gone' };
    return { kind: 'try-needed', missing: made.cause.scopes.join(', ') };
  }
  const login = await session.prepareLogin({
    applicationId: made.value,
    connectionName: journey.connection.name,
    redirectUri,
  });
  if (login.kind !== 'done') return notDone(login);
  yield { kind: 'login-opened' };
  const end = await open(login.value.url);
  const outcome = end === undefined ? undefined : await login.value.finish(end);
  // Taken back before anything is said; where that does not come about, at the end of the journey.
  const gone = await removeTest(session, redirectUri, made.value);
  if (gone) yield gone;
  if (!outcome) return { kind: 'failed', problem: problem('loginClosed') };
  if (outcome.kind === 'logged-in') {
    await keep(outcome.profile);
    const { name, sub } = outcome.profile;
    return { kind: 'logged-in', name: cut(name ?? sub, longestName) };
  }
  // As long as the pair is known, Bitbucket says whether it is still good.
  const pair = await pairNow();
  return { kind: 'failed', problem: fromLogin(outcome, pair && (await verdictOf(pair, signal))) };
}

/** Takes the test's application away again, if there is one. */
export async function removeTest(
  session: DashboardSession,
  redirectUri: string,
  id?: string,
): Promise<Event | undefined> {
  const removed = await session.removeTestApplication(redirectUri, id);
  return removed.kind === 'done' ? { kind: 'test-application-gone' } : undefined;
}
