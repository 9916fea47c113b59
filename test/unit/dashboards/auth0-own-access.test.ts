// @vitest-environment node
import { beforeEach, describe, expect, it } from 'vitest';
import { apiFieldsets } from '../../../src/dashboards/fieldsets';
import { makesOwnAccess, type OwnAccess, type OwnAccessPlan } from '../../../src/dashboards/own-access';
import type { Feature } from '../../../src/dashboards/session';
import { accessTo } from '../../../src/dashboards/sessions';
import { Secret } from '../../../src/secret';
import { type Client, managementScopes } from '../../standins/auth0/store';
import { openTenant, type Tenant } from './tenant';

let tenant: Tenant;
beforeEach(async () => {
  tenant = await openTenant();
});

const all: readonly Feature[] = ['setup', 'change', 'test', 'undo', 'domains'];
const setupOnly: readonly Feature[] = ['setup'];
const setupScopes = ['read:connections', 'create:connections', 'update:connections', 'read:clients'];
const allScopes = [
  ...setupScopes,
  'read:connections_options',
  'update:connections_options',
  'create:clients',
  'delete:clients',
  'delete:connections',
  'read:custom_domains',
];

/** With a token for every permission of the tenant, except these. */
const sessionWithout = async (...lacking: string[]) =>
  tenant.session({
    kind: 'token',
    token: new Secret(
      await tenant.store.managementToken(managementScopes.filter((each) => !lacking.includes(each))),
    ),
  });
const writes = () =>
  tenant.sent
    .filter(({ method }) => method !== 'GET')
    .map(({ method, path }) => `${method} ${path.replace(/^\/api\/v2\//, '')}`);
const granted = (id: string) =>
  tenant.store.clientGrants
    .filter((each) => each.client_id === id && each.audience === tenant.store.audience)
    .map((each) => each.scope);

async function make(features = all, ...lacking: string[]): Promise<OwnAccess> {
  const made = await (await sessionWithout(...lacking)).makeOwnAccess(features);
  if (made.kind !== 'done' || made.value.kind !== 'made') throw new Error(JSON.stringify(made));
  return made.value.access;
}
async function plan(features: readonly Feature[], ...lacking: string[]): Promise<OwnAccessPlan> {
  const made = await (await sessionWithout(...lacking)).makeOwnAccess(features);
  if (made.kind !== 'done' || made.value.kind !== 'review') throw new Error(JSON.stringify(made));
  return made.value.plan;
}
const signIn = ({ credential }: OwnAccess) => tenant.session(credential);

const marked: Partial<Client> = {
  client_metadata: { keyferry: 'own-access' },
  grant_types: ['client_credentials'],
};
const addMarked = (more: Partial<Client> = {}) =>
  tenant.store.addClient({ name: 'Keyferry', app_type: 'non_interactive', ...marked, ...more });

