import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { html } from 'hono/html';
import { plainPage } from './layout';
import { type PageSettings, settingsFor } from './pages';
import type { Account, BitbucketStore, Workspace } from './store';
import { type Language, sayIn } from './words';

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

export function notFound(c: Context, account: Account | undefined, language: Language = 'en') {
  const say = sayIn(language);
  const heading = say('We can’t let you see this page');
  const advice = say('To access this page, you may need to log in with another account.');
  const page = plainPage(
    say('Page not found'),
    account,
    html`<h1>${heading}</h1><p>${advice} <a href="/">${say('Return to your dashboard')}</a></p>`,
  );
  return c.html(page, 404);
}

/** The workspace in the address, for its administrators; anybody else gets the page that refuses. */
export function administered(
  context: BitbucketContext,
  c: Context,
):
  | { kind: 'yes'; user: SignedIn; workspace: Workspace }
  | { kind: 'no'; answer: Response | Promise<Response> } {
  const user = signedIn(context, c);
  if (!user) return { kind: 'no', answer: toLogin(c) };
  const part = c.req.param('workspace') ?? '';
  // Nobody knows whether Bitbucket redirects these, or shows them in place: the address tells, either way.
  const today = context.store.slugOf(part);
  if (today !== undefined) {
    const url = new URL(c.req.url);
    const [, , ...rest] = url.pathname.split('/');
    return {
      kind: 'no',
      answer: c.redirect(`https://bitbucket.org/${today}/${rest.join('/')}${url.search}`),
    };
  }
  const workspace = context.store.workspaces.get(part);
  const { language } = settingsFor(c, context.settings);
  if (!workspace?.members.has(user.account.uuid)) {
    return { kind: 'no', answer: notFound(c, user.account, language) };
  }
  if (!workspace.administrators.has(user.account.uuid)) {
    const say = sayIn(language);
    const heading = say('You do not have access to this page');
    const page = plainPage(
      say('No access'),
      user.account,
      html`<h1>${heading}</h1><p>${say('Only administrators of this workspace can see its settings.')} (${workspace.name})</p>`,
    );
    return { kind: 'no', answer: c.html(page, 403) };
  }
  return { kind: 'yes', user, workspace };
}
