// @vitest-environment node
import { UnsecuredJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Field } from '../../../src/dashboards/fieldset';
import { fieldset } from '../../../src/dashboards/keycloak/fieldset';
import { keycloakAccess } from '../../../src/dashboards/keycloak/session';
import { type Own, settings } from '../../../src/dashboards/keycloak/settings';
import type { Backup, Credential, DashboardSession } from '../../../src/dashboards/session';
import { Secret } from '../../../src/secret';
import { administrator, host } from '../../servers/keycloak';
import { type Provider, role, type Server, serverForEachTest } from './keycloak-server';
import { differenceTo } from './tenant';

// What is specific to Keycloak, checked on the real one. What every dashboard does is in test/contracts.

const pair = { key: 'yV5aWjGZz5xz7mhFCg', secret: new Secret('PXTGu8Umm4FCmPV4tfd6YLpdkNEHcdrN') };
/** As Bitbucket has made them since 2026. */
const longPair = {
  key: 'A1b2C3d4E5f6G7h8I9j0K1l2M3n4O5p6',
  secret: new Secret(`ATOA${'x'.repeat(66)}-_=+5A`),
};
const scopes = ['account', 'email'] as const;
const open = serverForEachTest();
let server: Server;
beforeEach(async (test) => {
  server = await open(test);
});

const valueIn = <Value>(outcome: { kind: string; value?: Value }): Value => {
  expect(outcome).toMatchObject({ kind: 'done' });
  return outcome.value as Value;
};
const find = async (alias = 'bitbucket'): Promise<Provider> =>
  (await server.providers()).find((each) => each.alias === alias);
const old = (config: object = {}, more: object = {}, alias = 'bitbucket') =>
  server.add({
    alias,
    providerId: 'bitbucket',
    enabled: true,
    ...more,
    config: { clientId: 'oldKeyOldKeyOldKey', clientSecret: 'old-secret', ...config },
  });
const change = async (session: DashboardSession, to = pair) => {
  const backups: Backup[] = [];
  const agreed = await differenceTo(session, to, scopes);
  const keep = async (kept: Backup) => void backups.push(kept);
  valueIn(await session.changeConnection('bitbucket', to, scopes, agreed, keep));
  const [backup] = backups;
  if (!backup) throw new Error('nothing was kept');
  return { agreed, backup };
};

