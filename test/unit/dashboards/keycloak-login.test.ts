// @vitest-environment node
import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WatchedLogin } from '../../../src/dashboards/session';
import { Secret } from '../../../src/secret';
import { host } from '../../servers/keycloak';
import { role, type Server, serverForEachTest } from './keycloak-server';

// What is specific to a test login through Keycloak, checked on the real one. A whole login is in test/journey.

const open = serverForEachTest();
let server: Server;
let realm: string;
beforeEach(async (test) => {
  server = await open(test);
  realm = `https://${host}/realms/${server.realm.name}`;
  await server.add({
    alias: 'bitbucket',
    providerId: 'bitbucket',
    enabled: true,
    config: { clientId: 'key' },
  });
});

const valueIn = <Value>(outcome: { kind: string; value?: Value }): Value => {
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome));
  return outcome.value as Value;
};
const prepare = (own: Parameters<Server['session']>[1] = {}) => {
  const session = server.session(undefined, own);
  return session.prepareLogin({
    applicationId: 'anId',
    connectionId: 'bitbucket',
    connectionName: 'bitbucket',
    redirectUri: session.loginEnd,
  });
};
const prepared = async (): Promise<WatchedLogin> => valueIn(await prepare());

describe('a login', () => {
  it('is to the test’s own client, by its code flow, asks Bitbucket whoever is logged in, and ends where the extension sees it', async () => {
    const { url, memo, hold } = await prepared();
    const { origin, pathname, searchParams } = new URL(url);
    expect(origin + pathname).toBe(`${realm}/protocol/openid-connect/auth`);
    expect(Object.fromEntries(searchParams)).toMatchObject({
      client_id: 'keyferry-login-test',
      response_type: 'code',
      redirect_uri: `${realm}/keyferry`,
      scope: 'openid',
      prompt: 'login',
      kc_idp_hint: 'bitbucket',
      code_challenge_method: 'S256',
    });
    const { verifier, nonce } = JSON.parse(memo.reveal());
    expect(searchParams.get('nonce')).toBe(nonce);
    expect(url).not.toContain(verifier);
    expect(hold).toBeUndefined();
  });

  it('is not for a provider that is for linking alone, or gone', async () => {
    await server.edit('bitbucket', { linkOnly: true });
    expect(await prepare()).toMatchObject({ cause: { kind: 'not-for-login', id: 'bitbucket' } });
    await server.realm.call('DELETE', 'identity-provider/instances/bitbucket');
    expect(await prepare()).toMatchObject({ cause: { kind: 'changed-since' } });
  });

  it('is not begun where the realm calls itself otherwise: it would come back to there', async () => {
    const loginAddress = `https://${host}:8443/realms/${server.realm.name}`;
    server.interfere = (_, when, path) =>
      when === 'before' && path.endsWith('/openid-configuration')
        ? Response.json({ issuer: realm })
        : undefined;
    expect(await prepare({ loginAddress })).toMatchObject({
      kind: 'refused',
      cause: { kind: 'not-there', said: { text: `issuer: ${realm}` } },
    });
  });
});