describe('an access of its own', () => {
  it.each([
    ['everything', all, allScopes],
    ['nothing but a setup', setupOnly, setupScopes],
    ['a setup, whatever is left out', ['undo'] as const, [...setupScopes, 'delete:connections']],
  ])('is granted exactly what %s needs, and opens with it', async (_, features, scopes) => {
    const access = await make([...features]);
    expect([...access.scopes].sort()).toEqual([...scopes].sort());
    expect(granted(access.id).map((each) => [...each].sort())).toEqual([[...scopes].sort()]);
    const [client] = tenant.store.clients;
    expect(client).toMatchObject({
      client_id: access.id,
      name: 'Keyferry',
      app_type: 'non_interactive',
      grant_types: ['client_credentials'],
    });
    expect(writes()).toEqual(['POST clients', 'POST client-grants']);
    const checked = await (await signIn(access)).checkAccess();
    if (checked.kind !== 'done') throw new Error(JSON.stringify(checked));
    expect(
      checked.value.rights
        .filter((each) => each.isGranted)
        .map((each) => each.scope)
        .sort(),
    ).toEqual([...scopes].sort());
  });

  it('is offered with a token, with what that lacks and what it is good for, and never with an application', async () => {
    const offer = async (session: Awaited<ReturnType<typeof sessionWithout>>) => {
      const checked = await session.checkAccess();
      return checked.kind === 'done' ? checked.value.ownAccess : checked;
    };
    expect(await offer(await sessionWithout())).toEqual({ lacks: [], features: all });
    expect(await offer(await sessionWithout('create:client_grants', 'delete:connections'))).toEqual({
      lacks: ['create:client_grants'],
      features: ['setup', 'change', 'test', 'domains'],
    });
    expect(await offer(await signIn(await make()))).toBeUndefined();
  });

  it('is among no applications that a connection is enabled for', async () => {
    tenant.store.addClient({ name: 'Shop', app_type: 'regular_web' });
    const access = await make();
    const session = await signIn(access);
    const [listed, checked] = [await session.listApplications(), await session.checkAccess()];
    const names = (found: readonly { name: string }[]) => found.map((each) => each.name);
    expect(listed.kind === 'done' && names(listed.value)).toEqual(['Shop']);
    expect(checked.kind === 'done' && names(checked.value.applications)).toEqual(['Shop']);
  });

  it('is never bigger than the token that it is made with', async () => {
    const session = await sessionWithout('delete:connections');
    expect(await session.makeOwnAccess(all)).toMatchObject({
      kind: 'refused',
      cause: { kind: 'missing-scope', scopes: ['delete:connections'] },
    });
    expect(writes()).toEqual([]);
  });

  it.each(['read:clients', 'create:clients', 'read:client_grants', 'create:client_grants'])(
    'takes %s, and nothing is made without it',
    async (right) => {
      const session = await sessionWithout(right);
      const made = await session.makeOwnAccess(setupOnly);
      expect(made).toMatchObject({ kind: 'refused', cause: { kind: 'missing-scope', scopes: [right] } });
      expect(writes()).toEqual([]);
    },
  );

  it('is not doubled: the one that is there is used, and nothing of it is changed', async () => {
    const first = await make();
    const before = structuredClone([tenant.store.clients, tenant.store.clientGrants]);
    const second = await make();
    expect(second).toEqual(first);
    expect([tenant.store.clients, tenant.store.clientGrants]).toEqual(before);
    expect(writes()).toEqual(['POST clients', 'POST client-grants']);
  });

  it('is found behind a hundred applications, and others called Keyferry are left alone', async () => {
    for (let count = 0; count < 130; count += 1)
      tenant.store.addClient({ name: 'Keyferry', app_type: 'non_interactive' });
    const first = await make();
    expect((await make()).id).toBe(first.id);
    expect(tenant.store.clients.filter((each) => each.client_metadata)).toHaveLength(1);
    expect(tenant.store.clientGrants.map((each) => each.client_id)).toEqual([first.id]);
  });

  it('leaves what the application may do at another API as it is', async () => {
    const first = await make(setupOnly);
    const other = tenant.store.grant(first.id, ['read:shops'], 'https://shop.example/');
    const shown = await plan(all);
    expect(shown.removed).toEqual([]);
    const made = await (await sessionWithout()).makeOwnAccess(all, shown);
    expect(made).toMatchObject({ kind: 'done', value: { kind: 'made' } });
    expect(tenant.store.clientGrants).toContainEqual(other);
    expect(other.scope).toEqual(['read:shops']);
  });

  it('is changed for another choice only once that was agreed to, as it was shown', async () => {
    const first = await make(setupOnly);
    const shown = await plan(['setup', 'undo']);
    expect(shown).toEqual({
      id: first.id,
      name: 'Keyferry',
      added: ['delete:connections'],
      removed: [],
      secret: 'read',
    });
    expect(granted(first.id)).toEqual([setupScopes]);
    const session = await sessionWithout();
    // The person agreed to something else.
    expect(await session.makeOwnAccess(all, shown)).toMatchObject({ value: { kind: 'review' } });
    expect(await session.makeOwnAccess(['setup', 'undo'], shown)).toMatchObject({ value: { kind: 'made' } });
    expect(granted(first.id)).toEqual([[...setupScopes, 'delete:connections']]);
    // And back again.
    const less = await plan(setupOnly);
    expect(less.removed).toEqual(['delete:connections']);
    await session.makeOwnAccess(setupOnly, less);
    expect(granted(first.id)).toEqual([setupScopes]);
  });

  it('names the right that a change takes, where the token has it not', async () => {
    await make(setupOnly);
    const session = await sessionWithout('update:client_grants');
    expect(await session.makeOwnAccess(all)).toMatchObject({
      kind: 'refused',
      cause: { kind: 'missing-scope', scopes: ['update:client_grants'] },
    });
  });

  it('says before that the Secret is replaced, where it may not be read', async () => {
    const first = await make();
    const [client] = tenant.store.clients;
    const before = client?.client_secret;
    const shown = await plan(all, 'read:client_keys');
    expect(shown.secret).toBe('replaced');
    expect(client?.client_secret).toBe(before);
    const session = await sessionWithout('read:client_keys');
    expect(await session.makeOwnAccess(all, shown)).toMatchObject({ value: { kind: 'made' } });
    expect(client?.client_secret).not.toBe(before);
    expect((await (await signIn(first)).checkAccess()).kind).toBe('refused');
    const neither = await sessionWithout('read:client_keys', 'update:client_keys');
    expect(await neither.makeOwnAccess(all)).toMatchObject({
      kind: 'refused',
      cause: { kind: 'missing-scope', scopes: ['read:client_keys'] },
    });
  });
});

