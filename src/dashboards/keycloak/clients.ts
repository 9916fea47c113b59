import * as v from 'valibot';
import { cut } from '../../cut';
import { andThen, done, type Outcome } from '../outcome';
import { readPages } from '../paging';
import type { KeycloakApi } from './api';
import { viewsClients } from './rights';

/** A realm's clients, as far as people log in to them: whoever leads there has the provider's button. */

const clientAnswer = v.object({
  clientId: v.pipe(v.string(), v.maxLength(1_000)),
  name: v.fallback(v.optional(v.string(), ''), ''),
  enabled: v.fallback(v.optional(v.boolean(), true), true),
  bearerOnly: v.fallback(v.optional(v.boolean(), false), false),
  standardFlowEnabled: v.fallback(v.optional(v.boolean(), true), true),
});
type Client = v.InferOutput<typeof clientAnswer>;

const inPage = 100;
/** Nobody reads more of a name. */
const longestName = 60;

/** What every realm comes with, and the administrators' realm for each of the others. */
const own = /^(?:account|account-console|admin-cli|broker|realm-management|security-admin-console|.+-realm)$/;

const isForPeople = ({ clientId, enabled, bearerOnly, standardFlowEnabled }: Client): boolean =>
  enabled && !bearerOnly && standardFlowEnabled && !own.test(clientId);

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

/** Whether a credential's answers name the clients: with less than the role there is a list, too, and nothing in it. */
export async function mayNameClients(api: KeycloakApi): Promise<Outcome<boolean>> {
  const read = await readClients(api);
  return isRefused(read) ? done(false) : andThen(read, (clients) => done(clients.length > 0));
}

/** What those that people log in to are called; none where that is not told. */
export async function namesOfClients(api: KeycloakApi): Promise<Outcome<readonly string[]>> {
  const read = await readClients(api);
  if (isRefused(read)) return done([]);
  return andThen(read, (clients) =>
    done(clients.filter(isForPeople).map(({ name, clientId }) => cut(name.trim() || clientId, longestName))),
  );
}

const isRefused = (outcome: Outcome<unknown>): boolean =>
  outcome.kind === 'refused' && outcome.cause.kind === 'missing-scope';
