// @vitest-environment node
import { beforeEach, describe, expect, it } from 'vitest';
import type { Field } from '../../../src/dashboards/fieldset';
import { fieldset } from '../../../src/dashboards/pocketbase/fieldset';
import { pocketBaseAccess } from '../../../src/dashboards/pocketbase/session';
import { settings } from '../../../src/dashboards/pocketbase/settings';
import { readToken } from '../../../src/dashboards/pocketbase/token';
import type { Backup, Credential } from '../../../src/dashboards/session';
import { Secret } from '../../../src/secret';
import { superuser } from '../../servers/pocketbase';
import { type Server, serverForEachTest } from './pocketbase-server';
import { differenceTo } from './tenant';

// What is specific to PocketBase, checked on the real one. What every dashboard does is in test/contracts.

const pair = { key: 'yV5aWjGZz5xz7mhFCg', secret: new Secret('PXTGu8Umm4FCmPV4tfd6YLpdkNEHcdrN') };
const open = serverForEachTest();
let server: Server;
beforeEach(async (test) => {
  server = await open(test);
});

const users = async () => (await server.real.call('GET', 'collections/users')).body;
const oauth2 = async () => (await users()).oauth2;
const write = async (changed: object) => {
  const { status } = await server.real.call('PATCH', 'collections/users', { oauth2: changed });
  expect(status).toBe(200);
};
const github = { name: 'github', clientId: 'theirs', clientSecret: 'their-secret', displayName: 'Hub' };
const gitlab = {
  name: 'gitlab',
  clientId: 'more',
  clientSecret: 'more-secret',
  authURL: 'https://git.acme.example/oauth/authorize',
  extra: { team: 'rockets' },
};
const bitbucket = { name: 'bitbucket', clientId: 'oldKey', clientSecret: 'old-secret' };
const valueIn = <Value>(outcome: { kind: string; value?: Value }): Value => {
  expect(outcome).toMatchObject({ kind: 'done' });
  return outcome.value as Value;
};

describe('the other providers of a collection', () => {
  const without = async () => {
    const { providers } = await oauth2();
    return providers.filter((each: { name: string }) => each.name !== 'bitbucket');
  };

  it('stay as they are, with their Secrets, through all that a setup does and takes back', async () => {
    await write({ enabled: true, providers: [github, bitbucket, gitlab] });
    const [before, secrets] = [await without(), await server.real.secretsOf('users')];
    const isAsBefore = async () => {
      expect(await without()).toEqual(before);
      const { bitbucket: _, ...others } = await server.real.secretsOf('users');
      expect(others).toEqual({ github: secrets.github, gitlab: secrets.gitlab });
    };
    const session = server.session();
    const backups: Backup[] = [];
    const { id } = await users();
    const agreed = await differenceTo(session, pair, []);
    await session.changeConnection(id, pair, [], agreed, async (kept) => void backups.push(kept));
    expect((await server.real.secretsOf('users')).bitbucket).toBe(pair.secret.reveal());
    await isAsBefore();
    const [backup] = backups;
    if (!backup) throw new Error('nothing was kept');
    valueIn(await session.restoreConnection(backup, pair.key));
    expect((await oauth2()).providers.map((each: { clientId: string }) => each.clientId)).toEqual([
      'theirs',
      'oldKey',
      'more',
    ]);
    await isAsBefore();
    valueIn(await session.removeConnection(id, 'oldKey'));
    await isAsBefore();
    valueIn(await session.createConnection(pair, [], 'own'));
    await isAsBefore();
    expect((await oauth2()).providers).toHaveLength(3);
  });

  it('that are held off are not switched on along with it before a person has agreed to that', async () => {
    await write({ enabled: false, providers: [github] });
    const session = server.session();
    const { id } = valueIn(await session.createConnection(pair, [], 'own'));
    expect(await session.enable(id, [id])).toEqual({
      kind: 'refused',
      cause: { kind: 'not-for-login', name: 'bitbucket', id },
    });
    expect(await session.planConnection(pair, [])).toMatchObject({ cause: { kind: 'not-for-login' } });
    expect((await oauth2()).enabled).toBe(false);
    const plan = valueIn(await session.planSwitchOn(id, 'login'));
    if (!plan) throw new Error('it is on');
    expect(plan).toMatchObject({ setting: 'oauth2.enabled', key: pair.key });
    valueIn(await session.switchOn(id, plan));
    expect((await oauth2()).enabled).toBe(true);
    valueIn(await session.removeConnection(id, pair.key, { applications: [], purposes: ['login'] }));
    expect(await oauth2()).toMatchObject({ enabled: false, providers: [{ name: 'github' }] });
  });

  it('that came since are not switched off with what a setup had switched on', async () => {
    const session = server.session();
    const { id } = valueIn(await session.createConnection(pair, [], 'own'));
    valueIn(await session.enable(id, [id]));
    await write({ providers: [...(await oauth2()).providers, github] });
    valueIn(await session.removeConnection(id, pair.key, { applications: [id], purposes: [] }));
    expect(await oauth2()).toMatchObject({ enabled: true, providers: [{ name: 'github' }] });
  });
});