describe('a provider', () => {
  it('that is made is off until it is enabled for the realm, and asks for the permissions', async () => {
    const session = server.session();
    const { id } = valueIn(await session.createConnection(pair, scopes, 'own'));
    expect(await find()).toMatchObject({ enabled: false, displayName: 'Bitbucket', providerId: 'bitbucket' });
    expect((await find()).config.defaultScope.split(' ').sort()).toEqual(['account', 'email']);
    const [realm] = valueIn(await session.listApplications());
    expect(realm?.name).toBe(server.realm.name);
    expect(valueIn(await session.listEnabled(id))).toEqual([]);
    valueIn(await session.enable(id, [realm?.id ?? '']));
    expect(valueIn(await session.listEnabled(id))).toEqual([realm?.id]);
    expect(await server.sentSecret('bitbucket')).toMatchObject({ secret: pair.secret.reveal() });
  });

  it('keeps its organization, its switches and what nobody knows, and loses no Secret by them', async () => {
    await server.realm.call('PUT', '', { organizationsEnabled: true });
    const made = await server.realm.call('POST', 'organizations', {
      name: 'rockets',
      alias: 'rockets',
      domains: [{ name: 'rockets.example' }],
    });
    await old({ acme: 'rockets', hideOnLogin: 'true' });
    const joined = await server.realm.call(
      'POST',
      `organizations/${made.id}/identity-providers`,
      'bitbucket',
    );
    expect(joined.status).toBe(204);
    const before = await find();
    expect(before.organizationId).toBe(made.id);
    const session = server.session();
    const { agreed, backup } = await change(session);
    expect(agreed.optionsKept).toEqual(expect.arrayContaining(['organizationId', 'acme', 'hideOnLogin']));
    valueIn(await session.disable('bitbucket', [server.realm.name]));
    valueIn(await session.enable('bitbucket', [server.realm.name]));
    expect(await find()).toMatchObject({
      ...before,
      config: { ...before.config, clientId: pair.key, defaultScope: expect.anything() },
    });
    // It has been written three times since, with stars in its place.
    expect(await server.sentSecret('bitbucket')).toMatchObject({ secret: pair.secret.reveal() });
    valueIn(await session.restoreConnection(backup, pair.key));
    expect(await find()).toEqual(before);
    await server.realm.call('DELETE', `organizations/${made.id}`);
    await server.realm.call('PUT', '', { organizationsEnabled: false });
  });

  it('without a scope of its own asks for the account alone, and is told so', async () => {
    await old();
    expect(await differenceTo(server.session(), pair, scopes)).toMatchObject({
      scopesAdded: ['email'],
      scopesRemoved: [],
    });
  });

  it.each([
    ['made in the console', undefined, pair, undefined, false],
    ['made in the console, with a Secret of 2026', undefined, longPair, undefined, false],
    ['by the body', 'client_secret_post', longPair, 'client_secret_post', false],
    ['by Basic', 'client_secret_basic', pair, 'client_secret_basic', true],
    [
      'by Basic, with a Secret of 2026',
      'client_secret_basic',
      longPair,
      'client_secret_basic_unencoded',
      true,
    ],
    ['by what Bitbucket has not', 'private_key_jwt', pair, 'client_secret_basic', true],
  ] as const)('%s gets the pair to Bitbucket as it is', async (_, was, to, is, isBasic) => {
    await old(was ? { clientAuthMethod: was } : {});
    const session = server.session();
    const { agreed } = await change(session, to);
    expect((await find()).config.clientAuthMethod).toBe(is);
    expect(agreed.optionsKept.includes('clientAuthMethod')).toBe(was !== undefined && was === is);
    expect(await server.sentSecret('bitbucket')).toEqual({
      key: to.key,
      secret: to.secret.reveal(),
      isBasic,
    });
  });

  it('made with a Secret of 2026 sends that as it is', async () => {
    valueIn(await server.session().createConnection(longPair, scopes, 'own'));
    expect(await server.sentSecret('bitbucket')).toEqual({
      key: longPair.key,
      secret: longPair.secret.reveal(),
      isBasic: true,
    });
  });

  it('that is for linked accounts only is switched on after a review', async () => {
    await old({}, { linkOnly: true });
    expect(await server.session().planConnection(pair, scopes)).toMatchObject({
      cause: { kind: 'not-for-login', name: 'bitbucket' },
    });
  });
});

it('the realm is named with those who lead people there, where that may be told', async () => {
  const [shop, app] = [
    { clientId: 'rocket-shop', name: 'Rocket Shop' },
    { clientId: 'rocket-app', publicClient: true },
  ];
  for (const each of [shop, app, { clientId: 'rocket-machine', standardFlowEnabled: false }])
    await server.realm.call('POST', 'clients', each);
  const named = server.session(await server.client(role, 'view-clients'));
  const { name } = server.realm;
  expect(valueIn(await named.listApplications())).toEqual([
    { id: name, name: `${name} (rocket-app, Rocket Shop)` },
  ]);
  expect(valueIn(await named.checkAccess()).applications).toHaveLength(1);
  const nameless = server.session(await server.client(role));
  expect(valueIn(await nameless.listApplications())).toEqual([{ id: name, name }]);
  for (const { id, clientId } of (await server.realm.call('GET', 'clients')).body)
    if (/^rocket-/.test(clientId)) await server.realm.call('DELETE', `clients/${id}`);
});

