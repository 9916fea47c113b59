// @vitest-environment node
import { beforeEach, describe, expect, it } from 'vitest';
import { bitbucketApp } from '../../standins/bitbucket';
import { pageSettings } from '../../standins/bitbucket/pages';
import { BitbucketStore, type Consumer, consumerFields } from '../../standins/bitbucket/store';

// The stand-in answers as Bitbucket's OAuth server was seen to: the extension's tests are worth no more than this.

let store: BitbucketStore;
let app: ReturnType<typeof bitbucketApp>;
let cookie: string;
let csrf: string;
let consumer: Consumer;
beforeEach(() => {
  store = new BitbucketStore();
  const mira = store.addAccount({
    username: 'mira',
    displayName: 'Mira',
    password: 'x',
    email: 'mira@acme.example',
  });
  store.addWorkspace('acme', 'Acme', [mira]);
  app = bitbucketApp({ store, settings: pageSettings({}) });
  const session = store.startSession(mira);
  cookie = `cloud.session.token=${session.cookie}`;
  csrf = session.csrf;
  consumer = store.addConsumer('acme', 'clients', consumerFields('Login', { scopes: ['account'] }));
});

const callback = 'https://acme.eu.auth0.com/login/callback';
const basic = (key: string, secret: string) => `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`;
const authorize = (query: Record<string, string>, init: RequestInit = {}) =>
  app.request(`https://bitbucket.org/site/oauth2/authorize?${new URLSearchParams(query)}`, {
    ...init,
    headers: { ...init.headers, cookie },
  });
const good = () => ({ client_id: consumer.key, response_type: 'code', redirect_uri: callback, state: 's' });

async function token(fields: Record<string, string>, authorization?: string) {
  const answer = await app.request('https://bitbucket.org/site/oauth2/access_token', {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      ...(authorization ? { authorization } : {}),
    },
    body: new URLSearchParams(fields).toString(),
  });
  return { status: answer.status, body: await answer.json() };
}

it('makes credentials of the lengths that were seen', () => {
  const old = store.addConsumer('acme', 'consumers', consumerFields('Old'));
  expect([old.key, old.secret, consumer.key, consumer.secret].map((each) => each.length)).toEqual([
    18, 32, 32, 76,
  ]);
});

describe('authorize', () => {
  it.each([
    ['an unknown client', { client_id: 'nobody' }, 'Invalid client_id'],
    ['another callback', { redirect_uri: 'https://acme.eu.auth0.com/other' }, 'Invalid redirect_uri'],
    [
      'a callback with another scheme',
      { redirect_uri: callback.replace('https', 'http') },
      'Invalid redirect_uri',
    ],
    ['a callback that only begins alike', { redirect_uri: `${callback}.evil` }, 'Invalid redirect_uri'],
  ])('shows a page for %s, and never redirects', async (_, change, title) => {
    const answer = await authorize({ ...good(), ...change });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toMatch(new RegExp(`${title}.*This integration is misconfigured`, 's'));
  });

  it('takes a callback that extends the registered one', async () => {
    expect((await authorize({ ...good(), redirect_uri: `${callback}/more` })).status).toBe(200);
  });

  it('redirects with invalid_scope for more than the consumer has', async () => {
    const answer = await authorize({ ...good(), scope: 'account wiki' });
    const target = new URL(answer.headers.get('location') ?? '');
    expect(Object.fromEntries(target.searchParams)).toMatchObject({ error: 'invalid_scope', state: 's' });
    expect(target.searchParams.get('error_description')).toContain('is not valid for client scope [account]');
  });

  it('asks for consent, with a CSRF token, and redirects with a code or access_denied', async () => {
    expect(await (await authorize(good())).text()).toMatch(/Confirm access to your account.*Grant access/s);
    const answer = (action: string, token_: string) =>
      authorize(good(), {
        method: 'POST',
        body: new URLSearchParams({ action, csrfmiddlewaretoken: token_ }),
      });
    expect((await answer('approve', 'forged')).status).toBe(403);
    expect((await answer('deny', csrf)).headers.get('location')).toContain('error=access_denied');
    expect((await answer('approve', csrf)).headers.get('location')).toMatch(/[?&]code=/);
  });
});

