import { Hono } from 'hono';
import { html } from 'hono/html';
import { pathWithHost } from '../listen';
import { apiRoutes } from './api';
import { clientRoutes } from './clients';
import { consumerRoutes } from './consumers';
import { administered, type BitbucketContext, notFound, signedIn, toLogin } from './context';
import { plainPage, settingsPage } from './layout';
import { loginRoutes } from './login';
import { oauthRoutes } from './oauth';
import { settingsFor } from './pages';

export const bitbucketHosts = ['bitbucket.org', 'api.bitbucket.org', 'id.atlassian.com'] as const;

/** The parts of Bitbucket Cloud that setting up a login needs: sign-in, settings pages, OAuth server and API. */
export function bitbucketApp(context: BitbucketContext): Hono {
  const app = new Hono({ getPath: pathWithHost });
  app.route('/', loginRoutes(context));
  app.route('/', oauthRoutes(context));
  app.route('/', apiRoutes(context));
  app.route('/', clientRoutes(context));
  app.route('/', consumerRoutes(context));

  app.get('/bitbucket.org/account/:user/avatar/', (c) =>
    c.body(
      '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><rect width="64" height="64" fill="#1868db"/><circle cx="32" cy="25" r="11" fill="#fff"/><path d="M10 64a22 22 0 0 1 44 0z" fill="#fff"/></svg>',
      200,
      { 'content-type': 'image/svg+xml' },
    ),
  );

  app.get('/bitbucket.org/account/workspaces/', (c) => {
    const user = signedIn(context, c);
    if (!user) return toLogin(c);
    const own = [...context.store.workspaces.values()].filter((each) => each.members.has(user.account.uuid));
    const rows = own.map(
      (each) => html`<tr><td><a href="/${each.slug}/">${each.name}</a></td>
        <td>${each.administrators.has(user.account.uuid) ? html`<a class="button" href="/${each.slug}/workspace/settings">Manage</a>` : ''}</td></tr>`,
    );
    return c.html(
      plainPage(
        'Workspaces',
        user.account,
        html`<h1>Workspaces</h1><table class="list"><thead><tr><th>Workspace</th><th>Actions</th></tr></thead><tbody>${rows}</tbody></table>`,
      ),
    );
  });

  for (const [address, title] of [
    ['/bitbucket.org/account/settings/*', 'Account settings'],
    ['/bitbucket.org/account/apps', 'Develop apps'],
  ] as const) {
    app.get(address, (c) => {
      const user = signedIn(context, c);
      return user ? c.html(plainPage(title, user.account, html`<h1>${title}</h1>`)) : toLogin(c);
    });
  }

  app.get('/bitbucket.org/:workspace/workspace/settings', (c) => {
    const access = administered(context, c);
    if (access.kind === 'no') return access.answer;
    const { workspace, user } = access;
    const settings = settingsFor(c, context.settings);
    return c.html(
      settingsPage({
        title: 'Workspace settings',
        account: user.account,
        workspace,
        settings,
        current: 'settings',
        ...(settings.list === 'clients' ? {} : { generation: 'consumers' as const }),
        content: html`<h1>Workspace settings</h1><p>Name: ${workspace.name}</p><p>Workspace ID: ${workspace.slug}</p>`,
      }),
    );
  });

  app.get('/bitbucket.org/', (c) => {
    const user = signedIn(context, c);
    if (!user) return toLogin(c);
    return c.html(
      plainPage(
        'Your work',
        user.account,
        html`<h1>Your work</h1><p><a href="/account/workspaces/">Workspaces</a></p>`,
      ),
    );
  });

  app.notFound((c) => notFound(c, signedIn(context, c)?.account, settingsFor(c, context.settings).language));
  return app;
}