describe('another provider', () => {
  const github = {
    alias: 'bitbucket',
    providerId: 'github',
    config: { clientId: 'theirs', clientSecret: 'x' },
  };

  it('that has the alias keeps it, whatever is asked', async () => {
    await server.add(github);
    const before = await server.providers();
    const session = server.session();
    expect(valueIn(await session.listConnections())).toEqual({
      connections: [],
      foreign: [{ name: 'bitbucket', parts: ['kind'] }],
    });
    expect(await session.planConnection(pair, scopes)).toMatchObject({ cause: { kind: 'conflict' } });
    const refused = { kind: 'refused', cause: { kind: 'changed-since' } };
    expect(await session.removeConnection('bitbucket', 'theirs')).toEqual(refused);
    expect(await session.enable('bitbucket', [server.realm.name])).toEqual(refused);
    expect(await server.providers()).toEqual(before);
  });

  it('with Bitbucket, of another alias, is told before one is made beside it, and offered', async () => {
    await old({}, {}, 'bitbucket-cloud');
    await server.add({ ...github, alias: 'github' });
    const [before] = await server.providers();
    const session = server.session();
    expect(valueIn(await session.planConnection(pair, scopes))).toEqual({
      kind: 'create',
      foreign: [{ name: 'bitbucket-cloud', parts: ['alias'] }],
    });
    expect(valueIn(await session.listConnections())).toEqual({ connections: [], foreign: [] });
    const { offered } = valueIn(await session.checkAccess());
    expect(offered).toEqual({ alias: ['bitbucket', 'bitbucket-cloud'] });
    valueIn(await session.createConnection(pair, scopes, 'own'));
    expect((await server.providers()).find((each) => each.alias === before.alias)).toEqual(before);
    const other = server.session(undefined, { alias: 'bitbucket-cloud' });
    expect(await differenceTo(other, pair, scopes)).toMatchObject({ connectionName: 'bitbucket-cloud' });
  });

  it('that leads to Bitbucket by addresses of its own is told', async () => {
    const config = {
      authorizationUrl: 'https://bitbucket.org/site/oauth2/authorize',
      clientId: 'x',
      tokenUrl: 'https://x.example/',
      userInfoUrl: 'https://x.example/',
    };
    await server.add({ alias: 'code', providerId: 'oauth2', config });
    expect(valueIn(await server.session().listConnections()).foreign).toEqual([
      { name: 'code', parts: ['kind', 'token', 'profile'] },
    ]);
  });

  it('is found on the last page', async () => {
    const google = (index: number) => ({
      alias: `a-${String(index).padStart(3, '0')}`,
      providerId: 'google',
      config: { clientId: 'x', clientSecret: 'y' },
    });
    for (let index = 0; index < 120; index += 1) await server.add(google(index));
    await old({}, {}, 'zz-bitbucket');
    const { connections } = valueIn(
      await server.session(undefined, { alias: 'zz-bitbucket' }).listConnections(),
    );
    expect(connections).toMatchObject([{ name: 'zz-bitbucket', key: 'oldKeyOldKeyOldKey' }]);
  });
});

it('an undo leaves permissions and options that somebody else has changed since, and tells of them', async () => {
  await old({ defaultScope: 'account' });
  const session = server.session();
  const { backup } = await change(session);
  await server.edit('bitbucket', { trustEmail: true, config: { defaultScope: 'account email project' } });
  const others = { what: ['permissions'], options: ['trustEmail'], isSecretTold: false };
  expect(valueIn(await session.changesSince(backup, pair.key))).toEqual(others);
  expect(valueIn(await session.restoreConnection(backup, pair.key))).toEqual(others);
  expect(await find()).toMatchObject({
    trustEmail: true,
    config: { clientId: 'oldKeyOldKeyOldKey', defaultScope: 'account email project' },
  });
});

