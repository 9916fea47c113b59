import { origin as bitbucket } from '../../../bitbucket/addresses';
import { judgePairCheck, type Pair, type PairVerdict, pairCheckRequest } from '../../../bitbucket/oauth';
import type { Connection, ConnectionPlan, DashboardSession } from '../../../dashboards/dashboard';
import { isSameDifference } from '../../../dashboards/difference';
import { done, type NotDone } from '../../../dashboards/outcome';
import { hint } from '../../../secret';
import type { ConnectionChoice, Event, Journey, Stage } from '../../../setup/journey/journey';
import { fromCause, problem } from '../../../setup/problems';
import { type ApiProfile, wantsApplication } from '../../../setup/profiles/profile';
import { httpTo } from '../../dashboard/sign-in';
import { forgetBackup, forgetPair, keepBackup, readBackup, readPair } from '../../store/vault';
import { happened } from '../journal';
import { showResult } from '../result-tab';

/** From the pair to a connection that is enabled, and back. */

/** What did not come about: put off where waiting helps, stopped where it does not. */
export const notDone = (outcome: NotDone): Event => {
  const why = fromCause(outcome.cause);
  if (outcome.kind !== 'retry') return { kind: 'failed', problem: why };
  const until = outcome.cause.kind === 'offline' ? undefined : Date.now() + outcome.afterMs;
  return { kind: 'put-off', problem: why, until };
};

/** The pair that the journey names; another one is none of its own. */
async function pairOf({ id, consumer }: Journey): Promise<Pair | undefined> {
  const pair = await readPair(id);
  return pair && hint(pair.key) === consumer?.keyHint ? pair : undefined;
}

/** Asks Bitbucket's token endpoint. No answer is "not checked", never "bad". */
export async function verdictOf(pair: Pair): Promise<PairVerdict> {
  const answer = await httpTo([new URL(bitbucket).hostname]).request(pairCheckRequest(pair));
  return answer.kind === 'done' ? judgePairCheck(answer.value.status, answer.value.body) : 'not-checked';
}

/** Asks Bitbucket whether the pair is good, before it is sent anywhere. */
export async function checkPair(journey: Journey): Promise<Event> {
  const pair = await pairOf(journey);
  if (!pair) return { kind: 'failed', problem: problem('pairLost') };
  const verdict = await verdictOf(pair);
  if (verdict === 'bad') {
    await forgetPair();
    return { kind: 'failed', problem: problem('pairBad') };
  }
  if (verdict === 'no-callback') return { kind: 'failed', problem: problem('pairNoCallback') };
  return { kind: 'pair-checked', verdict };
}

export const choiceOf = ({ id, name, key }: Connection): ConnectionChoice => ({
  id,
  name,
  keyHint: key === undefined ? '' : hint(key),
});

export async function send(
  journey: Journey,
  stage: Extract<Stage, { kind: 'sending' }>,
  session: DashboardSession,
  profile: ApiProfile,
): Promise<Event | undefined> {
  const pair = await pairOf(journey);
  if (!pair) return { kind: 'failed', problem: problem('pairLost') };
  const plan = await session.planConnection(pair, profile.scopes, journey.chosenConnection);
  if (plan.kind !== 'done') return notDone(plan);
  const { value } = plan;
  if (value.kind === 'same') return ready(value.connection, 'same');
  // A dashboard that refused the Client ID refuses it for a change, too: the general connection is a new one.
  if (value.kind === 'create' || journey.isGeneral) {
    if (!(await happened(journey.id, { kind: 'write-intended', did: 'created' }))) return undefined;
    const created = await session.createConnection(
      pair,
      profile.scopes,
      journey.isGeneral ? 'general' : 'own',
    );
    if (created.kind === 'done') return ready(created.value, 'created');
    const isTaken = created.kind === 'refused' && created.cause.kind === 'conflict';
    return isTaken ? lookAgain(session, pair, profile) : refusedWrite(created);
  }
  if (value.kind === 'several') return severalFound(value.connections);
  const { connection, difference } = value;
  const agreed = stage.agreedTo;
  // Whatever is there by now: what was not shown is not changed.
  if (agreed?.connectionId !== connection.id || !isSameDifference(agreed.difference, difference))
    return changeFound(value);
  if (!(await happened(journey.id, { kind: 'write-intended', did: 'changed' }))) return undefined;
  const changed = await session.changeConnection(
    connection.id,
    pair,
    profile.scopes,
    agreed.difference,
    (backup) => keepBackup(journey.id, backup),
  );
  if (changed.kind === 'done') return ready(changed.value, 'changed');
  const isOther = changed.kind === 'refused' && changed.cause.kind === 'changed-since';
  return isOther ? lookAgain(session, pair, profile, journey.chosenConnection) : refusedWrite(changed);
}

