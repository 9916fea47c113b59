import { find, grantAccess, openSettingsWithProfile, press, resultPage, setUpFrom } from '../person/person';
import type { World } from '../person/world';

/** Where in a setup a request is made. */
export const steps = ['Before the start', 'Get the pair', 'Send', 'Enable', 'Test'] as const;
type Step = (typeof steps)[number];

/** Why a request is made. */
interface Reason {
  readonly step: Step;
  readonly why: string;
  /** The price of doing without it, if a setup could; none: it could not. */
  readonly spared?: string;
}

/** One request of a setup, and why it is made. */
export interface Trip extends Reason {
  readonly host: string;
  readonly asked: string;
}

/** The path without its query, and without the ids in it: they differ from run to run. */
const shape = (path: string): string =>
  path
    .replace(/\?.*$/, '')
    .replace(/\/(?:con|cgr)_[^/]+/g, '/{id}')
    .replace(/\/clients\/[^/]+/g, '/clients/{id}');

/**
 * Every request that a setup of a new client makes at Auth0 and Bitbucket, by what it asks for; if it is made several times, each
 * time has its own reason, in order.
 */
const reasons: Readonly<Record<string, readonly Reason[]>> = {
  'GET /api/v2/connections': [
    {
      step: 'Before the start',
      why: 'whether the credential is taken and may read connections, before a client is made at Bitbucket for nothing',
    },
    {
      step: 'Send',
      why: 'whether there is a connection by now: the first look is older than what the person did at Bitbucket, and none is written unseen',
    },
  ],
  'POST /site/oauth2/access_token': [
    {
      step: 'Get the pair',
      why: 'whether Bitbucket takes the pair, before it goes anywhere',
    },
  ],
  'POST /api/v2/connections': [{ step: 'Send', why: 'makes the connection' }],
  'GET /api/v2/clients': [
    {
      step: 'Enable',
      why: 'what the applications are called now, and which of them are there: those that are gone are not enabled',
    },
    {
      step: 'Test',
      why: 'whether an application for the test was left over, which is used then',
      spared:
        'one that an interrupted test has left would stay in the tenant, and a second one be made beside it',
    },
  ],
  'GET /api/v2/connections/{id}/clients': [
    {
      step: 'Enable',
      why: 'for which applications it is enabled already: those are told apart, and not undone later',
    },
    {
      step: 'Enable',
      why: 'for which it is enabled now: Auth0 takes it for some applications without keeping it, and “enabled” is said of what was seen',
    },
  ],
  'PATCH /api/v2/connections/{id}/clients': [
    { step: 'Enable', why: 'enables it for the profile’s applications' },
    {
      step: 'Test',
      why: 'enables it for the application of the test, which is made after the others are done',
    },
  ],
  'POST /api/v2/clients': [{ step: 'Test', why: 'makes the application of the test' }],
  'GET /.well-known/openid-configuration': [
    { step: 'Test', why: 'where a login begins, and what its answers are checked with' },
  ],
  'POST /oauth/token': [{ step: 'Test', why: 'exchanges the login’s code for who logged in' }],
  'GET /.well-known/jwks.json': [
    { step: 'Test', why: 'the keys by which the answer’s signature is checked' },
  ],
  'DELETE /api/v2/clients/{id}': [{ step: 'Test', why: 'takes the application of the test away again' }],
};

/** A request as the stand-ins saw it. */
interface Seen {
  readonly method: string;
  readonly host: string;
  readonly path: string;
}

/** What only Keyferry asks for, without the pages that the person and the login's window load. */
const isOwn = ({ method, path }: Seen): boolean =>
  method !== 'OPTIONS' &&
  /^\/api\/v2\/|^\/oauth\/token|^\/userinfo|^\/\.well-known\/|^\/site\/oauth2\/access_token/.test(path);

/**
 * Keyferry's requests among those seen in a whole setup of a new client, in order, each with its reason. Throws if one has no reason,
 * or a reason has no request any more.
 */
export function explained(seen: readonly Seen[]): readonly Trip[] {
  const times = new Map<string, number>();
  const trips = seen.filter(isOwn).map(({ method, host, path }): Trip => {
    const asked = `${method} ${shape(path)}`;
    const time = times.get(asked) ?? 0;
    times.set(asked, time + 1);
    const reason = reasons[asked]?.[time];
    if (!reason)
      throw new Error(`Nobody wrote down why a setup asks ${host} for ${asked} (time ${time + 1})`);
    return { host, asked, ...reason };
  });
  for (const [asked, all] of Object.entries(reasons))
    if ((times.get(asked) ?? 0) < all.length)
      throw new Error(`A setup asks for ${asked} less often than there are reasons for`);
  return trips;
}

/** A whole setup of a new client, to "It works!": what Keyferry itself has asked for, and why. */
export async function tripsOfASetup(world: World): Promise<readonly Trip[]> {
  const settings = await openSettingsWithProfile(world);
  const before = world.standins.requests.length;
  const bitbucket = await setUpFrom(world, settings);
  await press(bitbucket, 'Save');
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
  return explained(world.standins.requests.slice(before));
}