describe('what its window shows', () => {
  const form = 'Sign in to Acme Rockets';
  const authorize = 'https://bitbucket.org/site/oauth2/authorize?client_id=k';
  const auth = '/protocol/openid-connect/auth?client_id=c';
  const refusedBy = (words: string) => ({ url: authorize, title: words });

  it.each([
    ['the end', '/keyferry?code=c', form, { kind: 'end' }],
    ['an error at the end', '/keyferry?error=e', form, { kind: 'end' }],
    ['the realm’s login form', auth, form, { kind: 'failed', why: 'not-led' }],
    ['no link to Bitbucket', '/broker/bitbucket/login?tab_id=t', form, { kind: 'failed', why: 'not-led' }],
    ['an error of Bitbucket’s', '/broker/bitbucket/endpoint?error=e', form, { kind: 'end' }],
    ['an error for a code', '/broker/bitbucket/endpoint?code=c', form, { why: 'not-taken', signOutAt: true }],
    ['a question', '/login-actions/first-broker-login?tab_id=t', form, { kind: 'failed', why: 'asks-more' }],
    ['somebody else', '/broker/after-first-broker-login', form, { why: 'other-user', signOutAt: true }],
  ])('%s is told by its address', async (_, path, title, { signOutAt, ...read }: Record<string, unknown>) => {
    const { memo } = await prepared();
    expect(server.session().readLogin(memo, { url: realm + path, title })).toEqual({
      kind: 'failed',
      ...read,
      ...(signOutAt ? { signOutAt: `${realm}/account` } : {}),
    });
  });

  it.each(['callback', 'client'])('a refusal by Bitbucket of the %s is told by its title', async (why) => {
    const { memo } = await prepared();
    const words = why === 'callback' ? 'Invalid redirect_uri' : 'Invalid client_id';
    expect(server.session().readLogin(memo, refusedBy(words))).toEqual({ kind: 'failed', why });
  });

  it('is nothing yet while it is a page that has not come, of another provider, or of a login that goes on', async () => {
    const { memo, url } = await prepared();
    const pages = [
      { url, title: '' },
      { url, title: url.replace('https://', '') },
      { url: `${realm}/broker/other/endpoint?code=c`, title: form },
      { url: `${realm}/login-actions/authenticate?execution=e`, title: form },
      { url: `${realm}/login-actions/required-action?execution=e`, title: form },
      { url: `https://${host}/realms/other/keyferry?code=c`, title: form },
      refusedBy('Confirm access to your account'),
    ];
    for (const page of pages)
      expect(server.session().readLogin(memo, page), JSON.stringify(page)).toBeUndefined();
  });
});

describe('the end', () => {
  it('at the provider’s own address is what Bitbucket said there, without what belongs to Keycloak', async () => {
    const { memo } = await prepared();
    const words = 'The user denied access to the application';
    const query = new URLSearchParams({ error: 'access_denied', error_description: words, state: 'aState' });
    const at = `${realm}/broker/bitbucket/endpoint?${query}`;
    const sent = server.sent.length;
    expect(await server.session().finishLogin(memo, at)).toEqual({
      kind: 'provider-error',
      error: 'access_denied',
      description: words,
      said: { by: 'Bitbucket', code: 'access_denied', text: words },
    });
    expect(server.sent).toHaveLength(sent);
  });

  it('anywhere else is none, and nobody is asked about it', async () => {
    const { memo, url } = await prepared();
    const state = new URL(url).searchParams.get('state');
    const sent = server.sent.length;
    for (const at of [
      `https://evil.example/keyferry`,
      `${realm}/broker/bitbucket/endpoint`,
      `${realm}/account`,
    ])
      expect(await server.session().finishLogin(memo, `${at}?code=c&state=${state}`)).toEqual({
        kind: 'invalid-answer',
      });
    expect(server.sent).toHaveLength(sent);
  });
});

