import { JSDOM } from 'jsdom';
import { type Drawing, drawBoxes } from './drawings';
import { inlineStyles } from './inline-styles';

/**
 * Page variants: what the stand-in shows, with changes to the markup that leave what a person reads the same. Every field,
 * box, row and value is marked with what it truly is (`data-truth`), which the extension does not read.
 */

/** A source of choices, so that fast-check can replay and shrink a variant. */
export type Choose = (count: number) => number;

/** How one variant differs from what the stand-in shows. */
export interface Change {
  readonly shuffle: boolean;
  readonly wrap: boolean;
  readonly rename: boolean;
  readonly removeFor: boolean;
  readonly removeName: boolean;
  readonly plainGroups: boolean;
  readonly decoys: boolean;
  /** Invisible fields and boxes, named like the real ones. */
  readonly honeypots: boolean;
  /** How the boxes are drawn; undefined: as in the stand-in. */
  readonly boxes?: Drawing | undefined;
}

export const address = 'https://bitbucket.org/acme/workspace/settings/oauth-clients';

const { window } = new JSDOM('<!doctype html><body></body>', { url: address });
inlineStyles(window);

const { document } = window;

/** Puts a variant of `html` on the page. */
export function show(html: string, change: Change, choose: Choose): Document {
  document.body.innerHTML = html;
  document.documentElement.removeAttribute('class');
  document.documentElement.lang = 'en';
  for (const each of document.querySelectorAll('script, style')) each.remove();
  if (change.decoys) addDecoys(choose);
  if (change.plainGroups) plainGroups();
  if (change.shuffle) shuffleSiblings(choose);
  if (change.boxes) drawBoxes(document, change.boxes, choose);
  if (change.honeypots) addHoneypots(choose);
  if (change.wrap) wrapSome(choose);
  if (change.removeFor) removeFor(change.boxes);
  if (change.removeName)
    for (const field of document.querySelectorAll('input, textarea')) field.removeAttribute('name');
  if (change.rename) renameAll(choose);
  return document;
}

/** Labels are only beside what they name, except that of a box that is not displayed: only its label can be pressed. */
function removeFor(boxes: Drawing | undefined): void {
  for (const label of document.querySelectorAll<HTMLLabelElement>('label[for]')) {
    const isOnly = boxes === 'taken away' && label.control?.matches('[type=checkbox], [type=radio]');
    if (!isOnly) label.removeAttribute('for');
  }
}

/** Shuffles fields among fields, groups among groups; never the parts of a field or row. */
function shuffleSiblings(choose: Choose): void {
  const parents = new Set([...document.querySelectorAll('[data-unit]')].map((unit) => unit.parentElement));
  for (const parent of parents) {
    const units = [...(parent?.children ?? [])].filter((each) => each.hasAttribute('data-unit'));
    const places = units.map((unit) => {
      const place = document.createComment('');
      unit.replaceWith(place);
      return place;
    });
    for (const place of places) {
      const [unit] = units.splice(choose(units.length), 1);
      if (unit) place.replaceWith(unit);
    }
  }
}

const texts = new Set(['input', 'textarea', 'label', 'code']);
const blocks = new Set(['h1', 'h2', 'dt']);
const structured =
  'tr, thead, tbody, [role=row], [role=grid], [role=list], [role=tablist], select, label, p, dl';

/** Compared by hand: jsdom is slow with such a list of selectors. */
function wrapSome(choose: Choose): void {
  for (const element of [...document.body.getElementsByTagName('*')]) {
    const { localName: name, parentElement: parent } = element;
    const role = element.getAttribute('role');
    const isText = texts.has(name) || role === 'checkbox' || role === 'switch';
    const isUnit = element.hasAttribute('data-unit') && name !== 'tr';
    const isInGroup = name === 'div' && parent?.localName === 'fieldset';
    if (!isText && !isUnit && !isInGroup && !blocks.has(name) && parent?.localName !== 'dd') continue;
    // A list of terms may contain only terms.
    if (choose(4) !== 0 || name === 'dt' || (!isText && parent?.matches(structured))) continue;
    // The drawing of a box must stay beside it.
    if (element.nextElementSibling?.hasAttribute('data-drawing')) continue;
    for (let depth = choose(3); depth >= 0; depth -= 1) {
      const wrapper = document.createElement(isText ? 'span' : 'div');
      element.replaceWith(wrapper);
      wrapper.append(element);
    }
  }
}

function renameAll(choose: Choose): void {
  const ids = new Map<string, string>();
  const word = () => `_${choose(1_000_000).toString(36)}${choose(1_000_000).toString(36)}`;
  for (const element of document.querySelectorAll('[id]')) {
    const id = word();
    ids.set(element.id, id);
    element.id = id;
  }
  for (const attribute of ['for', 'aria-labelledby', 'aria-describedby', 'aria-controls', 'aria-owns']) {
    for (const element of document.querySelectorAll(`[${attribute}]`)) {
      const renamed = (element.getAttribute(attribute) ?? '').split(' ').map((id) => ids.get(id) ?? id);
      element.setAttribute(attribute, renamed.join(' '));
    }
  }
  // Blocks of one kind keep one name.
  const names = new Map<string, string>();
  for (const element of document.querySelectorAll('[class]')) {
    const before = element.getAttribute('class') ?? '';
    const name = names.get(before) ?? word();
    names.set(before, name);
    element.setAttribute('class', name);
  }
}

