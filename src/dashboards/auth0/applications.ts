import * as v from 'valibot';
import type { Application } from '../dashboard';
import { after, done, type Outcome } from '../outcome';
import type { CallApi } from './api';

const clientAnswer = v.object({
  client_id: v.string(),
  name: v.optional(v.string(), ''),
  app_type: v.optional(v.string(), ''),
});
type ClientAnswer = v.InferOutput<typeof clientAnswer>;
const clientsAnswer = v.object({ total: v.number(), clients: v.array(clientAnswer) });
const enabledAnswer = v.object({
  clients: v.array(v.object({ client_id: v.string() })),
  next: v.optional(v.string()),
});

/** At most so many in one call, as the API says. */
const portion = 50;
const testApplicationName = 'Keyferry login test';

async function readClients(call: CallApi): Promise<Outcome<ClientAnswer[]>> {
  const found: ClientAnswer[] = [];
  for (let page = 0; ; page += 1) {
    const query = new URLSearchParams({
      page: String(page),
      per_page: '100',
      include_totals: 'true',
      is_global: 'false',
      fields: 'client_id,name,app_type,callbacks',
      include_fields: 'true',
    });
    const answer = await call({ method: 'GET', path: `clients?${query}` }, clientsAnswer);
    if (answer.kind !== 'done') return answer;
    found.push(...answer.value.clients);
    if (answer.value.clients.length === 0 || found.length >= answer.value.total) return done(found);
  }
}

/** Applications that people log in to: machine-to-machine ones and the extension's own test are left out. */
export async function listApplications(call: CallApi): Promise<Outcome<readonly Application[]>> {
  return after(await readClients(call), (clients) =>
    done(
      clients
        .filter((each) => each.app_type !== 'non_interactive' && each.name !== testApplicationName)
        .map((each) => ({ id: each.client_id, name: each.name })),
    ),
  );
}

const clientsPath = (connectionId: string) => `connections/${encodeURIComponent(connectionId)}/clients`;

export async function listEnabled(call: CallApi, connectionId: string): Promise<Outcome<readonly string[]>> {
  const found: string[] = [];
  for (let from: string | undefined; ; ) {
    const query = new URLSearchParams({ take: '100', ...(from ? { from } : {}) });
    const page = await call({ method: 'GET', path: `${clientsPath(connectionId)}?${query}` }, enabledAnswer);
    if (page.kind !== 'done') return page;
    found.push(...page.value.clients.map((each) => each.client_id));
    from = page.value.next;
    if (from === undefined) return done(found);
  }
}

export async function enable(
  call: CallApi,
  connectionId: string,
  ids: readonly string[],
): Promise<Outcome<void>> {
  for (let start = 0; start < ids.length; start += portion) {
    const body = ids.slice(start, start + portion).map((client_id) => ({ client_id, status: true }));
    const answer = await call({ method: 'PATCH', path: clientsPath(connectionId), body }, v.unknown());
    if (answer.kind !== 'done') return answer;
  }
  return done(undefined);
}

/**
 * A public application for one login by code flow with PKCE. One left over from before is removed first: its callback
 * may be another browser's.
 */
export async function makeTestApplication(
  call: CallApi,
  connectionId: string,
  redirectUri: string,
  onMade: (id: string) => Promise<void>,
): Promise<Outcome<string>> {
  return after(await readClients(call), async (clients) => {
    for (const old of clients.filter((each) => each.name === testApplicationName)) {
      const removed = await removeApplication(call, old.client_id);
      if (removed.kind !== 'done') return removed;
    }
    const body = {
      name: testApplicationName,
      description: 'Made by Keyferry for one test login, and removed after it.',
      app_type: 'spa',
      token_endpoint_auth_method: 'none',
      grant_types: ['authorization_code'],
      oidc_conformant: true,
      callbacks: [redirectUri],
    };
    const made = await call({ method: 'POST', path: 'clients', body }, clientAnswer);
    return after(made, async ({ client_id: id }) => {
      await onMade(id);
      return after(await enable(call, connectionId, [id]), () => done(id));
    });
  });
}

export async function removeApplication(call: CallApi, id: string): Promise<Outcome<void>> {
  const answer = await call({ method: 'DELETE', path: `clients/${encodeURIComponent(id)}` }, v.unknown());
  if (answer.kind === 'refused' && answer.cause.kind === 'not-found') return done(undefined);
  return after(answer, () => done(undefined));
}
