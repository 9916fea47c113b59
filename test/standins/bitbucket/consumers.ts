import { type Context, Hono } from 'hono';
import { html, raw } from 'hono/html';
import { administered, type BitbucketContext, notFound } from './context';
import { settingsPage } from './layout';
import { type BoxGroup, expand, isScope, leftColumn, rightColumn } from './scopes';
import type { Consumer, ConsumerFields, FieldErrors, Workspace } from './store';

/** The form as its page starts: everything empty and nothing ticked. */
const emptyFields: ConsumerFields = {
  name: '',
  description: '',
  callbackUrl: '',
  url: '',
  privacyPolicyUrl: '',
  eulaUrl: '',
  isPrivate: false,
  authorizationCode: true,
  scopes: [],
};

/** Reads a posted form as Django would: absent boxes are off, disabled ones are worked out again from the others. */
async function postedFields(c: Context): Promise<ConsumerFields & { csrf: string }> {
  const body = await c.req.parseBody({ all: true });
  const text = (name: string) => (typeof body[name] === 'string' ? body[name].trim() : '');
  const scopes = [body.scopes ?? []].flat().map(String).filter(isScope);
  return {
    name: text('name'),
    description: text('description'),
    callbackUrl: text('callback_url'),
    url: text('url'),
    privacyPolicyUrl: text('privacy_policy_url'),
    eulaUrl: text('eula_url'),
    isPrivate: 'is_private' in body,
    authorizationCode: true,
    scopes: [...expand(scopes)],
    csrf: text('csrfmiddlewaretoken'),
  };
}

const textFields = [
  ['name', 'name', 'Name', ''],
  ['description', 'description', 'Description', ''],
  [
    'callbackUrl',
    'callback_url',
    'Callback URL',
    'URL users will be redirected to after access authorization. Required for OAuth 2.',
  ],
  ['url', 'url', 'URL', 'Optional URL where users can learn more about your application.'],
  [
    'privacyPolicyUrl',
    'privacy_policy_url',
    'Privacy policy URL',
    'Optional URL where users can read your application’s privacy policy.',
  ],
  [
    'eulaUrl',
    'eula_url',
    'End user license agreement URL',
    'Optional URL where users can read your application’s end user license agreement',
  ],
] as const;

/** Ticks and greys out what a ticked box implies, as Bitbucket's page does. */
const impliedBoxes = raw(`<script>
(() => {
  const boxes = [...document.querySelectorAll('input[name=scopes]')];
  const implied = new Map(boxes.map((box) => [box, box.dataset.implies.split(' ').filter(Boolean)]));
  const byScope = new Map(boxes.map((box) => [box.value, box]));
  const own = new Set(boxes.filter((box) => box.checked && !box.disabled));
  const show = () => {
    const forced = new Set([...own].flatMap((box) => implied.get(box)));
    for (const [scope, box] of byScope) { box.disabled = forced.has(scope); box.checked = box.disabled || own.has(box); }
  };
  for (const box of boxes) box.addEventListener('change', () => { box.checked ? own.add(box) : own.delete(box); show(); });
  show();
})();
</script>`);

const formStyles = raw(`<style>
.row { display: grid; grid-template-columns: 150px minmax(0, 1fr); gap: 12px; margin: 0 0 12px; } .row > label { text-align: right; padding-top: 7px; }
.columns { display: grid; grid-template-columns: 1fr 1fr; } fieldset { border: 0; margin: 0 0 12px; padding: 0 0 0 130px; position: relative; }
legend { float: left; width: 120px; margin-left: -130px; text-align: right; font-weight: 600; padding: 0; }
</style>`);

function permissionGroup(group: BoxGroup, fields: ConsumerFields) {
  const forced = new Set(
    group.boxes
      .concat(
        leftColumn.flatMap((each) => each.boxes),
        rightColumn.flatMap((each) => each.boxes),
      )
      .filter((box) => fields.scopes.includes(box.scope))
      .flatMap((box) => box.implies),
  );
  return html`<fieldset class="group"><legend>${group.label}</legend>
    ${group.boxes.map(
      (
        box,
      ) => html`<div class="checkbox"><input type="checkbox" name="scopes" id="id_scopes_${box.scope}" value="${box.scope}"
        data-implies="${box.implies.join(' ')}" ${fields.scopes.includes(box.scope) ? raw('checked') : ''} ${forced.has(box.scope) ? raw('disabled') : ''} />
        <label for="id_scopes_${box.scope}">${box.label}</label></div>`,
    )}</fieldset>`;
}

