// @vitest-environment node
import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import { supabaseApp } from '../../standins/supabase';
import { backFor } from '../../standins/supabase/login';
import { firstConfig, SupabaseStore } from '../../standins/supabase/store';

// The stand-in for Supabase, compared with what is known of the real one.

const ref = 'abcdefghijklmnopqrst';
let store: SupabaseStore;
let app: ReturnType<typeof supabaseApp>;
beforeEach(() => {
  store = new SupabaseStore(ref);
  app = supabaseApp(store, async (url) =>
    url.endsWith('access_token')
      ? { status: 200, body: { access_token: 'a' } }
      : url.endsWith('emails')
        ? { status: 200, body: { values: [{ email: 'mira@acme.example', is_primary: true }] } }
        : { status: 200, body: { display_name: 'Mira Vogel' } },
  );
  store.config.external_bitbucket_enabled = true;
});

async function call(method: string, path: string, body?: unknown, token = store.addToken()) {
  const answer = await app.request(`https://api.supabase.com/v1/projects${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}
const config = `/${ref}/config/auth`;

describe('the Management API', () => {
  it('merges what is sent, and tells all of it, the Secret as a digest', async () => {
    const secret = 'PXTGu8Umm4FCmPV4tfd6YLpdkNEHcdrN';
    const sent = { external_bitbucket_client_id: 'theKey', external_bitbucket_secret: secret };
    const { status, body } = await call('PATCH', config, sent);
    expect(status).toBe(200);
    const told = {
      ...firstConfig,
      external_bitbucket_enabled: true,
      external_bitbucket_client_id: 'theKey',
      external_bitbucket_secret: createHash('sha256').update(secret).digest('hex'),
    };
    expect(body).toEqual(told);
    expect((await call('GET', config)).body).toEqual(told);
  });

  it('takes no key that it does not know, and no value of another type', async () => {
    for (const body of [{ external_bitbucket_scopes: 'email' }, { external_bitbucket_enabled: 'yes' }, []])
      expect((await call('PATCH', config, body)).status).toBe(400);
    expect(store.config).toEqual({ ...firstConfig, external_bitbucket_enabled: true });
  });

  it('names each project by its reference', async () => {
    const projects = v.array(v.object({ ref: v.pipe(v.string(), v.regex(/^[a-z]{20}$/)), name: v.string() }));
    expect(v.is(projects, (await call('GET', '')).body)).toBe(true);
  });

  it.each([
    ['no token of anybody’s', 401, () => call('GET', config, undefined, 'sbp_x')],
    ['one without the permission', 403, () => call('GET', config, undefined, store.addToken([]))],
    [
      'one with half of what a write takes',
      403,
      () => call('PATCH', config, {}, store.addToken(['auth_config_write'])),
    ],
    ['another project', 404, () => call('GET', '/zyxwvutsrqponmlkjihg/config/auth')],
  ])('refuses %s', async (_, status, ask) => {
    const answer = await ask();
    expect(answer.status).toBe(status);
    expect(v.is(v.strictObject({ message: v.string() }), answer.body)).toBe(true);
  });

  it('says how many requests it takes, and in how many seconds it takes more', async () => {
    store.callsLeft = 1;
    const first = await call('GET', config);
    expect([first.status, first.headers.get('x-ratelimit-limit')]).toEqual([200, '120']);
    const second = await call('GET', config);
    expect([second.status, second.headers.get('x-ratelimit-reset')]).toEqual([429, '60']);
  });
});

describe('a login', () => {
  const own = 'https://x.chromiumapp.org/keyferry-login-test?state=aB_-9';
  const verifier = 'v'.repeat(43);
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const pkce = { code_challenge: challenge, code_challenge_method: 's256' };

  const authorize = async (query: Record<string, string>) => {
    const all = new URLSearchParams({ provider: 'bitbucket', redirect_to: own, ...query });
    return app.request(`https://${store.host}/auth/v1/authorize?${all}`);
  };
  const logIn = async (query: Record<string, string>, answer: Record<string, string> = { code: 'c' }) => {
    const led = new URL((await authorize(query)).headers.get('location') ?? '');
    const back = new URLSearchParams({ ...answer, state: led.searchParams.get('state') ?? '' });
    const answered = await app.request(`https://${store.host}/auth/v1/callback?${back}`);
    return new URL(answered.headers.get('location') ?? '');
  };
  const exchange = (code: string | null, code_verifier = verifier, apikey = store.keys.publishable) =>
    app.request(`https://${store.host}/auth/v1/token?grant_type=pkce`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(apikey === '' ? {} : { apikey }) },
      body: JSON.stringify({ auth_code: code, code_verifier }),
    });

  it('goes to Bitbucket with the callback of the project, or of its own domain', async () => {
    const callbackIn = async () =>
      new URL((await authorize(pkce)).headers.get('location') ?? '').searchParams.get('redirect_uri');
    expect(await callbackIn()).toBe(`https://${ref}.supabase.co/auth/v1/callback`);
    store.customDomain = 'login.acme.example';
    expect(await callbackIn()).toBe('https://login.acme.example/auth/v1/callback');
    store.config.external_bitbucket_enabled = false;
    expect((await authorize(pkce)).status).toBe(400);
  });

  it.each([
    ['', false],
    ['https://x.chromiumapp.org/', false],
    ['https://x.chromiumapp.org/*', true],
    ['https://x.chromiumapp.org/keyferry-login-test?state=*', true],
    ['https://x.chromiumapp.org/keyferry-login-test', false],
    ['https://*.chromiumapp.org/**', true],
    [' https://a.example , https://x.chromiumapp.org/** ', true],
    ['https://y.chromiumapp.org/**', false],
  ])('comes back where the list "%s" lets it: %s', (list, isAllowed) => {
    store.config.uri_allow_list = list;
    expect(backFor(store, own)).toBe(isAllowed ? own : store.config.site_url);
  });

  it('that may not come back ends at the site’s own address, without an error, and with tokens unless they are asked for by a code', async () => {
    const implicit = await logIn({});
    expect(implicit.origin).toBe(store.config.site_url);
    expect(new URLSearchParams(implicit.hash.slice(1)).get('access_token')).toBeTruthy();
    expect(implicit.search).toBe('');
    const coded = await logIn(pkce);
    expect(coded.origin).toBe(store.config.site_url);
    expect(coded.hash).toBe('');
  });

  it('keeps what stands in the address that it comes back to, and is exchanged once, by its verifier and a key', async () => {
    store.config.uri_allow_list = 'https://x.chromiumapp.org/**';
    const back = await logIn(pkce);
    expect(back.searchParams.get('state')).toBe('aB_-9');
    const code = back.searchParams.get('code');
    expect((await exchange(code, verifier, '')).status).toBe(401);
    expect((await exchange(code, verifier, 'sb_publishable_x')).status).toBe(401);
    expect((await exchange(code, 'w'.repeat(43))).status).toBe(400);
    const answer = await exchange(code);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({
      user: { email: 'mira@acme.example', user_metadata: { full_name: 'Mira Vogel' } },
    });
    expect((await exchange(code)).status).toBe(404);
  });

  it('that fails comes back with why, in query and fragment', async () => {
    store.config.uri_allow_list = 'https://x.chromiumapp.org/**';
    const refused = await logIn(pkce, { error: 'access_denied', error_description: 'Not today' });
    for (const query of [refused.searchParams, new URLSearchParams(refused.hash.slice(1))])
      expect(query.get('error_description')).toBe('Not today');
    app = supabaseApp(store, async () => ({ status: 400, body: { error: 'unauthorized_client' } }));
    const wrong = await logIn(pkce, { code: '8TNeRest' });
    expect(Object.fromEntries(wrong.searchParams)).toMatchObject({
      error: 'server_error',
      error_code: 'unexpected_failure',
      error_description: 'Unable to exchange external code: 8TNe',
    });
  });
});