describe('who logged in', () => {
  /** Finishes a login for which Keycloak gives an id_token of this user; a request for the user gets the answer. */
  const finish = async (answer: (begunAt: number) => Response, more: Record<string, unknown> = {}) => {
    const { publicKey, privateKey } = await generateKeyPair('RS256');
    const { memo, url } = await prepared();
    const { nonce, begunAt } = JSON.parse(memo.reveal());
    const id_token = await new SignJWT({ nonce, name: 'Mira Vogel', email: 'mira@acme.example', ...more })
      .setProtectedHeader({ alg: 'RS256', kid: 'k' })
      .setIssuer(realm)
      .setAudience('keyferry-login-test')
      .setSubject('theUser')
      .setIssuedAt()
      .setExpirationTime('1 minute')
      .sign(privateKey);
    const jwk = { ...(await exportJWK(publicKey)), kid: 'k', alg: 'RS256', use: 'sig' };
    server.interfere = (method, when, path) => {
      if (when !== 'before') return undefined;
      if (path.endsWith('/certs')) return Response.json({ keys: [jwk] });
      if (path.endsWith('/users/theUser')) return answer(begunAt);
      const isCode = server.sent.at(-1)?.body?.includes('authorization_code');
      return method === 'POST' && isCode
        ? Response.json({ access_token: 'theirs', token_type: 'Bearer', expires_in: 60, id_token })
        : undefined;
    };
    const state = new URL(url).searchParams.get('state');
    return server.session().finishLogin(memo, `${realm}/keyferry?code=c&state=${state}`);
  };
  const madeAt = (createdTimestamp: number) => Response.json({ id: 'theUser', createdTimestamp });
  const profile = { sub: 'theUser', name: 'Mira Vogel', email: 'mira@acme.example' };

  it('is told with the user that the login has made', async () => {
    expect(await finish((begunAt) => madeAt(begunAt + 500))).toMatchObject({
      kind: 'logged-in',
      profile,
      made: { id: 'theUser' },
    });
    const code = server.sent.find(({ body }) => body?.includes('authorization_code'));
    expect(code?.url).toBe(`${realm}/protocol/openid-connect/token`);
    expect(code?.body).toContain(encodeURIComponent(`${realm}/keyferry`));
  });

  it.each([
    ['was there before', (begunAt: number) => madeAt(begunAt - 3_000)],
    ['may not be asked after', () => Response.json({ error: 'HTTP 403 Forbidden' }, { status: 403 })],
    ['is told without a time', () => Response.json({ id: 'theUser' })],
  ])('is told alone where the user %s', async (_, answer) => {
    const outcome = await finish(answer);
    expect(outcome).toMatchObject({ kind: 'logged-in', profile });
    expect(outcome).not.toHaveProperty('made');
  });

  it('is nobody where the answer is to another login', async () => {
    expect(await finish((begunAt) => madeAt(begunAt), { nonce: 'another' })).toEqual({
      kind: 'invalid-answer',
    });
  });
});

describe('the test’s client', () => {
  const clients = async () =>
    (await server.realm.call('GET', 'clients?clientId=keyferry-login-test')).body as Record<
      string,
      unknown
    >[];

  it('is public, signs in by code with PKCE alone, and its tokens have no role', async () => {
    const session = server.session();
    valueIn(await session.makeTestApplication('bitbucket', session.loginEnd));
    expect(await clients()).toMatchObject([
      {
        name: 'Keyferry login test',
        publicClient: true,
        standardFlowEnabled: true,
        implicitFlowEnabled: false,
        directAccessGrantsEnabled: false,
        serviceAccountsEnabled: false,
        fullScopeAllowed: false,
        redirectUris: [`${realm}/keyferry`],
        attributes: { 'pkce.code.challenge.method': 'S256', 'id.token.signed.response.alg': 'RS256' },
      },
    ]);
  });

  it('that was left over is found again, and made anew where it leads elsewhere', async () => {
    const session = server.session();
    const first = valueIn(await session.makeTestApplication('bitbucket', 'https://old.example/keyferry'));
    expect(valueIn(await session.makeTestApplication('bitbucket', 'https://old.example/keyferry'))).toBe(
      first,
    );
    const second = valueIn(await session.makeTestApplication('bitbucket', session.loginEnd));
    expect(second).not.toBe(first);
    expect(await clients()).toMatchObject([{ id: second, redirectUris: [session.loginEnd] }]);
    valueIn(await session.removeTestApplication(session.loginEnd));
    expect(await clients()).toEqual([]);
  });

  it('is not one of somebody else’s, which stays as it is', async () => {
    const theirs = { clientId: 'keyferry-login-test', name: 'Ours', redirectUris: ['https://ours.example/'] };
    await server.realm.call('POST', 'clients', theirs);
    const session = server.session();
    const before = await clients();
    expect(await session.makeTestApplication('bitbucket', session.loginEnd)).toMatchObject({
      kind: 'refused',
      cause: { kind: 'conflict' },
    });
    valueIn(await session.removeTestApplication(session.loginEnd));
    expect(await clients()).toEqual(before);
  });

  it('is none of the applications that people log in to', async () => {
    const session = server.session();
    valueIn(await session.makeTestApplication('bitbucket', session.loginEnd));
    expect(valueIn(await session.listApplications())).toEqual([
      { id: server.realm.name, name: server.realm.name },
    ]);
  });
});

