import { type Context, Hono } from 'hono';
import { html, raw } from 'hono/html';
import { type Auth0Store, managementScopes } from '../auth0/store';

/** How the API Explorer shows its token: `block`, as until October 2025; since then in a masked field, with the token in it or not. */
export const explorerLooks = ['block', 'field', 'dots'] as const;
export type ExplorerLook = (typeof explorerLooks)[number];

/** Where people log in to the dashboard, which is a separate site. */
export const loginHost = 'auth0.auth0.com';

/** How the dashboard looks to the person who comes to it. */
export interface ExplorerSettings {
  isLoggedIn: boolean;
  look: ExplorerLook;
  /** An application is authorized for the Management API; until then there is no token, but a button that makes one. */
  hasApplication: boolean;
}

/** Leads to the login page, and then back to the requested page. */
export const logInFor = (c: Context, host: string): Response =>
  c.redirect(
    `https://${loginHost}/u/login?${new URLSearchParams({ back: c.req.path.slice(host.length + 1) })}`,
  );

/**
 * The dashboard's way to a token for the Management API: logging in, choosing a tenant, the API Explorer. The Explorer's words and parts
 * come from public pictures of 2025 and 2026 and the documentation; of the other two pages only their existence is known.
 */
export function explorerRoutes(store: Auth0Store, settings: ExplorerSettings, host: string): Hono {
  const app = new Hono();
  const page = (title: string, content: unknown) => html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <title>${title}</title>
        <style>
          .masked {
            -webkit-text-security: disc;
          }
          pre {
            background: #222;
            color: #fff;
            overflow-x: auto;
          }
        </style>
      </head>
      <body>
        ${content}
      </body>
    </html>`;
  const done = (path: string) => raw(`fetch('${path}', { method: 'POST' }).then(() => location.reload())`);
  const logIn = (c: Context) => logInFor(c, host);

  // A redirect keeps what follows the #.
  app.get(`/${loginHost}/u/login`, (c) =>
    c.html(
      page(
        'Log in | Auth0',
        html`<h1>Welcome</h1>
          <button type="button">Log in</button>
          <script>
            document.querySelector('button').onclick = async () => {
              await fetch('/login', { method: 'POST' });
              location.replace('https://${host}' + new URLSearchParams(location.search).get('back') + location.hash);
            };
          </script>`,
      ),
    ),
  );
  app.post(`/${loginHost}/login`, (c) => {
    settings.isLoggedIn = true;
    return c.text('');
  });
  app.post(`/${host}/test-application`, (c) => {
    settings.hasApplication = true;
    return c.text('');
  });
  /** The page asks for it when it is to be shown. */
  app.post(`/${host}/shown-token`, async (c) => c.text(await store.managementToken(managementScopes)));

  // No server sees what follows the #.
  app.get(`/${host}/`, (c) => {
    if (!settings.isLoggedIn) return logIn(c);
    return c.html(
      page(
        'Auth0 Dashboard',
        html`<main id="content"></main>
          <script>
            const choice = '#/select-tenant?path=';
            const base = '/dashboard/eu/${store.tenant}';
            if (!location.hash.startsWith(choice)) location.replace(base + (location.hash.slice(1) || '/'));
            else
              document.getElementById('content').innerHTML =
                '<h1>Choose a tenant</h1><a href="' + base + location.hash.slice(choice.length) + '">${store.tenant}</a>';
          </script>`,
      ),
    );
  });

  app.get(`/${host}/dashboard/:region/:tenant/apis/management/explorer`, async (c) => {
    if (!settings.isLoggedIn) return logIn(c);
    if (c.req.param('tenant') !== store.tenant) return c.html(page('Not found', ''), 404);
    return c.html(
      page(
        'Auth0 Management API',
        html`<main id="content">
          <a href="../">Back to APIs</a>
          <h1>Auth0 Management API</h1>
          <p>System API Identifier <code>${store.audience}</code></p>
          <div role="tablist">
            ${['Quickstart', 'Settings', 'Permissions', 'Application Access', 'Test', 'API Explorer'].map(
              (each) =>
                html`<button role="tab" aria-selected="${String(each === 'API Explorer')}">${each}</button>`,
            )}
          </div>
          ${settings.hasApplication ? await shown() : notYet}
        </main>`,
      ),
    );
  });

  const notYet = html`<p>You have no application that is authorized for this API yet.</p>
    <button type="button" onclick="${done('/test-application')}">
      Create &amp; Authorize Test Application
    </button>`;

  async function shown() {
    const explained = html`<p>
        <strong>The token includes all the scopes that are granted to the API Explorer Application</strong>, by
        default it can invoke all the Management API endpoints.
      </p>
      <label>Token Expiration (Seconds) * <input value="86400" /></label> <button type="button">Save</button>`;
    if (settings.look === 'block')
      return html`<h2>Token</h2>
        <pre><code>${await store.managementToken(managementScopes)}</code></pre>
        <button type="button" aria-label="Copy to clipboard"></button>${explained}`;
    const value = settings.look === 'field' ? await store.managementToken(managementScopes) : '•'.repeat(94);
    return html`<label for="token">Token</label>
      <input id="token" class="${settings.look === 'field' ? 'masked' : ''}" readonly value="${value}" />
      <button type="button" id="show" aria-label="Show token"></button>
      <button type="button" aria-label="Copy to clipboard"></button>
      <script>
        document.getElementById('show').onclick = async () => {
          const field = document.getElementById('token');
          if (field.value.startsWith('•'))
            field.value = await (await fetch('/shown-token', { method: 'POST' })).text();
          field.classList.remove('masked');
        };
      </script>
      ${explained}`;
  }
  return app;
}
