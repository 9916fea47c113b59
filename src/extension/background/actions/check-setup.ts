import { type Connection, canTest } from '../../../dashboards/session';
import { hint } from '../../../secret';
import { afterAccess, ofConnection } from '../../../setup/check-course';
import {
  accessPoint,
  askedScopes,
  connectionPoints,
  foreignPoint,
  keyPoint,
  otherCallbackPoint,
  pairPoint,
  wrongBy,
} from '../../../setup/check-setup';
import { unchecked } from '../../../setup/client-points';
import type { Event } from '../../../setup/journey/event';
import type { Point } from '../../../setup/points';
import { callbackUrlOf } from '../../../setup/profiles/profile';
import { fromCause } from '../../../setup/why';
import type { Acting, Action } from './action';
import { verdictOf } from './check-pair';
import { notDone } from './not-done';
import { seeApplications } from './see-applications';
import { severalFound } from './send';

const seen = (...points: readonly Point[]): Event => ({ kind: 'points-seen', points });

/**
 * Reads the dashboard's side of a check, and asks Bitbucket about the dashboard's pair. It tells each point as soon as it has
 * looked at it. Where waiting helps, it waits; what is refused is a point that was not checked, and the rest is looked at all the
 * same. It changes nothing anywhere.
 */
export async function* survey({ journey, session, profile, signal }: Acting<'surveying'>): Action {
  yield seen(...unchecked(['test'], canTest(session) ? 'test' : 'untestable'));
  const access = await session.checkAccess();
  if (access.kind === 'retry') return notDone(access);
  if (access.kind !== 'done') {
    yield seen(wrongBy('access', fromCause(access.cause)), ...unchecked(afterAccess, 'access'));
    return { kind: 'surveyed' };
  }
  yield seen(accessPoint(access.value.rights));

  const found = await session.listConnections();
  if (found.kind === 'retry') return notDone(found);
  if (found.kind !== 'done') {
    yield seen(...unchecked(['connection'], fromCause(found.cause)), ...unchecked(ofConnection, 'access'));
    return { kind: 'surveyed' };
  }
  const { connections, foreign } = found.value;
  const { chosenConnection } = journey;
  const chosen = connections.find((each) => each.id === chosenConnection);
  if (!chosen && connections.length > 1) return severalFound(connections);
  const connection = chosen ?? connections[0];
  yield seen(...connectionPoints(connection), ...foreign.map(foreignPoint));
  if (!connection) {
    yield seen(...unchecked(ofConnection, 'connection'));
    return { kind: 'surveyed' };
  }

  const applications = await seeApplications(session, profile, connection);
  if (applications.kind === 'retry') return notDone(applications);
  yield seen(
    ...(applications.kind === 'done'
      ? applications.value
      : unchecked(['applications'], fromCause(applications.cause))),
  );

  const { id, name, key } = connection;
  if (key === undefined) {
    yield seen(
      keyPoint(connection),
      ...unchecked(['pair', 'callback', 'otherCallback', 'permissions'], 'key'),
    );
    return { kind: 'surveyed', connection: { id, name } };
  }
  yield seen(await pairOf(connection, signal));

  const callbackUrl = callbackUrlOf(profile);
  const callbacks = await session.listCallbacks();
  if (callbacks.kind === 'retry') return notDone(callbacks);
  yield seen(
    ...(callbacks.kind === 'done'
      ? [otherCallbackPoint(callbacks.value, callbackUrl)]
      : unchecked(['otherCallback'], fromCause(callbacks.cause))),
  );
  return {
    kind: 'surveyed',
    connection: { id, name },
    client: { keyHint: hint(key), asks: { callbackUrl, scopes: askedScopes(connection) } },
  };
}

const pairOf = async ({ key, secret }: Connection, signal: AbortSignal): Promise<Point> =>
  pairPoint(key && secret ? await verdictOf({ key, secret }, signal) : undefined);
