import * as v from 'valibot';
import { cut } from '../../cut';
import { andThen, type Cause, done, type Outcome, refused, sendCarefully } from '../outcome';
import { readPages } from '../paging';
import type { Application } from '../session';
import { type Auth0Api, anything, type CallApi, nothing } from './api';
import { scopesOf } from './token';

const clientAnswer = v.object({
  /** Written down with the setup. */
  client_id: v.pipe(v.string(), v.maxLength(200)),
  name: v.optional(v.string(), ''),
  app_type: v.optional(v.string(), ''),
  callbacks: v.optional(v.array(v.string()), []),
  is_first_party: v.fallback(v.optional(v.boolean()), undefined),
  organization_usage: v.fallback(v.optional(v.string()), undefined),
});
type ClientAnswer = v.InferOutput<typeof clientAnswer>;
const clientsAnswer = v.object({ total: v.number(), clients: v.array(clientAnswer) });
const enabledAnswer = v.object({
  clients: v.array(v.object({ client_id: v.string() })),
  next: v.optional(v.string()),
});

/** The most in one call, as the API says. */
const portion = 50;
const clientsInPage = 100;
/** Nobody reads more of a name; it goes into sentences, and is written down with the setup. */
const longestName = 200;
const testApplicationName = 'Keyferry login test';

interface ClientsRead {
  readonly clients: readonly ClientAnswer[];
  /** Why the rest of the list was refused, where it was: an API may limit how many it gives by page numbers. */
  readonly cut: Cause | undefined;
}

/**
 * To the last page, however an API does its paging: it goes on while pages are full, or fewer came than there are, and each
 * brings something new.
 */
async function readClients(call: CallApi): Promise<Outcome<ClientsRead>> {
  const found = new Map<string, ClientAnswer>();
  let cut: Cause | undefined;
  const pages = await readPages(async (from = '0') => {
    const query = new URLSearchParams({
      page: from,
      per_page: String(clientsInPage),
      include_totals: 'true',
      is_global: 'false',
      fields: 'client_id,name,app_type,callbacks,is_first_party,organization_usage',
      include_fields: 'true',
    });
    const answer = await call(
      { method: 'GET', path: `clients?${query}`, doing: 'readApplications' },
      clientsAnswer,
    );
    if (answer.kind === 'refused' && answer.cause.kind === 'refusal' && found.size > 0) {
      cut = answer.cause;
      return done({});
    }
    return andThen(answer, ({ clients, total }): Outcome<{ next?: string }> => {
      const known = found.size;
      for (const each of clients) found.set(each.client_id, each);
      const isNew = found.size > known;
      const isMore = found.size < total || clients.length >= clientsInPage;
      return done(isNew && isMore ? { next: String(Number(from) + 1) } : {});
    });
  });
  return andThen(pages, () => done({ clients: [...found.values()], cut }));
}

/** All of them, or none: for what must not mistake an unread one for a missing one. */
const readAllClients = async (call: CallApi): Promise<Outcome<readonly ClientAnswer[]>> =>
  andThen(await readClients(call), ({ clients, cut }) => (cut ? refused(cut) : done(clients)));

const toApplication = (client: ClientAnswer): Application => ({
  id: client.client_id,
  name: cut(client.name, longestName),
  ...(client.is_first_party === false ? { isThirdParty: true } : {}),
  ...(client.organization_usage === 'require' ? { needsOrganization: true } : {}),
});

/** Applications that people log in to: machine-to-machine ones and the extension's own test are left out. */
const toApplications = (clients: readonly ClientAnswer[]): readonly Application[] =>
  clients
    .filter((each) => each.app_type !== 'non_interactive' && each.name !== testApplicationName)
    .map(toApplication);

/** All of them; where the list is refused from some page on, those before it, if all that are `wanted` are among them. */
export async function listApplications(
  call: CallApi,
  wanted: readonly string[] | undefined,
): Promise<Outcome<readonly Application[]>> {
  return andThen(await readClients(call), ({ clients, cut }) => {
    const isEnough = wanted?.every((id) => clients.some((each) => each.client_id === id)) ?? false;
    return cut && !isEnough ? refused(cut) : done(toApplications(clients));
  });
}

/** Those that can be chosen, and whether they are all. */
export const offerApplications = async (
  call: CallApi,
): Promise<Outcome<{ readonly applications: readonly Application[]; readonly isPart?: true }>> =>
  andThen(await readClients(call), ({ clients, cut }) =>
    done({ applications: toApplications(clients), ...(cut ? { isPart: true } : {}) }),
  );

const clientsPath = (connectionId: string) => `connections/${encodeURIComponent(connectionId)}/clients`;

