import { JSDOM } from 'jsdom';

/**
 * Page variants: what the stand-in shows, changed in the ways in which markup changes while a person still reads the
 * same. Every field, box and pair is marked with what it truly is (`data-truth`), which the extension does not read.
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
}

const { window } = new JSDOM('<!doctype html><body></body>', {
  url: 'https://bitbucket.org/acme/workspace/settings/oauth-clients',
});

// jsdom works every style out from every sheet; the variants hide things with attributes only.
const shown = (element: Element) =>
  !(element as HTMLElement).hidden && (element as HTMLElement).style?.display !== 'none';
Object.assign(window, {
  getComputedStyle: (element: Element) => {
    const style = {
      display: shown(element) ? 'block' : 'none',
      visibility: 'visible',
      opacity: '1',
      content: '',
    };
    return { ...style, getPropertyValue: (name: keyof typeof style) => style[name] ?? '' };
  },
});

const { document } = window;

/** Puts a variant of `html` on the page. */
export function show(html: string, change: Change, choose: Choose): Document {
  document.body.innerHTML = html;
  for (const each of document.querySelectorAll('script, style')) each.remove();
  if (change.decoys) addDecoys(choose);
  if (change.plainGroups) plainGroups();
  if (change.shuffle) shuffleSiblings(choose);
  if (change.wrap) wrapSome(choose);
  if (change.removeFor)
    for (const label of document.querySelectorAll('label[for]')) label.removeAttribute('for');
  if (change.removeName)
    for (const field of document.querySelectorAll('input, textarea')) field.removeAttribute('name');
  if (change.rename) renameAll(choose);
  return document;
}

/** Fields among fields, groups among groups; never what belongs to a field or row. */
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

const wrappable = 'input, textarea, label, code, h2, dt, dd > *, [data-unit]:not(tr), fieldset > div';

function wrapSome(choose: Choose): void {
  for (const element of document.querySelectorAll(wrappable)) {
    // A list of terms takes only terms, and what is hidden stays a row.
    if (
      choose(4) !== 0 ||
      element.matches('dt, legend') ||
      element.parentElement?.matches('tr, thead, tbody')
    )
      continue;
    for (let depth = choose(3); depth >= 0; depth -= 1) {
      const wrapper = document.createElement(
        element.matches('input, textarea, label, code') ? 'span' : 'div',
      );
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
  for (const element of document.querySelectorAll('[class]')) element.className = word();
}

/** Groups without a fieldset: a bold line above its boxes. */
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
  '<aside><h2>Search</h2><label>Search name <input></label></aside>',
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
