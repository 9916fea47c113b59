import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { type Context, Hono } from 'hono';
import * as v from 'valibot';
import type { LoopbackRequest } from '../loopback';
import type { Flow, SupabaseStore, User } from './store';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const textIn = (value: unknown, key: string): string => (isRecord(value) ? String(value[key] ?? '') : '');

interface Failure {
  readonly error: string;
  readonly error_code: string;
  readonly error_description: string;
}
const failure = (error_description: string): Failure => ({
  error: 'server_error',
  error_code: 'unexpected_failure',
  error_description,
});

/** An entry of the list, as the server reads it: `**` is anything, `*` and `?` are anything without a dot or a slash. */
function matches(entry: string, address: string): boolean {
  const pattern = entry.replace(/\*\*|[*?]|[\\^$.|+()[\]{}]/g, (found) => {
    if (found === '**') return '.*';
    if (found === '*') return '[^./]*';
    return found === '?' ? '[^./]' : `\\${found}`;
  });
  return new RegExp(`^${pattern}$`).test(address);
}

/** Where a login comes back: at the requested address if that is allowed, and otherwise, without an error, at the site's own. */
export function backFor({ config }: SupabaseStore, redirectTo: string | undefined): string {
  const { site_url, uri_allow_list } = config;
  if (redirectTo === undefined || !URL.canParse(redirectTo)) return site_url;
  if (new URL(redirectTo).hostname === new URL(site_url).hostname) return redirectTo;
  const isAllowed = uri_allow_list
    .split(',')
    .map((each) => each.trim())
    .some((each) => each !== '' && matches(each, redirectTo));
  return isAllowed ? redirectTo : site_url;
}

const exchange = v.strictObject({ auth_code: v.string(), code_verifier: v.string() });