/** Groups without a fieldset: a bold line above the boxes. */
function plainGroups(): void {
  for (const fieldset of document.querySelectorAll('fieldset')) {
    const group = document.createElement('div');
    for (const attribute of fieldset.attributes) group.setAttribute(attribute.name, attribute.value);
    group.append(...fieldset.childNodes);
    const legend = group.querySelector('legend');
    const heading = document.createElement('strong');
    heading.append(...(legend?.childNodes ?? []));
    legend?.replaceWith(heading);
    fieldset.replaceWith(group);
  }
}

const decoys = [
  '<section><h2>SSH</h2><dl><dt>Public key</dt><dd><code>AAAAB3NzaC1yc2EAAAADAQABAAABgQC7</code></dd></dl></section>',
  '<section><h2>Connected service</h2><dl><dt>Client secret</dt><dd><code>decoyDecoyDecoyDecoyDecoyDecoy99</code></dd></dl></section>',
  '<section><h2>Webhook</h2><p><label>Secret <input value="decoyDecoyDecoyDecoyDecoyDecoy98"></label></p></section>',
  '<section><h2>OAuth integrated applications</h2><table><thead><tr><th>Name</th></tr></thead><tbody><tr><td><a href="#">Trello</a></td><td>Revoke</td></tr></tbody></table></section>',
  '<section><h2>Repository defaults</h2><p><label><input type="checkbox"> Read</label> <label><input type="checkbox"> Write</label></p></section>',
  '<section><h2>Notifications</h2><fieldset><legend>Branches</legend><label><input type="checkbox" value="email"> Email</label> <label><input type="checkbox"> Read</label> <label><input type="checkbox"> Delete</label></fieldset></section>',
  '<section><h2>Mail</h2><div role="group" aria-label="Digest"><div role="checkbox" aria-checked="false" tabindex="0">Read and write</div><div role="switch" aria-checked="false" tabindex="0">Admin</div></div></section>',
  '<aside><h2>Search</h2><label>Search name <input></label></aside>',
  '<aside><h2>Steps</h2><ol><li>Name</li><li>Scopes</li></ol></aside>',
];

function addDecoys(choose: Choose): void {
  for (let count = 1 + choose(3); count > 0; count -= 1) {
    const holder = document.createElement('div');
    holder.innerHTML = decoys[choose(decoys.length)] ?? '';
    const [decoy] = holder.children;
    const main = document.querySelector('main') ?? document.body;
    if (decoy) choose(2) === 0 ? main.prepend(decoy) : main.append(decoy);
  }
}

const unseen = [
  'display: none',
  'visibility: hidden',
  'opacity: 0',
  'position: absolute; left: -9999px',
  'position: absolute; top: -9999px',
  'margin-left: -9999px',
  'position: absolute; clip: rect(0px, 0px, 0px, 0px)',
  'position: absolute; clip-path: inset(50%)',
  'position: absolute; width: 1px; height: 1px; overflow: hidden',
];
const honeypots = [
  '<p><label>Callback URL <input type="text" name="callback_url"></label></p>',
  '<p><label>Name <input type="text" name="name"></label></p>',
  '<p><label>URL <input type="text" name="url"></label></p>',
  '<p><label>Description <textarea name="description"></textarea></label></p>',
  '<fieldset><legend>Account</legend><label><input type="checkbox" name="scopes" value="account"> Read</label> <label><input type="checkbox" name="scopes" value="account:write"> Write</label></fieldset>',
  '<div role="group" aria-label="Account"><span role="checkbox" aria-checked="false" tabindex="-1">Email</span> <span role="switch" aria-checked="false" tabindex="-1">Read</span></div>',
];

/** Between the real ones, in a wrapper that hides them in one of the possible ways. */
function addHoneypots(choose: Choose): void {
  const withFields = [...document.querySelectorAll('form')].find((each) =>
    each.querySelector('[data-truth]'),
  );
  const form = withFields ?? document.querySelector('main') ?? document.body;
  const places = [...form.children, ...form.querySelectorAll('[data-unit]:not(tr)')].filter(
    (each) => !each.parentElement?.matches(structured) && !each.matches(structured),
  );
  for (let count = 2 + choose(4); count > 0; count -= 1) {
    const pot = document.createElement('div');
    pot.setAttribute('style', unseen[choose(unseen.length)] ?? '');
    pot.innerHTML = honeypots[choose(honeypots.length)] ?? '';
    for (const each of pot.querySelectorAll('input, textarea, [role]'))
      each.setAttribute('data-honeypot', '');
    const place = places[choose(places.length)];
    if (place) choose(2) === 0 ? place.before(pot) : place.after(pot);
    else form.append(pot);
  }
}
