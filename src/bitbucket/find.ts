import { computeAccessibleName, getRole } from 'dom-accessibility-api';
import { anyBox, findBoxes, isSameBox, sentValueOf } from './boxes';
import type { Wording } from './generations';
import { mayBeNamed, plainName } from './plain-name';
import { inOneLook, isBoxSeen, isPressable, isVisible, oncePerLook, styleOf } from './seen';

/**
 * Something found on a page: how sure, from 0 to 1, and by which witnesses. Nothing acts on a match below `minimumConfidence`;
 * two equally good matches count as none.
 */
export interface Match<Found extends Element = Element> {
  readonly element: Found;
  readonly confidence: number;
  readonly reasons: readonly string[];
}

/** From 0 to 1. A match below this counts as none: the person is asked. */
export const minimumConfidence = 0.7;

const zeroWidth = /[\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]/g;

/** A label as it is compared: without zero-width characters, stars, colons and differences of case and space. */
export function normalise(text: string | null | undefined): string {
  return (text ?? '')
    .replace(zeroWidth, '')
    .replace(/\s+/g, ' ')
    .replace(/(?:\s*[*:]|\s*\((?:required|optional)\))+\s*$/i, '')
    .trim()
    .toLowerCase();
}

const comparedOf = new WeakMap<readonly string[], ReadonlySet<string>>();

/** Words as they are compared. There are few lists of them, and they never change. */
function compared(words: readonly string[]): ReadonlySet<string> {
  const now = comparedOf.get(words) ?? new Set(words.map(normalise));
  comparedOf.set(words, now);
  return now;
}

/** The first character of a text that is not blank and has a width. */
const firstMark = /[^\s\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]/;

/** Whether a label is one of the words, as labels are compared. For most texts of a page, the first character tells. */
export function isOneOf(text: string | null | undefined, words: readonly string[]): boolean {
  const [start] = firstMark.exec(text ?? '')?.[0].toLowerCase() ?? '';
  if (!start) return false;
  const all = compared(words);
  for (const word of all) if (word.startsWith(start)) return all.has(normalise(text));
  return false;
}

/** What a page draws before or after an element is no part of its words. */
const inStyle = { getComputedStyle: styleOf, computedStyleSupportsPseudoElements: false };

/** The name that assistive technology announces (W3C accname), as the page shows it. */
export const nameOf = oncePerLook(
  (element: Element): string => plainName(element) ?? computeAccessibleName(element, inStyle).trim(),
);

const textRoles = new Set(['textbox', 'searchbox']);

