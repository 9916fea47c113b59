import * as v from 'valibot';
import { andThen, type Doing, done, type Outcome, refused, sendCarefully } from '../outcome';
import { type KeycloakApi, nothing } from './api';
import { isTestClient, testClientId, testClientName } from './clients';
import { managesClients } from './rights';

/** The public client of one test login: there is one at a time in a realm, by its Client ID. */

const clientAnswer = v.object({
  id: v.pipe(v.string(), v.maxLength(200)),
  clientId: v.string(),
  name: v.fallback(v.optional(v.string(), ''), ''),
  redirectUris: v.fallback(v.optional(v.array(v.string()), []), []),
});
type Found = v.InferOutput<typeof clientAnswer>;

const send = <Schema extends v.GenericSchema>(
  api: KeycloakApi,
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  doing: Doing,
  schema: Schema,
  body?: unknown,
) => api.call({ method, path, doing, role: managesClients, ...(body === undefined ? {} : { body }) }, schema);

/** The existing one, whoever's it is. */
const find = async (api: KeycloakApi, doing: Doing): Promise<Outcome<Found | undefined>> =>
  andThen(await send(api, 'GET', `clients?clientId=${testClientId}`, doing, v.array(clientAnswer)), (found) =>
    done(found.find(({ clientId }) => clientId === testClientId)),
  );

const leadsTo = (found: Found, redirectUri: string): boolean =>
  found.redirectUris.length === 1 && found.redirectUris[0] === redirectUri;

const newClient = (redirectUri: string) => ({
  clientId: testClientId,
  name: testClientName,
  description: 'Made by Keyferry for one test login, and removed after it.',
  enabled: true,
  protocol: 'openid-connect',
  publicClient: true,
  standardFlowEnabled: true,
  implicitFlowEnabled: false,
  directAccessGrantsEnabled: false,
  serviceAccountsEnabled: false,
  consentRequired: false,
  // Its tokens open nothing.
  fullScopeAllowed: false,
  redirectUris: [redirectUri],
  webOrigins: [],
  attributes: {
    'pkce.code.challenge.method': 'S256',
    // A realm may sign with what only the holder of a secret can check.
    'id.token.signed.response.alg': 'RS256',
  },
});

/** A client for one login by code flow with PKCE, and its id; one that was left over is found again. */
export async function makeTestClient(api: KeycloakApi, redirectUri: string): Promise<Outcome<string>> {
  const look = async (): Promise<Outcome<string | undefined>> =>
    andThen(await find(api, 'makeTest'), (found) =>
      done(found && isTestClient(found) && leadsTo(found, redirectUri) ? found.id : undefined),
    );
  const make = async (): Promise<Outcome<string>> => {
    const made = await send(api, 'POST', 'clients', 'makeTest', nothing, newClient(redirectUri));
    const isThere = made.kind === 'refused' && made.cause.kind === 'conflict';
    if (made.kind !== 'done' && !isThere) return made;
    // Its id is not in the answer. Somebody else may have made it just before, for the same test.
    return andThen(await look(), (id) =>
      id === undefined ? refused({ kind: isThere ? 'conflict' : 'changed-since' }) : done(id),
    );
  };
  return andThen(await find(api, 'makeTest'), async (found) => {
    if (!found) return sendCarefully(make, look, api.pause);
    if (!isTestClient(found)) return refused({ kind: 'conflict' });
    if (leadsTo(found, redirectUri)) return done(found.id);
    // Left over from a time when the realm had another address.
    return andThen(await remove(api, found.id), () => sendCarefully(make, look, api.pause));
  });
}

/** Removes the test's client, by its id, or the one with this redirect URI. */
export async function removeTestClient(
  api: KeycloakApi,
  redirectUri: string,
  id: string | undefined,
): Promise<Outcome<void>> {
  if (id !== undefined) return remove(api, id);
  return andThen(await find(api, 'removeTest'), (found) =>
    found && isTestClient(found) && leadsTo(found, redirectUri) ? remove(api, found.id) : done(undefined),
  );
}

/** Also `done` where it is gone. */
async function remove(api: KeycloakApi, id: string): Promise<Outcome<void>> {
  const removed = await send(api, 'DELETE', `clients/${encodeURIComponent(id)}`, 'removeTest', nothing);
  const isGone = removed.kind === 'refused' && removed.cause.kind === 'not-found';
  return isGone ? done(undefined) : andThen(removed, () => done(undefined));
}
