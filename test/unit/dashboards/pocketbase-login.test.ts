// @vitest-environment node
import { beforeEach, describe, expect, it } from 'vitest';
import { finishLogin, readLogin } from '../../../src/dashboards/pocketbase/login';
import type { WatchedLogin } from '../../../src/dashboards/session';
import { Secret } from '../../../src/secret';
import { server as host, type Server, serverForEachTest } from './pocketbase-server';

// What is specific to a test login through PocketBase, checked on the real one. A whole login is in test/journey.

const open = serverForEachTest();
let server: Server;
beforeEach(async (test) => {
  server = await open(test);
});

const callback = `https://${host}/api/oauth2-redirect`;
const provider = { name: 'bitbucket', clientId: 'theKey', clientSecret: 'the-secret' };
const write = (oauth2: object) => server.real.call('PATCH', 'collections/users', { oauth2 });
const prepare = () =>
  server.session().prepareLogin({
    applicationId: undefined,
    connectionId: '_pb_users_auth_',
    connectionName: 'bitbucket',
    redirectUri: callback,
  });
const prepared = async (): Promise<WatchedLogin> => {
  const outcome = await prepare();
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome));
  return outcome.value;
};
const answering = (body: object, status = 200) => {
  server.interfere = (method, when) =>
    method === 'POST' && when === 'before' ? Response.json(body, { status }) : undefined;
};
const methods = (authURL: string, state = 'aStateOfThirtyCharactersOrSo12') => {
  server.interfere = (method, when) =>
    method === 'GET' && when === 'before'
      ? Response.json({
          oauth2: { enabled: true, providers: [{ name: 'bitbucket', state, authURL, codeVerifier: '' }] },
        })
      : undefined;
};

describe('a login', () => {
  it('is as an application of PocketBase’s has it: at Bitbucket, and back to PocketBase’s callback', async () => {
    await write({ enabled: true, providers: [provider] });
    const { url, hold } = await prepared();
    const { origin, pathname, searchParams } = new URL(url);
    expect(origin + pathname).toBe('https://bitbucket.org/site/oauth2/authorize');
    expect(searchParams.getAll('redirect_uri')).toEqual([callback]);
    expect(searchParams.get('client_id')).toBe('theKey');
    expect(hold).toEqual({ address: callback, at: `${callback}/keyferry`, state: searchParams.get('state') });
    // An application has no superuser's token.
    expect(server.sent.map((each) => each.authorization)).toEqual([undefined]);
  });

  it('is not for a collection whose providers are switched off, or that has lost this one', async () => {
    await write({ enabled: false, providers: [provider] });
    expect(await prepare()).toMatchObject({
      kind: 'refused',
      cause: { kind: 'not-for-login', name: 'bitbucket', id: '_pb_users_auth_' },
    });
    await write({ enabled: true, providers: [] });
    expect(await prepare()).toEqual({ kind: 'refused', cause: { kind: 'changed-since' } });
  });

  it.each([
    ['elsewhere', 'https://evil.example/site/oauth2/authorize?redirect_uri='],
    ['at another page of Bitbucket’s', 'https://bitbucket.org/account?redirect_uri='],
    ['without encryption', 'http://bitbucket.org/site/oauth2/authorize?redirect_uri='],
    ['at another port', 'https://bitbucket.org:8443/site/oauth2/authorize?redirect_uri='],
    ['with a name before it', 'https://me@bitbucket.org/site/oauth2/authorize?redirect_uri='],
    ['at nothing', 'authorize'],
  ])('is not opened %s', async (_, authURL) => {
    methods(authURL);
    expect(await prepare()).toEqual({ kind: 'refused', cause: { kind: 'unexpected-answer', status: 200 } });
  });

  it.each(['short', 'a state that is a rule (.*)$ of its own', ''])(
    'is not opened with a state like %j',
    async (state) => {
      methods('https://bitbucket.org/site/oauth2/authorize?redirect_uri=', state);
      expect((await prepare()).kind).toBe('refused');
    },
  );
});

describe('what its window shows', () => {
  const authorize = 'https://bitbucket.org/site/oauth2/authorize?client_id=k';
  it.each([
    [authorize, 'Invalid redirect_uri — Bitbucket', { kind: 'failed', why: 'callback' }],
    [authorize, 'Invalid client_id', { kind: 'failed', why: 'client' }],
    [authorize, 'Confirm access to your account', undefined],
    ['https://evil.example/site/oauth2/authorize', 'Invalid redirect_uri', undefined],
    [`https://${host}/_/#/auth/oauth2-redirect-failure`, 'PocketBase', { kind: 'failed', why: 'end-missed' }],
    [`https://${host}/_/#/auth/oauth2-redirect-success`, '', { kind: 'failed', why: 'end-missed' }],
    [`https://${host}/_/#/collections`, '', undefined],
    [`${callback}/keyferry?error=access_denied`, '', { kind: 'end' }],
    [`${callback}?code=c`, '', undefined],
  ])('%s, titled %j', (url, title, read) => {
    expect(readLogin(host, { url, title })).toEqual(read);
  });

  it('is read where PocketBase has a port and a path as well', () => {
    const at = 'acme.example:8090/pb';
    const end = `https://${at}/api/oauth2-redirect/keyferry?code=c`;
    expect(readLogin(at, { url: end, title: '' })).toEqual({ kind: 'end' });
    const over = `https://${at}/_/#/auth/oauth2-redirect-failure`;
    expect(readLogin(at, { url: over, title: '' })).toEqual({ kind: 'failed', why: 'end-missed' });
    expect(readLogin(at, { url: end.replace('/pb', ''), title: '' })).toBeUndefined();
  });
});

