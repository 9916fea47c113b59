import { Hono } from 'hono';
import { html } from 'hono/html';
import { explorerRoutes } from '../auth0-dashboard/explorer';
import { type Auth0Store, randomId } from './store';

export const dashboardHost = 'manage.auth0.com';

/** The tenant's dashboard, as far as a person is led there: its social connections, each with a Try button. */
export function dashboardRoutes(store: Auth0Store): Hono {
  const app = new Hono();
  const page = (title: string, content: unknown) => html`<!doctype html><html lang="en">
    <head><meta charset="utf-8" /><title>${title}</title></head>
    <body><h1>${title}</h1>${content}</body></html>`;

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

  app.get(`/${dashboardHost}/dashboard/:region/:tenant/connections/social`, (c) => {
    if (c.req.param('tenant') !== store.tenant) return c.html(page('Not found', ''), 404);
    const social = store.connections.filter((each) => ['bitbucket', 'oauth2'].includes(each.strategy));
    return c.html(
      page(
        'Social Connections',
        html`<ul>
          ${social.map(
            ({ name }) => html`<li>${name} <a href="${tryAddress(name)}" role="button">Try ${name}</a></li>`,
          )}
        </ul>`,
      ),
    );
  });

  app.get(`/${dashboardHost}/tester/callback`, (c) => {
    const issued = store.codes.get(c.req.query('code') ?? '');
    store.codes.delete(c.req.query('code') ?? '');
    if (!issued)
      return c.html(page('Something went wrong', c.req.query('error_description') ?? 'No code'), 400);
    return c.html(page('It works!', html`<pre>${JSON.stringify(issued.user, null, 2)}</pre>`));
  });

  app.route('/', explorerRoutes(store, store.settings.explorer, dashboardHost));
  app.get(`/${dashboardHost}/*`, (c) =>
    c.html(page('Auth0 Dashboard', html`<p>${c.req.path.slice(dashboardHost.length + 1)}</p>`)),
  );
  return app;
}
