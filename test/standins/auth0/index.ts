import { Hono } from 'hono';
import { html } from 'hono/html';
import { pathWithHost } from '../listen';
import type { LoopbackRequest } from '../loopback';
import { loginRoutes } from './login';
import { managementRoutes } from './management';
import type { Auth0Store } from './store';

export const dashboardHost = 'manage.auth0.com';

/** One Auth0 tenant: OpenID provider on its domains, Management API on the canonical one, and the dashboard's pages. */
export function auth0App(store: Auth0Store, send: LoopbackRequest): Hono {
  const app = new Hono({ getPath: pathWithHost });
  app.use('*', async (c, next) => {
    const host = c.req.path.split('/')[1] ?? '';
    if (host === dashboardHost || store.domains.includes(host)) return next();
    return c.text('Unknown host', 404);
  });
  app.get(`/${dashboardHost}/*`, (c) =>
    c.html(html`<!doctype html><html lang="en"><head><meta charset="utf-8" /><title>Auth0 Dashboard</title></head>
      <body><h1>Auth0 Dashboard</h1><p>${c.req.path.slice(dashboardHost.length + 1)}</p></body></html>`),
  );
  app.route('/', managementRoutes(store));
  app.route('/', loginRoutes(store, send));
  return app;
}