describe('users that a provider has linked', () => {
  const made: string[] = [];
  beforeEach(async () => {
    for (const alias of ['bitbucket', 'other'])
      await server.add({ alias, providerId: 'bitbucket', config: { clientId: 'k', clientSecret: 's' } });
    for (const [name, alias] of [
      ['ada', 'bitbucket'],
      ['bob', 'bitbucket'],
      ['eve', 'other'],
      ['zoe', ''],
    ]) {
      const { id = '' } = await server.realm.call('POST', 'users', { username: name, enabled: true });
      made.push(id);
      const link = { identityProvider: alias, userId: `{${name}}`, userName: name };
      if (alias) await server.realm.call('POST', `users/${id}/federated-identity/${alias}`, link);
    }
  });
  afterEach(async () => {
    for (const id of made.splice(0)) await server.realm.call('DELETE', `users/${id}`);
  });

  it('are counted, and those of others are not', async () => {
    expect(await server.session().countLinked('bitbucket')).toEqual({ kind: 'done', value: 2 });
    expect(await server.session().countLinked('github')).toEqual({ kind: 'done', value: 0 });
  });

  it('are not counted without the role for users', async () => {
    const poor = server.session(await server.client(role, 'manage-clients'));
    expect(await poor.countLinked('bitbucket')).toMatchObject({
      kind: 'refused',
      cause: { kind: 'missing-scope', scopes: ['manage-users'] },
    });
  });

  it('are not known of a server that counts all users, whatever it is asked', async () => {
    server.interfere = (_, when, path) =>
      when === 'before' && path.endsWith('/users/count') ? Response.json(7) : undefined;
    expect(await server.session().countLinked('bitbucket')).toEqual({ kind: 'done', value: undefined });
  });
});

/** A password and a generator of one-time codes, as Keycloak keeps them. */
const long = { type: 'password', value: 'a long password', temporary: false };
const oneTimeCodes = {
  type: 'otp',
  secretData: JSON.stringify({ value: 'JBSWY3DPEHPK3PXPJBSW' }),
  credentialData: JSON.stringify({
    subType: 'totp',
    digits: 6,
    counter: 0,
    period: 30,
    algorithm: 'HmacSHA1',
  }),
};
const refusedPassword = { kind: 'credential-refused', otherWay: 'keycloakSignInMachine' };
const passwordOrCode = { ...refusedPassword, reason: 'password-or-code' };
const unfinished = { ...refusedPassword, reason: 'unfinished' };

