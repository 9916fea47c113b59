import { html, raw } from 'hono/html';
import { type ListPage, pathsOf } from '../consumer-lists';
import type { Consumer } from '../store';
import { type Say, sayIn } from '../words';

const flash = ({ flash }: ListPage) =>
  flash
    ? html`<div class="aui-message aui-message-${flash.isError ? 'error' : 'success'}"><p>${flash.text}</p></div>`
    : '';

const intro = html`<p>Generate your own OAuth consumer key and secret to <a href="#">build your own custom integration with Bitbucket</a>.</p>`;

/** The button of a row's menu. It says `aria-owns`, as in Bitbucket's pages; AUI 10 makes `aria-controls` of it. */
const menuButton = (each: Consumer, say: Say) =>
  html`<button class="aui-button aui-button-subtle aui-dropdown2-trigger aui-dropdown2-trigger-arrowless" aria-haspopup="true" aria-owns="consumer-actions-${each.id}"><span class="aui-icon aui-icon-small aui-iconfont-more">${say('Actions')}: ${each.name}</span></button>`;

/** What lies outside the table: the menus, and the question before something is deleted. */
function layers(page: ListPage, say: Say) {
  const { root } = pathsOf(page);
  return html`${page.consumers.map(
    (
      each,
    ) => html`<div id="consumer-actions-${each.id}" class="aui-dropdown2 aui-style-default"><ul class="aui-list-truncate">
      <li><a href="${root}/${each.id}/edit">${say('Edit')}</a></li>
      <li><a href="#" class="delete" data-action="${root}/${each.id}/delete" data-name="${each.name}">${say('Delete')}</a></li></ul></div>`,
  )}
  <section id="delete-consumer-dialog" class="aui-layer aui-dialog2 aui-dialog2-small aui-dialog2-warning" role="dialog" aria-modal="true" aria-labelledby="delete-consumer-title" data-aui-modal="true" hidden>
    <header class="aui-dialog2-header"><h2 class="aui-dialog2-header-main" id="delete-consumer-title">Delete consumer</h2></header>
    <div class="aui-dialog2-content"><p>Are you sure you want to delete <strong class="name"></strong>? Integrations that use its key and secret stop working.</p></div>
    <footer class="aui-dialog2-footer"><form class="aui-dialog2-footer-actions" method="post"><input type="hidden" name="csrfmiddlewaretoken" value="${page.csrf}" />
      <button class="aui-button aui-button-primary" type="submit">${say('Delete')}</button> <button class="aui-button aui-button-link cancel" type="button">${say('Cancel')}</button></form></footer>
  </section>${layerScript}`;
}

/** AUI's script is there by the time somebody presses. */
const layerScript = raw(`<script>
{
  const asking = document.getElementById('delete-consumer-dialog');
  for (const item of document.querySelectorAll('a.delete')) item.addEventListener('click', (event) => {
    event.preventDefault();
    asking.querySelector('form').action = item.dataset.action;
    asking.querySelector('.name').textContent = item.dataset.name;
    AJS.dialog2(asking).show();
  });
  asking.querySelector('.cancel').addEventListener('click', () => AJS.dialog2(asking).hide());
}
</script>`);

const toggleScript =
  raw(`<style>.toggle .aui-icon { vertical-align: text-bottom; } [aria-expanded=true] > .aui-iconfont-chevron-right { transform: rotate(90deg); } table.aui > tbody > tr.extra-info > td { padding: 8px 28px 16px; }
.extra-info dl { display: grid; grid-template-columns: 180px 1fr; gap: 12px; margin: 0; } dt { font-weight: 600; } dd { margin: 0; } .oauth-key, .oauth-secret { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
td.actions, th.actions { width: 1%; text-align: right; } table.aui > tbody > tr[data-id] > td { vertical-align: middle; } .extra-info th { padding-right: 24px; text-align: left; }</style>
<script>
for (const toggle of document.querySelectorAll('a.toggle')) toggle.addEventListener('click', (event) => {
  event.preventDefault();
  const details = toggle.closest('tr').nextElementSibling;
  details.hidden = !details.hidden;
  toggle.setAttribute('aria-expanded', String(!details.hidden));
});
</script>`);