describe('the token endpoint', () => {
  const credentials = { grant_type: 'client_credentials' };
  it.each([
    [
      'a wrong pair',
      () => token(credentials, basic(consumer.key, 'wrong')),
      'unauthorized_client',
      'Invalid OAuth client credentials',
    ],
    [
      'no pair',
      () => token(credentials),
      'unauthorized_client',
      'Requests must be authenticated using OAuth client credentials',
    ],
    [
      'a public consumer',
      () => token(credentials, basic(consumer.key, consumer.secret)),
      'invalid_grant',
      'Cannot use client_credentials with a consumer marked as "public".',
    ],
    [
      'another grant',
      () => token({ grant_type: 'password' }, basic(consumer.key, consumer.secret)),
      'invalid_grant',
      'Unsupported grant type: password',
    ],
    [
      'a consumer without callback',
      () => {
        consumer.callbackUrl = '';
        return token(credentials, basic(consumer.key, consumer.secret));
      },
      'invalid_request',
      'No callback uri defined for the OAuth client.',
    ],
  ])('refuses %s', async (_, send, error, description) => {
    const { status, body } = await send();
    expect(status).toBe(400);
    expect(body).toEqual({ error, error_description: expect.stringContaining(description) });
  });

  it('refuses JSON', async () => {
    const answer = await app.request('https://bitbucket.org/site/oauth2/access_token', {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: basic(consumer.key, consumer.secret) },
      body: JSON.stringify(credentials),
    });
    expect(await answer.json()).toEqual({
      error: 'invalid_grant',
      error_description: 'Unsupported grant type: None',
    });
  });

  it('exchanges a code once, and rotates refresh tokens', async () => {
    const account = store.accounts.get('mira');
    if (!account) throw new Error('no account');
    const code = store.issueCode({
      consumer,
      account,
      scopes: new Set(['account', 'email']),
      redirectUri: callback,
      challenge: undefined,
    });
    const exchange = { grant_type: 'authorization_code', code, redirect_uri: callback };
    const own = basic(consumer.key, consumer.secret);
    const first = await token(exchange, own);
    expect(first.body).toMatchObject({ scopes: 'account', expires_in: 7200, token_type: 'bearer' });
    expect((await token(exchange, own)).body.error).toBe('invalid_grant');
    const refresh = { grant_type: 'refresh_token', refresh_token: first.body.refresh_token };
    expect((await token(refresh, own)).status).toBe(200);
    expect((await token(refresh, own)).body.error).toBe('invalid_grant');
  });
});

describe('the API', () => {
  const get = (path: string, scopes: string[], query = '') => {
    const account = store.accounts.get('mira');
    if (!account) throw new Error('no account');
    const { accessToken } = store.issueTokens(consumer, account, new Set(scopes));
    return query
      ? app.request(`https://api.bitbucket.org/2.0/${path}?access_token=${accessToken}`)
      : app.request(`https://api.bitbucket.org/2.0/${path}`, {
          headers: { authorization: `Bearer ${accessToken}` },
        });
  };

  it('gives the user without an address, and the addresses apart', async () => {
    const user = await (await get('user', ['account'])).json();
    expect(user.uuid).toMatch(/^\{.+\}$/);
    expect(JSON.stringify(user)).not.toContain('mira@acme.example');
    expect((await (await get('user/emails', ['email'])).json()).values[0]).toMatchObject({
      email: 'mira@acme.example',
      is_primary: true,
    });
  });

  it('names the scope that is missing', async () => {
    const answer = await get('user', ['team']);
    expect(answer.status).toBe(403);
    expect((await answer.json()).error).toEqual({
      message: 'Your credentials lack one or more required privilege scopes.',
      detail: { required: ['account'], granted: ['team'] },
    });
  });

  it('takes a token in the header only', async () => {
    expect((await get('user', ['account'], 'query')).status).toBe(401);
  });
});