describe('to sign in', () => {
  const tokens = () => server.sent.filter((each) => each.url.endsWith('/token'));
  const password: Credential = {
    kind: 'password',
    user: administrator.user,
    password: new Secret(administrator.password),
  };
  const refusedAs = (reason: string) => ({ kind: 'refused', cause: { kind: 'credential-refused', reason } });
  const machineOf = async (changed: object): Promise<Credential> => {
    const client = await server.client(role);
    if (client.kind !== 'machine') throw new Error('it is no client');
    const [found] = (await server.realm.call('GET', `clients?clientId=${client.clientId}`)).body;
    await server.realm.call('PUT', `clients/${found.id}`, { ...found, ...changed });
    return client;
  };

  it('an administrator’s password gets a token that serves one session, and is kept nowhere', async () => {
    const cache = {
      read: async () => undefined,
      write: async () => expect.fail('it was kept'),
      forget: async () => {},
    };
    const session = server.session(password, {}, cache);
    expect((await session.listConnections()).kind).toBe('done');
    expect((await session.createConnection(pair, scopes, 'own')).kind).toBe('done');
    expect(tokens()).toHaveLength(1);
    expect(tokens()[0]?.url).toContain('/realms/master/');
    await server.session(password, {}, cache).listConnections();
    expect(tokens()).toHaveLength(2);
  });

  it('a token that is refused is asked for anew, once', async () => {
    const session = server.session(password);
    let refusals = 1;
    server.interfere = (method, when, path) =>
      method === 'GET' && when === 'before' && path.startsWith('/admin/') && refusals-- > 0
        ? Response.json({ error: 'HTTP 401 Unauthorized' }, { status: 401 })
        : undefined;
    expect((await session.listConnections()).kind).toBe('done');
    expect(tokens()).toHaveLength(2);
  });

  it('with a wrong password comes to nothing, in Keycloak’s own words, without the password', async () => {
    const wrong = { ...password, password: new Secret('not-the-password') };
    const outcome = await server.session(wrong).listConnections();
    expect(outcome).toMatchObject({
      cause: {
        kind: 'credential-refused',
        reason: 'password-or-code',
        otherWay: 'keycloakSignInMachine',
        said: { by: 'Keycloak', text: 'Invalid user credentials' },
      },
    });
    expect(JSON.stringify(outcome)).not.toContain('not-the-password');
  });

  it.each<[string, object, object]>([
    [
      'has a one-time code, for which Keycloak says nothing else',
      { credentials: [long, oneTimeCodes] },
      passwordOrCode,
    ],
    [
      'is to set up one-time codes first',
      { credentials: [long], requiredActions: ['CONFIGURE_TOTP'] },
      unfinished,
    ],
    ['is to change the password first', { credentials: [{ ...long, temporary: true }] }, unfinished],
    [
      'is switched off',
      { credentials: [long], enabled: false },
      { kind: 'refusal', said: { text: 'Account disabled' } },
    ],
  ])('an administrator who %s comes to nothing, with the right password', async (_, of, cause) => {
    const user = `admin-${Math.random().toString(36).slice(2)}`;
    const profile = { email: `${user}@acme.example`, firstName: 'Ada', lastName: 'Min', enabled: true };
    const { id } = await server.realm.call('POST', 'users', { username: user, ...profile, ...of });
    const credential = { kind: 'password', user, password: new Secret(long.value) } as const;
    const outcome = await server.session(credential, { adminRealm: server.realm.name }).listConnections();
    await server.realm.call('DELETE', `users/${id}`);
    expect(outcome).toMatchObject({ kind: 'refused', cause });
  });

  it('an administrator is looked for in their own realm', async () => {
    const outcome = await server.session(password, { adminRealm: server.realm.name }).listConnections();
    expect(outcome).toMatchObject({ cause: { said: { text: 'Invalid user credentials' } } });
  });

  it('clients that cannot, each says why', async () => {
    const client = await server.client(role);
    const { clientId } = client as { clientId: string };
    const unknown: Credential = { kind: 'machine', clientId: 'nobody', clientSecret: new Secret('x') };
    const wrong: Credential = { kind: 'machine', clientId, clientSecret: new Secret('x') };
    for (const each of [unknown, wrong])
      expect(await server.session(each).listConnections()).toMatchObject(refusedAs('wrong-secret'));
    const open = await machineOf({ publicClient: true });
    expect(await server.session(open).listConnections()).toMatchObject(refusedAs('no-secret'));
    const without = await machineOf({ serviceAccountsEnabled: false });
    expect(await server.session(without).listConnections()).toMatchObject(refusedAs('no-machine'));
  });

  it('a credential of another dashboard’s is not sent', async () => {
    const token = { kind: 'token', token: new Secret('x') } as const;
    expect((await server.session(token).listConnections()).kind).toBe('refused');
    expect(server.sent).toEqual([]);
    expect(keycloakAccess.refusalOf(token, server.own)).toMatchObject({ reason: 'invalid' });
    expect(keycloakAccess.refusalOf(password, server.own)).toBeUndefined();
  });

  it('where no realm is comes to nothing, at whatever it is noticed', async () => {
    const there = `https://${host}/realms/nobody`;
    const nowhere = { kind: 'not-there', host: `${host}/realms/nobody` };
    const at = { realm: there, loginAddress: there };
    expect(await server.session(undefined, at).checkAccess()).toMatchObject({ cause: nowhere });
    expect(await server.session(undefined, at).listConnections()).toMatchObject({ cause: nowhere });
    expect(await server.session(password, at).listConnections()).toMatchObject({ cause: nowhere });
    const withPrefix = `https://${host}/auth/realms/${server.realm.name}`;
    const old = { realm: withPrefix, loginAddress: withPrefix };
    expect(await server.session(undefined, old).checkAccess()).toMatchObject({
      cause: { kind: 'not-there' },
    });
  });
});