function formContent(title: string, csrf: string, fields: ConsumerFields, errors: FieldErrors, back: string) {
  return html`<h1>${title}</h1>${formStyles}
  ${Object.keys(errors).length > 0 ? html`<div class="message bad aui-message-error"><p>There was a problem with your submission. Please correct the errors below.</p></div>` : ''}
  <form id="edit-oauth-consumer-form" method="post" novalidate>
    <input type="hidden" name="csrfmiddlewaretoken" value="${csrf}" />
    <h2>Details</h2>
    ${textFields.map(([key, name, label, help]) => {
      const control =
        key === 'description'
          ? html`<textarea id="id_${name}" name="${name}">${fields[key]}</textarea>`
          : html`<input type="text" id="id_${name}" name="${name}" value="${fields[key]}" />`;
      return html`<div class="row"><label for="id_${name}">${label}${key === 'name' ? html`<span class="required aui-icon">*</span>` : ''}</label>
        <div>${control}${errors[key] ? html`<p class="error">${errors[key]}</p>` : ''}${help && html`<p class="help">${help}</p>`}</div></div>`;
    })}
    <div class="row"><span></span><div><input type="checkbox" id="id_is_private" name="is_private" ${fields.isPrivate ? raw('checked') : ''} />
      <label for="id_is_private">This is a private consumer</label>
      <p class="help">Enables the <code>client_credentials</code> grant type. Installable applications that ship their OAuth consumer credentials as part of the application should not be marked as private.</p></div></div>
    <h2>Permissions</h2>
    <div class="columns"><div>${leftColumn.map((group) => permissionGroup(group, fields))}</div><div>${rightColumn.map((group) => permissionGroup(group, fields))}</div></div>
    <button class="primary aui-button-primary" type="submit">Save</button> <a class="button" href="${back}">Cancel</a>
  </form>${impliedBoxes}`;
}

const listScript =
  raw(`<style>tr.extra-info[hidden] { display: none; } dl { display: grid; grid-template-columns: 200px 1fr; gap: 12px; margin: 0 24px 8px; } dt { font-weight: 600; } dd { margin: 0; }
.chevron { display: inline-block; width: 16px; } [aria-expanded=true] .chevron { transform: rotate(90deg); } .menu { position: absolute; background: var(--ground); border: 1px solid var(--line); padding: 8px; border-radius: 3px; }</style>
<script>
for (const toggle of document.querySelectorAll('a.toggle')) toggle.addEventListener('click', (event) => {
  event.preventDefault();
  const details = toggle.closest('tr').nextElementSibling;
  details.hidden = !details.hidden;
  toggle.setAttribute('aria-expanded', String(!details.hidden));
});
for (const button of document.querySelectorAll('button[aria-owns]')) button.addEventListener('click', () => {
  const menu = document.getElementById(button.getAttribute('aria-owns'));
  menu.hidden = !menu.hidden;
});
</script>`);

function listContent(workspace: Workspace, consumers: readonly Consumer[], csrf: string, flash: string) {
  const root = `/${workspace.slug}/workspace/settings/oauth-consumers`;
  const rows = consumers.map(
    (
      each,
    ) => html`<tr data-id="${each.id}"><td><div class="name"><a href="#" class="toggle" aria-expanded="false"><span class="chevron" aria-hidden="true">›</span>${each.name}</a></div></td>
      <td><button aria-label="Actions for ${each.name}" aria-haspopup="true" aria-owns="consumer-actions-${each.id}">•••</button>
        <div class="menu" id="consumer-actions-${each.id}" hidden><a href="${root}/${each.id}/edit">Edit</a>
          <form method="post" action="${root}/${each.id}/delete"><input type="hidden" name="csrfmiddlewaretoken" value="${csrf}" /><button class="link">Delete</button></form></div></td></tr>
      <tr class="extra-info" hidden><td colspan="2"><dl>
        ${each.url ? html`<dt>URL</dt><dd><a href="${each.url}">${each.url}</a></dd>` : ''}
        <dt>Description</dt><dd>${each.description}</dd>
        <dt>Key</dt><dd><code class="oauth-key">${each.key}</code></dd>
        <dt>Secret</dt><dd><code class="oauth-secret">${each.secret}</code></dd></dl></td></tr>`,
  );
  return html`<h1>OAuth consumers</h1>
    ${flash && html`<div class="message"><p>${flash}</p></div>`}
    <p>Generate your own OAuth consumer key and secret to <a href="#">build your own custom integration with Bitbucket</a>.</p>
    <p><a class="button primary" id="add-consumer" href="${root}/new">Add consumer</a></p>
    <section id="oauth-consumers"><table class="list aui"><thead><tr><th>Name</th><th></th></tr></thead>
      <tbody>${rows.length > 0 ? rows : html`<tr><td colspan="2">You have no consumers configured.</td></tr>`}</tbody></table></section>${listScript}`;
}

