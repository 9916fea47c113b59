import type { Event } from '../../../setup/journey/event';
import { problem } from '../../../setup/problems';
import { fromCause } from '../../../setup/why';
import type { Acting, Action } from './action';
import { notDone } from './not-done';
import { severalFound } from './send';

/** Reads the Client ID of the connection that is to get a new Secret. Changes nothing. */
export async function* note({ journey, session }: Acting<'noting'>): Action {
  const found = await session.listConnections();
  if (found.kind !== 'done') return notDone(found);
  const { connections } = found.value;
  const chosen = connections.find((each) => each.id === journey.chosenConnection);
  if (!chosen && connections.length > 1) return severalFound(connections);
  const connection = chosen ?? connections[0];
  if (!connection) return { kind: 'failed', problem: problem('nothingToRenew') };
  const { id, name, key, isUntold, isNotForLogin } = connection;
  if (isNotForLogin) return { kind: 'failed', problem: problem('notForLogin', name, id) };
  if (key === undefined)
    return { kind: 'failed', problem: problem(isUntold ? 'keyUntold' : 'developmentKeys', name) };
  return { kind: 'old-noted', connection: { id, name }, key };
}

/**
 * Reads which connections of the dashboard still have the old Client ID. What cannot be read stays unknown, and keeps nobody from
 * deciding.
 */
export async function usesOf({ journey, session }: Acting<'parting'>): Promise<Event> {
  const found = await session.listConnections();
  if (found.kind === 'retry') return notDone(found);
  if (found.kind !== 'done') return { kind: 'uses-seen', problem: fromCause(found.cause) };
  const { connections } = found.value;
  // A connection that may not be read may have it.
  if (connections.some((each) => each.isUntold)) return { kind: 'uses-seen' };
  const isOld = ({ key }: { readonly key: string | undefined }) => key === journey.old?.key;
  return { kind: 'uses-seen', names: connections.filter(isOld).map((each) => each.name) };
}
