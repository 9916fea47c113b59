import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Context, Hono } from 'hono';
import { html, raw } from 'hono/html';
import { administered, type BitbucketContext } from './context';
import { settingsPage } from './layout';
import {
  type FormGeneration,
  type ListGeneration,
  listPath,
  newPath,
  settingsFor,
  type Variant,
} from './pages';
import { isScope, leftColumn, rightColumn } from './scopes';
import type { Consumer, ConsumerFields } from './store';
import type { Language } from './words';

/** What the page's own code is told when it starts. */
export interface ClientsPageStart {
  readonly workspace: string;
  readonly csrf: string;
  readonly columns: readonly (typeof leftColumn)[];
  readonly list: ListGeneration;
  readonly form: FormGeneration;
  readonly variant: Variant;
  readonly language: Language;
  /** Where the list is, and where a form that is not this page's. */
  readonly listAddress: string;
  readonly newAddress: string;
  /** A pair to be shown once on the list: what the older form made. */
  readonly created: { clientId: string; secret: string } | undefined;
}

/** The page's code, bundled once per process: React, as Bitbucket's own front end. */
let bundle: Promise<string> | undefined;
const pageCode = (): Promise<string> => {
  bundle ??= build({
    entryPoints: [fileURLToPath(new URL('clients-page.tsx', import.meta.url))],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    define: { 'process.env.NODE_ENV': '"production"' },
  }).then((result) => result.outputFiles[0]?.text ?? '');
  return bundle;
};

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

  app.get('/bitbucket.org/static/oauth-clients.js', async (c) =>
    c.body(await pageCode(), 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  );

  for (const address of [`${base}/oauth-clients`, `${base}/oauth-clients/*`]) {
    app.get(address, (c, next) => {
      const settings = settingsFor(c, context.settings);
      const isForm = c.req.path.includes('/oauth-clients/');
      if ((isForm ? settings.form : settings.list) !== 'clients') return next();
      const access = administered(context, c);
      if (access.kind === 'no') return access.answer;
      const { workspace, user } = access;
      const created = isForm ? undefined : context.store.shownOnce.get(user.csrf);
      const start: ClientsPageStart = {
        workspace: workspace.slug,
        csrf: user.csrf,
        columns: [leftColumn, rightColumn],
        list: settings.list,
        form: settings.form,
        variant: settings.variant,
        language: settings.language,
        listAddress: listPath(workspace.slug, settings.list),
        newAddress: newPath(workspace.slug, settings),
        created: created && { clientId: created.key, secret: created.secret },
      };
      if (!isForm) context.store.shownOnce.delete(user.csrf);
      const content = html`<div id="root"></div>
        <script id="start" type="application/json">${raw(JSON.stringify(start).replaceAll('<', '\\u003c'))}</script>
        <script src="/static/oauth-clients.js" defer></script>`;
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
    });
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
    return c.json({ values: context.store.inWorkspace(access.workspace.slug).map(shown) });
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
    return c.json({ ...shown(made), secret: made.secret }, 201);
  });

  app.delete(`${api}/:id{[0-9]+}`, (c) => {
    const access = guarded(c);
    if (access.kind === 'no') return access.answer;
    context.store.deleteConsumer(Number(c.req.param('id')));
    return c.body(null, 204);
  });
  return app;
}
