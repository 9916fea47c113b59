import { permissions } from '../../../src/bitbucket/scopes';
import type { PageSettings } from '../../standins/bitbucket/pages';
import { type Consumer, consumerFields, type Generation } from '../../standins/bitbucket/store';
import { type OpenPage, openPage, until } from './pages';

/** What one of the stand-in's pages shows after `act`, with each part marked as what it truly is. */
export interface Snapshot {
  readonly html: string;
  readonly consumers: readonly Consumer[];
}

export type Act = (page: OpenPage) => Promise<void> | void;

export interface SnapshotOptions {
  readonly pages?: Partial<PageSettings>;
  readonly act?: Act;
  /** Names of the consumers that the workspace has. */
  readonly names?: readonly string[];
}

export async function snapshot(
  generation: Generation,
  path: string,
  { pages = {}, act = () => {}, names = ['Shop login', 'Build bot'] }: SnapshotOptions = {},
): Promise<Snapshot> {
  const page = await openPage(
    generation,
    path,
    (store) => {
      for (const name of names)
        store.addConsumer('acme', generation, consumerFields(name, { description: `About ${name}` }));
    },
    pages,
  );
  await act(page);
  const { document } = page;
  markForm(document, pages.look ?? 'drawn');
  markLists(document, page.store.consumers);
  for (const each of document.querySelectorAll('script, style, header, body > nav, footer')) each.remove();
  const html = document.body.innerHTML;
  const consumers = page.store.inWorkspace('acme');
  page.close();
  return { html, consumers };
}

/** The form's fields in the stand-in's order. */
function orderOf(document: Document, look: PageSettings['look']): readonly string[] {
  if (!document.querySelector('#root'))
    return document.querySelector('#bb-add-consumer-dialog')
      ? ['name', 'description', 'url', 'callbackUrl']
      : ['name', 'description', 'callbackUrl', 'url', 'privacyPolicyUrl', 'eulaUrl'];
  return look === 'drawn'
    ? ['name', 'description', 'url', 'privacyPolicyUrl', 'eulaUrl', 'callbackUrl']
    : ['name', 'description', 'eulaUrl', 'privacyPolicyUrl', 'callbackUrl'];
}

const texts = 'input:not([type=checkbox], [type=hidden], [readonly]), textarea';
export const textsOf = (document: Document) => [
  ...document.querySelectorAll<HTMLInputElement>(
    `main input:not([type=checkbox], [type=hidden]), main textarea`,
  ),
];

function markForm(document: Document, look: PageSettings['look']): void {
  if (document.querySelector('table, [role=grid], [role=list], article') && !document.querySelector('form'))
    return;
  const fields = [...document.querySelectorAll(`main ${texts.replace(', textarea', '')}, main textarea`)];
  // A tab of its own has one field.
  const order = fields.length === 1 ? ['callbackUrl'] : orderOf(document, look);
  for (const [index, field] of fields.entries()) {
    field.setAttribute('data-truth', order[index] ?? '');
    unitOf(field)?.setAttribute('data-unit', '');
  }
  const boxes = [...document.querySelectorAll('fieldset input[type=checkbox]')];
  const hasScopes = boxes.length >= permissions.length;
  const before = hasScopes ? boxes.length - permissions.length : boxes.length;
  for (const [index, { scope }] of permissions.entries())
    boxes[before + index]?.setAttribute('data-truth', scope);
  if (before > 0) boxes[0]?.setAttribute('data-truth', 'authorizationCode');
  for (const group of document.querySelectorAll('main fieldset')) group.setAttribute('data-unit', '');
}

/** The largest element that contains this field and no part of another. */
function unitOf(field: Element): Element | null {
  const hasOther = (each: Element) =>
    [...each.querySelectorAll('input:not([type=hidden]), textarea, h1, h2, button')].some(
      (other) => other !== field,
    );
  let unit: Element | null = null;
  for (let each = field.parentElement; each && !hasOther(each); each = each.parentElement) unit = each;
  return unit;
}

/** Marks what names and identifies each entry of a list. */
function markLists(document: Document, consumers: readonly Consumer[]): void {
  for (const { name, key } of consumers) {
    const link = [...document.querySelectorAll('main a')].find(
      (each) => each.textContent?.endsWith(name) && rowOf(each),
    );
    if (link) rowOf(link)?.setAttribute('data-entry', JSON.stringify([name, key]));
  }
}

/** The row of a link; in plain blocks, its third parent. */
export function rowOf(link: Element): Element | null | undefined {
  const isEntry = /\/oauth-clients\/\d+$/.test(link.getAttribute('href') ?? '');
  const block = isEntry ? link.parentElement?.parentElement?.parentElement : null;
  return link.closest('tbody > tr, [role=row], [role=listitem], article') ?? block;
}

export const press = (document: Document, label: string): void =>
  [...document.querySelectorAll<HTMLElement>('button, [role=tab], label')]
    .find((each) => each.textContent === label)
    ?.click();

/** Enters a text so that React notices it. */
export function type({ window }: OpenPage, field: Element | undefined, text: string): void {
  const { prototype } = window.HTMLInputElement;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, text);
  field?.dispatchEvent(new window.Event('input', { bubbles: true }));
}

/** Opens the form of 2026 and chooses the grant type that brings the callback field. */
export const withCallback =
  (code: string): Act =>
  async ({ document }) => {
    await until(() => document.querySelector('main input') !== null);
    const before = textsOf(document).length;
    press(document, code);
    await until(() => textsOf(document).length > before);
  };
