// @vitest-environment node
import { beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '../../../src/secret';
import { managementScopes } from '../../standins/auth0/store';
import { domain, openTenant, type Tenant } from './tenant';

const pair = { key: 'yV5aWjGZz5xz7mhFCg', secret: new Secret('PXTGu8Umm4FCmPV4tfd6YLpdkNEHcdrN') };
const scopes = ['account', 'email'] as const;

let tenant: Tenant;
beforeEach(async () => {
  tenant = await openTenant();
});

const paths = () => tenant.sent.map(({ method, path }) => `${method} ${path.replace(/\?.*/, '')}`);

describe('the connection', () => {
  it('is planned and created, and then found to be the same', async () => {
    const session = await tenant.session();
    expect(await session.planConnection(pair, scopes)).toEqual({ kind: 'done', value: { kind: 'create' } });
    const made = await session.createConnection(pair, scopes);
    expect(made).toMatchObject({
      kind: 'done',
      value: { name: 'bitbucket', key: pair.key, scopes: ['email', 'account'] },
    });
    expect(await session.planConnection(pair, scopes)).toMatchObject({
      kind: 'done',
      value: { kind: 'same' },
    });
    expect(tenant.store.connections).toHaveLength(1);
  });

  it('that differs is shown as a difference, without a secret in it', async () => {
    tenant.store.addConnection({
      name: 'bitbucket',
      strategy: 'bitbucket',
      options: { client_id: 'oldKeyOldKeyOldKey', client_secret: 's', scope: ['repository'] },
    });
    const plan = await (await tenant.session()).planConnection(pair, scopes);
    expect(plan).toMatchObject({
      kind: 'done',
      value: {
        kind: 'change',
        difference: {
          oldKey: 'oldK…dKey',
          newKey: 'yV5a…hFCg',
          scopesAdded: ['email', 'account'],
          scopesRemoved: ['repository'],
        },
      },
    });
    expect(JSON.stringify(plan)).not.toContain(pair.secret.reveal());
  });

  it('keeps its other options when it is changed', async () => {
    const before = tenant.store.addConnection({
      name: 'bitbucket',
      strategy: 'bitbucket',
      options: { client_id: 'old', profile: true, non_persistent_attrs: ['x'] },
    });
    const changed = await (await tenant.session()).changeConnection(before.id, pair, scopes);
    expect(changed.kind).toBe('done');
    expect(before.options).toMatchObject({
      client_id: pair.key,
      client_secret: pair.secret.reveal(),
      profile: true,
      non_persistent_attrs: ['x'],
    });
  });

  it('is not changed by a credential that cannot read the options that it would replace', async () => {
    const before = tenant.store.addConnection({
      name: 'bitbucket',
      strategy: 'bitbucket',
      options: { client_id: 'old', profile: true },
    });
    const token = new Secret(
      await tenant.store.managementToken(
        managementScopes.filter((each) => each !== 'read:connections_options'),
      ),
    );
    const session = await tenant.session({ kind: 'token', token });
    expect(await session.changeConnection(before.id, pair, scopes)).toEqual({
      kind: 'refused',
      cause: { kind: 'missing-scope', scopes: ['read:connections_options'] },
    });
    expect(before.options).toEqual({ client_id: 'old', profile: true });
  });

  it('is found though the API ignores the filter', async () => {
    tenant.store.addConnection({ name: 'google-oauth2', strategy: 'google-oauth2', options: {} });
    tenant.interfere = (request, when) =>
      when === 'before' && request.url.includes('/connections?')
        ? Response.json({
            connections: tenant.store.connections.map(({ id, name, strategy, options }) => ({
              id,
              name,
              strategy,
              options,
              new_field: 1,
            })),
          })
        : undefined;
    expect(await (await tenant.session()).planConnection(pair, scopes)).toEqual({
      kind: 'done',
      value: { kind: 'create' },
    });
  });

  it('whose answer was lost is unknown, not failed, and is found again', async () => {
    let isLost = false;
    tenant.interfere = (request, when) => {
      if (when === 'after' && request.method === 'POST' && !isLost) {
        isLost = true;
        throw new TypeError('connection reset');
      }
      return undefined;
    };
    const session = await tenant.session();
    expect(await session.createConnection(pair, scopes)).toMatchObject({ kind: 'unknown' });
    expect(await session.planConnection(pair, scopes)).toMatchObject({
      kind: 'done',
      value: { kind: 'same' },
    });
    expect(tenant.sent.filter((each) => each.method === 'POST')).toHaveLength(1);
  });

  it('takes four requests from nothing to enabled', async () => {
    const shop = tenant.store.addClient({ name: 'Shop', app_type: 'regular_web' });
    const session = await tenant.session();
    await session.planConnection(pair, scopes);
    const made = await session.createConnection(pair, scopes);
    await session.listApplications();
    if (made.kind === 'done') await session.enable(made.value.id, [shop.client_id]);
    expect(paths()).toEqual([
      'GET /api/v2/connections',
      'POST /api/v2/connections',
      'GET /api/v2/clients',
      `PATCH /api/v2/connections/${tenant.store.connections[0]?.id}/clients`,
    ]);
  });

  it('with the 2026 Client ID is refused by a tenant that wants 18 characters, and says so', async () => {
    tenant.store.settings.bitbucketClientId = '18 characters';
    const long = { key: 'F3r8ojBqocg6PWNqJEkRgijQDo8Jp4ER', secret: pair.secret };
    expect(await (await tenant.session()).createConnection(long, scopes)).toEqual({
      kind: 'refused',
      cause: { kind: 'rejected', field: 'options.client_id' },
    });
  });
});

describe('applications', () => {
  it('are read to the last page, and enabled in portions of 50', async () => {
    for (let index = 0; index < 260; index += 1)
      tenant.store.addClient({ name: `App ${index}`, app_type: 'spa' });
    tenant.store.addClient({ name: 'Robot', app_type: 'non_interactive' });
    tenant.store.addClient({ name: 'All Applications', app_type: 'regular_web', global: true });
    const connection = tenant.store.addConnection({ name: 'bitbucket', strategy: 'bitbucket', options: {} });
    const session = await tenant.session();
    const listed = await session.listApplications();
    const ids = listed.kind === 'done' ? listed.value.map((each) => each.id) : [];
    expect(ids).toHaveLength(260);
    expect((await session.enable(connection.id, ids.slice(0, 60))).kind).toBe('done');
    expect(
      tenant.sent.filter((each) => each.method === 'PATCH').map((each) => (each.body as unknown[]).length),
    ).toEqual([50, 10]);
    await session.enable(connection.id, ids);
    const enabled = await session.listEnabled(connection.id);
    expect(enabled.kind === 'done' && enabled.value).toHaveLength(260);
  });

  it('for the test login replaces one that was left over, and is removed without a trace', async () => {
    tenant.store.addClient({
      name: 'Keyferry login test',
      app_type: 'spa',
      callbacks: ['https://old.chromiumapp.org/'],
    });
    const connection = tenant.store.addConnection({ name: 'bitbucket', strategy: 'bitbucket', options: {} });
    const session = await tenant.session();
    const noted: string[] = [];
    const made = await session.makeTestApplication(
      connection.id,
      'https://new.chromiumapp.org/',
      async (id) => void noted.push(id),
    );
    const id = made.kind === 'done' ? made.value : '';
    expect(noted).toEqual([id]);
    expect(
      tenant.store.clients.map((each) => [each.name, each.callbacks, each.token_endpoint_auth_method]),
    ).toEqual([['Keyferry login test', ['https://new.chromiumapp.org/'], 'none']]);
    expect(connection.enabledClients.has(id)).toBe(true);
    await session.removeTestApplication(id);
    await session.removeTestApplication(id);
    expect(tenant.store.clients).toEqual([]);
    expect(connection.enabledClients.size).toBe(0);
  });
});

describe('access', () => {
  const machine = () => {
    const client = tenant.store.addClient({
      name: 'Keyferry',
      app_type: 'non_interactive',
      grant_types: ['client_credentials'],
    });
    return {
      client,
      credential: {
        kind: 'machine',
        clientId: client.client_id,
        clientSecret: new Secret(client.client_secret),
      } as const,
    };
  };

  it('lists each right, the applications and the domains', async () => {
    tenant.store.addClient({ name: 'Shop', app_type: 'regular_web' });
    tenant.store.customDomains.push(
      { domain: 'login.acme.example', status: 'ready' },
      { domain: 'soon.acme.example', status: 'pending_verification' },
    );
    const access = await (await tenant.session()).checkAccess();
    expect(access).toMatchObject({
      kind: 'done',
      value: { applications: [{ name: 'Shop' }], loginDomains: [domain, 'login.acme.example'] },
    });
    expect(access.kind === 'done' && access.value.rights.every((right) => right.isGranted)).toBe(true);
  });

  it('sends nothing more when a required right is missing', async () => {
    const token = new Secret(await tenant.store.managementToken(['read:connections']));
    const access = await (await tenant.session({ kind: 'token', token })).checkAccess();
    expect(
      access.kind === 'done' && access.value.rights.filter((each) => each.isRequired && !each.isGranted),
    ).toHaveLength(3);
    expect(tenant.sent).toEqual([]);
  });

  it('of a machine-to-machine application is fetched once', async () => {
    const { client, credential } = machine();
    tenant.store.clientGrants.set(client.client_id, managementScopes);
    let kept: Secret | undefined;
    const cache = {
      read: async () => kept,
      write: async (token: Secret) => {
        kept = token;
      },
    };
    const session = await tenant.session(credential, cache);
    await session.readConnection();
    await session.readConnection();
    expect(paths().filter((each) => each.endsWith('/oauth/token'))).toHaveLength(1);
  });

  it('says what is wrong with a machine-to-machine application', async () => {
    const { credential } = machine();
    const wrong = { ...credential, clientSecret: new Secret('wrong') };
    expect(await (await tenant.session(wrong)).readConnection()).toEqual({
      kind: 'refused',
      cause: { kind: 'credential-refused', reason: 'wrong-secret' },
    });
    expect(await (await tenant.session(credential)).readConnection()).toEqual({
      kind: 'refused',
      cause: { kind: 'credential-refused', reason: 'no-grant' },
    });
  });

  it.each([
    [
      'expired',
      () => tenant.store.managementToken(undefined, -60),
      { kind: 'credential-refused', reason: 'expired' },
    ],
    ['nonsense', async () => 'a.b.c', { kind: 'credential-refused', reason: 'invalid' }],
    [
      'without the scope',
      () => tenant.store.managementToken(['read:clients']),
      { kind: 'missing-scope', scopes: ['read:connections'] },
    ],
  ])('with a token that is %s is refused', async (_, token, cause) => {
    const session = await tenant.session({ kind: 'token', token: new Secret(await token()) });
    expect(await session.readConnection()).toEqual({ kind: 'refused', cause });
  });
});