it('a switch that was on before is left on by an undo', async () => {
  await write({ enabled: true });
  const session = server.session();
  const { id } = valueIn(await session.createConnection(pair, [], 'own'));
  expect(valueIn(await session.listEnabled(id))).toEqual([id]);
  valueIn(await session.removeConnection(id, pair.key));
  expect(await oauth2()).toMatchObject({ enabled: true, providers: [] });
});

it('a lost answer to a change that leaves the Key is sent again: nothing else tells whether it took effect', async () => {
  await write({ enabled: true, providers: [{ ...bitbucket, clientId: pair.key }] });
  const session = server.session();
  const agreed = await differenceTo(session, pair, []);
  expect(agreed).toMatchObject({ oldKey: pair.key, newKey: pair.key });
  let lost = 0;
  server.interfere = (method, when) => {
    if (method !== 'PATCH' || when !== 'before' || lost > 0) return undefined;
    lost += 1;
    throw new TypeError('connection reset');
  };
  const { id } = await users();
  valueIn(await session.changeConnection(id, pair, [], agreed, async () => {}));
  expect((await server.real.secretsOf('users')).bitbucket).toBe(pair.secret.reveal());
});

describe('a provider that leads elsewhere', () => {
  it.each([
    ['authURL', 'authorization'],
    ['tokenURL', 'token'],
    ['userInfoURL', 'profile'],
  ])('by its %s is told as that, and removed by no undo', async (option, part) => {
    const elsewhere = { ...bitbucket, [option]: 'https://elsewhere.example/there' };
    await write({ enabled: true, providers: [elsewhere] });
    const session = server.session();
    expect(valueIn(await session.listConnections())).toEqual({
      connections: [],
      foreign: [{ name: 'bitbucket', parts: [part] }],
    });
    expect((await session.removeConnection((await users()).id, 'oldKey')).kind).toBe('refused');
    expect((await oauth2()).providers).toHaveLength(1);
  });

  it('is none where the addresses are written out that PocketBase has anyway', async () => {
    const tokenURL = 'https://bitbucket.org/site/oauth2/access_token';
    await write({ enabled: true, providers: [{ ...bitbucket, tokenURL }] });
    expect(valueIn(await server.session().listConnections())).toMatchObject({
      connections: [
        { name: 'bitbucket', key: 'oldKey', scopes: expect.arrayContaining(['account', 'email']) },
      ],
      foreign: [],
    });
  });
});

