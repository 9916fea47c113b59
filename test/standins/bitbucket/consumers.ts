import { type Context, Hono } from 'hono';
import { auiRoutes } from './aui/assets';
import { auiForm } from './aui/form';
import { aui2012, aui2015, aui2019 } from './aui/lists';
import { emptyFields, formContent, postedFields } from './consumer-form';
import { type Flash, type ListPage, list2012, list2015, list2019 } from './consumer-lists';
import { administered, type BitbucketContext, notFound } from './context';
import { settingsPage } from './layout';
import { listPath, settingsFor } from './pages';
import type { ConsumerFields, FieldErrors } from './store';
import { sayIn } from './words';

type Next = () => Promise<void>;

const drawnLists = { of2012: list2012, of2015: list2015, of2019: list2019 };
const auiLists = { of2012: aui2012, of2015: aui2015, of2019: aui2019 };

/** The older dialog asks for only part of what a consumer has: the rest is as it was then. */
const fields2012 = ['account', 'email', 'repository', 'pullrequest'];

/** The server-rendered pages before 2026: three lists, and the two forms that go with them. */
export function consumerRoutes(context: BitbucketContext): Hono {
  const app = new Hono();
  app.route('/', auiRoutes());
  const workspaceBase = '/bitbucket.org/:workspace/workspace/settings';
  const accountBase = '/bitbucket.org/account/user/:workspace';
  const flashes = new Map<string, Flash>();
  /** Session → the consumer whose row is open after it was added (2012), or whose pair is shown once (new list). */
  const added = new Map<string, number>();

  const list = (c: Context, next: Next): Promise<Response> | Promise<void> | Response => {
    const settings = settingsFor(c, context.settings);
    const isAccount = c.req.path.includes('/account/');
    const isHere = isAccount
      ? settings.list === '2012' || settings.list === '2015'
      : settings.list === 'consumers';
    if (!isHere) {
      const target = listPath(c.req.param('workspace') ?? '', settings.list);
      return settings.oldAddresses === 'redirect' ? c.redirect(target) : next();
    }
    const access = administered(context, c);
    if (access.kind === 'no') return access.answer as Promise<Response>;
    const { workspace, user } = access;
    const page: ListPage = {
      workspace,
      consumers: context.store.inWorkspace(workspace.slug),
      csrf: user.csrf,
      flash: flashes.get(user.csrf),
      settings,
    };
    flashes.delete(user.csrf);
    const lists = settings.look === 'drawn' ? drawnLists : auiLists;
    const content =
      settings.list === '2012'
        ? lists.of2012(page, added.get(user.csrf))
        : settings.list === '2015'
          ? lists.of2015(page)
          : lists.of2019(page);
    return c.html(
      settingsPage({
        title: 'OAuth consumers',
        account: user.account,
        workspace,
        settings,
        current: 'oauth',
        content,
        generation: 'consumers',
      }),
    ) as Promise<Response>;
  };

  const form = async (c: Context, next: Next, id?: number): Promise<Response | undefined> => {
    const settings = settingsFor(c, context.settings);
    if (settings.form !== 'consumers') {
      await next();
      return undefined;
    }
    const access = administered(context, c);
    if (access.kind === 'no') return access.answer;
    const { workspace, user } = access;
    const consumer = context.store.inWorkspace(workspace.slug).find((each) => each.id === id);
    if (id !== undefined && !consumer) return notFound(c, user.account);
    const back = listPath(workspace.slug, settings.list);
    const title = consumer ? 'Edit OAuth consumer' : 'Add OAuth consumer';
    const say = sayIn(settings.language);
    const show = (fields: ConsumerFields, errors: FieldErrors) => {
      const draw = settings.look === 'drawn' ? formContent : auiForm;
      return c.html(
        settingsPage({
          title,
          account: user.account,
          workspace,
          settings,
          current: 'oauth',
          content: draw({ title, csrf: user.csrf, fields, errors, back, say }),
          generation: 'consumers',
        }),
      );
    };
    if (c.req.method === 'GET') return show(consumer ?? emptyFields, {});
    const { csrf, ...fields } = await postedFields(c);
    if (csrf !== user.csrf) return c.text('Forbidden: CSRF token missing or incorrect', 403);
    const errors = context.store.problemsOf(workspace.slug, fields, id);
    if (Object.keys(errors).length > 0) return show(fields, errors);
    if (consumer) context.store.changeConsumer(consumer, fields);
    else {
      const made = context.store.addConsumer(workspace.slug, 'consumers', fields);
      // If the list is already the new one, it shows the pair once.
      if (settings.list === 'clients') context.store.shownOnce.set(user.csrf, made);
    }
    flashes.set(user.csrf, {
      text: consumer ? 'Your changes were saved.' : 'Your OAuth consumer was added.',
      isError: false,
    });
    return c.redirect(back, 303);
  };

  /** The dialog of 2012 posts to the list itself. */
  const addFromDialog = async (c: Context, next: Next): Promise<Response | undefined> => {
    const settings = settingsFor(c, context.settings);
    if (settings.form !== '2012') {
      await next();
      return undefined;
    }
    const access = administered(context, c);
    if (access.kind === 'no') return access.answer;
    const { workspace, user } = access;
    const { csrf, ...posted } = await postedFields(c);
    if (csrf !== user.csrf) return c.text('Forbidden: CSRF token missing or incorrect', 403);
    const fields = { ...posted, scopes: fields2012 };
    const [error] = Object.values(context.store.problemsOf(workspace.slug, fields));
    if (error) flashes.set(user.csrf, { text: error, isError: true });
    else added.set(user.csrf, context.store.addConsumer(workspace.slug, 'consumers', fields).id);
    return c.redirect(listPath(workspace.slug, settings.list), 303);
  };

  const remove = async (c: Context): Promise<Response> => {
    const settings = settingsFor(c, context.settings);
    const access = administered(context, c);
    if (access.kind === 'no') return access.answer;
    const { workspace, user } = access;
    const body = await c.req.parseBody();
    if (body.csrfmiddlewaretoken !== user.csrf)
      return c.text('Forbidden: CSRF token missing or incorrect', 403);
    const id = Number(c.req.param('id'));
    if (!context.store.inWorkspace(workspace.slug).some((each) => each.id === id))
      return notFound(c, user.account);
    context.store.deleteConsumer(id);
    flashes.set(user.csrf, { text: 'Your OAuth consumer was deleted.', isError: false });
    return c.redirect(listPath(workspace.slug, settings.list), 303);
  };

  for (const address of [`${workspaceBase}/oauth-consumers`, `${workspaceBase}/api`, `${accountBase}/api`]) {
    app.get(address, (c, next) => list(c, next) as Promise<Response>);
  }
  app.post(`${accountBase}/api`, (c, next) => addFromDialog(c, next) as Promise<Response>);
  for (const base of [workspaceBase, accountBase]) {
    app.on(['GET', 'POST'], `${base}/oauth-consumers/new`, (c, next) => form(c, next) as Promise<Response>);
    app.on(
      ['GET', 'POST'],
      `${base}/oauth-consumers/:id{[0-9]+}/edit`,
      (c, next) => form(c, next, Number(c.req.param('id'))) as Promise<Response>,
    );
    app.post(`${base}/oauth-consumers/:id{[0-9]+}/delete`, remove);
  }
  return app;
}