/** "OAuth consumers", 2019 to 2026: a server-rendered list whose rows open, and a server-rendered form. */
export function consumerRoutes(context: BitbucketContext): Hono {
  const app = new Hono();
  const base = '/bitbucket.org/:workspace/workspace/settings';
  const flashes = new Map<string, string>();

  for (const address of [`${base}/oauth-consumers`, `${base}/api`]) {
    app.get(address, (c, next) => {
      if (context.settings.generation !== 'consumers') return next();
      const access = administered(context, c);
      if (access.kind === 'no') return access.answer;
      const { workspace, user } = access;
      const flash = flashes.get(user.csrf) ?? '';
      flashes.delete(user.csrf);
      const content = listContent(workspace, context.store.inWorkspace(workspace.slug), user.csrf, flash);
      return c.html(
        settingsPage({
          title: 'OAuth consumers',
          account: user.account,
          workspace,
          generation: 'consumers',
          current: 'oauth',
          content,
        }),
      );
    });
  }

  const form = async (c: Context, next: () => Promise<void>, id?: number): Promise<Response | undefined> => {
    if (context.settings.generation !== 'consumers') {
      await next();
      return undefined;
    }
    const access = administered(context, c);
    if (access.kind === 'no') return access.answer;
    const { workspace, user } = access;
    const consumer = context.store.inWorkspace(workspace.slug).find((each) => each.id === id);
    if (id !== undefined && !consumer) return notFound(c, user.account);
    const list = `/${workspace.slug}/workspace/settings/oauth-consumers`;
    const title = consumer ? 'Edit OAuth consumer' : 'Add OAuth consumer';
    const show = (fields: ConsumerFields, errors: FieldErrors) =>
      c.html(
        settingsPage({
          title,
          account: user.account,
          workspace,
          generation: 'consumers',
          current: 'oauth',
          content: formContent(title, user.csrf, fields, errors, list),
        }),
      );
    if (c.req.method === 'GET') return show(consumer ?? emptyFields, {});
    const { csrf, ...fields } = await postedFields(c);
    if (csrf !== user.csrf) return c.text('Forbidden: CSRF token missing or incorrect', 403);
    const errors = context.store.problemsOf(workspace.slug, fields, id);
    if (Object.keys(errors).length > 0) return show(fields, errors);
    if (consumer) context.store.changeConsumer(consumer, fields);
    else context.store.addConsumer(workspace.slug, 'consumers', fields);
    flashes.set(user.csrf, consumer ? 'Your changes were saved.' : 'Your OAuth consumer was added.');
    return c.redirect(list, 303);
  };

  app.on(['GET', 'POST'], `${base}/oauth-consumers/new`, (c, next) => form(c, next) as Promise<Response>);
  app.on(
    ['GET', 'POST'],
    `${base}/oauth-consumers/:id{[0-9]+}/edit`,
    (c, next) => form(c, next, Number(c.req.param('id'))) as Promise<Response>,
  );
  app.post(`${base}/oauth-consumers/:id{[0-9]+}/delete`, async (c) => {
    const access = administered(context, c);
    if (access.kind === 'no') return access.answer;
    const body = await c.req.parseBody();
    if (body.csrfmiddlewaretoken !== access.user.csrf)
      return c.text('Forbidden: CSRF token missing or incorrect', 403);
    const id = Number(c.req.param('id'));
    if (!context.store.inWorkspace(access.workspace.slug).some((each) => each.id === id))
      return notFound(c, access.user.account);
    context.store.deleteConsumer(id);
    flashes.set(access.user.csrf, 'Your OAuth consumer was deleted.');
    return c.redirect(`/${access.workspace.slug}/workspace/settings/oauth-consumers`, 303);
  });
  return app;
}
