import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { pathWithHost } from '../listen';
import type { LoopbackRequest } from '../loopback';
import { loginRoutes } from './login';
import { managementHost, managementRoutes } from './management';
import type { Fault, SupabaseStore } from './store';

export { managementHost };

const siteOf = ({ config }: SupabaseStore): string => new URL(config.site_url).hostname;

/** Every host of the stand-in: the API's, the project's own, and that of the site that people log in to. */
export const hostsOf = (store: SupabaseStore): readonly string[] => [
  managementHost,
  store.host,
  siteOf(store),
  ...(store.customDomain === undefined ? [] : [store.customDomain]),
];

/** One project at Supabase: the Management API, its logins, and the project owner's site. */
export function supabaseApp(store: SupabaseStore, send: LoopbackRequest): Hono {
  const app = new Hono({ getPath: pathWithHost });
  app.use('*', async (c, next) => {
    const [, host = ''] = c.req.path.split('/');
    if (!hostsOf(store).includes(host)) return c.text('Unknown host', 404);
    if (host === siteOf(store))
      return c.html(
        html`<!doctype html><html lang="en"><title>Rocket Shop</title><h1>Rocket Shop</h1></html>`,
      );
    const call = { method: c.req.method, path: c.req.path.slice(host.length + 1) };
    const before = store.interfere(call, 'before');
    if (before) return suffer(c, before);
    await next();
    const after = store.interfere(call, 'after');
    if (after) c.res = suffer(c, after);
  });
  app.route('/', managementRoutes(store));
  app.route('/', loginRoutes(store, send));
  return app;
}

/** A fault, over the network. */
function suffer(c: Context, fault: Fault): Response {
  if (fault !== 'drop') return c.json({ message: 'not now' }, fault.status, fault.headers);
  const { incoming }: Partial<HttpBindings> = c.env ?? {};
  const socket = incoming?.socket;
  if (!socket) throw new TypeError('The connection broke');
  socket.destroy();
  return RESPONSE_ALREADY_SENT;
}