describe('the rights', () => {
  const rightsOf = async (credential: Credential) =>
    valueIn(await server.session(credential).checkAccess()).rights.map(({ scope, isGranted }) => [
      scope,
      isGranted,
    ]);

  const granted = (...are: readonly string[]) =>
    [role, 'manage-clients', 'manage-users', 'view-clients'].map((scope) => [scope, are.includes(scope)]);
  const all = [role, 'manage-clients', 'manage-users', 'view-clients'];
  /** A user of the realm who signs in with a password, and has these roles. */
  const administratorWith = async (...roles: readonly string[]): Promise<Credential> => {
    const { call } = server.realm;
    const credentials = [{ type: 'password', value: 'a long password', temporary: false }];
    const username = `admin-${roles.join('-')}`;
    const person = { username, email: `${username}@acme.example`, firstName: 'A', lastName: 'B' };
    const { id } = await call('POST', 'users', { ...person, enabled: true, credentials });
    const [management] = (await call('GET', 'clients?clientId=realm-management')).body;
    const found = await Promise.all(
      roles.map((each) => call('GET', `clients/${management.id}/roles/${each}`)),
    );
    const mapped = found.map(({ body }) => body);
    await call('POST', `users/${id}/role-mappings/clients/${management.id}`, mapped);
    return { kind: 'password', user: username, password: new Secret('a long password') };
  };

  it('of a service client are in its token', async () => {
    expect(await rightsOf(await server.client(role))).toEqual(granted(role));
    expect(await rightsOf(await server.client('realm-admin'))).toEqual(granted(...all));
    expect(await rightsOf(await server.client(role, 'view-clients'))).toEqual(granted(role, 'view-clients'));
    expect(await rightsOf(await server.client('manage-clients'))).toEqual(
      granted('manage-clients', 'view-clients'),
    );
    expect(await rightsOf(await server.client('view-identity-providers'))).toEqual(granted());
  });

  it('of whoever’s token tells none are asked for', async () => {
    expect(await rightsOf(await server.client())).toEqual(granted());
    const asks = server.sent.length;
    const password = new Secret(administrator.password);
    expect(await rightsOf({ kind: 'password', user: administrator.user, password })).toEqual(granted(...all));
    expect(server.sent.slice(asks).map(({ method, url }) => [method, new URL(url).pathname])).toContainEqual([
      'GET',
      `/admin/realms/${server.realm.name}/identity-provider/instances`,
    ]);
  });

  it.each([
    [[role], granted(role)],
    [[role, 'view-clients', 'view-users'], granted(role, 'view-clients')],
    [[role, 'manage-clients', 'manage-users'], granted(...all)],
  ])('of an administrator of the realm with %j are asked for', async (roles, are) => {
    const credential = await administratorWith(...roles);
    const session = server.session(credential, { adminRealm: server.realm.name });
    const { rights } = valueIn(await session.checkAccess());
    expect(rights.map(({ scope, isGranted }) => [scope, isGranted])).toEqual(are);
  });

  it('of an administrator of the server are those for the realm, not for its own', async () => {
    const told = async (client: string, ...roles: readonly string[]) => {
      const access_token = new UnsecuredJWT({ resource_access: { [client]: { roles } } }).encode();
      server.interfere = (_, when, path) => {
        if (when !== 'before') return undefined;
        if (path.endsWith('/token')) return Response.json({ access_token, expires_in: 60 });
        // If Keycloak has to be asked, it refuses.
        return /\/(?:instances|clients|users)$/.test(path)
          ? Response.json({ error: 'HTTP 403 Forbidden' }, { status: 403 })
          : undefined;
      };
      const session = server.session({ kind: 'password', user: 'admin', password: new Secret('x') });
      const asked = () => server.sent.filter((each) => each.url.includes('/instances')).length;
      const before = asked();
      const outcome = await session.checkAccess();
      const isGranted = outcome.kind === 'done' ? outcome.value.rights[0]?.isGranted : outcome.cause.kind;
      return { isGranted, asked: asked() - before };
    };
    // The token says that it is there, so the providers are read.
    expect(await told(`${server.realm.name}-realm`, role)).toEqual({ isGranted: 'missing-scope', asked: 1 });
    expect(await told(`${server.realm.name}-realm`)).toEqual({ isGranted: false, asked: 0 });
    expect(await told('realm-management', role)).toEqual({ isGranted: false, asked: 1 });
  });
});