const ready = ({ id, name }: Connection, did: 'created' | 'changed' | 'same'): Event => ({
  kind: 'connection-ready',
  id,
  name,
  did,
});

const changeFound = ({ connection, difference }: Extract<ConnectionPlan, { kind: 'change' }>): Event => ({
  kind: 'change-found',
  connectionId: connection.id,
  difference,
});

export const severalFound = (connections: readonly Connection[]): Event => ({
  kind: 'several-found',
  connections: connections.map(choiceOf),
});

/** Somebody made or changed the connection in between: it is changed, once the person has seen how. */
async function lookAgain(
  session: DashboardSession,
  pair: Pair,
  profile: ApiProfile,
  chosen?: string,
): Promise<Event> {
  const plan = await session.planConnection(pair, profile.scopes, chosen);
  if (plan.kind !== 'done') return notDone(plan);
  switch (plan.value.kind) {
    case 'create':
      return { kind: 'failed', problem: problem('conflict') };
    case 'same':
      return ready(plan.value.connection, 'same');
    case 'several':
      return severalFound(plan.value.connections);
    case 'change':
      return changeFound(plan.value);
  }
}

/** A Client ID that is refused for its length can still go into a connection of the general kind. */
function refusedWrite(outcome: NotDone): Event {
  const isClientId =
    outcome.kind === 'refused' &&
    outcome.cause.kind === 'rejected' &&
    outcome.cause.field === 'options.client_id';
  return isClientId ? { kind: 'general-needed' } : notDone(outcome);
}

export async function enable(
  journey: Journey,
  stage: Extract<Stage, { kind: 'enabling' }>,
  session: DashboardSession,
  profile: ApiProfile,
): Promise<Event | undefined> {
  const applications = await session.listApplications();
  if (applications.kind !== 'done') return notDone(applications);
  const wanted = applications.value.filter(({ id }) => wantsApplication(profile, id));
  // A connection that was just made has none.
  const isNew = journey.connection?.did === 'created' && !journey.switchedOn;
  const enabled = isNew ? done([]) : await session.listEnabled(stage.connectionId);
  if (enabled.kind !== 'done') return notDone(enabled);
  const missing = wanted.filter((each) => !enabled.value.includes(each.id));
  if (missing.length > 0) {
    const ids = missing.map((each) => each.id);
    if (!(await happened(journey.id, { kind: 'switching-on', ids }))) return undefined;
    const outcome = await session.enable(stage.connectionId, ids);
    if (outcome.kind !== 'done') return notDone(outcome);
  }
  return {
    kind: 'applications-enabled',
    names: missing.map((each) => each.name),
    alreadyThere: wanted.length - missing.length,
  };
}

/** The person gets the pair on the result page; without it there is nothing to hand over. */
export async function handOver(journey: Journey): Promise<Event | undefined> {
  if (!(await pairOf(journey))) return { kind: 'failed', problem: problem('pairLost') };
  await showResult(`${journey.id} handing`);
  return undefined;
}

/** Puts the dashboard back to how it was before this journey: nothing but what the journey itself did. */
export async function undo(journey: Journey, session: DashboardSession): Promise<Event> {
  const { connection, switchedOn = [], consumer } = journey;
  const keyHint = consumer?.keyHint ?? '';
  if (connection?.did === 'created') {
    const removed = await session.removeConnection(connection.id, keyHint);
    return removed.kind === 'done' ? { kind: 'undone', hadSecret: true } : notDone(removed);
  }
  const backup = await readBackup(journey.id);
  if (!connection || backup?.connectionId !== connection.id)
    return { kind: 'failed', problem: problem('undoLost', connection?.name ?? '') };
  const restored = await session.restoreConnection(backup, keyHint);
  if (restored.kind !== 'done') return notDone(restored);
  const disabled = await session.disable(connection.id, switchedOn);
  if (disabled.kind !== 'done') return notDone(disabled);
  await forgetBackup();
  return { kind: 'undone', hadSecret: backup.hasSecret };
}
