// @vitest-environment node
import { beforeEach, describe, expect, it } from 'vitest';
import type { Connection, DashboardSession } from '../../../src/dashboards/session';
import { Secret } from '../../../src/secret';
import { managementScopes } from '../../standins/auth0/store';
import { differenceTo, domain, openTenant, type Tenant } from './tenant';

// What servers like Auth0's were seen to do, some for a token that may read less, some for any token.

const pair = { key: 'yV5aWjGZz5xz7mhFCg', secret: new Secret('PXTGu8Umm4FCmPV4tfd6YLpdkNEHcdrN') };
const scopes = ['account', 'email'] as const;
const missing = { kind: 'refused', cause: { kind: 'missing-scope', scopes: ['read:connections_options'] } };
const stillThere = { kind: 'unknown', cause: { kind: 'still-there' } };

let tenant: Tenant;
beforeEach(async () => {
  tenant = await openTenant();
});

const sentBy = (method: string) => tenant.sent.filter((each) => each.method === method);

/** With a token that may not read options. */
async function untold(): Promise<DashboardSession> {
  const granted = managementScopes.filter((each) => each !== 'read:connections_options');
  return tenant.session({ kind: 'token', token: new Secret(await tenant.store.managementToken(granted)) });
}

async function made(session: DashboardSession, form: 'own' | 'general' = 'own'): Promise<Connection> {
  const created = await session.createConnection(pair, scopes, form);
  if (created.kind !== 'done') throw new Error(JSON.stringify(created));
  return created.value;
}

/** Replaces the next answers of one method with these, after the request took effect; undefined lets one through. */
function answer(method: string, say: (request: Request, count: number) => Response | undefined): void {
  let count = 0;
  tenant.interfere = (request, when) => {
    if (when !== 'after' || request.method !== method) return undefined;
    count += 1;
    return say(request, count);
  };
}
const lost = (method: string) =>
  answer(method, (_, count) => {
    if (count === 1) throw new TypeError('connection reset');
    return undefined;
  });

/** A server on which DELETE does nothing by itself. */
function keepOnDelete(say: () => Response): void {
  tenant.interfere = (request, when) =>
    when === 'before' && request.method === 'DELETE' ? say() : undefined;
}

describe('an undo of a connection', () => {
  it.each(['own', 'general'] as const)('deletes what it is not told the options of: %s', async (form) => {
    const session = await untold();
    const { id } = await made(session, form);
    expect(await session.removeConnection(id, pair.key)).toEqual({ kind: 'done', value: undefined });
    expect(tenant.store.connections).toEqual([]);
    expect(sentBy('DELETE').map((each) => each.path)).toEqual([`/api/v2/connections/${id}`]);
  });

  it('takes an answer that says nothing of it for no deletion', async () => {
    const session = await tenant.session();
    const { id } = await made(session);
    keepOnDelete(() => new Response('<html>Welcome to the hotel</html>', { status: 200 }));
    expect(await session.removeConnection(id, pair.key)).toEqual(stillThere);
  });

  it('takes a list without it for no deletion either', async () => {
    const session = await tenant.session();
    const { id } = await made(session);
    tenant.interfere = (request, when) =>
      when === 'before' && request.url.includes('/connections?')
        ? Response.json({ connections: [] })
        : undefined;
    expect((await session.removeConnection(id, pair.key)).kind).toBe('done');
    expect(tenant.store.connections).toEqual([]);
  });

  it.each([
    ['in words', () => new Response('Deleted.', { status: 200 })],
    ['as a thing that is under way', () => Response.json({ deleted_at: '2026-11-26' }, { status: 202 })],
  ])('believes that it is gone, whoever said so before %s', async (_, say) => {
    const session = await tenant.session();
    const { id } = await made(session);
    answer('DELETE', say);
    expect((await session.removeConnection(id, pair.key)).kind).toBe('done');
  });

  it('looks until it is gone, and says so where it is not', async () => {
    const session = await tenant.session();
    const { id } = await made(session);
    let looks = 0;
    tenant.interfere = (request, when) => {
      if (when === 'before' && request.method === 'DELETE') return new Response(null, { status: 202 });
      if (when === 'before' && request.method === 'GET' && request.url.endsWith(id)) {
        looks += 1;
        if (looks === 3) tenant.store.connections.splice(0);
      }
      return undefined;
    };
    expect((await session.removeConnection(id, pair.key)).kind).toBe('done');
    expect(looks).toBe(3);
  });

  it('is no undo where the dashboard cannot be asked whether it is there', async () => {
    const session = await tenant.session();
    const { id } = await made(session);
    tenant.interfere = (request, when) =>
      when === 'before' && request.method === 'GET' && request.url.includes('/api/')
        ? Response.json({}, { status: 404 })
        : undefined;
    expect(await session.removeConnection(id, pair.key)).toMatchObject({
      kind: 'refused',
      cause: { kind: 'refusal' },
    });
    expect(sentBy('DELETE')).toEqual([]);
  });
});

