import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import { type BoxGroup, expand, isScope, leftColumn, rightColumn } from './scopes';
import type { ConsumerFields, FieldErrors } from './store';
import type { Say } from './words';

/** The form as its page starts: everything empty and nothing ticked. */
export const emptyFields: ConsumerFields = {
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

/** Reads a posted form as Django would: absent boxes are off, disabled ones follow from the others. */
export async function postedFields(c: Context): Promise<ConsumerFields & { csrf: string }> {
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

export const textFields = [
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
export const impliedBoxes = raw(`<script>
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

/** What ticked boxes imply is greyed out. */
export const forcedBy = (scopes: readonly string[]): ReadonlySet<string> =>
  new Set(
    [...leftColumn, ...rightColumn]
      .flatMap((group) => group.boxes)
      .filter((box) => scopes.includes(box.scope))
      .flatMap((box) => box.implies),
  );

function permissionGroup(group: BoxGroup, fields: ConsumerFields, say: Say) {
  const forced = forcedBy(fields.scopes);
  return html`<fieldset class="group"><legend>${say(group.label)}</legend>
    ${group.boxes.map(
      (
        box,
      ) => html`<div class="checkbox"><input type="checkbox" name="scopes" id="id_scopes_${box.scope}" value="${box.scope}"
        data-implies="${box.implies.join(' ')}" ${fields.scopes.includes(box.scope) ? raw('checked') : ''} ${forced.has(box.scope) ? raw('disabled') : ''} />
        <label for="id_scopes_${box.scope}">${say(box.label)}</label></div>`,
    )}</fieldset>`;
}

/** The data for the form's page. `title` in English. */
export interface FormPage {
  readonly title: string;
  readonly csrf: string;
  readonly fields: ConsumerFields;
  readonly errors: FieldErrors;
  readonly back: string;
  readonly say: Say;
}

export const privateHelp = html`Enables the <code>client_credentials</code> grant type. Installable applications that ship their OAuth consumer credentials as part of the application should not be marked as private.`;

/** The form of 2015 to 2026, restyled in 2019, in this project's own markup. */
export function formContent(page: FormPage) {
  const { csrf, fields, errors, back, say } = page;
  return html`<h1>${say(page.title)}</h1>${formStyles}
  ${Object.keys(errors).length > 0 ? html`<div class="message bad aui-message-error"><p>There was a problem with your submission. Please correct the errors below.</p></div>` : ''}
  <form id="edit-oauth-consumer-form" method="post" novalidate>
    <input type="hidden" name="csrfmiddlewaretoken" value="${csrf}" />
    <h2>${say('Details')}</h2>
    ${textFields.map(([key, name, label, help]) => {
      const control =
        key === 'description'
          ? html`<textarea id="id_${name}" name="${name}">${fields[key]}</textarea>`
          : html`<input type="text" id="id_${name}" name="${name}" value="${fields[key]}" />`;
      return html`<div class="row"><label for="id_${name}">${say(label)}${key === 'name' ? html`<span class="required aui-icon">*</span>` : ''}</label>
        <div>${control}${errors[key] ? html`<p class="error">${say(errors[key])}</p>` : ''}${help && html`<p class="help">${help}</p>`}</div></div>`;
    })}
    <div class="row"><span></span><div><input type="checkbox" id="id_is_private" name="is_private" ${fields.isPrivate ? raw('checked') : ''} />
      <label for="id_is_private">${say('This is a private consumer')}</label>
      <p class="help">${privateHelp}</p></div></div>
    <h2>${say('Permissions')}</h2>
    <div class="columns"><div>${leftColumn.map((group) => permissionGroup(group, fields, say))}</div><div>${rightColumn.map((group) => permissionGroup(group, fields, say))}</div></div>
    <button class="primary aui-button-primary" type="submit">${say('Save')}</button> <a class="button" href="${back}">${say('Cancel')}</a>
  </form>${impliedBoxes}`;
}
