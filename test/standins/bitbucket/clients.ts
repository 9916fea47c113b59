import { type Context, Hono } from 'hono';
import { html, raw } from 'hono/html';
import { clientsPageCode } from './clients-bundle';
import type { ClientsPageStart } from './clients-page/start';
import { administered, type BitbucketContext, notFound } from './context';
import { settingsPage } from './layout';
import { listPath, newPath, settingsFor } from './pages';
import { isScope, leftColumn, rightColumn } from './scopes';
import type { Consumer, ConsumerFields } from './store';

const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

function fieldsOf(body: Record<string, unknown>): ConsumerFields {
  const authorizationCode = body.authorizationCode === true;
  return {
    name: text(body.name),
    description: text(body.description),
    callbackUrl: authorizationCode ? text(body.callbackUrl) : '',
    url: text(body.url),
    privacyPolicyUrl: text(body.privacyPolicyUrl),
    eulaUrl: text(body.eulaUrl),
    isPrivate: body.clientCredentials === true,
    authorizationCode,
    scopes: Array.isArray(body.scopes) ? body.scopes.map(String).filter(isScope) : [],
  };
}

const shown = (consumer: Consumer) => {
  const { secret: _, workspace: __, isPrivate, key, ...rest } = consumer;
  return { ...rest, clientId: key, clientCredentials: isPrivate };
};

/** "OAuth clients", 2026: a client-rendered list and tabbed form over an internal API; the secret is shown once. */
export function clientRoutes(context: BitbucketContext): Hono {
  const app = new Hono();
  const base = '/bitbucket.org/:workspace/workspace/settings';

  for (const look of ['atlassian', 'drawn'] as const) {
    app.get(`/bitbucket.org/static/oauth-clients/${look}.js`, async (c) =>
      c.body((await clientsPageCode(look)).script, 200, { 'content-type': 'text/javascript; charset=utf-8' }),
    );
    app.get(`/bitbucket.org/static/oauth-clients/${look}.css`, async (c) =>
      c.body((await clientsPageCode(look)).styles, 200, { 'content-type': 'text/css; charset=utf-8' }),
    );
  }

  const page = (c: Context, next: () => Promise<void>) => {
    const settings = settingsFor(c, context.settings);
    const isForm = c.req.path.includes('/oauth-clients/');
    if ((isForm ? settings.form : settings.list) !== 'clients') return next();
    const access = administered(context, c);
    if (access.kind === 'no') return access.answer;
    const { workspace, user } = access;
    const listAddress = listPath(workspace.slug, settings.list);
    const id = c.req.param('id');
    if (id && !context.store.inWorkspace(workspace.slug).some((each) => each.id === Number(id))) {
      return notFound(c, user.account, settings.language);
    }
    const isPair = c.req.path.endsWith('/created');
    const made = context.store.shownOnce.get(user.csrf);
    // A pair's own page has nothing to show the second time.
    if (isPair && made?.id !== Number(id)) return c.redirect(listAddress);
    const created = isPair || !isForm ? made : undefined;
    if (created) context.store.shownOnce.delete(user.csrf);
    const start: ClientsPageStart = {
      workspace: workspace.slug,
      csrf: user.csrf,
      columns: [leftColumn, rightColumn],
      settings,
      listAddress,
      newAddress: newPath(workspace.slug, settings),
      created: created && { clientId: created.key, secret: created.secret },
    };
    const code = `/static/oauth-clients/${settings.look}`;
    const content = html`<link rel="stylesheet" href="${code}.css" />
      <div id="root"></div>
      <script id="start" type="application/json">${raw(JSON.stringify(start).replaceAll('<', '\\u003c'))}</script>
      <script src="${code}.js" defer></script>`;
    return c.html(
      settingsPage({
        title: 'OAuth clients',
        account: user.account,
        workspace,
        settings,
        current: 'oauth',
        content,
      }),
    );
  };
  for (const path of ['', '/create', '/:id{[0-9]+}', '/:id{[0-9]+}/created']) {
    app.get(`${base}/oauth-clients${path}`, (c, next) => page(c, next) as Promise<Response>);
  }

  const api = '/bitbucket.org/!api/internal/workspaces/:workspace/oauth-clients';
  const guarded = (c: Context) => {
    const access = administered(context, c);
    if (access.kind === 'no') return access;
    if (c.req.method !== 'GET' && c.req.header('x-csrftoken') !== access.user.csrf) {
      return {
        kind: 'no' as const,
        answer: c.json({ error: { message: 'CSRF token missing or incorrect' } }, 403),
      };
    }
    return access;
  };

  app.get(api, (c) => {
    const access = guarded(c);
    if (access.kind === 'no') return access.answer;
    if (settingsFor(c, context.settings).loads === 'fails' && c.req.query('attempt') === '0') {
      return c.json({ error: { message: 'Service unavailable' } }, 503);
    }
    return c.json({ values: context.store.inWorkspace(access.workspace.slug).map(shown) });
  });

  app.get(`${api}/:id{[0-9]+}`, (c) => {
    const access = guarded(c);
    if (access.kind === 'no') return access.answer;
    const id = Number(c.req.param('id'));
    const consumer = context.store.inWorkspace(access.workspace.slug).find((each) => each.id === id);
    return consumer ? c.json(shown(consumer)) : c.json({ error: { message: 'Not found' } }, 404);
  });

  app.on(['POST', 'PUT'], [api, `${api}/:id{[0-9]+}`], async (c) => {
    const access = guarded(c);
    if (access.kind === 'no') return access.answer;
    const fields = fieldsOf(await c.req.json<Record<string, unknown>>());
    const id = c.req.method === 'PUT' ? Number(c.req.param('id')) : undefined;
    const consumer = context.store.inWorkspace(access.workspace.slug).find((each) => each.id === id);
    if (id !== undefined && !consumer) return c.json({ error: { message: 'Not found' } }, 404);
    const errors = context.store.problemsOf(access.workspace.slug, fields, id);
    if (errors.name === 'You already have a consumer with this name.') {
      errors.name = 'An OAuth client with this name already exists in this workspace.';
    }
    if (Object.keys(errors).length > 0) return c.json({ error: { fields: errors } }, 400);
    if (consumer) {
      context.store.changeConsumer(consumer, fields);
      return c.json(shown(consumer));
    }
    const made = context.store.addConsumer(access.workspace.slug, 'clients', fields);
    const { pairIn, list } = settingsFor(c, context.settings);
    // A new document shows it: that can only be one of these pages.
    if (pairIn === 'redirect-page' || (pairIn === 'redirect-dialog' && list === 'clients')) {
      context.store.shownOnce.set(access.user.csrf, made);
    }
    return c.json({ ...shown(made), secret: made.secret }, 201);
  });

  app.delete(`${api}/:id{[0-9]+}`, (c) => {
    const access = guarded(c);
    if (access.kind === 'no') return access.answer;
    const id = Number(c.req.param('id'));
    if (!context.store.inWorkspace(access.workspace.slug).some((each) => each.id === id)) {
      return c.json({ error: { message: 'Not found' } }, 404);
    }
    context.store.deleteConsumer(id);
    return c.body(null, 204);
  });
  return app;
}
