import { done } from '../../../dashboards/outcome';
import { compare } from '../../../setup/check-setup';
import type { Event } from '../../../setup/journey/event';
import { callbackUrlOf, wantsApplication } from '../../../setup/profiles/profile';
import type { Acting } from './action';
import { verdictOf } from './check-pair';
import { notDone } from './not-done';

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
