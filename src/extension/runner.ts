import { judgePairCheck, type Pair, type PairVerdict, pairCheckRequest } from '../bitbucket/oauth';
import { origin as bitbucket } from '../bitbucket/routes';
import { dashboards } from '../dashboards';
import type { Connection, DashboardSession } from '../dashboards/dashboard';
import { done, type NotDone, type Outcome } from '../dashboards/outcome';
import { compare } from '../setup/check';
import { fromCause, fromLogin, problem } from '../setup/diagnose';
import type { Event, Journey, Stage } from '../setup/journey';
import { type Profile, wantsApplication } from '../setup/profile';
import { httpTo, signIn } from './access';
import { happened, keptJourney, keptLogin } from './journal';
import { openLogin, redirectAddress } from './login';
import { goToBitbucket, showResult, tellHelper } from './place';
import { readProfiles } from './profiles';
import { forgetPair, readPair } from './vault';

/**
 * Drives a journey: load it, look at the world, act, write down what happened, go on. It can be ended at any point and
 * started again: every action looks before it writes, and what is written down is only what is known to have happened.
 */

const running = new Map<string, Promise<void>>();

/** Goes on with the journey as far as it can without a person. Calls while it runs join it. */
export async function goOn(): Promise<void> {
  const journey = await keptJourney.read();
  if (!journey) return;
  const present = running.get(journey.id);
  if (present) return present;
  const run = drive(journey.id).finally(() => running.delete(journey.id));
  running.set(journey.id, run);
  return run;
}

async function drive(journeyId: string): Promise<void> {
  for (;;) {
    const journey = await keptJourney.read();
    if (journey?.id !== journeyId) return;
    const event = await act(journey);
    void tellHelper(journey);
    if (!event) return;
    if (!(await happened(journeyId, event))) return;
  }
}

const failed = (outcome: NotDone): Event => ({ kind: 'failed', problem: fromCause(outcome.cause) });

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
      return undefined;
    case 'checking':
      return checkPair(journey);
    case 'confirming':
    case 'reviewing':
      await showResult(`${journey.id} ${stage.kind}`);
      return undefined;
    case 'sending':
      return withSession(journey, (session, profile) => send(journey, stage, session, profile));
    case 'enabling':
      return withSession(journey, (session, profile) => enable(stage, session, profile));
    case 'comparing':
      return withSession(journey, (session, profile) => compareWith(stage, session, profile));
    case 'testing':
      // The window's end was missed: the background was stopped while it was open.
      if (stage.phase === 'open') return { kind: 'failed', problem: problem('interrupted') };
      return withSession(journey, (session, profile) => test(journey, session, profile));
    case 'done':
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

async function profileOf(journey: Journey): Promise<Profile | undefined> {
  const { profiles } = await readProfiles();
  return profiles.find((each) => each.id === journey.profileId);
}

async function withSession(
  journey: Journey,
  then: (session: DashboardSession, profile: Profile) => Promise<Event>,
): Promise<Event> {
  const profile = await profileOf(journey);
  if (!profile) return { kind: 'failed', problem: problem('credentialMissing', '') };
  const access = await signIn(profile);
  return access.kind === 'ready'
    ? then(access.session, profile)
    : { kind: 'failed', problem: access.problem };
}

/** Asks Bitbucket whether the pair is good, before it is sent anywhere. */
async function checkPair(journey: Journey): Promise<Event> {
  const pair = await readPair(journey.id);
  if (!pair) return { kind: 'failed', problem: problem('pairLost') };
  const verdict = await verdictOf(pair);
  if (verdict === 'bad') {
    await forgetPair();
    return { kind: 'failed', problem: problem('pairBad') };
  }
  if (verdict === 'no-callback') return { kind: 'failed', problem: problem('pairNoCallback') };
  return { kind: 'pair-checked', verdict };
}

async function send(
  journey: Journey,
  stage: Extract<Stage, { kind: 'sending' }>,
  session: DashboardSession,
  profile: Profile,
): Promise<Event> {
  const pair = await readPair(journey.id);
  if (!pair) return { kind: 'failed', problem: problem('pairLost') };
  const ready = (connection: Connection, did: 'created' | 'changed' | 'same'): Event => ({
    kind: 'connection-ready',
    id: connection.id,
    name: connection.name,
    did,
  });

  const plan = await session.planConnection(pair, profile.scopes);
  if (plan.kind !== 'done') return failed(plan);
  switch (plan.value.kind) {
    case 'several':
      return { kind: 'failed', problem: problem('severalConnections', plan.value.names.join(', ')) };
    case 'same':
      return ready(plan.value.connection, 'same');
    case 'change': {
      const { connection, difference } = plan.value;
      if (stage.agreedTo !== connection.id)
        return { kind: 'change-found', connectionId: connection.id, difference };
      const changed = await session.changeConnection(connection.id, pair, profile.scopes);
      const now = await known(changed, session, pair, profile);
      return now.kind === 'done' ? ready(now.value, 'changed') : failed(now);
    }
    case 'create': {
      const created = await session.createConnection(pair, profile.scopes);
      const now = await known(created, session, pair, profile);
      return now.kind === 'done' ? ready(now.value, 'created') : failed(now);
    }
  }
}