describe('to sign in', () => {
  const password: Credential = {
    kind: 'password',
    user: superuser.email,
    password: new Secret(superuser.password),
  };
  const signIns = () => server.sent.filter((each) => each.path.endsWith('auth-with-password'));

  it('a password gets a token, which serves one session and is asked for again where it is refused', async () => {
    const session = server.session(password);
    await session.listConnections();
    await session.listApplications();
    expect(signIns()).toHaveLength(1);
    let refusals = 1;
    server.interfere = (method, when) =>
      method === 'GET' && when === 'before' && refusals-- > 0
        ? Response.json({ status: 401, message: 'no', data: {} }, { status: 401 })
        : undefined;
    expect((await session.listConnections()).kind).toBe('done');
    expect(signIns()).toHaveLength(2);
    await server.session(password).listConnections();
    expect(signIns()).toHaveLength(3);
  });

  it('with a wrong password comes to nothing, in PocketBase’s own words, without the password', async () => {
    const wrong = { ...password, password: new Secret('not-the-password') };
    const outcome = await server.session(wrong).listConnections();
    expect(outcome).toMatchObject({
      kind: 'refused',
      cause: {
        kind: 'credential-refused',
        reason: 'wrong-password',
        said: { by: 'PocketBase', text: 'Failed to authenticate.' },
      },
    });
    expect(JSON.stringify(outcome)).not.toContain('not-the-password');
  });

  it('a right password that is not enough is told as that, and a wrong one is not taken for it', async () => {
    const superusers = (isOn: boolean) =>
      server.real.call('PATCH', 'collections/_superusers', {
        mfa: { enabled: isOn, duration: 600 },
        otp: { enabled: isOn, duration: 180, length: 8 },
      });
    await superusers(true);
    try {
      expect(await server.session(password).listConnections()).toEqual({
        kind: 'refused',
        cause: { kind: 'credential-refused', reason: 'needs-code', otherWay: 'pocketbaseSignInToken' },
      });
      const wrong = { ...password, password: new Secret('not-the-password') };
      expect(await server.session(wrong).listConnections()).toMatchObject({
        cause: { reason: 'wrong-password' },
      });
    } finally {
      await superusers(false);
    }
  });

  it('a token that is none is refused as one', async () => {
    const token = new Secret('eyJhbGciOiJIUzI1NiJ9.eyJleHAiOjk5OTk5OTk5OTl9.c2lnbmF0dXJl');
    expect(await server.session({ kind: 'token', token }).listConnections()).toMatchObject({
      cause: { kind: 'credential-refused', reason: 'invalid' },
    });
  });

  it('a token of somebody else’s is refused in PocketBase’s own words', async () => {
    const somebody = { email: 'mira@acme.example', password: 'another long password' };
    const made = await server.real.call('POST', 'collections/users/records', {
      ...somebody,
      passwordConfirm: somebody.password,
    });
    const { body } = await server.real.call('POST', `collections/users/impersonate/${made.body.id}`, {});
    const session = server.session({ kind: 'token', token: new Secret(body.token) });
    expect(await session.listConnections()).toMatchObject({
      kind: 'refused',
      cause: { kind: 'refusal', doing: 'readConnections', said: { code: '403' } },
    });
    await server.real.call('DELETE', `collections/users/records/${made.body.id}`);
  });

  it('a credential of another dashboard’s is not sent', async () => {
    const machine = { kind: 'machine', clientId: 'c', clientSecret: new Secret('s') } as const;
    expect((await server.session(machine).listConnections()).kind).toBe('refused');
    expect(server.sent).toEqual([]);
    const { signIn } = { signIn: 'token' } as const;
    const own = { server: 'pb.acme.example', signIn, superuser: '', collection: 'users' };
    expect(pocketBaseAccess.refusalOf(machine, own)).toMatchObject({ reason: 'invalid' });
    expect(pocketBaseAccess.refusalOf(password, own)).toBeUndefined();
  });
});

it('collections of people are offered, those of PocketBase’s own never', async () => {
  await server.real.call('POST', 'collections', { name: 'staff', type: 'auth' });
  await server.real.call('POST', 'collections', { name: 'notes', type: 'base' });
  const access = valueIn(await server.session().checkAccess());
  expect(access).toEqual({
    rights: [],
    applications: [{ id: (await users()).id, name: 'users' }],
    offered: { collection: ['staff', 'users'] },
  });
  for (const name of ['_superusers', 'notes'])
    expect((await server.session(undefined, name).createConnection(pair, [], 'own')).kind).toBe('refused');
});

it('a collection that is not there is told with those that are, before and in a setup', async () => {
  await server.real.call('POST', 'collections', { name: 'staff', type: 'auth' });
  const cause = { kind: 'no-collection', name: 'nobody', there: ['staff', 'users'] };
  const session = server.session(undefined, 'nobody');
  expect(await session.checkAccess()).toEqual({ kind: 'refused', cause });
  expect(await session.listConnections()).toEqual({ kind: 'refused', cause });
});

it('the one collection that there is takes the place of a name that is none', async () => {
  await server.real.call('PATCH', 'collections/users', { name: 'members' });
  const access = valueIn(await server.session().checkAccess());
  expect(access).toMatchObject({
    applications: [{ name: 'members' }],
    corrected: { collection: { value: 'members' } },
  });
  await server.real.call('PATCH', 'collections/members', { name: 'users' });
});

it('a value that is refused is named', async () => {
  await write({ enabled: true });
  const session = server.session();
  const empty = { key: '', secret: pair.secret };
  expect(await session.createConnection(empty, [], 'own')).toMatchObject({
    kind: 'refused',
    cause: { kind: 'rejected', field: 'oauth2.providers.0.clientId', said: { by: 'PocketBase' } },
  });
});

it('accounts that a collection has linked to Bitbucket are counted, and no others', async () => {
  const { call } = server.real;
  const providers = [
    { name: 'bitbucket', clientId: 'k', clientSecret: 's' },
    { name: 'github', clientId: 'k', clientSecret: 's' },
  ];
  await call('POST', 'collections', { name: 'staff', type: 'auth', oauth2: { enabled: true, providers } });
  await call('PATCH', 'collections/users', { oauth2: { enabled: true, providers } });
  const made: string[] = [];
  for (const [collection, provider] of [
    ['users', 'bitbucket'],
    ['users', 'bitbucket'],
    ['users', 'github'],
    ['staff', 'bitbucket'],
  ] as const) {
    const password = 'a long password';
    const email = `p${made.length}@acme.example`;
    const record = await call('POST', `collections/${collection}/records`, {
      email,
      password,
      passwordConfirm: password,
    });
    await call('POST', 'collections/_externalAuths/records', {
      collectionRef: record.body.collectionId,
      recordRef: record.body.id,
      provider,
      providerId: `{${made.length}}`,
    });
    made.push(`collections/${collection}/records/${record.body.id}`);
  }
  expect(await server.session().countLinked('_pb_users_auth_')).toEqual({ kind: 'done', value: 2 });
  // What is no id does not become part of a filter either.
  expect(await server.session().countLinked('" || id != "')).toEqual({ kind: 'done', value: 0 });
  // They stay when a provider is removed.
  await call('PATCH', 'collections/users', { oauth2: { enabled: false, providers: [] } });
  expect(await server.session().countLinked('_pb_users_auth_')).toEqual({ kind: 'done', value: 2 });
  for (const each of made) await call('DELETE', each);
});

