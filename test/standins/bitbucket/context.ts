import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { html } from 'hono/html';
import { plainPage } from './layout';
import type { PageSettings } from './pages';
import type { Account, BitbucketStore, Workspace } from './store';

/** What every part of the stand-in is given. */
export interface BitbucketContext {
  readonly store: BitbucketStore;
  /** Which generation of pages the workspaces have; tests may change it while running. */
  readonly settings: PageSettings;
}

export interface SignedIn {
  readonly account: Account;
  readonly csrf: string;
}

export function signedIn(context: BitbucketContext, c: Context): SignedIn | undefined {
  return context.store.sessions.get(getCookie(c, 'cloud.session.token') ?? '');
}

/** Sends to Atlassian's sign-in, as Bitbucket does, and back to the same address afterwards. */
export function toLogin(c: Context): Response {
  const url = new URL(c.req.url);
  const back = `https://bitbucket.org${url.pathname}${url.search}`;
  return c.redirect(`https://id.atlassian.com/login?continue=${encodeURIComponent(back)}`);
}

export const notFound = (c: Context, account: Account | undefined) =>
  c.html(
    plainPage(
      'Page not found',
      account,
      html`<h1>We can’t let you see this page</h1><p>To access this page, you may need to log in with another account. You can also return to the previous page or go back to your <a href="/">dashboard</a>.</p>`,
    ),
    404,
  );

/** The workspace of the address, for its administrators; anybody else gets the page that says no. */
export function administered(
  context: BitbucketContext,
  c: Context,
):
  | { kind: 'yes'; user: SignedIn; workspace: Workspace }
  | { kind: 'no'; answer: Response | Promise<Response> } {
  const user = signedIn(context, c);
  if (!user) return { kind: 'no', answer: toLogin(c) };
  const workspace = context.store.workspaces.get(c.req.param('workspace') ?? '');
  if (!workspace?.members.has(user.account.uuid)) return { kind: 'no', answer: notFound(c, user.account) };
  if (!workspace.administrators.has(user.account.uuid)) {
    const page = plainPage(
      'No access',
      user.account,
      html`<h1>You do not have access to this page</h1><p>Only administrators of ${workspace.name} can see its settings.</p>`,
    );
    return { kind: 'no', answer: c.html(page, 403) };
  }
  return { kind: 'yes', user, workspace };
}