it('a user is not deleted without the right to, which is named', async () => {
  const { id = '' } = await server.realm.call('POST', 'users', { username: 'somebody', enabled: true });
  const session = server.session(await server.client(role));
  expect(await session.removeTestAccount('bitbucket', { id })).toMatchObject({
    kind: 'refused',
    cause: { kind: 'missing-scope', scopes: ['manage-users'] },
  });
  expect((await server.realm.call('GET', `users/${id}`)).status).toBe(200);
});

describe('users without a link that came to be since a login began', () => {
  const memoOf = (begunAt: number) =>
    new Secret(JSON.stringify({ alias: 'bitbucket', state: 's', nonce: 'n', verifier: 'v', begunAt }));
  const aMinuteAgo = () => memoOf(Date.now() - 60_000);
  const made: string[] = [];
  const add = async (username: string, more: object = {}) => {
    const { id = '' } = await server.realm.call('POST', 'users', { username, enabled: true, ...more });
    made.push(id);
    return id;
  };
  afterEach(async () => {
    for (const id of made.splice(0)) await server.realm.call('DELETE', `users/${id}`);
  });

  it('are named, and those that have one, or were there before, are not', async () => {
    await add('stray', { email: 'stray@acme.example' });
    await add('nameless');
    const linked = await add('linked');
    const link = { identityProvider: 'bitbucket', userId: '{linked}', userName: 'linked' };
    await server.realm.call('POST', `users/${linked}/federated-identity/bitbucket`, link);
    const found = await server.session().straysSince(aMinuteAgo());
    if (found.kind !== 'done') throw new Error(JSON.stringify(found));
    // Another test's users may be among them.
    expect(found.value).toEqual(expect.arrayContaining(['nameless', 'stray@acme.example']));
    expect(found.value?.filter((each) => /linked|service/.test(each))).toEqual([]);
    expect(await server.session().straysSince(memoOf(Date.now() + 60_000))).toEqual({
      kind: 'done',
      value: [],
    });
  });

  it('are told by Keycloak’s clock, and not known without one, where there are too many, or without the role', async () => {
    // Keycloak's clock is an hour behind, and half a minute of the test has passed.
    const createdTimestamp = Date.now() - 3_600_000 - 30_000;
    const users = (count: number, issuedAgoMs: number | undefined) => {
      const one = { id: 'u', username: 'u', createdTimestamp };
      const token = new UnsecuredJWT({});
      if (issuedAgoMs !== undefined) token.setIssuedAt(Math.floor((Date.now() - issuedAgoMs) / 1_000));
      server.interfere = (_, when, path) => {
        if (when === 'after') return undefined;
        if (path.endsWith('/token')) return Response.json({ access_token: token.encode(), expires_in: 60 });
        return Response.json(path.endsWith('/users') ? Array(count).fill(one) : []);
      };
    };
    const since = () => server.session().straysSince(aMinuteAgo());
    users(1, 3_600_000);
    expect(await since()).toEqual({ kind: 'done', value: ['u'] });
    users(1, 0);
    expect(await since()).toEqual({ kind: 'done', value: [] });
    users(1_001, 3_600_000);
    expect(await since()).toEqual({ kind: 'done', value: undefined });
    users(1, undefined);
    expect(await since()).toEqual({ kind: 'done', value: undefined });
    server.interfere = () => undefined;
    const poor = server.session(await server.client('manage-identity-providers', 'manage-clients'));
    expect(await poor.straysSince(aMinuteAgo())).toMatchObject({
      cause: { kind: 'missing-scope', scopes: ['manage-users'] },
    });
  });
});