/** The ids of the applications that a connection is enabled for, to the last page. */
export async function listEnabled(call: CallApi, connectionId: string): Promise<Outcome<readonly string[]>> {
  const pages = await readPages((from) => {
    const query = new URLSearchParams({ take: '100', ...(from ? { from } : {}) });
    return call(
      { method: 'GET', path: `${clientsPath(connectionId)}?${query}`, doing: 'readEnabled' },
      enabledAnswer,
    );
  });
  return andThen(pages, (all) => done(all.flatMap((page) => page.clients.map((each) => each.client_id))));
}

/** Allows the connection for the applications, or no longer; portion after portion, so that repeating does no harm. */
export async function allow(
  { call, pause }: Auth0Api,
  connectionId: string,
  ids: readonly string[],
  status: boolean,
): Promise<Outcome<void>> {
  for (let start = 0; start < ids.length; start += portion) {
    const part = ids.slice(start, start + portion);
    const body = part.map((client_id) => ({ client_id, status }));
    const send = () =>
      call(
        { method: 'PATCH', path: clientsPath(connectionId), body, doing: status ? 'enable' : 'disable' },
        nothing,
      );
    const look = async () =>
      andThen(await listEnabled(call, connectionId), (enabled) =>
        done(part.every((id) => enabled.includes(id) === status) ? true : undefined),
      );
    const answer = await sendCarefully<unknown>(send, look, pause);
    if (answer.kind !== 'done') return answer;
  }
  return done(undefined);
}

const isTest = (client: ClientAnswer, redirectUri: string): boolean =>
  client.name === testApplicationName && client.callbacks.includes(redirectUri);

/**
 * A public application for one login by code flow with PKCE: one that was left over with this redirect URI is found again.
 * Nothing is made that could not be removed afterwards.
 */
export async function makeTestApplication(
  api: Auth0Api,
  connectionId: string,
  redirectUri: string,
): Promise<Outcome<string>> {
  const { call, pause, accessToken } = api;
  const find = async () =>
    andThen(await readClients(call), ({ clients, cut }) =>
      done({ id: clients.find((each) => isTest(each, redirectUri))?.client_id, cut }),
    );
  const look = async () =>
    andThen(
      await find(),
      ({ id, cut }): Outcome<string | undefined> => (id === undefined && cut ? refused(cut) : done(id)),
    );
  const body = {
    name: testApplicationName,
    description: 'Made by Keyferry for one test login, and removed after it.',
    app_type: 'spa',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code'],
    oidc_conformant: true,
    callbacks: [redirectUri],
    // What is made over the API without it may sign with HS256, which only the holder of a secret can check.
    jwt_configuration: { alg: 'RS256' },
  };
  const send = async () =>
    andThen(await call({ method: 'POST', path: 'clients', body, doing: 'makeTest' }, clientAnswer), (made) =>
      done(made.client_id),
    );
  return andThen(await accessToken(), async (token) => {
    const granted = scopesOf(token);
    const scopes = testScopes.filter((scope) => !granted.includes(scope));
    if (scopes.length > 0) return refused({ kind: 'missing-scope', scopes });
    return andThen(await find(), async ({ id: present }) =>
      andThen(present === undefined ? await sendCarefully(send, look, pause) : done(present), async (id) =>
        andThen(await allow(api, connectionId, [id], true), () => done(id)),
      ),
    );
  });
}

const testScopes = ['create:clients', 'delete:clients'];

/** Removes the test's application, by its id, or wherever one with this redirect URI is left over. */
export async function removeTestApplication(
  call: CallApi,
  redirectUri: string,
  id: string | undefined,
): Promise<Outcome<void>> {
  if (id !== undefined) return remove(call, id);
  return andThen(await readAllClients(call), async (clients) => {
    for (const { client_id } of clients.filter((each) => isTest(each, redirectUri))) {
      const removed = await remove(call, client_id);
      if (removed.kind !== 'done') return removed;
    }
    return done(undefined);
  });
}

/** Deletes an application that the extension made. An empty answer is believed; after any other, the application is looked for. */
async function remove(call: CallApi, id: string): Promise<Outcome<void>> {
  const path = `clients/${encodeURIComponent(id)}`;
  const answer = await call({ method: 'DELETE', path, doing: 'removeTest' }, anything);
  if (answer.kind === 'done' && answer.value === '') return done(undefined);
  const isTold = answer.kind === 'done' || answer.cause.said?.code.includes(noSuchApplication);
  if (!isTold) return answer;
  return andThen(await readAllClients(call), (clients) => {
    if (clients.every((each) => each.client_id !== id)) return done(undefined);
    return answer.kind === 'done' ? refused({ kind: 'unexpected-answer', status: 200 }) : answer;
  });
}

const noSuchApplication = 'inexistent_client';