const toggle = (each: Consumer) =>
  html`<div class="name"><a href="#" class="toggle" aria-expanded="false"><span class="aui-icon aui-icon-small aui-iconfont-chevron-right" aria-hidden="true"></span>${each.name}</a></div>`;

/** 2019 to 2026: a chevron, the name, a menu; the row that opens has bold labels. */
export function aui2019(page: ListPage) {
  const say = sayIn(page.settings.language);
  const rows = page.consumers.map(
    (
      each,
    ) => html`<tr data-id="${each.id}"><td>${toggle(each)}</td><td class="actions">${menuButton(each, say)}</td></tr>
      <tr class="extra-info" hidden><td colspan="2"><dl>
        ${each.url ? html`<dt>URL</dt><dd><a href="${each.url}">${each.url}</a></dd>` : ''}
        <dt>${say('Description')}</dt><dd>${each.description}</dd>
        <dt>${say('Key')}</dt><dd class="oauth-key">${each.key}</dd>
        <dt>${say('Secret')}</dt><dd class="oauth-secret">${each.secret}</dd></dl></td></tr>`,
  );
  return html`<h1>${say('OAuth consumers')}</h1>${flash(page)}${intro}
    <p><a class="aui-button aui-button-primary" id="add-consumer" href="${pathsOf(page).add}">${say('Add consumer')}</a></p>
    <section id="oauth-consumers"><table class="aui"><thead><tr><th>${say('Name')}</th><th class="actions"></th></tr></thead>
      <tbody>${rows.length > 0 ? rows : html`<tr><td colspan="2">${say('You have no consumers configured.')}</td></tr>`}</tbody></table></section>${toggleScript}${layers(page, say)}`;
}

const integratedApplications = html`<section id="oauth-applications"><h3>OAuth integrated applications</h3>
  <p>You have <strong>authorized</strong> the following applications to interact with your Bitbucket repositories.</p>
  <table class="aui"><thead><tr><th>Name</th><th>Description</th><th>Last accessed</th><th></th></tr></thead>
    <tbody><tr data-id="17"><td><a href="#">Trello</a></td><td>Boards</td><td>2 days ago</td><td><a href="#">Revoke</a></td></tr></tbody></table>
  <p>You have <strong>denied</strong> the following applications access to interact with your Bitbucket repositories.</p>
  <p>By clicking <strong>Remove</strong>, you will remove this denial and will again be prompted for access the next time you use the application.</p>
  <table class="aui"><thead><tr><th>Name</th><th>Description</th></tr></thead><tbody><tr><td colspan="2"><em>You have not denied access to any applications</em></td></tr></tbody></table></section>`;

/** 2015 to 2019, on the account's page: below the look-alike integrated applications, with nested tables. */
export function aui2015(page: ListPage) {
  const say = sayIn(page.settings.language);
  const rows = page.consumers.map(
    (each) => html`<tr data-id="${each.id}" class="consumer"><td>${toggle(each)}</td>
      <td><div class="description">${each.description}</div></td><td class="actions">${menuButton(each, say)}</td></tr>
      <tr class="extra-info" hidden><td colspan="3"><table><tbody>
        ${each.url ? html`<tr><th>URL</th><td><a href="${each.url}">${each.url}</a></td></tr>` : ''}
        <tr><th>${say('Key')}</th><td><span class="oauth-key">${each.key}</span></td></tr>
        <tr><th>${say('Secret')}</th><td><span class="oauth-secret">${each.secret}</span></td></tr></tbody></table></td></tr>`,
  );
  return html`${flash(page)}${integratedApplications}
    <section id="oauth-consumers"><h3>${say('OAuth consumers')}</h3>${intro}
      <p><a class="aui-button aui-button-primary" href="${pathsOf(page).add}">${say('Add consumer')}</a></p>
      <table class="aui"><thead><tr><th>${say('Name')}</th><th>${say('Description')}</th><th class="actions"></th></tr></thead>
      <tbody>${rows.length > 0 ? rows : html`<tr><td colspan="3">${say('You have no consumers configured.')}</td></tr>`}</tbody></table></section>${toggleScript}${layers(page, say)}`;
}

