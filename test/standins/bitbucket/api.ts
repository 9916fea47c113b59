import { type Context, Hono } from 'hono';
import type { BitbucketContext } from './context';
import { collapse } from './scopes';

/** `api.bitbucket.org`: the user and the addresses, each only with its scope. Tokens in the header only (2026-05-04). */
export function apiRoutes({ store }: BitbucketContext): Hono {
  const app = new Hono();

  const withScope = (required: string, c: Context) => {
    const bearer = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? '';
    const token = store.accessTokens.get(bearer);
    if (!token || token.expiresAt < Date.now()) {
      const message = 'Access token expired. Use your refresh token to obtain a new access token.';
      return { kind: 'no' as const, answer: c.json({ type: 'error', error: { message } }, 401) };
    }
    c.header('x-oauth-scopes', collapse(token.scopes).join(', '));
    c.header('x-accepted-oauth-scopes', required);
    if (!token.scopes.has(required)) {
      const message = 'Your credentials lack one or more required privilege scopes.';
      const detail = { required: [required], granted: collapse(token.scopes) };
      return { kind: 'no' as const, answer: c.json({ type: 'error', error: { message, detail } }, 403) };
    }
    return { kind: 'yes' as const, account: token.account };
  };

  app.get('/api.bitbucket.org/2.0/user', (c) => {
    const access = withScope('account', c);
    if (access.kind === 'no') return access.answer;
    const { account } = access;
    return c.json({
      type: 'user',
      uuid: account.uuid,
      account_id: account.accountId,
      username: account.username,
      nickname: account.nickname,
      display_name: account.displayName,
      account_status: 'active',
      links: {
        self: { href: `https://api.bitbucket.org/2.0/users/${encodeURIComponent(account.uuid)}` },
        html: { href: `https://bitbucket.org/${encodeURIComponent(account.uuid)}/` },
        avatar: { href: `https://bitbucket.org/account/${account.username}/avatar/` },
      },
    });
  });

  app.get('/api.bitbucket.org/2.0/user/emails', (c) => {
    const access = withScope('email', c);
    if (access.kind === 'no') return access.answer;
    const values = access.account.emails.map((each) => ({
      type: 'email',
      email: each.email,
      is_primary: each.isPrimary,
      is_confirmed: each.isConfirmed,
    }));
    return c.json({ values, pagelen: 10, size: values.length, page: 1 });
  });

  return app;
}
