import { type Context, Hono } from 'hono';
import { html, raw } from 'hono/html';
import { ApiError, makeConnection, turnClient } from '../auth0/management';
import { type Auth0Store, type Client, type Connection, randomId } from '../auth0/store';
import { dashboardPageCode } from './bundle';
import { explorerRoutes, logInFor } from './explorer';
import type { Draft, ShownApplication, ShownConnection } from './page/dashboard-api';
import type { DashboardStart } from './page/start';
import { listPath } from './pages';

export const dashboardHost = 'manage.auth0.com';

const kinds: Readonly<Record<Client['app_type'], string>> = {
  spa: 'Single Page Application',
  regular_web: 'Regular Web Application',
  native: 'Native',
  non_interactive: 'Machine to Machine',
};

/** As on Auth0's pages: nothing comes from elsewhere, except styles that their components write. */
const policy = "default-src 'self'; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'";

const styles = `
  /* As the pictures have it since 2025; both sets of components would write capitals. */
  button, button span, .MuiTab-root { text-transform: none !important; letter-spacing: normal !important; }
  body { margin: 0; font: 14px/1.5 system-ui, sans-serif; }
  .frame { display: grid; grid-template-columns: 220px minmax(0, 1fr); gap: 32px; padding: 16px; }
  .head { display: flex; gap: 16px; align-items: center; margin-block: 16px; }
  .head > :last-child { margin-inline-start: auto; display: flex; gap: 8px; }
  .section { display: grid; grid-template-columns: 1fr 2fr; gap: 24px; padding-block: 24px; border-bottom: 1px solid #ddd; }
  .box { display: flex; align-items: center; gap: 4px; }
  .cards { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 12px; padding: 0; list-style: none; }
  .provider { display: flex; align-items: center; gap: 8px; width: 100%; padding: 12px; border: 1px solid #ddd; background: #fff; font: inherit; }
  .card { border: 1px solid #ddd; padding: 16px; background: #fff; }
  .end { text-align: end; }
  .menu { position: relative; }
  .menu [role=menu] { position: absolute; inset: 100% 0 auto auto; z-index: 1; display: grid; background: #fff; border: 1px solid #ddd; }
  input.masked, .masked input { -webkit-text-security: disc; }
  .tour { position: fixed; top: 30%; left: 30%; width: 40%; z-index: 2000; box-shadow: 0 8px 32px #0004; }
  .banner { position: fixed; inset: auto 0 0; padding: 16px; background: #fff; border-top: 1px solid #ddd; z-index: 2001; }
`;

const smallPage = (title: string, content: unknown) => html`<!doctype html>
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <title>${title}</title>
    </head>
    <body>
      <h1>${title}</h1>
      ${content}
    </body>
  </html>`;

/**
 * The part of the tenant's dashboard that a person is led to: its social connections, from the list to the test of one, and the
 * API Explorer. It has the Management API's state; the person who is logged in may also see another tenant, which is empty.
 */