describe('the address by which a realm calls itself', () => {
  const elsewhere = (session: DashboardSession) => session.planConnection(pair, scopes);

  it('takes the place of what was entered, and nothing is set up before', async () => {
    const entered = `https://${host}:8443/realms/${server.realm.name}`;
    const session = server.session(undefined, { realm: entered, loginAddress: entered });
    expect(valueIn(await session.checkAccess()).corrected).toEqual({
      loginAddress: { value: server.own.loginAddress, says: 'accessCorrected' },
    });
    const nowhere = {
      kind: 'refused',
      cause: { kind: 'not-there', said: { text: `issuer: ${server.own.realm}` } },
    };
    expect(await elsewhere(session)).toMatchObject(nowhere);
    expect(await session.createConnection(pair, scopes, 'own')).toMatchObject(nowhere);
    expect(await server.providers()).toEqual([]);
    expect(valueIn(await session.listCallbacks())).toEqual([
      `${entered}/broker/bitbucket/endpoint`,
      `${server.own.realm}/broker/bitbucket/endpoint`,
    ]);
    const right = server.session(undefined, { realm: entered });
    expect(valueIn(await elsewhere(right))).toEqual({ kind: 'create' });
    expect(valueIn(await right.checkAccess()).corrected).toBeUndefined();
  });

  it('that is over http, or none, is shown, and used for nothing', async () => {
    server.interfere = (_, when, path) =>
      when === 'before' && path.endsWith('/openid-configuration')
        ? Response.json({ issuer: 'http://localhost:8080/realms/acme' })
        : undefined;
    expect(await server.session().checkAccess()).toMatchObject({
      cause: { kind: 'not-there', said: { text: 'issuer: http://localhost:8080/realms/acme' } },
    });
  });
});

