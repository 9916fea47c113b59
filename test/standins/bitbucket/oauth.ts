import { createHash } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { type BitbucketContext, signedIn, toLogin } from './context';
import { plainPage } from './layout';
import { collapse, expand, sentences } from './scopes';
import type { Consumer } from './store';

const misconfigured = (c: Context, what: string) =>
  c.html(
    plainPage(
      what,
      undefined,
      html`<h1>${what}</h1><p>This integration is misconfigured. Contact the vendor for assistance.</p>`,
    ),
    400,
  );

/** A `redirect_uri` has to extend the registered one; scheme, host and slashes count. */
const extendsRegistered = (registered: string, asked: string): boolean =>
  registered !== '' &&
  (asked === registered ||
    asked.startsWith(registered.endsWith('/') ? registered : `${registered}/`) ||
    asked.startsWith(`${registered}?`));

interface AuthorizeRequest {
  readonly consumer: Consumer;
  readonly redirectUri: string | undefined;
  readonly target: string;
  readonly state: string | undefined;
  readonly scopes: Set<string>;
  readonly challenge: { method: string; value: string } | undefined;
}

/** Bitbucket as an OAuth server: authorize with its consent page, and the token endpoint with its errors. */
export function oauthRoutes(context: BitbucketContext): Hono {
  const app = new Hono();
  const { store } = context;

  const read = (c: Context): AuthorizeRequest | Response | Promise<Response> => {
    const consumer = store.consumers.find((each) => each.key === c.req.query('client_id'));
    if (!consumer) return misconfigured(c, 'Invalid client_id');
    const redirectUri = c.req.query('redirect_uri');
    if (
      !consumer.authorizationCode ||
      (redirectUri !== undefined && !extendsRegistered(consumer.callbackUrl, redirectUri))
    ) {
      return misconfigured(c, 'Invalid redirect_uri');
    }
    const target = redirectUri ?? consumer.callbackUrl;
    if (target === '') return misconfigured(c, 'Invalid redirect_uri');
    const state = c.req.query('state');
    const asked = (c.req.query('scope') ?? '').split(' ').filter(Boolean);
    const granted = expand(consumer.scopes);
    if (c.req.query('response_type') !== 'code') {
      return back(
        target,
        state,
        { error: 'unsupported_response_type', error_description: 'Unsupported response type' },
        c,
      );
    }
    if (asked.some((scope) => !granted.has(scope))) {
      const error_description = `The scope used in the request [${asked.join(', ')}] is not valid for client scope [${collapse(granted).join(', ')}]`;
      return back(target, state, { error: 'invalid_scope', error_description }, c);
    }
    const value = c.req.query('code_challenge');
    return {
      consumer,
      redirectUri,
      target,
      state,
      scopes: asked.length > 0 ? expand(asked) : granted,
      challenge: value ? { value, method: c.req.query('code_challenge_method') ?? 'plain' } : undefined,
    };
  };

  const back = (target: string, state: string | undefined, answer: Record<string, string>, c: Context) => {
    const url = new URL(target);
    for (const [key, value] of Object.entries({ ...answer, ...(state ? { state } : {}) }))
      url.searchParams.set(key, value);
    return c.redirect(url.href);
  };

  app.get('/bitbucket.org/site/oauth2/authorize', (c) => {
    const request = read(c);
    if (request instanceof Response || request instanceof Promise) return request;
    const user = signedIn(context, c);
    if (!user) return toLogin(c);
    const granted = store.grants.get(`${user.account.uuid} ${request.consumer.key}`);
    if (granted && [...request.scopes].every((scope) => granted.has(scope))) {
      const code = store.issueCode({ ...request, account: user.account });
      return back(request.target, request.state, { code }, c);
    }
    return c.html(
      plainPage(
        'Confirm access to your account',
        user.account,
        html`<h1>Confirm access to your account</h1>
        <p><a href="${request.consumer.url || '#'}">${request.consumer.name}</a> is requesting access to the following:</p>
        <ul>${collapse(request.scopes).map((scope) => html`<li>${sentences[scope] ?? scope}</li>`)}</ul>
        <p class="help">This 3rd party vendor has not provided a privacy policy or terms of use. Atlassian's Privacy Policy is not applicable to the use of this App.</p>
        <form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="${user.csrf}" />
          <button class="primary" name="action" value="approve">Grant access</button> <button class="link" name="action" value="deny">Cancel</button></form>`,
      ),
    );
  });

  app.post('/bitbucket.org/site/oauth2/authorize', async (c) => {
    const request = read(c);
    if (request instanceof Response || request instanceof Promise) return request;
    const user = signedIn(context, c);
    if (!user) return toLogin(c);
    const fields = await c.req.parseBody();
    if (fields.csrfmiddlewaretoken !== user.csrf)
      return c.text('Forbidden: CSRF token missing or incorrect', 403);
    if (fields.action !== 'approve') {
      return back(
        request.target,
        request.state,
        { error: 'access_denied', error_description: 'The user denied access to the application' },
        c,
      );
    }
    store.grants.set(`${user.account.uuid} ${request.consumer.key}`, new Set(request.scopes));
    const code = store.issueCode({ ...request, account: user.account });
    return back(request.target, request.state, { code }, c);
  });

  const refuse = (c: Context, error: string, error_description: string, status: 400 | 401 = 400) =>
    c.json({ error, error_description }, status);

  app.post('/bitbucket.org/site/oauth2/access_token', async (c) => {
    const isForm = (c.req.header('content-type') ?? '').startsWith('application/x-www-form-urlencoded');
    const fields = isForm ? await c.req.parseBody() : {};
    const basic = /^Basic (.+)$/.exec(c.req.header('authorization') ?? '')?.[1];
    const [key, secret] = basic
      ? Buffer.from(basic, 'base64').toString('utf8').split(/:(.*)/s)
      : [fields.client_id, fields.client_secret];
    if (!key || !secret) {
      return refuse(
        c,
        'unauthorized_client',
        'Requests must be authenticated using OAuth client credentials',
      );
    }
    const consumer = store.consumers.find((each) => each.key === key && each.secret === secret);
    if (!consumer) return refuse(c, 'unauthorized_client', 'Invalid OAuth client credentials');
    if (consumer.callbackUrl === '') {
      return refuse(c, 'invalid_request', 'No callback uri defined for the OAuth client.');
    }
    const issue = (account: Parameters<typeof store.issueTokens>[1], scopes: ReadonlySet<string>) => {
      const { accessToken, refreshToken } = store.issueTokens(consumer, account, scopes);
      return c.json({
        access_token: accessToken,
        scopes: collapse(scopes).join(' '),
        expires_in: 7200,
        refresh_token: refreshToken,
        token_type: 'bearer',
        state: typeof fields.grant_type === 'string' ? fields.grant_type : '',
      });
    };

    switch (fields.grant_type) {
      case 'client_credentials': {
        if (!consumer.isPrivate) {
          return refuse(
            c,
            'invalid_grant',
            'Cannot use client_credentials with a consumer marked as "public". Calls for auto generated consumers should use urn:bitbucket:oauth2:jwt instead.',
          );
        }
        const owner = [...store.accounts.values()].find((each) =>
          store.workspaces.get(consumer.workspace)?.administrators.has(each.uuid),
        );
        return owner
          ? issue(owner, new Set(consumer.scopes))
          : refuse(c, 'invalid_grant', 'The workspace has no owner');
      }
      case 'authorization_code': {
        const code = store.codes.get(String(fields.code ?? ''));
        store.codes.delete(String(fields.code ?? ''));
        if (!code || code.consumer !== consumer || code.expiresAt < Date.now()) {
          return refuse(c, 'invalid_grant', 'The specified code is not valid.');
        }
        if (code.redirectUri !== undefined && code.redirectUri !== fields.redirect_uri) {
          return refuse(
            c,
            'invalid_request',
            'redirect_uri does not match the one used in the authorization request.',
          );
        }
        if (code.challenge) {
          const verifier = String(fields.code_verifier ?? '');
          const made =
            code.challenge.method === 'S256'
              ? createHash('sha256').update(verifier).digest('base64url')
              : verifier;
          if (made !== code.challenge.value) return refuse(c, 'invalid_grant', 'Invalid code_verifier.');
        }
        return issue(code.account, code.scopes);
      }
      case 'refresh_token': {
        const refresh = store.refreshTokens.get(String(fields.refresh_token ?? ''));
        if (!refresh || refresh.consumer !== consumer)
          return refuse(c, 'invalid_grant', 'Invalid refresh_token');
        store.refreshTokens.delete(String(fields.refresh_token));
        return issue(refresh.account, refresh.scopes);
      }
      default:
        return refuse(c, 'invalid_grant', `Unsupported grant type: ${fields.grant_type ?? 'None'}`);
    }
  });

  return app;
}