describe('interrupted', () => {
  /** Lets the call through, or not, and loses its answer, once. */
  const lose = (method: string, path: RegExp, when: 'before' | 'after') => {
    let left = 1;
    tenant.interfere = (request, now) => {
      if (left === 0 || now !== when || request.method !== method || !path.test(request.url))
        return undefined;
      left -= 1;
      throw new TypeError('connection reset');
    };
  };

  it.each([
    ['POST', /\/clients$/, 'before'],
    ['POST', /\/clients$/, 'after'],
    ['POST', /\/client-grants$/, 'before'],
    ['POST', /\/client-grants$/, 'after'],
  ] as const)('by a lost %s of %s (%s), it looks before it sends again', async (method, path, when) => {
    lose(method, path, when);
    const access = await make();
    expect(tenant.store.clients).toHaveLength(1);
    expect(tenant.store.clientGrants).toHaveLength(1);
    expect((await (await signIn(access)).checkAccess()).kind).toBe('done');
  });

  it('between application and grant, it is found the next time, and completed with a Secret that nobody knew', async () => {
    tenant.interfere = (request, now) =>
      now === 'before' && request.method === 'POST' && /client-grants$/.test(request.url)
        ? Response.json(
            { statusCode: 429, message: 'later' },
            { status: 429, headers: { 'retry-after': '90' } },
          )
        : undefined;
    const stopped = await (await sessionWithout()).makeOwnAccess(all);
    expect(stopped).toMatchObject({ kind: 'retry', cause: { kind: 'rate-limited', seconds: 90 } });
    expect([tenant.store.clients.length, tenant.store.clientGrants.length]).toEqual([1, 0]);
    tenant.interfere = () => undefined;
    const [client] = tenant.store.clients;
    const before = client?.client_secret;
    const shown = await plan(all);
    expect([...shown.added].sort()).toEqual([...allScopes].sort());
    expect(shown.secret).toBe('replaced');
    const made = await (await sessionWithout()).makeOwnAccess(all, shown);
    if (made.kind !== 'done' || made.value.kind !== 'made') throw new Error(JSON.stringify(made));
    expect(client?.client_secret).not.toBe(before);
    expect(tenant.store.clients).toHaveLength(1);
    expect((await (await signIn(made.value.access)).checkAccess()).kind).toBe('done');
  });

  it('by the limit of a plan, it says so', async () => {
    tenant.store.settings.mostClients = 0;
    expect(await (await sessionWithout()).makeOwnAccess(all)).toMatchObject({
      kind: 'refused',
      cause: { kind: 'limit-reached' },
    });
  });
});

describe('of what others have put there', () => {
  it.each<[string, Partial<Client>]>([
    ['an application of a person’s with that name', { client_metadata: {} }],
    ['one that somebody else has registered, with the mark', { is_first_party: false }],
    ['one with the mark that people log in to', { app_type: 'regular_web' }],
    ['one with the mark that signs in otherwise', { token_endpoint_auth_method: 'client_secret_basic' }],
  ])('%s is granted nothing, and its Secret not read', async (_, more) => {
    const there = addMarked(more);
    const access = await make();
    expect(access.id).not.toBe(there.client_id);
    expect(granted(there.client_id)).toEqual([]);
    expect(tenant.sent.filter(({ path }) => path.includes(there.client_id))).toEqual([]);
  });

  it('one that was put there with the mark, to be granted something, is shown, and loses the Secret that its maker knows', async () => {
    const there = addMarked();
    const known = there.client_secret;
    expect(await plan(all)).toMatchObject({ id: there.client_id, secret: 'replaced' });
    expect(granted(there.client_id)).toEqual([]);
    const made = await (await sessionWithout()).makeOwnAccess(all, await plan(all));
    expect(made).toMatchObject({ value: { kind: 'made' } });
    expect(there.client_secret).not.toBe(known);
  });

  it('an answer with another application’s id gets nothing granted', async () => {
    const foreign = tenant.store.addClient({ name: 'Theirs', app_type: 'non_interactive' });
    tenant.interfere = (request, now) =>
      now === 'after' && request.method === 'POST' && /\/clients$/.test(request.url)
        ? Response.json(
            { client_id: foreign.client_id, client_secret: foreign.client_secret, ...marked },
            { status: 201 },
          )
        : undefined;
    expect(await (await sessionWithout()).makeOwnAccess(all)).toMatchObject({
      kind: 'refused',
      cause: { kind: 'unexpected-answer' },
    });
    expect(tenant.store.clientGrants).toEqual([]);
  });

  it('a grant that is wider than what was asked for is not taken for right', async () => {
    tenant.interfere = (request, now) => {
      if (now !== 'after' || request.method !== 'POST' || !/client-grants$/.test(request.url))
        return undefined;
      const [grant] = tenant.store.clientGrants;
      if (grant) grant.scope = [...grant.scope, 'update:client_keys'];
      return undefined;
    };
    expect(await (await sessionWithout()).makeOwnAccess(all)).toMatchObject({
      kind: 'refused',
      cause: { kind: 'unexpected-answer' },
    });
  });
});