export function dashboardRoutes(store: Auth0Store): Hono {
  const app = new Hono();
  const { explorer, dashboard } = store.settings;
  const csrf = randomId(32);

  for (const generation of ['classic', 'redesigned'] as const)
    app.get(`/${dashboardHost}/static/${generation}.js`, async (c) =>
      c.body((await dashboardPageCode(generation)).script, 200, {
        'content-type': 'text/javascript; charset=utf-8',
      }),
    );

  const page = (c: Context) => {
    if (!explorer.isLoggedIn) return logInFor(c, dashboardHost);
    const { tenant = '', region = '' } = c.req.param();
    const start: DashboardStart = { settings: dashboard, tenant, region, csrf };
    c.header('content-security-policy', policy);
    return c.html(
      html`<!doctype html>
        <html lang="${dashboard.language === 'fr' ? 'fr-CA' : dashboard.language}">
          <head>
            <meta charset="utf-8" />
            <title>Auth0 Dashboard</title>
            <style>
              ${raw(styles)}
            </style>
          </head>
          <body>
            <div id="root"></div>
            <script id="start" type="application/json">
              ${raw(JSON.stringify(start).replaceAll('<', '\\u003c'))}
            </script>
            <script src="/static/${dashboard.generation}.js" defer></script>
          </body>
        </html>`,
    );
  };
  const base = `/${dashboardHost}/dashboard/:region{[a-z]{2}(?:-[0-9]+)?}/:tenant`;
  app.get(`${base}/connections/*`, (c) => {
    // The redesign redirects from where the list was.
    const isOld = c.req.path.endsWith('/connections/social') && dashboard.generation === 'redesigned';
    const { region, tenant } = c.req.param();
    return isOld ? c.redirect(`/dashboard/${region}/${tenant}/${listPath(dashboard)}`) : page(c);
  });
  app.get(`${base}/connections`, (c) => page(c));

  const shown = (connection: Connection): ShownConnection => ({
    id: connection.id,
    name: connection.name,
    clientId: String(connection.options.client_id ?? ''),
    basicProfile: connection.options.profile === true,
    enabled: [...connection.enabledClients],
    tryAddress: tryAddress(connection.name),
  });

  const tryAddress = (connection: string): string => {
    const redirectUri = `https://${dashboardHost}/tester/callback?connection=${connection}`;
    if (!store.tester.callbacks.includes(redirectUri)) store.tester.callbacks.push(redirectUri);
    const address = new URL(`https://${store.domain}/authorize`);
    address.search = new URLSearchParams({
      client_id: store.tester.client_id,
      response_type: 'code',
      connection,
      prompt: 'login',
      scope: 'openid profile',
      redirect_uri: redirectUri,
      state: randomId(16),
    }).toString();
    return address.href;
  };

  // The dashboard's own API: it needs the session, and the token that every page has.
  const api = `/${dashboardHost}/api/:tenant`;
  app.use(`${api}/*`, async (c, next) => {
    if (!explorer.isLoggedIn) return c.json({ error: 'Unauthorized' }, 401);
    if (c.req.header('x-csrftoken') !== csrf) return c.json({ error: 'Forbidden' }, 403);
    return next();
  });
  app.onError((error, c) => {
    if (!(error instanceof ApiError)) throw error;
    return c.json({ error: error.message }, error.status);
  });
  const isOwn = (c: Context) => c.req.param('tenant') === store.tenant;
  const social = () => store.connections.filter((each) => ['bitbucket', 'oauth2'].includes(each.strategy));
  const connectionOf = (c: Context): Connection => {
    const found = isOwn(c) ? social().find(({ id }) => id === c.req.param('id')) : undefined;
    if (!found) throw new ApiError(404, 'Not Found', 'The connection does not exist');
    return found;
  };

  app.get(`${api}/connections`, (c) => c.json(isOwn(c) ? social().map(shown) : []));
  app.post(`${api}/connections`, async (c) => {
    const draft = await c.req.json<Draft>();
    if (store.dashboardLog.acceptedTerms === 0)
      throw new ApiError(403, 'Forbidden', 'The terms were not accepted');
    const options = {
      client_id: draft.clientId,
      client_secret: draft.clientSecret,
      profile: draft.basicProfile,
      scope: [],
      set_user_root_attributes: 'on_each_login',
    };
    if (!isOwn(c)) {
      store.dashboardLog.madeElsewhere.push(options);
      return c.json({ error: 'This tenant takes no connections.' }, 400);
    }
    const made = makeConnection(store, { name: 'bitbucket', strategy: 'bitbucket', options });
    made.isForLogin = draft.isForLogin;
    made.isForAccounts = draft.isForAccounts;
    return c.json(shown(made), 201);
  });
  app.delete(`${api}/connections/:id`, (c) => {
    store.connections.splice(store.connections.indexOf(connectionOf(c)), 1);
    return c.body(null, 204);
  });
  app.patch(`${api}/connections/:id/clients`, async (c) => {
    const { id, isOn } = await c.req.json<{ id: string; isOn: boolean }>();
    if (!dashboard.seesApplications) throw new ApiError(403, 'Forbidden', 'Insufficient permissions');
    turnClient(store, connectionOf(c), id, isOn);
    return c.body(null, 204);
  });
  app.get(`${api}/clients`, (c) => {
    if (!dashboard.seesApplications) throw new ApiError(403, 'Forbidden', 'Insufficient permissions');
    const applications: ShownApplication[] = store.clients
      .filter((each) => isOwn(c) && !each.global)
      .map((each) => ({ id: each.client_id, name: each.name, kind: kinds[each.app_type] }));
    return c.json(applications);
  });
  app.get(`${api}/terms`, (c) => c.json(store.dashboardLog.acceptedTerms > 0));
  app.post(`${api}/terms`, (c) => {
    store.dashboardLog.acceptedTerms += 1;
    return c.body(null, 204);
  });
  app.post(`${api}/pop-ups`, async (c) => {
    store.dashboardLog.pressedPopUps.push((await c.req.json<{ label: string }>()).label);
    return c.body(null, 204);
  });

  app.get(`/${dashboardHost}/tester/callback`, (c) => {
    const issued = store.codes.get(c.req.query('code') ?? '');
    store.codes.delete(c.req.query('code') ?? '');
    if (!explorer.isLoggedIn) return c.text('forbidden', 403);
    if (!issued)
      return c.html(
        smallPage(
          'Oops!, something went wrong',
          html`<p>${c.req.query('error_description') ?? 'No code'}</p>`,
        ),
        400,
      );
    return c.html(
      smallPage(
        'It Works!',
        html`<p>If you can see this page, it means that your connection works.</p>
          <p>This is the user profile the application will receive:</p>
          <pre>${JSON.stringify(issued.user, null, 2)}</pre>`,
      ),
    );
  });

  app.route('/', explorerRoutes(store, explorer, dashboardHost));
  app.get(`/${dashboardHost}/*`, (c) =>
    c.html(smallPage('Auth0 Dashboard', html`<p>${c.req.path.slice(dashboardHost.length + 1)}</p>`)),
  );
  return app;
}
