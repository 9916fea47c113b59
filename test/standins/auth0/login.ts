import { createHash } from 'node:crypto';
import { runInNewContext } from 'node:vm';
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { LoopbackRequest } from '../loopback';
import { type Auth0Store, randomId, type Transaction, type UserProfile } from './store';

/** One of the tenant's own pages. */
export const page = (
  title: string,
  text: string,
) => html`<!doctype html><html lang="en"><head><meta charset="utf-8" /><title>${title}</title>
  <style>:root { color-scheme: light dark; } body { font: 16px/1.5 system-ui, sans-serif; display: grid; place-items: center; min-height: 90vh; } main { max-width: 480px; text-align: center; }</style></head>
  <body><main><h1>${title}</h1><p>${text}</p></main></body></html>`;

/** Where Auth0's own Bitbucket strategy goes. */
const bitbucketLogin = {
  authorize: 'https://bitbucket.org/site/oauth2/authorize',
  token: 'https://bitbucket.org/site/oauth2/access_token',
} as const;

type Failure = { readonly error: string; readonly description: string };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const textIn = (value: unknown, key: string): string => (isRecord(value) ? String(value[key] ?? '') : '');

/** Auth0 as an OpenID provider: authorize, the way through Bitbucket and back, tokens, keys and discovery. */
export function loginRoutes(store: Auth0Store, send: LoopbackRequest): Hono {
  const app = new Hono();

  const hostOf = (c: Context): string => c.req.path.split('/')[1] ?? '';
  const refusePage = (c: Context, title: string, text: string) => c.html(page(title, text), 403);

  app.get('/:host/.well-known/openid-configuration', (c) => {
    const origin = `https://${hostOf(c)}`;
    return c.json({
      issuer: `${origin}/`,
      authorization_endpoint: `${origin}/authorize`,
      token_endpoint: `${origin}/oauth/token`,
      userinfo_endpoint: `${origin}/userinfo`,
      jwks_uri: `${origin}/.well-known/jwks.json`,
      response_types_supported: ['code', 'token', 'id_token'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['HS256', 'RS256', 'PS256'],
      token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post', 'none'],
      code_challenge_methods_supported: ['S256', 'plain'],
      scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    });
  });

  app.get('/:host/.well-known/jwks.json', (c) =>
    c.json({ keys: [{ ...store.publicJwk, kid: store.keyId, use: 'sig', alg: 'RS256' }] }),
  );

  app.get('/:host/authorize', (c) => {
    const query = (name: string) => c.req.query(name);
    const client = [...store.clients, store.tester].find((each) => each.client_id === query('client_id'));
    if (!client)
      return refusePage(c, 'Oops!, something went wrong', `Unknown client: ${query('client_id') ?? ''}`);
    const redirectUri = query('redirect_uri') ?? '';
    if (!client.callbacks.includes(redirectUri)) {
      return refusePage(
        c,
        'Callback URL mismatch.',
        `The provided redirect_uri is not in the list of allowed callback URLs: ${redirectUri}`,
      );
    }
    const connection = store.connections.find((each) => each.name === query('connection'));
    if (!connection)
      return refusePage(c, 'Oops!, something went wrong', 'invalid_request: the connection was not found');
    if (!connection.isForLogin)
      return refusePage(c, 'Oops!, something went wrong', 'invalid_request: the connection is not for login');
    const isOpen = client === store.tester || (!client.is_first_party && connection.isDomainConnection);
    if (!isOpen && !connection.enabledClients.has(client.client_id)) {
      return refusePage(c, 'Oops!, something went wrong', 'invalid_request: the connection is not enabled');
    }
    if (query('response_type') !== 'code')
      return refusePage(c, 'Oops!, something went wrong', 'Unsupported response type');
    if (client.token_endpoint_auth_method === 'none' && query('code_challenge_method') !== 'S256') {
      return refusePage(c, 'Oops!, something went wrong', 'Parameter code_challenge is required');
    }
    const host = hostOf(c);
    const transaction: Transaction = {
      client,
      connection,
      redirectUri,
      state: query('state'),
      nonce: query('nonce'),
      scope: query('scope') ?? '',
      challenge: query('code_challenge'),
      host,
    };
    const state = randomId(32);
    store.transactions.set(state, transaction);
    const upstream = new URL(String(connection.options.authorizationURL ?? bitbucketLogin.authorize));
    const scope = [connection.options.scope ?? []].flat().join(' ');
    upstream.search = new URLSearchParams({
      response_type: 'code',
      client_id: String(connection.options.client_id ?? ''),
      redirect_uri: `https://${host}/login/callback`,
      state,
      ...(scope ? { scope } : {}),
    }).toString();
    return c.redirect(upstream.href);
  });

  /** Exchanges Bitbucket's code with the connection's own Key and Secret, and reads the profile. */
  const upstreamUser = async (transaction: Transaction, code: string): Promise<UserProfile | Failure> => {
    const { client_id, client_secret, tokenURL, scripts } = transaction.connection.options;
    const token = await send(String(tokenURL ?? bitbucketLogin.token), {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        authorization: `Basic ${Buffer.from(`${client_id}:${client_secret}`).toString('base64')}`,
      },
      body: new URLSearchParams({
        grant_type: 'authorization_code',
        code,
        redirect_uri: `https://${transaction.host}/login/callback`,
      }).toString(),
    });
    if (token.status !== 200) {
      return { error: textIn(token.body, 'error'), description: textIn(token.body, 'error_description') };
    }
    if (transaction.connection.strategy === 'oauth2') {
      const script = textIn(scripts, 'fetchUserProfile');
      return runProfileScript(script, textIn(token.body, 'access_token'), transaction.connection.name, send);
    }
    const headers = { authorization: `Bearer ${textIn(token.body, 'access_token')}` };
    const user = await send('https://api.bitbucket.org/2.0/user', { headers });
    if (user.status !== 200) {
      const error = isRecord(user.body) ? user.body.error : undefined;
      return { error: 'access_denied', description: textIn(error, 'message') };
    }
    const emails = await send('https://api.bitbucket.org/2.0/user/emails', { headers });
    const values: unknown[] =
      isRecord(emails.body) && Array.isArray(emails.body.values) ? emails.body.values : [];
    const primary = values.filter(isRecord).find((each) => each.is_primary === true);
    const links = isRecord(user.body) && isRecord(user.body.links) ? user.body.links : {};
    return {
      sub: `bitbucket|${textIn(user.body, 'uuid')}`,
      name: textIn(user.body, 'display_name'),
      nickname: textIn(user.body, 'nickname'),
      picture: textIn(links.avatar, 'href'),
      ...(primary ? { email: String(primary.email), email_verified: primary.is_confirmed === true } : {}),
    };
  };

  app.get('/:host/login/callback', async (c) => {
    const transaction = store.transactions.get(c.req.query('state') ?? '');
    if (!transaction)
      return refusePage(c, 'Oops!, something went wrong', 'Invalid state: the login was not started here');
    store.transactions.delete(c.req.query('state') ?? '');
    const back = new URL(transaction.redirectUri);
    if (transaction.state) back.searchParams.set('state', transaction.state);
    const fail = ({ error, description }: Failure) => {
      back.searchParams.set('error', error);
      back.searchParams.set('error_description', description);
      return c.redirect(back.href);
    };
    const upstreamError = c.req.query('error');
    if (upstreamError)
      return fail({ error: upstreamError, description: c.req.query('error_description') ?? '' });
    const user = await upstreamUser(transaction, c.req.query('code') ?? '');
    if ('error' in user) return fail(user);
    const code = randomId(43);
    store.codes.set(code, { transaction, user });
    back.searchParams.set('code', code);
    return c.redirect(back.href);
  });

  const claimsFor = (user: UserProfile, scope: string): Record<string, unknown> => {
    const asked = scope.split(' ');
    return {
      sub: user.sub,
      ...(asked.includes('profile')
        ? {
            name: user.name,
            nickname: user.nickname,
            picture: user.picture,
            updated_at: new Date().toISOString(),
          }
        : {}),
      ...(asked.includes('email') && user.email
        ? { email: user.email, email_verified: user.email_verified }
        : {}),
    };
  };

  app.post('/:host/oauth/token', async (c) => {
    const isJson = (c.req.header('content-type') ?? '').startsWith('application/json');
    const body: unknown = isJson ? await c.req.json().catch(() => ({})) : await c.req.parseBody();
    const field = (name: string) => textIn(body, name);
    const refuse = (status: 400 | 401 | 403, error: string, error_description: string) =>
      c.json({ error, error_description }, status);
    const client = store.clients.find((each) => each.client_id === field('client_id'));

    if (field('grant_type') === 'client_credentials') {
      if (!client || client.client_secret !== field('client_secret'))
        return refuse(401, 'access_denied', 'Unauthorized');
      const grant = store.clientGrants.find(
        (each) => each.client_id === client.client_id && each.audience === field('audience'),
      );
      if (field('audience') !== store.audience) {
        return refuse(403, 'access_denied', `Service not found: ${field('audience')}`);
      }
      if (!grant || !client.grant_types.includes('client_credentials')) {
        return refuse(403, 'access_denied', `Client is not authorized to access "${store.audience}".`);
      }
      const access_token = await store.managementToken(grant.scope);
      return c.json({ access_token, scope: grant.scope.join(' '), expires_in: 86_400, token_type: 'Bearer' });
    }

    if (field('grant_type') === 'authorization_code') {
      const issued = store.codes.get(field('code'));
      store.codes.delete(field('code'));
      if (!client || !issued || issued.transaction.client !== client)
        return refuse(403, 'invalid_grant', 'Invalid authorization code');
      const { transaction, user } = issued;
      if (client.token_endpoint_auth_method !== 'none' && client.client_secret !== field('client_secret')) {
        return refuse(401, 'access_denied', 'Unauthorized');
      }
      if (transaction.redirectUri !== field('redirect_uri'))
        return refuse(403, 'invalid_grant', 'The redirect URI is wrong.');
      const challenge = createHash('sha256').update(field('code_verifier')).digest('base64url');
      if (transaction.challenge !== undefined && transaction.challenge !== challenge) {
        return refuse(403, 'invalid_grant', 'Failed to verify code verifier');
      }
      const access_token = randomId(64);
      store.accessTokens.set(access_token, user);
      const id_token = await store.sign(
        { ...claimsFor(user, transaction.scope), ...(transaction.nonce ? { nonce: transaction.nonce } : {}) },
        { issuer: `https://${transaction.host}/`, audience: client.client_id, expiresIn: 36_000 },
      );
      return c.json({
        access_token,
        id_token,
        scope: transaction.scope,
        expires_in: 86_400,
        token_type: 'Bearer',
      });
    }
    return refuse(403, 'unsupported_grant_type', `Unsupported grant type: ${field('grant_type')}`);
  });

  app.get('/:host/userinfo', (c) => {
    const user = store.accessTokens.get(/^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1] ?? '');
    return user ? c.json(claimsFor(user, 'openid profile email')) : c.text('Unauthorized', 401);
  });

  return app;
}