/** A project's own server for logins: authorize, the way through Bitbucket and back, and the exchange of a code. */
export function loginRoutes(store: SupabaseStore, send: LoopbackRequest): Hono {
  const app = new Hono();

  const hostOf = (c: Context): string => c.req.path.split('/')[1] ?? '';
  const callbackOn = (host: string) => `https://${host}/auth/v1/callback`;
  const refuse = (c: Context, code: 400 | 404, error_code: string, msg: string) =>
    c.json({ code, error_code, msg }, code);

  /** The gateway before it: every request needs one of the project's keys, except the two that browsers are led to. */
  const keyed = (c: Context): Response | undefined => {
    const key = c.req.header('apikey');
    if (key === undefined) return c.json({ message: 'No API key found in request' }, 401);
    return Object.values(store.keys).includes(key) ? undefined : c.json({ message: 'Invalid API key' }, 401);
  };

  app.get('/:host/auth/v1/settings', (c) => {
    const { external_bitbucket_enabled: bitbucket, disable_signup } = store.config;
    return keyed(c) ?? c.json({ external: { bitbucket }, disable_signup });
  });

  app.get('/:host/auth/v1/authorize', (c) => {
    const query = (name: string) => c.req.query(name);
    const { config } = store;
    if (query('provider') !== 'bitbucket' || !config.external_bitbucket_enabled)
      return refuse(c, 400, 'validation_failed', 'Unsupported provider: provider is not enabled');
    const value = query('code_challenge');
    const method = query('code_challenge_method')?.toLowerCase();
    if (value !== undefined && method !== 's256' && method !== 'plain')
      return refuse(c, 400, 'validation_failed', 'PKCE flow requires code_challenge_method');
    const host = store.customDomain ?? hostOf(c);
    const flow: Flow = {
      back: backFor(store, query('redirect_to')),
      challenge: value === undefined ? undefined : { value, method: method === 's256' ? 's256' : 'plain' },
      host,
    };
    const state = randomBytes(48).toString('base64url');
    store.flows.set(state, flow);
    const upstream = new URL('https://bitbucket.org/site/oauth2/authorize');
    upstream.search = new URLSearchParams({
      client_id: config.external_bitbucket_client_id,
      redirect_to: flow.back,
      redirect_uri: callbackOn(host),
      response_type: 'code',
      scope: 'account email',
      state,
    }).toString();
    return c.redirect(upstream.href);
  });

  const userFrom = async (code: string, host: string): Promise<User | Failure> => {
    const {
      external_bitbucket_client_id: key,
      external_bitbucket_secret: secret,
      disable_signup,
    } = store.config;
    const token = await send('https://bitbucket.org/site/oauth2/access_token', {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`,
      },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code,
        redirect_uri: callbackOn(host),
      }).toString(),
    });
    if (token.status !== 200) return failure(`Unable to exchange external code: ${code.slice(0, 4)}`);
    const headers = { authorization: `Bearer ${textIn(token.body, 'access_token')}` };
    const user = await send('https://api.bitbucket.org/2.0/user', { headers });
    const emails = await send('https://api.bitbucket.org/2.0/user/emails', { headers });
    const values: unknown[] =
      isRecord(emails.body) && Array.isArray(emails.body.values) ? emails.body.values : [];
    const primary = values.filter(isRecord).find((each) => each.is_primary === true);
    if (user.status !== 200 || !primary) return failure('Error getting user profile from external provider');
    const email = String(primary.email);
    if (disable_signup && !store.users.some((each) => each.email === email))
      return {
        error: 'access_denied',
        error_code: 'signup_disabled',
        error_description: 'Signups not allowed for this instance',
      };
    const links = isRecord(user.body) && isRecord(user.body.links) ? user.body.links : {};
    const name = textIn(user.body, 'display_name');
    return store.userOf(email, {
      avatar_url: textIn(links.avatar, 'href'),
      email,
      email_verified: primary.is_confirmed === true,
      full_name: name,
      name,
      provider_id: textIn(user.body, 'uuid'),
      sub: textIn(user.body, 'uuid'),
    });
  };

  const sessionOf = (user: User) => {
    const access_token = randomBytes(48).toString('base64url');
    const refresh_token = randomBytes(16).toString('base64url');
    store.sessions.push(access_token, refresh_token);
    return { access_token, refresh_token, token_type: 'bearer', expires_in: store.config.jwt_exp, user };
  };

  app.get('/:host/auth/v1/callback', async (c) => {
    const flow = store.flows.get(c.req.query('state') ?? '');
    if (!flow) return refuse(c, 400, 'bad_oauth_state', 'OAuth callback with invalid state');
    store.flows.delete(c.req.query('state') ?? '');
    const back = new URL(flow.back);
    const fail = (why: Failure) => {
      for (const [name, value] of Object.entries(why)) back.searchParams.set(name, value);
      back.hash = new URLSearchParams({ ...why }).toString();
      return c.redirect(back.href);
    };
    const error = c.req.query('error');
    if (error !== undefined)
      return fail({
        error,
        error_code: 'bad_oauth_callback',
        error_description: c.req.query('error_description') ?? '',
      });
    const user = await userFrom(c.req.query('code') ?? '', flow.host);
    if ('error' in user) return fail(user);
    if (flow.challenge) {
      const code = randomUUID();
      store.codes.set(code, { flow, user });
      back.searchParams.set('code', code);
      return c.redirect(back.href);
    }
    const { access_token, refresh_token } = sessionOf(user);
    back.hash = new URLSearchParams({ access_token, refresh_token, token_type: 'bearer' }).toString();
    return c.redirect(back.href);
  });

  app.post('/:host/auth/v1/token', async (c) => {
    const refused = keyed(c);
    if (refused) return refused;
    if (c.req.query('grant_type') !== 'pkce')
      return refuse(c, 400, 'invalid_credentials', 'unsupported_grant_type');
    const read = v.safeParse(exchange, await c.req.json().catch(() => undefined));
    if (!read.success)
      return refuse(
        c,
        400,
        'validation_failed',
        'invalid request: both auth code and code verifier should be non-empty',
      );
    const { auth_code, code_verifier } = read.output;
    const issued = store.codes.get(auth_code);
    if (!issued)
      return refuse(c, 404, 'flow_state_not_found', 'invalid flow state, no valid flow state found');
    const { challenge } = issued.flow;
    const answer =
      challenge?.method === 's256'
        ? createHash('sha256').update(code_verifier).digest('base64url')
        : code_verifier;
    if (challenge?.value !== answer)
      return refuse(
        c,
        400,
        'bad_code_verifier',
        'code challenge does not match previously saved code verifier',
      );
    store.codes.delete(auth_code);
    return c.json(sessionOf(issued.user));
  });

  return app;
}
