import * as v from 'valibot';
import { cut } from '../../cut';
import { andThen, done, type Outcome } from '../outcome';
import { readPages } from '../paging';
import type { KeycloakApi } from './api';
import { managesClients, managesUsers, viewsClients } from './rights';

/** Those of a realm's clients that people log in to: whichever leads there has the provider's button. */

const clientAnswer = v.object({
  clientId: v.pipe(v.string(), v.maxLength(1_000)),
  name: v.fallback(v.optional(v.string(), ''), ''),
  enabled: v.fallback(v.optional(v.boolean(), true), true),
  /** What the credential may do with it. */
  access: v.fallback(v.optional(v.object({ configure: v.optional(v.boolean()) })), undefined),
  bearerOnly: v.fallback(v.optional(v.boolean(), false), false),
  standardFlowEnabled: v.fallback(v.optional(v.boolean(), true), true),
});
type Client = v.InferOutput<typeof clientAnswer>;
const userAnswer = v.object({
  access: v.fallback(v.optional(v.object({ manage: v.optional(v.boolean()) })), undefined),
});

const inPage = 100;
/** Nobody reads more of a name. */
const longestName = 60;

/** What every realm comes with, and the administrators' realm for each of the others. */
const own = /^(?:account|account-console|admin-cli|broker|realm-management|security-admin-console|.+-realm)$/;

/** The client of a test login. */
export const testClientId = 'keyferry-login-test';
export const testClientName = 'Keyferry login test';

/** Whether it is the client of a test login, and nobody else's that has its Client ID. */
export const isTestClient = ({ clientId, name }: { readonly clientId: string; readonly name: string }) =>
  clientId === testClientId && name === testClientName;

const isForPeople = (client: Client): boolean =>
  client.enabled &&
  !client.bearerOnly &&
  client.standardFlowEnabled &&
  !own.test(client.clientId) &&
  !isTestClient(client);

async function readClients(api: KeycloakApi): Promise<Outcome<readonly Client[]>> {
  const found = new Map<string, Client>();
  const pages = await readPages(async (from = '0') => {
    const call = {
      method: 'GET',
      path: `clients?first=${from}&max=${inPage}`,
      doing: 'readApplications',
      role: viewsClients,
    } as const;
    return andThen(await api.call(call, v.array(clientAnswer)), (page): Outcome<{ next?: string }> => {
      const known = found.size;
      for (const each of page) found.set(each.clientId, each);
      const isMore = page.length >= inPage && found.size > known;
      return done(isMore ? { next: String(found.size) } : {});
    });
  });
  return andThen(pages, () => done([...found.values()]));
}

/** The roles for clients that a credential's answers show: without the role that names them, the list is there, but empty. */
export async function rolesForClients(api: KeycloakApi): Promise<Outcome<readonly string[]>> {
  const read = await readClients(api);
  if (isRefused(read)) return done([]);
  return andThen(read, (clients) =>
    done([
      ...(clients.length > 0 ? [viewsClients] : []),
      ...(clients.some(({ access }) => access?.configure) ? [managesClients] : []),
    ]),
  );
}

/** The role for users, where the answers show it. In a realm without users they show that those may be read, at least. */
export async function rolesForUsers(api: KeycloakApi): Promise<Outcome<readonly string[]>> {
  const call = { method: 'GET', path: 'users?max=1', doing: 'readApplications', role: managesUsers } as const;
  const read = await api.call(call, v.array(userAnswer));
  if (isRefused(read)) return done([]);
  return andThen(read, ([user]) => done(user?.access?.manage === false ? [] : [managesUsers]));
}

/** The names of those that people log in to; none where they are not told. */
export async function namesOfClients(api: KeycloakApi): Promise<Outcome<readonly string[]>> {
  const read = await readClients(api);
  if (isRefused(read)) return done([]);
  return andThen(read, (clients) =>
    done(clients.filter(isForPeople).map(({ name, clientId }) => cut(name.trim() || clientId, longestName))),
  );
}

const isRefused = (outcome: Outcome<unknown>): boolean =>
  outcome.kind === 'refused' && outcome.cause.kind === 'missing-scope';