describe('the fields', () => {
  const read = (id: string, text: string) => {
    const field = fieldset.fields.find((each): each is Extract<Field, { kind: 'text' }> => each.id === id);
    return field?.read(text, {}, {});
  };

  it.each([
    ['pb.acme.example', 'pb.acme.example'],
    [' https://PB.acme.example/_/#/collections?collection=users ', 'pb.acme.example'],
    ['https://pb.acme.example/_/', 'pb.acme.example'],
    ['https://pb.acme.example', 'pb.acme.example'],
    ['https://pb.acme.example:443/', 'pb.acme.example'],
    ['pb.acme.example:8090', 'pb.acme.example:8090'],
    ['https://pb.acme.example:8090/_/#/settings', 'pb.acme.example:8090'],
    ['https://acme.example/Rockets/pb/_/?x#/collections', 'acme.example/Rockets/pb'],
    ['acme.example/pb/api/health', 'acme.example/pb'],
    ['acme.example/pb/', 'acme.example/pb'],
  ])('take the address in %s', (text, server) => {
    expect(read('server', text)).toEqual({ kind: 'ok', value: server });
  });

  it.each([
    ['', 'pocketbaseAddressEmpty'],
    ['http://pb.acme.example', 'field_domainHttp'],
    ['https://me@pb.acme.example/_/', 'pocketbaseAddressMalformed'],
    ['https://pb.acme.example/(pb)/_/', 'pocketbaseAddressMalformed'],
    ['https://127.0.0.1:8090/_/', 'pocketbaseAddressMalformed'],
    ['pocketbase', 'pocketbaseAddressMalformed'],
  ])('say what is wrong with the address %j', (text, message) => {
    expect(read('server', text)).toMatchObject({ kind: 'problem', problem: { message } });
  });

  it('lead to the host with its port, and to the callback below the path', () => {
    const own = {
      signIn: 'token',
      superuser: '',
      collection: 'users',
      server: 'acme.example:8090/pb',
    } as const;
    expect(settings.hasGoodAddresses(own)).toBe(true);
    expect(settings.hosts(own)).toEqual(['acme.example:8090']);
    expect(settings.callbackUrl(own)).toBe('https://acme.example:8090/pb/api/oauth2-redirect');
    for (const bad of ['https://acme.example', 'acme.example/', 'acme.example/pb/api/x', 'me@acme.example'])
      expect(settings.hasGoodAddresses({ ...own, server: bad }), bad).toBe(false);
  });

  it.each(['_superusers', 'a b', 'a/b', '../users'])('take %s for no collection of people', (text) => {
    expect(read('collection', text)).toMatchObject({ kind: 'problem' });
    const own = { server: 'pb.acme.example', signIn: 'token', superuser: '', collection: text } as const;
    expect(settings.hasGoodAddresses(own)).toBe(false);
  });

  it('read a token out of what was pasted, and say what is wrong with it', () => {
    const now = Date.UTC(2026, 10, 27);
    const until = (ms: number) =>
      `eyJhbGciOiJIUzI1NiJ9.${btoa(JSON.stringify({ exp: ms / 1000 })).replace(/=+$/, '')}.c2lnbmF0dXJl`;
    const token = until(now + 60_000);
    for (const text of [
      token,
      `"${token}"`,
      `Bearer ${token}`,
      `${token.slice(0, 30)}\n${token.slice(30)}`,
    ]) {
      const found = readToken(text, now);
      expect(found.kind === 'ok' && found.value.reveal()).toBe(token);
    }
    // Just expired: the server has to say so.
    expect(readToken(until(now - 60_000), now).kind).toBe('ok');
    const problems = [readToken('', now), readToken('abc', now), readToken(until(now - 2 * 86_400_000), now)];
    expect(problems.map((each) => each.kind === 'problem' && each.problem.message)).toEqual([
      'pocketbaseTokenEmpty',
      'pocketbaseTokenMalformed',
      'pocketbaseTokenExpired',
    ]);
  });
});