describe('the pages', () => {
  const page = (path: string, init: RequestInit = {}) =>
    app.request(`https://bitbucket.org${path}`, { ...init, headers: { ...init.headers, cookie } });

  it('of the other generation are gone', async () => {
    expect((await page('/acme/workspace/settings/oauth-consumers')).status).toBe(404);
    expect((await page('/acme/workspace/settings/oauth-clients')).status).toBe(200);
  });

  it('can be switched for one request and those that follow it in the same browser, list and form apart', async () => {
    const pages = JSON.stringify({ list: 'consumers', form: 'clients', language: 'de' });
    const switched = await page(
      `/acme/workspace/settings/oauth-consumers?standin=${encodeURIComponent(pages)}`,
    );
    expect(await switched.text()).toContain('<h1>OAuth-Consumer</h1>');
    const kept = switched.headers.get('set-cookie')?.split(';')[0] ?? '';
    const next = await app.request('https://bitbucket.org/acme/workspace/settings/oauth-clients/create', {
      headers: { cookie: `${cookie}; ${kept}` },
    });
    expect(next.status).toBe(200);
    expect((await page('/acme/workspace/settings/oauth-consumers')).status).toBe(404);
  });

  it.each([
    ['2012', '/account/user/acme/api'],
    ['2015', '/account/user/acme/api'],
    ['consumers', '/acme/workspace/settings/api'],
    ['clients', '/acme/workspace/settings/oauth-clients'],
  ])('of %s are at %s', async (list, path) => {
    const asked = encodeURIComponent(JSON.stringify({ list }));
    expect((await page(`${path}?standin=${asked}`)).status).toBe(200);
  });

  describe('of the older generations, drawn with AUI', () => {
    const asked = (pages: object) => encodeURIComponent(JSON.stringify(pages));
    const older = asked({ list: 'consumers', form: 'consumers' });
    const list = `/acme/workspace/settings/oauth-consumers?standin=${older}`;
    const text = async (path: string) => (await page(path)).text();
    const send = (path: string, fields: string[][]) =>
      page(`${path}?standin=${older}`, {
        method: 'POST',
        body: new URLSearchParams([['csrfmiddlewaretoken', csrf], ...fields]),
      });

    it('bring its sheet, its script and what the sheet refers to', async () => {
      const inPage = [...(await text(list)).matchAll(/(?:href|src)="(\/static\/[^"]+)"/g)].map(
        ([, path]) => path ?? '',
      );
      expect(inPage).toHaveLength(3);
      const sheet = inPage.find((path) => path.endsWith('.css')) ?? '';
      const inSheet = [...(await text(sheet)).matchAll(/url\((?!["']?data:)([^)?#]+)/g)].map(
        ([, path = '']) => new URL(path, `https://bitbucket.org${sheet}`).pathname,
      );
      expect(inSheet).toContainEqual(expect.stringMatching(/\.woff$/));
      for (const path of [...inPage, ...inSheet]) {
        const answer = await page(path);
        expect([path, answer.status]).toEqual([path, 200]);
        expect(answer.headers.get('content-type')).toMatch(/javascript|css|font|image/);
      }
    });

    it.each([
      'nothing.js',
      '..%2f..%2fpackage.json',
      '%2e%2e/package.json',
      'fonts/../../../package.json',
      '',
    ])('serve nothing at "%s"', async (name) => {
      expect((await page(`/static/aui/${name}`)).status).toBe(404);
    });

    it('add, edit and delete', async () => {
      const root = '/acme/workspace/settings/oauth-consumers';
      const add = (fields: string[][]) => send(`${root}/new`, fields);
      expect(await (await add([['name', '']])).text()).toMatch(
        /aui-message-error.*<div class="error">This field is required\.<\/div>/s,
      );
      await add([
        ['name', 'Old'],
        ['scopes', 'account'],
      ]);
      const made = store.consumers.find((each) => each.name === 'Old');
      expect(made?.scopes).toEqual(['account', 'email']);
      expect(await text(list)).toMatch(
        new RegExp(`aui-message-success.*was added.*data-id="${made?.id}".*extra-info.*${made?.secret}`, 's'),
      );
      expect(await text(`${root}/${made?.id}/edit?standin=${older}`)).toMatch(
        /value="email"\s+data-implies=""\s+checked disabled/,
      );
      await send(`${root}/${made?.id}/edit`, [['name', 'New']]);
      expect(made?.name).toBe('New');
      await send(`${root}/${made?.id}/delete`, []);
      expect(store.consumers).toEqual([consumer]);
    });

    it('take the form of 2012 from its dialog, and show the new pair or what is wrong', async () => {
      const pages = asked({ list: '2012', form: '2012' });
      const account = `/account/user/acme/api?standin=${pages}`;
      const add = () =>
        page(account, {
          method: 'POST',
          body: new URLSearchParams({ csrfmiddlewaretoken: csrf, name: 'Old' }),
        });
      await add();
      expect(await text(account)).toMatch(/class="revealed".*oauth-secret.*id="bb-add-consumer-dialog"/s);
      await add();
      expect(await text(account)).toMatch(/aui-message-error.*already have a consumer/s);
    });

    it('leave the drawn variant and the newer pages without it', async () => {
      const drawn = asked({ list: 'consumers', look: 'drawn' });
      expect(await text(`/acme/workspace/settings/oauth-consumers?standin=${drawn}`)).not.toContain(
        '/static/aui/',
      );
      expect(await text('/acme/workspace/settings/oauth-clients')).not.toContain('/static/aui/');
    });
  });

  it('change nothing without their CSRF token', async () => {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Forged' }),
    };
    expect((await page('/!api/internal/workspaces/acme/oauth-clients', init)).status).toBe(403);
    expect(store.consumers).toHaveLength(1);
  });

  it('send the secret of a client once, and never in the list', async () => {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-csrftoken': csrf },
      body: JSON.stringify({
        name: 'New',
        authorizationCode: true,
        callbackUrl: callback,
        scopes: ['account'],
      }),
    };
    const made = await (await page('/!api/internal/workspaces/acme/oauth-clients', init)).json();
    expect(made.secret).toHaveLength(76);
    expect(await (await page('/!api/internal/workspaces/acme/oauth-clients')).text()).not.toContain(
      made.secret,
    );
  });

  it('send to the sign-in who is not logged in', async () => {
    const answer = await app.request('https://bitbucket.org/acme/workspace/settings/oauth-clients');
    expect(answer.headers.get('location')).toMatch(/^https:\/\/id\.atlassian\.com\/login\?continue=/);
  });
});
