import type { Pair } from '../../../bitbucket/oauth';
import { isSameDifference } from '../../../dashboards/difference';
import type { NotDone } from '../../../dashboards/outcome';
import type { Backup, Connection, ConnectionPlan, DashboardSession } from '../../../dashboards/session';
import { hint } from '../../../secret';
import type { Event } from '../../../setup/journey/event';
import type { ConnectionChoice } from '../../../setup/journey/journey';
import { isAgreed } from '../../../setup/journey/standing';
import { problem } from '../../../setup/problems';
import type { ApiProfile } from '../../../setup/profiles/profile';
import type { Acting, Action } from './action';
import { notDone } from './not-done';

/** A connection as the person is shown it to choose. */
export const choiceOf = ({ id, name, key }: Connection): ConnectionChoice => ({
  id,
  name,
  keyHint: key === undefined ? '' : hint(key),
});

/**
 * Puts the pair into the dashboard's connection: a new one or, once the person agreed to the change, the existing one. `keep`:
 * keeps the connection as it was before the change.
 */
export async function* send(
  { journey, stage, session, profile }: Acting<'sending'>,
  pair: Pair,
  keep: (backup: Backup) => Promise<void>,
): Action {
  const plan = await session.planConnection(pair, profile.scopes, journey.chosenConnection);
  if (plan.kind !== 'done') return notDone(plan);
  const { value } = plan;
  if (value.foreign || journey.foreign) yield { kind: 'foreign-found', connections: value.foreign ?? [] };
  if (value.kind === 'same') return ready(value.connection, 'same');
  // The connection for the new Secret is gone: nothing else is made in its place.
  if (value.kind === 'create' && journey.mode === 'renew')
    return { kind: 'failed', problem: problem('nothingToRenew') };
  // A dashboard that refused the Client ID refuses it for a change, too: the general connection is a new one.
  if (value.kind === 'create' || journey.isGeneral) {
    if (!isAgreed(journey)) return { kind: 'consent-needed' };
    yield { kind: 'write-intended', did: 'created' };
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
  // Whatever is there by now, only what was shown is changed.
  if (agreed?.connectionId !== connection.id || !isSameDifference(agreed.difference, difference))
    return changeFound(value);
  // It has to be known first what is enabled: a pair that is replaced for nothing locks people out.
  const enabled = await session.listEnabled(connection.id);
  if (enabled.kind !== 'done') return notDone(enabled);
  yield { kind: 'write-intended', did: 'changed' };
  const changed = await session.changeConnection(
    connection.id,
    pair,
    profile.scopes,
    agreed.difference,
    keep,
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

/** More than one connection; the person says which is meant. */
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
  const isClientId = outcome.kind === 'refused' && outcome.cause.kind === 'client-id-refused';
  return isClientId ? { kind: 'general-needed' } : notDone(outcome);
}