describe('the end', () => {
  const finish = async () => {
    await write({ enabled: true, providers: [provider] });
    const { memo, hold } = await prepared();
    const end = `${hold?.at}?code=theCode&state=${hold?.state}`;
    return server.session().finishLogin(memo, end);
  };
  const record = {
    id: 'abcdefghijklmno',
    collectionName: 'users',
    email: 'mira@acme.example',
    tokenKey: 'secret',
    name: '',
  };
  const meta = {
    name: 'Mira',
    email: 'mira@acme.example',
    avatarURL: 'https://a.example/',
    accessToken: 'at',
  };

  it('with a Secret that Bitbucket refuses is told in PocketBase’s own words, which name no cause', async () => {
    answering({ status: 400, message: 'Failed to fetch OAuth2 token.', data: {} }, 400);
    expect(await finish()).toEqual({
      kind: 'failed',
      why: 'no-token',
      said: { by: 'PocketBase', code: '400', text: 'Failed to fetch OAuth2 token.' },
    });
  });

  it.each([
    ['that PocketBase refuses otherwise', { status: 403, message: 'The collection is not configured.' }, 403],
    ['without a record', { token: 'aToken' }, 200],
  ])('%s tells of nobody', async (_, body, status) => {
    answering(body, status);
    expect((await finish()).kind).toBe('no-answer');
  });

  describe('at which one more proof is asked for', () => {
    const at = (seconds: number) => `2026-11-27 10:00:0${seconds}.500Z`;
    /** As PocketBase has them: its half of a proof, the record, and the record's links. */
    const answers = (record: number, links: { provider: string; created: string }[]): object[] => [
      { collectionRef: '_pb_users_auth_', recordRef: 'abcdefghijklmno', created: at(5) },
      { created: at(record) },
      { items: links },
    ];
    const bitbucket = { provider: 'bitbucket', created: at(5) };
    const finishHalf = async (given: object[]) => {
      await write({ enabled: true, providers: [provider] });
      const { memo, hold } = await prepared();
      server.interfere = (method, when) => {
        if (when === 'after') return undefined;
        if (method === 'POST') return Response.json({ mfaId: 'theProof' }, { status: 401 });
        const next = given.shift();
        return next ? Response.json(next) : Response.json({ status: 404 }, { status: 404 });
      };
      return server.session().finishLogin(memo, `${hold?.at}?code=theCode&state=${hold?.state}`);
    };

    it('tells that the pair is right, and whose account it made', async () => {
      expect(await finishHalf(answers(5, [bitbucket]))).toEqual({
        kind: 'failed',
        why: 'second-proof',
        made: { id: 'abcdefghijklmno' },
      });
    });

    it.each<[string, object[]]>([
      ['that was there before', answers(1, [bitbucket])],
      ['whose link was there before', answers(5, [{ ...bitbucket, created: at(1) }])],
      ['that has come with another provider', answers(5, [{ ...bitbucket, provider: 'github' }])],
      ['that has two links', answers(5, [bitbucket, { ...bitbucket, provider: 'github' }])],
      ['that has none', answers(5, [])],
      ['of which no time is told', [answers(5, [])[0] ?? {}, { id: 'x' }, { items: [bitbucket] }]],
      ['whose half of a proof may not be looked at', []],
    ])('claims no account %s', async (_, given) => {
      expect(await finishHalf(given)).toEqual({ kind: 'failed', why: 'second-proof' });
    });
  });

  it('tells who logged in, and nothing that opens anything', async () => {
    answering({ token: 'theirToken', record, meta: { ...meta, isNew: false } });
    const outcome = await finish();
    expect(outcome).toEqual({
      kind: 'logged-in',
      profile: {
        sub: 'abcdefghijklmno',
        name: 'Mira',
        picture: 'https://a.example/',
        email: 'mira@acme.example',
        claims: { id: 'abcdefghijklmno', collectionName: 'users', email: 'mira@acme.example', name: '' },
      },
    });
    expect(server.sent.at(-1)).toMatchObject({ authorization: undefined, body: { redirectURL: callback } });
  });

  it('tells of an account only where PocketBase says that it is new', async () => {
    answering({ token: 'theirToken', record, meta: { ...meta, isNew: true } });
    expect(await finish()).toMatchObject({ made: { id: 'abcdefghijklmno' } });
    answering({ token: 'theirToken', record, meta });
    expect(await finish()).not.toHaveProperty('made');
  });

  it('uses a code once, whatever becomes of the answer', async () => {
    server.interfere = (method, when) => {
      if (method === 'POST' && when === 'after') throw new TypeError('connection reset');
      return undefined;
    };
    expect((await finish()).kind).toBe('no-answer');
    expect(server.sent.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it('on another host is none', async () => {
    const api = { askOpenly: () => Promise.reject(new Error('it was asked')) } as never;
    const memo = new Secret(JSON.stringify({ state: 's', codeVerifier: '' }));
    const at = `https://evil.example/api/oauth2-redirect/keyferry?code=c&state=s`;
    expect(await finishLogin({ api, server: host, collection: 'users' }, memo, at)).toEqual({
      kind: 'invalid-answer',
    });
  });
});
