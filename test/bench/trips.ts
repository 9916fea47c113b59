import { find, grantAccess, openSettingsWithProfile, press, resultPage, setUpFrom } from '../person/person';
import type { World } from '../person/world';

/** What a setup asks of a dashboard and of Bitbucket, request by request. */
export interface Trip {
  readonly host: string;
  readonly asked: string;
  readonly times: number;
}

/** Ids, domains and tokens in an address are told apart by nothing that matters here. */
const shape = (path: string): string =>
  path
    .replace(/\?.*$/, '')
    .replace(/\/(?:con|cgr)_[^/]+/g, '/{id}')
    .replace(/\/clients\/[^/]+/g, '/clients/{id}');

/**
 * A whole setup of a new client, to "It works!": what Keyferry itself has asked, in the order in which each was asked first. Pages that
 * the person and the login's window load are none of it.
 */
export async function tripsOfASetup(world: World): Promise<Trip[]> {
  const settings = await openSettingsWithProfile(world);
  const before = world.standins.requests.length;
  const bitbucket = await setUpFrom(world, settings);
  await press(bitbucket, 'Save');
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
  const found = new Map<string, Trip>();
  for (const { method, host, path } of world.standins.requests.slice(before)) {
    const isOwn = /^\/api\/v2\/|^\/oauth\/token|^\/userinfo|^\/site\/oauth2\/access_token/.test(path);
    if (!isOwn || method === 'OPTIONS') continue;
    const asked = `${method} ${shape(path)}`;
    const key = `${host} ${asked}`;
    found.set(key, { host, asked, times: (found.get(key)?.times ?? 0) + 1 });
  }
  return [...found.values()];
}
