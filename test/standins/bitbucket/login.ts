import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { html } from 'hono/html';
import type { BitbucketContext } from './context';
import { plainPage } from './layout';
import type { Account } from './store';

/** Atlassian's sign-in (id.atlassian.com) and the way back to Bitbucket, which sets Bitbucket's session. */
export function loginRoutes(context: BitbucketContext): Hono {
  const app = new Hono();
  const tickets = new Map<string, Account>();

  const form = (next: string, csrf: string, error = '') =>
    plainPage(
      'Log in with Atlassian account',
      undefined,
      html`<h1>Log in to continue</h1>
      <form method="post" action="/login">
        <input type="hidden" name="csrf" value="${csrf}" /><input type="hidden" name="continue" value="${next}" />
        ${error && html`<p class="error" role="alert">${error}</p>`}
        <p><label for="username">Email</label><br /><input type="email" id="username" name="username" autocomplete="username" /></p>
        <p><label for="password">Password</label><br /><input type="password" id="password" name="password" autocomplete="current-password" /></p>
        <button class="primary" id="login-submit">Log in</button>
      </form>`,
    );

  app.get('/id.atlassian.com/login', (c) => {
    const csrf = randomBytes(16).toString('base64url');
    setCookie(c, 'atl.csrf', csrf, { secure: true, httpOnly: true, sameSite: 'Lax', path: '/' });
    return c.html(form(c.req.query('continue') ?? 'https://bitbucket.org/', csrf));
  });

  app.post('/id.atlassian.com/login', async (c) => {
    const fields = await c.req.parseBody();
    const csrf = getCookie(c, 'atl.csrf') ?? '';
    if (csrf === '' || fields.csrf !== csrf) return c.text('Forbidden: CSRF token missing or incorrect', 403);
    const next = String(fields.continue ?? '');
    const account = [...context.store.accounts.values()].find((each) =>
      each.emails.some((one) => one.isPrimary && one.email === fields.username),
    );
    if (!account || account.password !== fields.password) {
      return c.html(form(next, csrf, 'Incorrect email address and / or password.'), 401);
    }
    const ticket = randomBytes(16).toString('base64url');
    tickets.set(ticket, account);
    const back = new URL('https://bitbucket.org/socialauth/complete/atlassianid/');
    back.search = new URLSearchParams({ ticket, next }).toString();
    return c.redirect(back.href);
  });

  app.get('/bitbucket.org/socialauth/complete/atlassianid/', (c) => {
    const account = tickets.get(c.req.query('ticket') ?? '');
    if (!account) return c.text('Unknown ticket', 400);
    tickets.delete(c.req.query('ticket') ?? '');
    const { cookie, csrf } = context.store.startSession(account);
    const options = { secure: true, sameSite: 'Lax', path: '/' } as const;
    setCookie(c, 'cloud.session.token', cookie, { ...options, httpOnly: true });
    setCookie(c, 'csrftoken', csrf, options);
    const next = URL.parse?.(c.req.query('next') ?? '') ?? null;
    return c.redirect(next?.origin === 'https://bitbucket.org' ? next.href : 'https://bitbucket.org/');
  });

  return app;
}
