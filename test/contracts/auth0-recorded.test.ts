// @vitest-environment node
import { readFileSync } from 'node:fs';
import { beforeEach, expect, it } from 'vitest';
import { auth0App } from '../standins/auth0';
import { Auth0Store } from '../standins/auth0/store';

/**
 * Sends the stand-in what Auth0's own deploy tool sent to the live service in 2026: it must accept every recorded
 * request, and its answers must contain the recorded ones, key by key and type by type.
 */
interface Recorded {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly requestBody: unknown;
  readonly responseBody: unknown;
}
const recorded: Recorded[] = JSON.parse(
  readFileSync(new URL('recordings/auth0-management-api.json', import.meta.url), 'utf8'),
);

let store: Auth0Store;
beforeEach(async () => {
  store = await Auth0Store.create('deploy', 'deploy.eu.auth0.com');
});

/** The ids of the recording, in a tenant of the stand-in. */
function prepare(text: string): void {
  for (const [client_id = ''] of text.matchAll(/\b[A-Za-z0-9]{32}\b/g))
    if (!store.clients.some((each) => each.client_id === client_id))
      store.addClient({ client_id, name: 'Deploy CLI', app_type: 'non_interactive' });
  const connection = store.addConnection({
    name: 'google-oauth2-before',
    strategy: 'google-oauth2',
    options: { email: true, scope: ['email', 'profile'], profile: true },
    ...connectionIdIn(text),
  });
  for (const { client_id } of store.clients) connection.enabledClients.add(client_id);
}

const connectionIdIn = (path: string): { id?: string } => {
  const id = /\bcon_\w+/.exec(path)?.[0];
  return id ? { id } : {};
};

/** Where an answer does not contain a recorded value; lists by their first entries. */
function missing(wanted: unknown, found: unknown, path = ''): string[] {
  const kind = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value);
  if (kind(wanted) !== kind(found)) return [`${path}: ${kind(found)} in place of ${kind(wanted)}`];
  if (Array.isArray(wanted) && Array.isArray(found))
    return wanted.length > 0 && found.length > 0 ? missing(wanted[0], found[0], `${path}[0]`) : [];
  if (kind(wanted) !== 'object') return [];
  const inside = found as Record<string, unknown>;
  return Object.entries(wanted as object).flatMap(([name, value]) =>
    name in inside ? missing(value, inside[name], `${path}.${name}`) : [`${path}.${name}: missing`],
  );
}

const known = recorded.filter((each) => !each.path.includes('provisionings'));

it.each(known.map((each) => [`${each.method} ${each.path}`, each] as const))('%s', async (_, call) => {
  prepare(call.path + JSON.stringify(call.requestBody));
  const app = auth0App(store, () => Promise.reject(new Error('no upstream here')));
  const answer = await app.request(`https://deploy.eu.auth0.com${call.path}`, {
    method: call.method,
    headers: {
      authorization: `Bearer ${await store.managementToken()}`,
      ...(call.requestBody === null ? {} : { 'content-type': 'application/json' }),
    },
    ...(call.requestBody === null ? {} : { body: JSON.stringify(call.requestBody) }),
  });
  const text = await answer.text();
  expect(answer.status, text).toBe(call.status);
  // Some answers were recorded without their bodies.
  if (call.responseBody !== null) expect(missing(call.responseBody, JSON.parse(text))).toEqual([]);
});

it('a scope that is missing is refused in the recorded words', async () => {
  const refusal = recorded.find((each) => each.status === 403)?.responseBody as Record<string, unknown>;
  const app = auth0App(store, () => Promise.reject(new Error('no upstream here')));
  const answer = await app.request('https://deploy.eu.auth0.com/api/v2/clients', {
    headers: { authorization: `Bearer ${await store.managementToken(['read:connections'])}` },
  });
  expect(await answer.json()).toEqual({
    ...refusal,
    message: String(refusal.message).replace('read:directory_provisionings', 'read:clients'),
  });
});
