import { html, raw } from 'hono/html';
import { type FormPage, forcedBy, impliedBoxes, privateHelp, textFields } from '../consumer-form';
import { type BoxGroup, leftColumn, rightColumn } from '../scopes';
import type { Say } from '../words';

/** AUI's script puts the drawing (`span.aui-form-glyph`) after every box of a `div.checkbox`. */
const permissionGroup = (group: BoxGroup, scopes: readonly string[], say: Say) => {
  const forced = forcedBy(scopes);
  return html`<fieldset class="group"><legend><span>${say(group.label)}</span></legend>
    ${group.boxes.map(
      (
        box,
      ) => html`<div class="checkbox"><input class="checkbox" type="checkbox" name="scopes" id="id_scopes_${box.scope}" value="${box.scope}"
        data-implies="${box.implies.join(' ')}" ${scopes.includes(box.scope) ? raw('checked') : ''} ${forced.has(box.scope) ? raw('disabled') : ''} />
        <label for="id_scopes_${box.scope}">${say(box.label)}</label></div>`,
    )}</fieldset>`;
};

/** As in the pictures: bold groups, and the buttons at the left edge. */
const styles = raw(
  '<style>#edit-oauth-consumer-form textarea { height: 210px; } #edit-oauth-consumer-form fieldset { margin-bottom: 12px; } #edit-oauth-consumer-form legend { font-weight: 600; } #edit-oauth-consumer-form .buttons-container { margin-top: 24px; padding-left: 0; }</style>',
);

/** The form of 2015 to 2026 with the markup that AUI wants of a form. `title` in English. */
export function auiForm({ title, csrf, fields, errors, back, say }: FormPage) {
  return html`<h1>${say(title)}</h1>${styles}
  ${Object.keys(errors).length > 0 ? html`<div class="aui-message aui-message-error"><p>There was a problem with your submission. Please correct the errors below.</p></div>` : ''}
  <form id="edit-oauth-consumer-form" class="aui" method="post" novalidate>
    <input type="hidden" name="csrfmiddlewaretoken" value="${csrf}" />
    <h3>${say('Details')}</h3>
    ${textFields.map(([key, name, label, help]) => {
      const control =
        key === 'description'
          ? html`<textarea class="textarea" id="id_${name}" name="${name}">${fields[key]}</textarea>`
          : html`<input class="text" type="text" id="id_${name}" name="${name}" value="${fields[key]}" />`;
      return html`<div class="field-group"><label for="id_${name}">${say(label)}${key === 'name' ? html`<span class="aui-icon icon-required">(required)</span>` : ''}</label>
        ${control}${errors[key] ? html`<div class="error">${say(errors[key])}</div>` : ''}${help && html`<div class="description">${help}</div>`}</div>`;
    })}
    <div class="field-group"><div class="checkbox"><input class="checkbox" type="checkbox" id="id_is_private" name="is_private" ${fields.isPrivate ? raw('checked') : ''} />
      <label for="id_is_private">${say('This is a private consumer')}</label>
      <div class="description">${privateHelp}</div></div></div>
    <h3>${say('Permissions')}</h3>
    <div class="aui-group">${[leftColumn, rightColumn].map(
      (column) =>
        html`<div class="aui-item">${column.map((group) => permissionGroup(group, fields.scopes, say))}</div>`,
    )}</div>
    <div class="buttons-container"><div class="buttons"><button class="aui-button aui-button-primary" type="submit">${say('Save')}</button> <a class="aui-button aui-button-link cancel" href="${back}">${say('Cancel')}</a></div></div>
  </form>${impliedBoxes}`;
}
