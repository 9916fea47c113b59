import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import { dashboardHost, dashboardRoutes } from '../auth0-dashboard';
import { loginHost } from '../auth0-dashboard/explorer';
import { pathWithHost } from '../listen';
import type { LoopbackRequest } from '../loopback';
import { loginRoutes, page } from './login';
import { managementRoutes } from './management';
import type { Auth0Store, Fault } from './store';

/** Where the dashboard of all tenants is, and where people log in to it. */
export const dashboardHosts: readonly string[] = [dashboardHost, loginHost];

/** One Auth0 tenant: OpenID provider on its domains, Management API on the canonical one, and the dashboard's pages. */
export function auth0App(store: Auth0Store, send: LoopbackRequest): Hono {
  const app = new Hono({ getPath: pathWithHost });
  app.use('*', async (c, next) => {
    const host = c.req.path.split('/')[1] ?? '';
    if (dashboardHosts.includes(host) || store.domains.includes(host)) return next();
    return c.text('Unknown host', 404);
  });
  app.use('*', async (c, next) => {
    const [, host = ''] = c.req.path.split('/');
    const call = { method: c.req.method, path: c.req.path.slice(host.length + 1) };
    const before = await store.interfere(call, 'before');
    if (before) return suffer(c, before);
    await next();
    const after = await store.interfere(call, 'after');
    if (after) c.res = await suffer(c, after);
  });
  app.route('/', dashboardRoutes(store));
  app.route('/', managementRoutes(store));
  app.route('/', loginRoutes(store, send));
  return app;
}

/** A fault over the network; inside this process a broken connection is an error. */
async function suffer(c: Context, fault: Fault): Promise<Response> {
  if (typeof fault === 'object' && 'page' in fault) return c.html(page(fault.page.title, fault.page.text));
  if (typeof fault === 'object') return c.json(fault.body ?? {}, fault.status);
  if (fault === 'hang') await new Promise(() => undefined);
  const { incoming }: Partial<HttpBindings> = c.env ?? {};
  const socket = incoming?.socket;
  if (!socket) throw new TypeError('The connection broke');
  socket.destroy();
  return RESPONSE_ALREADY_SENT;
}
