import { html, raw } from 'hono/html';
import { listPath, newPath, type PageSettings } from './pages';
import type { Consumer, Workspace } from './store';
import { type Say, sayIn } from './words';

/** What the next page says about what was done. */
export interface Flash {
  readonly text: string;
  readonly isError: boolean;
}

/** The data for a list page. */
export interface ListPage {
  readonly workspace: Workspace;
  readonly consumers: readonly Consumer[];
  readonly csrf: string;
  readonly flash: Flash | undefined;
  readonly settings: PageSettings;
}

export const pathsOf = ({ workspace, settings }: ListPage) => {
  const list = listPath(workspace.slug, settings.list);
  const isAccount = list.startsWith('/account/');
  const root = isAccount ? `/account/user/${workspace.slug}/oauth-consumers` : list;
  return { list, root, add: newPath(workspace.slug, settings) };
};

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

const menu = (
  each: Consumer,
  root: string,
  csrf: string,
  say: Say,
) => html`<button aria-label="${say('Actions')}: ${each.name}" aria-haspopup="true" aria-owns="consumer-actions-${each.id}">•••</button>
  <div class="menu" id="consumer-actions-${each.id}" hidden><a href="${root}/${each.id}/edit">${say('Edit')}</a>
    <form method="post" action="${root}/${each.id}/delete"><input type="hidden" name="csrfmiddlewaretoken" value="${csrf}" /><button class="link">${say('Delete')}</button></form></div>`;

const intro = (
  page: ListPage,
) => html`${page.flash ? html`<div class="message"><p>${page.flash.text}</p></div>` : ''}
  <p>Generate your own OAuth consumer key and secret to <a href="#">build your own custom integration with Bitbucket</a>.</p>`;

/** 2019 to 2026, as in the pictures: a chevron, the name, a menu; the row that opens has bold labels. */
export function list2019(page: ListPage) {
  const say = sayIn(page.settings.language);
  const { root, add } = pathsOf(page);
  const rows = page.consumers.map(
    (
      each,
    ) => html`<tr data-id="${each.id}"><td><div class="name"><a href="#" class="toggle" aria-expanded="false"><span class="chevron" aria-hidden="true">›</span>${each.name}</a></div></td>
      <td>${menu(each, root, page.csrf, say)}</td></tr>
      <tr class="extra-info" hidden><td colspan="2"><dl>
        ${each.url ? html`<dt>URL</dt><dd><a href="${each.url}">${each.url}</a></dd>` : ''}
        <dt>${say('Description')}</dt><dd>${each.description}</dd>
        <dt>${say('Key')}</dt><dd><code class="oauth-key">${each.key}</code></dd>
        <dt>${say('Secret')}</dt><dd><code class="oauth-secret">${each.secret}</code></dd></dl></td></tr>`,
  );
  return html`<h1>${say('OAuth consumers')}</h1>${intro(page)}
    <p><a class="button primary" id="add-consumer" href="${add}">${say('Add consumer')}</a></p>
    <section id="oauth-consumers"><table class="list aui"><thead><tr><th>${say('Name')}</th><th></th></tr></thead>
      <tbody>${rows.length > 0 ? rows : html`<tr><td colspan="2">${say('You have no consumers configured.')}</td></tr>`}</tbody></table></section>${listScript}`;
}

/** 2015 to 2019, on the account's page: below the look-alike integrated applications, with nested tables. */
export function list2015(page: ListPage) {
  const say = sayIn(page.settings.language);
  const { root, add } = pathsOf(page);
  const rows = page.consumers.map(
    (
      each,
    ) => html`<tr data-id="${each.id}" class="consumer"><td><div class="name"><a href="#" class="toggle" aria-expanded="false">${each.name}</a></div></td>
      <td><div class="description">${each.description}</div></td><td>${menu(each, root, page.csrf, say)}</td></tr>
      <tr class="extra-info" hidden><td colspan="3"><table><tbody>
        ${each.url ? html`<tr><th>URL</th><td><a href="${each.url}">${each.url}</a></td></tr>` : ''}
        <tr><th>Key</th><td><span class="oauth-key">${each.key}</span></td></tr>
        <tr><th>Secret</th><td><span class="oauth-secret">${each.secret}</span></td></tr></tbody></table></td></tr>`,
  );
  return html`<h1>OAuth</h1>${integratedApplications}
    <section id="oauth-consumers"><h2>OAuth consumers</h2>${intro(page)}
      <p><a class="button primary" href="${add}">Add consumer</a></p>
      <table class="list aui"><thead><tr><th>Name</th><th>Description</th><th></th></tr></thead>
      <tbody>${rows.length > 0 ? rows : html`<tr><td colspan="3">You have no consumers configured.</td></tr>`}</tbody></table></section>${listScript}`;
}