const dialogField = (id: string, name: string, label: string, isLong = false) =>
  html`<div class="field-group"><label for="${id}">${label}</label>${isLong ? html`<textarea class="textarea" id="${id}" name="${name}"></textarea>` : html`<input class="text" type="text" id="${id}" name="${name}" />`}</div>`;

/** 2012 to 2015: the form is a dialog on the list, and the new row shows its pair at once. In English only. */
export function aui2012(page: ListPage, revealed: number | undefined) {
  const rows = page.consumers.map(
    (
      each,
    ) => html`<tr id="consumer-${each.id}" data-id="${each.id}" class="${each.id === revealed ? 'revealed' : ''}">
      <td><a href="#" class="reveal">${each.name}</a>
        <dl class="secrets" ${each.id === revealed ? '' : raw('hidden')}><dt>Key</dt><dd><span class="oauth-key">${each.key}</span></dd><dt>Secret</dt><dd><span class="oauth-secret">${each.secret}</span></dd></dl></td>
      <td>${each.description}</td><td class="actions">${menuButton(each, sayIn('en'))}</td></tr>`,
  );
  return html`${flash(page)}${integratedApplications}
    <section id="oauth-consumers"><h3>OAuth consumers</h3>${intro}
      <p><a href="#" id="add-consumer">Add consumer</a></p>
      <table class="aui"><thead><tr><th>Name</th><th>Description</th><th class="actions"></th></tr></thead>
      <tbody>${rows.length > 0 ? rows : html`<tr><td colspan="3">You have no consumers configured.</td></tr>`}</tbody></table></section>
    <section id="bb-add-consumer-dialog" class="aui-layer aui-dialog2 aui-dialog2-medium" role="dialog" aria-modal="true" aria-labelledby="add-title" hidden>
      <form class="aui" method="post" action="${pathsOf(page).list}">
        <header class="aui-dialog2-header"><h2 class="aui-dialog2-header-main" id="add-title">Add consumer</h2></header>
        <div class="aui-dialog2-content"><input type="hidden" name="csrfmiddlewaretoken" value="${page.csrf}" />
          ${dialogField('consumer-name', 'name', 'Name')}
          ${dialogField('consumer-description', 'description', 'Description', true)}
          ${dialogField('consumer-url', 'url', 'URL')}
          ${dialogField('consumer-callback', 'callback_url', 'Callback URL')}</div>
        <footer class="aui-dialog2-footer"><div class="aui-dialog2-footer-actions"><button class="aui-button aui-button-primary button-panel-button" type="submit">Save</button> <a href="#" class="aui-button aui-button-link button-panel-cancel-link">Cancel</a></div></footer>
      </form></section>${toggleScript}${layers(page, sayIn('en'))}${dialogScript}`;
}

const dialogScript = raw(`<style>.secrets[hidden] { display: none; }</style>
<script>
{
  const adding = document.getElementById('bb-add-consumer-dialog');
  document.getElementById('add-consumer').addEventListener('click', (event) => { event.preventDefault(); AJS.dialog2(adding).show(); });
  adding.querySelector('.button-panel-cancel-link').addEventListener('click', (event) => { event.preventDefault(); AJS.dialog2(adding).hide(); });
  for (const link of document.querySelectorAll('a.reveal')) link.addEventListener('click', (event) => {
    event.preventDefault();
    const secrets = link.parentElement.querySelector('.secrets');
    secrets.hidden = !secrets.hidden;
  });
}
</script>`);