/** Fields for text that a person can see and change. */
export function textFields(root: ParentNode): (HTMLInputElement | HTMLTextAreaElement)[] {
  const all = [...root.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')];
  return inOneLook(() => all.filter((field) => textRoles.has(getRole(field) ?? '') && isPressable(field)));
}

/** How well a control fits its wording: by its accessible name, then by text beside it, last by its own names. */
function judge<Control extends Element>(control: Control, wording: Wording): Match<Control> {
  const reasons: string[] = [];
  let confidence = 0;
  if (isOneOf(nameOf(control), wording.labels)) {
    confidence = 0.9;
    reasons.push('accessible name');
  } else if (isOneOf(textBeside(control), wording.labels)) {
    confidence = 0.75;
    reasons.push('text beside it');
  }
  const own = [control.id, control.getAttribute('name') ?? '', ...control.classList];
  if (wording.names.some((name) => own.includes(name))) {
    confidence = confidence === 0 ? 0.6 : Math.min(1, confidence + 0.1);
    reasons.push('name or id');
  }
  return { element: control, confidence, reasons };
}

/**
 * The text beside a control that has no label of its own: before a field, after a box. The search widens as long as it meets no
 * other control of the kind. What cannot be seen does not count.
 */
function textBeside(control: Element): string {
  const isBox = control.matches(anyBox);
  const kind = isBox ? anyBox : 'input:not([type=checkbox], [type=radio], [type=hidden]), textarea';
  const isOther = (each: Element): boolean => each !== control && !isSameBox(control, each) && isSeen(each);
  for (let each: Element = control; ; ) {
    const text = isBox ? nextText(each, isOther) : previousText(each, isOther);
    if (text !== undefined) return text;
    const parent: Element | null = each.parentElement;
    if (!parent || [...parent.querySelectorAll(kind)].some(isOther)) return '';
    each = parent;
  }
}

const isSeen = (control: Element): boolean =>
  control.matches(anyBox) ? isBoxSeen(control) : isPressable(control);

const controls = `input:not([type=hidden]), textarea, select, button, ${anyBox}`;

type IsOther = (control: Element) => boolean;

function textOfSibling(node: ChildNode, isOther: IsOther): string | undefined {
  if (node.nodeType === 3) return normalise(node.textContent) === '' ? undefined : (node.textContent ?? '');
  if (node.nodeType !== 1) return undefined;
  const element = node as Element;
  // A neighbour's text belongs to its own control, if it has one.
  if (element.matches(controls) ? isOther(element) : [...element.querySelectorAll(controls)].some(isOther))
    return '';
  return normalise(element.textContent) === '' || !isVisible(element)
    ? undefined
    : (element.textContent ?? '');
}

function nextText(element: Element, isOther: IsOther): string | undefined {
  for (let node = element.nextSibling; node; node = node.nextSibling) {
    const text = textOfSibling(node, isOther);
    if (text !== undefined) return text;
  }
  return undefined;
}

function previousText(element: Element, isOther: IsOther): string | undefined {
  for (let node = element.previousSibling; node; node = node.previousSibling) {
    const text = textOfSibling(node, isOther);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** The best match, if it is good enough and nothing else is as good. */
function best<Found extends Element>(matches: readonly Match<Found>[]): Match<Found> | undefined {
  const [first, second] = [...matches].sort((one, other) => other.confidence - one.confidence);
  if (!first || first.confidence < minimumConfidence || (second && second.confidence >= first.confidence))
    return undefined;
  return first;
}

/** The one text field that fits best; undefined where none does, or two fit equally well. */
export function findTextField(
  root: ParentNode,
  wording: Wording,
): Match<HTMLInputElement | HTMLTextAreaElement> | undefined {
  return inOneLook(() => best(textFields(root).map((field) => judge(field, wording))));
}

/** A box by its label alone, where labels do not repeat. */
export function findBox(root: ParentNode, wording: Wording): Match<HTMLElement> | undefined {
  return inOneLook(() => best(findBoxes(root).map((box) => judge(box, wording))));
}

/** A box as a person reads it: its own label, the text beside it where it has none, and its group's heading. */
export interface DescribedBox {
  readonly element: HTMLElement;
  readonly name: string;
  readonly beside: string;
  readonly group: string;
}

/** Every box that can be seen, read once: names are costly to compute. */
export function describeBoxes(root: ParentNode): DescribedBox[] {
  return inOneLook(() =>
    findBoxes(root).map((element) => {
      const name = nameOf(element);
      return { element, name, beside: name === '' ? textBeside(element) : '', group: groupOf(element, name) };
    }),
  );
}

/** A box by the heading of its group and its own label: "Account" and "Read". `value` is a second witness. */
export function boxInGroup(
  boxes: readonly DescribedBox[],
  groups: readonly string[],
  labels: readonly string[],
  value: string,
): Match<HTMLElement> | undefined {
  return best(
    boxes.flatMap(({ element, name, beside, group }): Match<HTMLElement>[] => {
      if (!isOneOf(group, groups)) return [];
      const isNamed = isOneOf(name, labels);
      if (!isNamed && !isOneOf(beside, labels)) return [];
      const reasons = ['group heading', isNamed ? 'accessible name' : 'text beside it'];
      const confidence = isNamed ? 0.9 : 0.75;
      const own = sentValueOf(element);
      if (own === value) return [{ element, confidence: confidence + 0.1, reasons: [...reasons, 'value'] }];
      return [{ element, confidence: own === '' ? confidence : confidence - 0.1, reasons }];
    }),
  );
}

const groups = 'fieldset, [role=group], [role=radiogroup]';
const labelled = `input, label, ${anyBox}`;

/** The heading of the group that a box stands in: a fieldset's legend, a group's name, or the nearest text before it that names no box. */
function groupOf(box: Element, name: string): string {
  const group = box.parentElement?.closest(groups);
  if (group && group.querySelectorAll(groups).length === 0) {
    const heading = nameOf(group);
    if (heading !== '') return heading;
  }
  for (let each: Element | null = box; each && each.tagName !== 'FORM'; each = each.parentElement) {
    for (let before = each.previousElementSibling; before; before = before.previousElementSibling) {
      const text = before.textContent ?? '';
      const isText = !isBlank(before) && !holds(before, labelled) && isVisible(before);
      if (isText && !isOfBox(before) && !isOneOf(text, [name])) return text;
    }
  }
  return '';
}

const isBlank = (node: Node): boolean => normalise(node.textContent) === '';
const holds = (element: Element, selector: string): boolean =>
  element.matches(selector) || element.querySelector(selector) !== null;

/** Whether a text stands right after a box without words: then it is that box's label. */
function isOfBox(text: Element): boolean {
  for (let before = text.previousSibling; before && isBlank(before); before = before.previousSibling)
    if (before.nodeType === 1 && holds(before as Element, anyBox)) return true;
  return false;
}

const pressable =
  'button, a[href], [role=button], [role=link], [role=tab], input[type=submit], input[type=button]';

const roleOf = oncePerLook((element: Element): string => getRole(element) ?? '');

const pressablesIn = oncePerLook((root: ParentNode): HTMLElement[] => [
  ...root.querySelectorAll<HTMLElement>(pressable),
]);

/** All buttons, links or tabs of that name that a person can see. */
export function findPressables(
  root: ParentNode,
  words: readonly string[],
  roles: readonly string[] = ['button', 'link'],
): HTMLElement[] {
  const isWord = (text: string) => isOneOf(text, words);
  const all = compared(words);
  return inOneLook(() =>
    pressablesIn(root).filter(
      (each) =>
        roles.includes(roleOf(each)) &&
        mayBeNamed(each, all, isWord) &&
        isVisible(each) &&
        isWord(nameOf(each)),
    ),
  );
}

/** The one button, link or tab of that name. Where the same words stand twice, none. */
export function findPressable(
  root: ParentNode,
  words: readonly string[],
  roles?: readonly string[],
): HTMLElement | undefined {
  const found = findPressables(root, words, roles);
  return found.length === 1 ? found[0] : undefined;
}

const anyHeading = 'h1, h2, h3, h4, [role=heading]';

/** Headings that a person can see. */
export const headingsOf = oncePerLook((root: ParentNode): readonly Element[] =>
  [...root.querySelectorAll(anyHeading)].filter(isVisible),
);

/** The first visible heading that is one of the words; a count or badges after them do not matter. */
export function findHeading(root: ParentNode, words: readonly string[]): Element | undefined {
  return headingsOf(root).find((each) => isOneOf(each.textContent, words) || isBadged(each, words));
}

/** What a heading may have beside its words: a count, or a badge such as "BETA". */
const mostInBadge = 12;
const count = /\s*[([]?\d[\d\s.,]*(?:\/\s*\d+\s*)?[)\]]?$/;

/** Whether the heading is one of the words with a count after it, or with badges, each in an element of its own. */
function isBadged(heading: Element, words: readonly string[]): boolean {
  if (isOneOf((heading.textContent ?? '').trim().replace(count, ''), words)) return true;
  const parts = partsOf(heading);
  const own = parts.findIndex((part) => isOneOf(part, words));
  return own >= 0 && parts.every((part, index) => index === own || part.trim().length <= mostInBadge);
}

/** The texts that an element consists of, one for each innermost element or stretch of text. */
export function partsOf(element: Element): string[] {
  return [...element.childNodes].flatMap((node) => {
    if (node.nodeType === 3) return normalise(node.textContent) === '' ? [] : [node.textContent ?? ''];
    return node.nodeType === 1 ? partsOf(node as Element) : [];
  });
}

/** What counts as a dialog, as a selector. */
export const anyDialog = 'dialog[open], [role=dialog], [role=alertdialog]';

/** The dialog that something stands in. */
export const dialogAround = (element: Element): Element | undefined =>
  element.closest(anyDialog) ?? undefined;

/** Dialogs that are open, the topmost (last) first. */
export const openDialogs = oncePerLook((root: ParentNode): readonly Element[] =>
  [...root.querySelectorAll(anyDialog)].filter(isVisible).reverse(),
);