/** Sent, but no answer: look whether the connection is now as it should be, and send nothing again. */
async function known(
  outcome: Outcome<Connection>,
  session: DashboardSession,
  pair: Pair,
  profile: Profile,
): Promise<Outcome<Connection>> {
  if (outcome.kind !== 'unknown') return outcome;
  const plan = await session.planConnection(pair, profile.scopes);
  return plan.kind === 'done' && plan.value.kind === 'same' ? done(plan.value.connection) : outcome;
}

async function enable(
  stage: Extract<Stage, { kind: 'enabling' }>,
  session: DashboardSession,
  profile: Profile,
): Promise<Event> {
  const applications = await session.listApplications();
  if (applications.kind !== 'done') return failed(applications);
  const enabled: Outcome<readonly string[]> = stage.isNew
    ? done([])
    : await session.listEnabled(stage.connectionId);
  if (enabled.kind !== 'done') return failed(enabled);
  const wanted = applications.value.filter((each) => wantsApplication(profile, each.id));
  const missing = wanted.filter((each) => !enabled.value.includes(each.id));
  if (missing.length > 0) {
    const outcome = await session.enable(
      stage.connectionId,
      missing.map((each) => each.id),
    );
    if (outcome.kind !== 'done') return failed(outcome);
  }
  return {
    kind: 'applications-enabled',
    names: missing.map((each) => each.name),
    alreadyThere: wanted.length - missing.length,
  };
}

/** Reads the dashboard's side of a check, and compares. Changes nothing anywhere. */
async function compareWith(
  stage: Extract<Stage, { kind: 'comparing' }>,
  session: DashboardSession,
  profile: Profile,
): Promise<Event> {
  const connection = await session.readConnection();
  if (connection.kind !== 'done') return failed(connection);
  const applications = await session.listApplications();
  if (applications.kind !== 'done') return failed(applications);
  const enabled = connection.value ? await session.listEnabled(connection.value.id) : done([]);
  if (enabled.kind !== 'done') return failed(enabled);
  const { key, secret } = connection.value ?? {};
  const namesOf = (isMeant: (id: string) => boolean) =>
    applications.value.filter((each) => isMeant(each.id)).map((each) => each.name);
  const points = compare({
    connection: connection.value,
    enabledNames: namesOf((id) => enabled.value.includes(id)),
    wantedNames: namesOf((id) => wantsApplication(profile, id)),
    consumer: stage.consumer,
    verdict: key && secret ? await verdictOf({ key, secret }) : 'not-checked',
    callbackUrl: dashboards[profile.dashboard].callbackUrl(profile.loginDomain),
  });
  return { kind: 'compared', points };
}

async function test(journey: Journey, session: DashboardSession, profile: Profile): Promise<Event> {
  if (!journey.connection) {
    const found = await session.readConnection();
    if (found.kind !== 'done') return failed(found);
    return found.value
      ? { kind: 'connection-known', id: found.value.id, name: found.value.name }
      : { kind: 'failed', problem: problem('noConnection') };
  }
  const redirectUri = redirectAddress();
  const made = await session.makeTestApplication(journey.connection.id, redirectUri, async (id) => {
    await happened(journey.id, { kind: 'test-application-made', id });
  });
  if (made.kind !== 'done') {
    const isScope = made.kind === 'refused' && made.cause.kind === 'missing-scope';
    return isScope
      ? { kind: 'failed', problem: problem('testNeedsScope', ...fromCause(made.cause).params) }
      : failed(made);
  }
  const login = await session.prepareLogin({
    loginDomain: profile.loginDomain,
    applicationId: made.value,
    connectionName: journey.connection.name,
    redirectUri,
  });
  if (login.kind !== 'done') return failed(login);
  if (!(await happened(journey.id, { kind: 'login-opened' })))
    return { kind: 'failed', problem: problem('interrupted') };
  const end = await openLogin(login.value.url);
  if (end === undefined) return { kind: 'failed', problem: problem('loginClosed') };
  const outcome = await login.value.finish(end);
  if (outcome.kind === 'logged-in') {
    const { sub, name, picture, email } = outcome.profile;
    await keptLogin.write({
      journeyId: journey.id,
      sub,
      ...(name === undefined ? {} : { name }),
      ...(picture === undefined ? {} : { picture }),
      ...(email === undefined ? {} : { email }),
    });
    return { kind: 'logged-in', name: name ?? sub };
  }
  // As long as the pair is known, Bitbucket says whether it is still good.
  const pair = await readPair(journey.id);
  return { kind: 'failed', problem: fromLogin(outcome, pair && (await verdictOf(pair))) };
}

/** Asks Bitbucket's token endpoint. No answer is "not checked", never "bad". */
async function verdictOf(pair: Pair): Promise<PairVerdict> {
  const answer = await httpTo([new URL(bitbucket).hostname]).request(pairCheckRequest(pair));
  return answer.kind === 'done' ? judgePairCheck(answer.value.status, answer.value.body) : 'not-checked';
}

/** Takes the test's application away again, whatever became of the login. */
export async function tidyUp(journey: Journey): Promise<Event | undefined> {
  const { testApplication } = journey;
  if (testApplication === undefined) return undefined;
  const profile = await profileOf(journey);
  const access = profile && (await signIn(profile));
  if (access?.kind !== 'ready') return undefined;
  const removed = await access.session.removeTestApplication(testApplication);
  return removed.kind === 'done' ? { kind: 'test-application-gone' } : undefined;
}