const integratedApplications = html`<section id="oauth-applications"><h2>OAuth integrated applications</h2>
  <p>You have <strong>authorized</strong> the following applications to interact with your Bitbucket repositories.</p>
  <table class="list aui"><thead><tr><th>Name</th><th>Description</th><th>Last accessed</th><th></th></tr></thead>
    <tbody><tr data-id="17"><td><a href="#">Trello</a></td><td>Boards</td><td>2 days ago</td><td><a href="#">Revoke</a></td></tr></tbody></table>
  <p>You have <strong>denied</strong> the following applications access to interact with your Bitbucket repositories.</p>
  <table class="list aui"><thead><tr><th>Name</th><th>Description</th></tr></thead><tbody><tr><td colspan="2"><em>You have not denied access to any applications</em></td></tr></tbody></table></section>`;

/** 2012 to 2015: the form is a dialog on the list, and the new row shows its pair at once. */
export function list2012(page: ListPage, revealed: number | undefined) {
  const { root, list } = pathsOf(page);
  const rows = page.consumers.map(
    (
      each,
    ) => html`<tr id="consumer-${each.id}" data-id="${each.id}" class="${each.id === revealed ? 'revealed' : ''}">
      <td><a href="#" class="reveal">${each.name}</a>
        <dl class="secrets" ${each.id === revealed ? '' : raw('hidden')}><dt>Key</dt><dd><span class="oauth-key">${each.key}</span></dd><dt>Secret</dt><dd><span class="oauth-secret">${each.secret}</span></dd></dl></td>
      <td>${each.description}</td><td>${menu(each, root, page.csrf, sayIn('en'))}</td></tr>`,
  );
  return html`<h1>Integrated applications</h1>${integratedApplications}
    <section id="oauth-consumers"><h2>OAuth consumers</h2>${intro(page)}
      <p><a href="#" id="add-consumer">Add consumer</a></p>
      <table class="list aui"><thead><tr><th>Name</th><th>Description</th><th></th></tr></thead>
      <tbody>${rows.length > 0 ? rows : html`<tr><td colspan="3">You have no consumers configured.</td></tr>`}</tbody></table></section>
    <div id="bb-add-consumer-dialog" class="dialog" role="dialog" aria-labelledby="add-title" hidden>
      <form method="post" action="${list}"><input type="hidden" name="csrfmiddlewaretoken" value="${page.csrf}" />
        <h2 id="add-title">Add consumer</h2>
        <p><label for="consumer-name">Name</label><br /><input type="text" id="consumer-name" name="name" /></p>
        <p><label for="consumer-description">Description</label><br /><textarea id="consumer-description" name="description"></textarea></p>
        <p><label for="consumer-url">URL</label><br /><input type="text" id="consumer-url" name="url" /></p>
        <p><label for="consumer-callback">Callback URL</label><br /><input type="text" id="consumer-callback" name="callback_url" /></p>
        <p class="button-panel"><button class="primary button-panel-button" type="submit">Save</button> <a href="#" class="button-panel-cancel-link">Cancel</a></p></form></div>
    ${listScript}${dialogScript}`;
}

const dialogScript =
  raw(`<style>.dialog { position: fixed; inset: 80px auto auto calc(50% - 240px); width: 480px; padding: 24px; background: var(--ground); border: 1px solid var(--line); box-shadow: 0 0 0 100vmax #0006; } .dialog[hidden], .secrets[hidden] { display: none; }</style>
<script>
const dialog = document.getElementById('bb-add-consumer-dialog');
const show = (isOpen) => (event) => { event.preventDefault(); dialog.hidden = !isOpen; };
document.getElementById('add-consumer').addEventListener('click', show(true));
dialog.querySelector('.button-panel-cancel-link').addEventListener('click', show(false));
for (const link of document.querySelectorAll('a.reveal')) link.addEventListener('click', (event) => {
  event.preventDefault();
  const secrets = link.parentElement.querySelector('.secrets');
  secrets.hidden = !secrets.hidden;
});
</script>`);