describe('the fields', () => {
  const read = (id: string, text: string) => {
    const field = fieldset.fields.find((each): each is Extract<Field, { kind: 'text' }> => each.id === id);
    return field?.read(text, {}, {});
  };
  const acme = 'https://sso.acme.example/realms/acme';
  const own: Own = {
    realm: acme,
    signIn: 'machine',
    clientId: 'keyferry',
    administrator: '',
    adminRealm: '',
    loginAddress: acme,
    alias: 'bitbucket',
  };

  it.each([
    ['sso.acme.example/realms/acme', acme],
    [' https://SSO.acme.example/realms/acme/ ', acme],
    ['https://sso.acme.example/admin/master/console/#/acme/identity-providers', acme],
    [
      'https://sso.acme.example/admin/master/console/#/acme/identity-providers/bitbucket/bitbucket/settings',
      acme,
    ],
    ['https://sso.acme.example/admin/acme/console/#/', acme],
    ['https://sso.acme.example/admin/acme/console/#/acme/clients', acme],
    ['https://sso.acme.example/admin/acme/console/?x=1#state=abc&session_state=def', acme],
    ['https://sso.acme.example/admin/realms/acme/clients', acme],
    ['https://sso.acme.example/realms/acme/account/#/security', acme],
    ['https://sso.acme.example/realms/acme/.well-known/openid-configuration', acme],
    ['https://sso.acme.example/realms/acme/broker/bitbucket/endpoint', acme],
    [
      'https://sso.acme.example:8443/auth/admin/master/console/#/realms/acme/identity-provider-settings',
      'https://sso.acme.example:8443/auth/realms/acme',
    ],
    [
      'https://acme.example/id/sso/realms/Acme%20Rockets/account',
      'https://acme.example/id/sso/realms/Acme%20Rockets',
    ],
    ['https://sso.acme.example:443/auth/realms/acme', 'https://sso.acme.example/auth/realms/acme'],
  ])('take the realm in %s', (text, realm) => {
    expect(read('realm', text)).toEqual({ kind: 'ok', value: realm });
    expect(settings.hasGoodAddresses({ ...own, realm })).toBe(true);
    // Its own result is read as the same.
    expect(read('realm', realm)).toEqual({ kind: 'ok', value: realm });
  });

  it.each([
    ['', 'keycloakRealmEmpty'],
    ['http://sso.acme.example/realms/acme', 'field_domainHttp'],
    ['sso.acme.example', 'keycloakRealmNone'],
    ['https://sso.acme.example/admin/master/console/', 'keycloakRealmNone'],
    ['https://sso.acme.example/admin/master/console/#state=abc', 'keycloakRealmNone'],
    ['https://sso.acme.example/realms/', 'keycloakRealmNone'],
    ['https://sso.acme.example/realms/%ff', 'keycloakRealmNone'],
    ['https://user@sso.acme.example/realms/acme', 'keycloakRealmMalformed'],
    ['https://localhost/realms/acme', 'keycloakRealmMalformed'],
    ['ftp://sso.acme.example/realms/acme', 'keycloakRealmMalformed'],
    ['keycloak', 'keycloakRealmMalformed'],
  ])('say what is wrong with the address %j', (text, message) => {
    expect(read('realm', text)).toMatchObject({ kind: 'problem', problem: { message } });
  });

  it.each([
    { realm: 'https://sso.acme.example/realms/acme/' },
    { realm: 'http://sso.acme.example/realms/acme' },
    { loginAddress: 'https://sso.acme.example/realms/acme?x' },
    { loginAddress: '' },
    { alias: 'a/b' },
    { alias: '' },
    { adminRealm: '../x' },
  ])('take no profile with %o', (wrong) => {
    expect(settings.hasGoodAddresses(own)).toBe(true);
    expect(settings.hasGoodAddresses({ ...own, ...wrong })).toBe(false);
  });

  it('take what is left out as Keycloak has it', () => {
    expect(read('adminRealm', '')).toEqual({ kind: 'ok', value: 'master' });
    expect(read('adminRealm', acme)).toEqual({ kind: 'ok', value: 'acme' });
    expect(read('alias', ' ')).toEqual({ kind: 'ok', value: 'bitbucket' });
    for (const text of ['a b', 'a/b', '..', '-'])
      expect(read('alias', text)).toMatchObject({ problem: { message: 'keycloakAliasMalformed' } });
  });

  it('lead to the callback URL of the alias, to the hosts, and to the server’s older path', () => {
    const on = { ...own, realm: 'https://sso.acme.example:8443/realms/acme', alias: 'bitbucket-cloud' };
    expect(settings.callbackUrl(on)).toBe(`${acme}/broker/bitbucket-cloud/endpoint`);
    expect(settings.hosts(on)).toEqual(['sso.acme.example:8443', 'sso.acme.example']);
    const older = settings.elsewhere(own);
    expect(older).toMatchObject({
      realm: 'https://sso.acme.example/auth/realms/acme',
      loginAddress: 'https://sso.acme.example/auth/realms/acme',
    });
    expect(older && settings.elsewhere(older)).toEqual(own);
    expect(settings.elsewhere({ ...own, realm: 'https://acme.example/id/realms/acme' })).toBeUndefined();
    expect(settings.connectionPage(own)).toBe(
      'https://sso.acme.example/admin/master/console/#/acme/identity-providers',
    );
  });
});