describe('a lost answer', () => {
  it.each(['own', 'general'] as const)(
    'is found again without options, and nothing is sent twice: %s',
    async (form) => {
      const session = await untold();
      lost('POST');
      expect(await made(session, form)).toMatchObject({ id: tenant.store.connections[0]?.id });
      expect(sentBy('POST')).toHaveLength(1);
    },
  );

  it('is not taken for a connection that was there before', async () => {
    tenant.store.addConnection({ name: 'bitbucket-oauth2', strategy: 'oauth2', options: { client_id: 'x' } });
    const session = await untold();
    lost('POST');
    expect(await session.createConnection(pair, scopes, 'general')).toEqual(missing);
    expect(tenant.store.connections).toHaveLength(1);
  });

  it('is found again without a Secret', async () => {
    tenant.store.settings.tellsSecrets = false;
    const session = await tenant.session();
    lost('POST');
    expect(await made(session)).toMatchObject({ key: pair.key });
    expect(sentBy('POST')).toHaveLength(1);
  });

  it('of a change is found again by another Key, and a change of the Secret alone is sent again', async () => {
    tenant.store.settings.tellsSecrets = false;
    const options = { client_id: 'old', client_secret: 'old', scope: ['email', 'account'] };
    const { id } = tenant.store.addConnection({ name: 'bitbucket', strategy: 'bitbucket', options });
    const session = await tenant.session();
    const change = async (to: typeof pair) =>
      session.changeConnection(id, to, scopes, await differenceTo(session, to, scopes), async () => {});
    lost('PATCH');
    expect((await change(pair)).kind).toBe('done');
    expect(sentBy('PATCH')).toHaveLength(1);
    lost('PATCH');
    expect((await change({ ...pair, secret: new Secret('another') })).kind).toBe('done');
    expect(sentBy('PATCH')).toHaveLength(3);
    expect(tenant.store.connections[0]?.options.client_secret).toBe('another');
  });
});

describe('empty options', () => {
  beforeEach(() => {
    tenant.store.addConnection({ name: 'bitbucket', strategy: 'bitbucket', options: { profile: true } });
    tenant.interfere = (request, when) =>
      when === 'before' && request.method === 'GET' && request.url.includes('/connections?')
        ? Response.json({
            connections: tenant.store.connections.map((each) => ({ ...each, options: {} })),
          })
        : undefined;
  });

  it('are not shown ones, which nothing is written over', async () => {
    const session = await untold();
    expect(await session.planConnection(pair, scopes)).toEqual(missing);
    expect(await session.listConnections()).toMatchObject({ value: { connections: [{ isUntold: true }] } });
  });

  it('are empty to a token that may read them', async () => {
    const session = await tenant.session();
    expect(await session.planConnection(pair, scopes)).toMatchObject({ value: { kind: 'change' } });
  });
});

describe('applications', () => {
  const pages = (say: (page: number) => object) => {
    tenant.interfere = (request, when) =>
      when === 'before' && request.url.includes('/clients?')
        ? Response.json(say(Number(new URL(request.url).searchParams.get('page'))))
        : undefined;
  };
  const client = (index: number) => ({ client_id: `app-${index}`, name: `App ${index}`, app_type: 'spa' });
  const listed = async () => {
    const found = await (await tenant.session()).listApplications();
    return found.kind === 'done' ? found.value.length : found;
  };

  it('are each read once where every page is the first', async () => {
    pages(() => ({ clients: [client(1), client(2)], total: 150 }));
    expect(await listed()).toBe(2);
    expect(tenant.sent).toHaveLength(2);
  });

  it('are read on where the total is that of a page', async () => {
    const all = Array.from({ length: 130 }, (_, index) => client(index));
    pages((page) => {
      const clients = all.slice(page * 100, page * 100 + 100);
      return { clients, total: clients.length };
    });
    expect(await listed()).toBe(130);
  });

  describe('of a test', () => {
    const redirectUri = 'https://x.chromiumapp.org/';
    const testing = async () => {
      const session = await tenant.session();
      const connection = await made(session);
      const test = await session.makeTestApplication(connection.id, redirectUri);
      if (test.kind !== 'done') throw new Error(JSON.stringify(test));
      return { session, id: test.value };
    };

    it('are gone where the dashboard says so in its own way', async () => {
      const { session, id } = await testing();
      answer('DELETE', () => new Response('Deleted.', { status: 200 }));
      expect((await session.removeTestApplication(redirectUri, id)).kind).toBe('done');
      const body = { statusCode: 404, message: 'No such client.', errorCode: 'inexistent_client' };
      keepOnDelete(() => Response.json(body, { status: 404 }));
      expect((await session.removeTestApplication(redirectUri, id)).kind).toBe('done');
    });

    it('are not, where something else answers', async () => {
      const { session, id } = await testing();
      keepOnDelete(() => new Response('<html>Welcome to the hotel</html>', { status: 200 }));
      expect(await session.removeTestApplication(redirectUri, id)).toEqual({
        kind: 'refused',
        cause: { kind: 'unexpected-answer', status: 200 },
      });
      expect(tenant.store.clients.map((each) => each.client_id)).toEqual([id]);
    });

    it('are not, where the dashboard refuses', async () => {
      const { session, id } = await testing();
      keepOnDelete(() => Response.json({ statusCode: 403, message: 'No.' }, { status: 403 }));
      expect(await session.removeTestApplication(redirectUri, id)).toMatchObject({
        cause: { kind: 'refusal', host: domain },
      });
    });
  });
});

it('a credential of another dashboard’s is not sent', async () => {
  const session = await tenant.session({
    kind: 'password',
    user: 'mira',
    password: new Secret('thePassword'),
  });
  expect(await session.listConnections()).toEqual({
    kind: 'refused',
    cause: { kind: 'credential-refused', reason: 'invalid' },
  });
  expect(tenant.sent).toEqual([]);
});