/** Runs the script of a custom OAuth 2 connection as Auth0's sandbox does: isolated, with `request` and a callback. */
function runProfileScript(
  script: string,
  accessToken: string,
  connection: string,
  send: LoopbackRequest,
): Promise<UserProfile | Failure> {
  const failure = (error: unknown): Failure => ({
    error: 'access_denied',
    description: error instanceof Error ? error.message : String(error),
  });
  return new Promise((resolve) => {
    const callback = (error: unknown, profile?: unknown) => {
      if (error) return resolve(failure(error));
      const optional = isRecord(profile) && typeof profile.email === 'string' ? profile : undefined;
      resolve({
        sub: `oauth2|${connection}|${textIn(profile, 'user_id')}`,
        name: textIn(profile, 'name'),
        nickname: textIn(profile, 'nickname'),
        picture: textIn(profile, 'picture'),
        ...(optional
          ? { email: String(optional.email), email_verified: optional.email_verified === true }
          : {}),
      });
    };
    const get = (
      { url, headers }: { url: string; headers: Record<string, string> },
      then: (error: unknown, response?: { statusCode: number }, body?: string) => void,
    ) => {
      send(url, { headers }).then(
        ({ status, body }) =>
          then(null, { statusCode: status }, typeof body === 'string' ? body : JSON.stringify(body)),
        (error: unknown) => then(error),
      );
    };
    try {
      const run: unknown = runInNewContext(`(${script})`, { request: { get } });
      if (typeof run !== 'function') throw new TypeError('The script is no function');
      run(accessToken, {}, callback);
    } catch (error) {
      resolve(failure(error));
    }
  });
}
