import { apiDashboards } from '../../../dashboards';
import type { DashboardSession } from '../../../dashboards/dashboard';
import type { Event } from '../../../setup/journey/event';
import type { Journey, Stage } from '../../../setup/journey/journey';
import { fromLogin, problem } from '../../../setup/problems';
import { type ApiProfile, isOverApi, type Profile } from '../../../setup/profiles/profile';
import { openLogin, redirectAddress } from '../../platform/login-window';
import { openPage } from '../../platform/open';
import { keptLogin } from '../../store/journey';
import { readPair } from '../../store/vault';
import { happened } from '../journal';
import { showResult } from '../result-tab';
import { verdictOf } from './check-pair';
import { notDone } from './not-done';
import { severalFound } from './send';

/** One login through the connection, with an application of its own that is there for no longer than that. */
export async function test(
  journey: Journey,
  session: DashboardSession,
  profile: ApiProfile,
): Promise<Event | undefined> {
  if (!journey.connection) {
    const found = await session.listConnections();
    if (found.kind !== 'done') return notDone(found);
    const [first] = found.value;
    if (!first) return { kind: 'failed', problem: problem('noConnection') };
    return found.value.length > 1
      ? severalFound(found.value)
      : { kind: 'connection-known', id: first.id, name: first.name };
  }
  const redirectUri = redirectAddress();
  if (!(await happened(journey.id, { kind: 'test-application-intended' }))) return undefined;
  const made = await session.makeTestApplication(journey.connection.id, redirectUri);
  if (made.kind !== 'done') {
    const isScope = made.kind === 'refused' && made.cause.kind === 'missing-scope';
    if (!isScope) return notDone(made);
    await happened(journey.id, { kind: 'test-application-gone' });
    return { kind: 'try-needed', missing: made.cause.scopes.join(', ') };
  }
  const login = await session.prepareLogin({
    loginDomain: profile.loginDomain,
    applicationId: made.value,
    connectionName: journey.connection.name,
    redirectUri,
  });
  if (login.kind !== 'done') return notDone(login);
  if (!(await happened(journey.id, { kind: 'login-opened' }))) return undefined;
  const end = await openLogin(login.value.url);
  const outcome = end === undefined ? undefined : await login.value.finish(end);
  // Taken back before anything is said; where that does not come about, at the end of the journey.
  const gone = await removeTest(session, made.value);
  if (gone) await happened(journey.id, gone);
  if (!outcome) return { kind: 'failed', problem: problem('loginClosed') };
  if (outcome.kind === 'logged-in') {
    const { sub, name, picture, email, claims } = outcome.profile;
    await keptLogin.write({
      journeyId: journey.id,
      sub,
      ...(name === undefined ? {} : { name }),
      ...(picture === undefined ? {} : { picture }),
      ...(email === undefined ? {} : { email }),
      claims: { ...claims },
    });
    return { kind: 'logged-in', name: name ?? sub };
  }
  // As long as the pair is known, Bitbucket says whether it is still good.
  const pair = await readPair(journey.id);
  return { kind: 'failed', problem: fromLogin(outcome, pair && (await verdictOf(pair))) };
}

/** Opens the dashboard's own page for trying a connection, once; the result page waits for what the person saw there. */
export async function openTryPage(
  journey: Journey,
  stage: Extract<Stage, { kind: 'trying' }>,
  profile: Profile,
): Promise<Event | undefined> {
  if (stage.isOpen || !isOverApi(profile)) return undefined;
  await showResult(`${journey.id} trying`);
  await openPage(apiDashboards[profile.dashboard].tryPage(profile.domain, journey.connection?.id ?? ''));
  return { kind: 'try-opened' };
}

/** Takes the test's application away again, if there is one. */
export async function removeTest(session: DashboardSession, id?: string): Promise<Event | undefined> {
  const removed = await session.removeTestApplication(redirectAddress(), id);
  return removed.kind === 'done' ? { kind: 'test-application-gone' } : undefined;
}
