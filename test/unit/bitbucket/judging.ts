import { expect } from 'vitest';
import { anyBox, isTicked } from '../../../src/bitbucket/boxes';
import { fillForm, type WantedConsumer } from '../../../src/bitbucket/form';
import { fieldIds } from '../../../src/bitbucket/generations';
import type { ListReading } from '../../../src/bitbucket/list';
import { type Page, readPage } from '../../../src/bitbucket/page';
import type { PairReading } from '../../../src/bitbucket/pair';
import { permissions } from '../../../src/bitbucket/scopes';
import type { Outcome } from './every-variant';
import { address } from './variants';

const truthOf = (element: Element): string | null => element.getAttribute('data-truth');
const marked = (document: Document, truth: string) => [
  ...document.querySelectorAll<HTMLElement>(`[data-truth="${truth}"]`),
];

export const readAt = (document: Document, where = address): Page =>
  readPage(document, { address: where, status: 200 });

/** Whether every field and box is found, except those on closed tabs. Each one found must be the right one. */
export function findsForm(
  document: Document,
  where = address,
  /** What nobody can tell by its place. */
  unknown: readonly string[] = [],
): Outcome {
  const page = readAt(document, where);
  if (page.kind !== 'form') return 'asks';
  const missing: string[] = [];
  const check = (found: Element | undefined, truth: string) => {
    if (found) expect(truthOf(found)).toBe(truth);
    else if (marked(document, truth).some((each) => !each.closest('[hidden]'))) missing.push(truth);
  };
  for (const field of fieldIds) check(page.parts.field(field)?.element, field);
  check(page.parts.authorizationCode?.()?.element, 'authorizationCode');
  const boxes = page.parts.scopes();
  for (const { scope } of permissions) check(boxes.get(scope), scope);
  return missing.every((truth) => unknown.includes(truth)) ? 'handled' : `asks for ${missing}`;
}

const wanted: WantedConsumer = {
  name: 'Auth0 login (acme)',
  description: 'Log in with Bitbucket',
  callbackUrl: 'https://acme.eu.auth0.com/login/callback',
  url: 'https://acme.eu.auth0.com/',
  scopes: ['account', 'pullrequest:write'],
};

type Field = HTMLInputElement | HTMLTextAreaElement;
const isText = (element: Element): element is Field => element.matches('input, textarea') && !isBox(element);
const isBox = (element: Element): boolean => element.matches(anyBox);
const stateOf = (element: HTMLElement): string =>
  isText(element) ? element.value : isTicked(element) ? 'ticked' : '';
const controls = (document: Document) => [
  ...document.querySelectorAll<HTMLElement>(`input:not([type=hidden]), textarea, ${anyBox}`),
];

/**
 * Fills the form: whether all of it is filled. What is reported as filled must be, nothing else is touched, visible
 * or not, and undo puts everything back.
 */
export async function fillsForm(document: Document, where = address): Promise<Outcome> {
  const page = readAt(document, where);
  if (page.kind !== 'form') return 'asks';
  const states = () => controls(document).map(stateOf);
  const before = states();
  const filling = await fillForm(page.parts, page.generation, wanted, {
    settle: async () => {},
    overwrite: false,
    signal: new AbortController().signal,
  });
  const held = (item: string) => marked(document, item).map(stateOf);
  const isHeld = (item: string) => {
    const expected = fieldIds.some((id) => id === item) ? wanted[item as 'name'] : 'ticked';
    return held(item).length > 0 && held(item).every((state) => state === expected);
  };
  const done = filling.items.filter(({ state }) => state === 'filled' || state === 'right');
  for (const { item } of done)
    expect([item, ...held(item)]).toEqual([item, ...held(item).map(() => held(item)[0])]);
  for (const { item } of done) expect([item, isHeld(item)]).toEqual([item, true]);
  const touched = controls(document).filter((each, index) => stateOf(each) !== before[index]);
  for (const each of touched)
    expect(done.map(({ item }) => item)).toContain(truthOf(each) ?? truthInLabel(each));
  await filling.undo();
  expect(states()).toEqual(before);
  const left = filling.items.filter(
    ({ item, state }) => (state === 'missing' || state === 'kept') && marked(document, item).length > 0,
  );
  return left.length === 0 ? 'handled' : `asks for ${left.map(({ item }) => item)}`;
}

/** A native box and the drawn one in the same label count as one. */
const truthInLabel = (element: Element): string | null | undefined =>
  element.closest('label')?.querySelector('[data-truth]')?.getAttribute('data-truth');

/** Whether the list is read; what is read must be right. */
export function readsList(
  document: Document,
  expected: { readonly state: ListReading['state']; readonly hasNext?: boolean },
  where = address,
): Outcome {
  const page = readAt(document, where);
  if (page.kind === 'unclear') return 'asks for the list';
  expect(page.kind).toBe('list');
  if (page.kind !== 'list') return 'asks';
  expect(truthOf(page.create)).toBe('create');
  // A list that says nothing is not judged: the helper waits for it.
  if (page.state === 'quiet' && expected.state !== 'quiet') return 'asks for its state';
  expect(page.state).toBe(expected.state);
  const shown = [...document.querySelectorAll('[data-entry]')].map((each) =>
    JSON.parse(each.getAttribute('data-entry') ?? '[]'),
  );
  const entries = page.entries.map(({ name, key, row }) => {
    expect(row.closest('[data-entry]') ?? row.querySelector('[data-entry]')).not.toBeNull();
    return key === undefined ? [name] : [name, key];
  });
  expect(entries).toEqual(
    shown.map(([name, key], index) => (entries[index]?.length === 1 ? [name] : [name, key])),
  );
  if (expected.hasNext !== undefined && (page.next !== undefined) !== expected.hasNext)
    return 'asks for the next page';
  return 'handled';
}

/** Whether the pair is read; if so, it must be this one. */
export function readsPair(
  reading: PairReading | undefined,
  wanted: { readonly key: string; readonly secret: string } | undefined,
): Outcome {
  if (reading?.kind !== 'pair') return 'asks';
  expect(reading.pair).toEqual({ key: wanted?.key, secret: wanted?.secret });
  return 'handled';
}