describe('is removed', () => {
  it('by a token, with its grant, and both are looked for', async () => {
    const access = await make();
    expect(await (await sessionWithout()).removeOwnAccess(access.id)).toEqual({
      kind: 'done',
      value: { kind: 'whole' },
    });
    expect([tenant.store.clients, tenant.store.clientGrants]).toEqual([[], []]);
  });

  it('by itself, where it may delete the application of a test login', async () => {
    const access = await make();
    expect(await (await signIn(access)).removeOwnAccess(access.id)).toEqual({
      kind: 'done',
      value: { kind: 'removed' },
    });
    expect(tenant.store.clients).toEqual([]);
  });

  it('not by itself where it may not, and says which right is missing', async () => {
    const access = await make(setupOnly);
    expect(await (await signIn(access)).removeOwnAccess(access.id)).toMatchObject({
      kind: 'refused',
      cause: { kind: 'missing-scope', scopes: ['delete:clients'] },
    });
    expect(tenant.store.clients).toHaveLength(1);
  });

  it.each<[string, Partial<Client>]>([
    ['is not marked', { client_metadata: {} }],
    ['is somebody else’s', { is_first_party: false }],
  ])('never an application that %s', async (_, more) => {
    const there = addMarked({ name: 'Theirs', ...more });
    expect(await (await sessionWithout()).removeOwnAccess(there.client_id)).toEqual({
      kind: 'done',
      value: { kind: 'not-ours', name: 'Theirs' },
    });
    expect(writes()).toEqual([]);
  });

  it('never another one than was asked about, whatever the answer says', async () => {
    const there = addMarked();
    tenant.interfere = (request, now) =>
      now === 'after' && request.method === 'GET' && request.url.includes('/clients/')
        ? Response.json({ ...there, client_id: 'another-id' })
        : undefined;
    expect(await (await sessionWithout()).removeOwnAccess(there.client_id)).toMatchObject({
      kind: 'refused',
    });
    expect(writes()).toEqual([]);
  });

  it('and where it was gone already, that is said', async () => {
    const access = await make();
    tenant.store.removeClient(access.id);
    expect(await (await sessionWithout()).removeOwnAccess(access.id)).toEqual({
      kind: 'done',
      value: { kind: 'gone' },
    });
  });

  it('and where the dashboard has it still, that is said', async () => {
    const access = await make();
    tenant.interfere = (request, now) =>
      now === 'before' && request.method === 'DELETE' ? new Response(null, { status: 204 }) : undefined;
    expect(await (await sessionWithout()).removeOwnAccess(access.id)).toEqual({
      kind: 'done',
      value: { kind: 'still-there' },
    });
  });
});

it('is offered by the dashboards alone that declare it, and their sessions have the calls', async () => {
  const declared = Object.entries(apiFieldsets).flatMap(([id, { ownAccess }]) => (ownAccess ? [id] : []));
  expect(declared).toEqual(['auth0']);
  expect(makesOwnAccess(await tenant.session())).toBe(true);
  const keycloak = accessTo.keycloak.signIn({
    own: {
      realm: 'https://id.acme.dev/realms/acme',
      signIn: 'client',
      clientId: 'x',
      user: '',
      alias: 'bitbucket',
    },
    credential: { kind: 'token', token: new Secret('x') },
    http: {
      request: async () => ({ kind: 'unknown', cause: { kind: 'timeout' } }),
      pause: async () => false,
    },
    cache: { read: async () => undefined, write: async () => {}, forget: async () => {} },
  });
  expect(makesOwnAccess(keycloak)).toBe(false);
});
