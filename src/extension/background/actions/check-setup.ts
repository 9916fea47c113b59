import { done } from '../../../dashboards/outcome';
import type { Connection, ForeignConnection } from '../../../dashboards/session';
import { hint } from '../../../secret';
import { compare } from '../../../setup/check-setup';
import type { begin } from '../../../setup/journey/begin';
import type { Event } from '../../../setup/journey/event';
import { type Problem, problem } from '../../../setup/problems';
import { callbackUrlOf, wantsApplication } from '../../../setup/profiles/profile';
import type { Acting } from './action';
import { verdictOf } from './check-pair';
import { notDone } from './not-done';
import { choiceOf } from './send';

/** What a check begins with, or why there is nothing to compare. */
export function toCheck(
  connections: readonly Connection[],
  [other]: readonly ForeignConnection[],
): Pick<Parameters<typeof begin>[0], 'lookFor' | 'connections'> | Problem {
  const [first, ...more] = connections;
  if (more.length > 0) return { connections: connections.map(choiceOf) };
  if (first?.key !== undefined) return { lookFor: hint(first.key) };
  if (first) return problem(first.isUntold ? 'connectionUntold' : 'developmentKeys', first.name);
  return other ? problem('connectionForeign', other.name) : problem('noConnection');
}

/** Reads the dashboard's side of a check, and compares. Changes nothing anywhere. */
export async function compareWith({
  journey,
  stage,
  session,
  profile,
  signal,
}: Acting<'comparing'>): Promise<Event> {
  const found = await session.listConnections();
  if (found.kind !== 'done') return notDone(found);
  const { connections, foreign } = found.value;
  const applications = await session.listApplications();
  if (applications.kind !== 'done') return notDone(applications);
  const chosen = journey.chosenConnection;
  const connection = connections.find((each) => chosen === undefined || each.id === chosen);
  const enabled = connection ? await session.listEnabled(connection.id) : done([]);
  if (enabled.kind !== 'done') return notDone(enabled);
  const { key, secret } = connection ?? {};
  const namesOf = (isMeant: (id: string) => boolean) =>
    applications.value.filter((each) => isMeant(each.id)).map((each) => each.name);
  const points = compare({
    connection,
    foreign,
    enabledNames: namesOf((id) => enabled.value.includes(id)),
    wantedNames: namesOf((id) => wantsApplication(profile, id)),
    consumer: stage.consumer,
    verdict: key && secret ? await verdictOf({ key, secret }, signal) : 'not-checked',
    callbackUrl: callbackUrlOf(profile),
  });
  return { kind: 'compared', points };
}
