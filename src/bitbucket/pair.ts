import { headingsOf, isOneOf, minimumConfidence, nameOf, normalise } from './find';
import { copyWords, type Generation, type Wording } from './generations';
import { lengthsSeen } from './pair-lengths';
import { isVisible, oncePerLook } from './seen';

/** One consumer's Key and Secret as the page shows them, blanks and invisible characters removed. */
export interface ShownPair {
  readonly key: string;
  readonly secret: string;
}

/** What a page shows of a pair. `problem`: why nothing is taken from it. */
export type PairReading =
  /** `confidence` from 0 to 1 by the witnesses named in `reasons`; never below `minimumConfidence`. */
  | {
      readonly kind: 'pair';
      readonly pair: ShownPair;
      readonly confidence: number;
      readonly reasons: readonly string[];
    }
  /** Only one of the two, where a page shows them one after the other. */
  | { readonly kind: 'half'; readonly half: 'key' | 'secret'; readonly value: string }
  /** Labels without a readable value beside them, or several: `looked` says what was looked for. */
  | { readonly kind: 'none'; readonly looked: readonly string[]; readonly reason: PairProblem };

/** A pair whose shape was checked, or why it is none. */
export type CheckedPair = Exclude<PairReading, { kind: 'half' }>;

/** Why a pair was not read: something is missing, or cannot be told from something else. */
export type PairProblem =
  | 'no-key'
  | 'no-secret'
  | 'ambiguous'
  | 'masked'
  /** The page has a button that copies a value, and does not show the value. */
  | 'behind-copy'
  | 'swapped'
  | 'not-a-credential';

/** What can be a Key or Secret at all: printable, of some length. Everything narrower is a witness, never a law. */
const possible = /^[\x21-\x7e]{8,256}$/;
/** RFC 3986's unreserved characters, of which every Key and Secret seen so far consists. */
const unreserved = /^[A-Za-z0-9._~-]+$/;
const shortestSeen = 16;

/** Whether a text is at least as long as a Key, and has only the characters of Keys and Secrets. */
export const isLikeSeen = (text: string): boolean => text.length >= shortestSeen && unreserved.test(text);

/** Blanks, line breaks and zero-width characters are the page's layout, never part of a Key or Secret. */
export const clean = (text: string): string =>
  text.replace(/[\s\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]/g, '');

/**
 * The pair shown inside `scope`, which has to be the place of one consumer: its open row, or the dialog after Save.
 */
export function readPair(scope: Element, generation: Generation): PairReading {
  const looked = [...generation.key.labels, ...generation.secret.labels];
  const refuse = (reason: PairProblem): PairReading => ({ kind: 'none', looked, reason });
  const key = labelledValue(scope, generation.key);
  const secret = labelledValue(scope, generation.secret);
  if (key.kind === 'several' || secret.kind === 'several') return refuse('ambiguous');
  if (secret.kind === 'none' && isBehindCopy(scope, generation.secret)) return refuse('behind-copy');
  if (key.kind === 'none' && secret.kind === 'none') return refuse('no-key');
  if (key.kind === 'none')
    return half('secret', secret.kind === 'value' ? secret.value : '', refuse('no-key'));
  if (secret.kind === 'none') return half('key', key.value, refuse('no-secret'));
  return checkShape({ key: key.value, secret: secret.value }, looked);
}

/** Whether a label of the value stands there with a button that copies it, and nothing else. */
function isBehindCopy(scope: Element, wording: Wording): boolean {
  const copies = [...scope.querySelectorAll('button, [role=button]')].filter((each) => {
    const name = normalise(nameOf(each));
    return isVisible(each) && copyWords.some((word) => name.includes(normalise(word)));
  });
  return copies.length > 0 && labelElements(scope, wording).length > 0;
}

/**
 * The pair in a place with unknown words: exactly two values that can be one, as long as every Key and Secret of one generation
 * seen so far. Any other possible value there makes it none.
 */
export function readPairByShape(place: Element): PairReading {
  const values = [...new Set(pointable(place).flatMap((each) => pointedValue(each) ?? []))].filter(
    (value) => value.length >= shortestSeen,
  );
  const [one = '', other = ''] = values;
  const [key, secret] = one.length < other.length ? [one, other] : [other, one];
  const isSeen = hasSeenLengths({ key, secret }) && unreserved.test(key + secret);
  return values.length === 2 && isSeen
    ? checkShape({ key, secret })
    : { kind: 'none', looked: [], reason: 'no-key' };
}

/** The value that stands beside one of the labels; undefined where there is none, or several. */
export function labelledText(scope: Element, wording: Wording): string | undefined {
  const found = labelledValue(scope, wording);
  return found.kind === 'value' ? found.value : undefined;
}

const half = (which: 'key' | 'secret', value: string, otherwise: PairReading): PairReading =>
  possible.test(clean(value)) ? { kind: 'half', half: which, value: clean(value) } : otherwise;

/** Whether a heading stands between two labels of one place: what is below it is another subject. */
function isParted(place: Element, one: Element, other: Element): boolean {
  const isBetween = (each: Element): boolean => {
    const [toOne, toOther] = [one, other].map((label) => label.compareDocumentPosition(each));
    return ((toOne ?? 0) & following) !== ((toOther ?? 0) & following);
  };
  return headingsOf(place).some(
    (each) => !each.contains(one) && !each.contains(other) && !one.contains(each) && isBetween(each),
  );
}

/** `Node.DOCUMENT_POSITION_FOLLOWING` */
const following = 4;

/**
 * The one place inside `root` where Key and Secret are labelled together: the smallest element around a label of each.
 * Labels that stand apart ("Client secret" in another section, or below another heading) make no place; several places
 * are none.
 */
export function pairContainer(root: Element, generation: Generation): Element | undefined {
  const secrets = labelElements(root, generation.secret);
  const keys = secrets.length > 0 ? labelElements(root, generation.key) : [];
  const places = new Set<Element>();
  for (const secret of secrets) {
    let place: Element | null = secret;
    const isHere = (key: Element) => place?.contains(key) === true;
    while (place && place !== root && !keys.some(isHere)) place = place.parentElement;
    if (place && keys.filter(isHere).some((key) => !isParted(place ?? root, key, secret))) places.add(place);
  }
  const smallest = [...places].filter(
    (place) => ![...places].some((other) => other !== place && place.contains(other)),
  );
  return smallest.length === 1 ? smallest[0] : undefined;
}

/**
 * Checks the shape of a pair, from wherever it comes. Its witnesses are the alphabet, the lengths, and that no blank
 * stands inside the values (a line break is only layout): a sentence beside a label is not taken for a Secret. A Key
 * that is longer than its Secret has never been seen: the two are taken for swapped.
 */
export function checkShape(given: ShownPair, looked: readonly string[] = []): CheckedPair {
  const pair = { key: clean(given.key), secret: clean(given.secret) };
  const refuse = (reason: PairProblem): CheckedPair => ({ kind: 'none', looked, reason });
  if (/^[*•●·]+$/.test(pair.secret)) return refuse('masked');
  if (!possible.test(pair.key) || !possible.test(pair.secret)) return refuse('not-a-credential');
  if (pair.key === pair.secret || pair.key.length > pair.secret.length) return refuse('swapped');
  const witnesses: readonly [string, boolean, number][] = [
    ['the alphabet seen', unreserved.test(pair.key) && unreserved.test(pair.secret), 0.05],
    ['lengths seen', hasSeenLengths(pair), 0.25],
    ['no blank inside', !hasBlankInside(given.key) && !hasBlankInside(given.secret), 0.1],
  ];
  const speaking = witnesses.filter(([, isSo]) => isSo);
  const confidence = speaking.reduce((sum, [, , weight]) => sum + weight, 0.6);
  const reasons = speaking.map(([reason]) => reason);
  return confidence + Number.EPSILON >= minimumConfidence
    ? { kind: 'pair', pair, confidence, reasons }
    : refuse('not-a-credential');
}

const hasSeenLengths = ({ key, secret }: ShownPair): boolean =>
  lengthsSeen.some((each) => each.key === key.length && each.secret === secret.length);

/** Whether words stand beside each other in the text; a line break with what surrounds it is only layout. */
const hasBlankInside = (text: string): boolean => /\S[^\S\n]+\S/.test(text.replace(/\s*\n\s*/g, '\n'));

type LabelledValue =
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'several' };

/** The value that stands beside one of the labels. Different values for the same label are no answer. */
function labelledValue(scope: Element, wording: Wording): LabelledValue {
  // By the cleaned value; the text as it stands is a witness.
  const values = new Map<string, string>();
  for (const field of scope.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')) {
    if (isVisible(field) && isOneOf(nameOf(field), wording.labels))
      values.set(clean(field.value), field.value);
  }
  for (const label of labelElements(scope, wording)) {
    const value = valueBeside(label, wording);
    for (const each of value ? [value, ...furtherValues(value)] : [])
      if (isVisible(each)) values.set(clean(textOf(each)), textOf(each));
  }
  values.delete('');
  if (values.size === 0) {
    // Where the words are unknown, the page's own names of its parts still tell.
    for (const name of wording.names)
      for (const each of scope.getElementsByClassName(name))
        if (isVisible(each)) values.set(clean(textOf(each)), textOf(each));
    values.delete('');
  }
  if (values.size === 0) return { kind: 'none' };
  const [value] = values.values();
  return values.size === 1 && value !== undefined ? { kind: 'value', value } : { kind: 'several' };
}

/** A text without blanks and capitals, to see at once what cannot be in it. */
const squeezed = (text: string): string => clean(text).toLowerCase();
const squeezedText = oncePerLook((element: Element): string => squeezed(element.textContent));

/** The innermost elements whose whole text is the label. */
function labelElements(scope: Element, wording: Wording): Element[] {
  const text = squeezedText(scope);
  if (!wording.labels.some((label) => text.includes(squeezed(normalise(label))))) return [];
  return [...scope.querySelectorAll('dt, th, td, label, strong, b, span, div, p, h3, h4, h5, h6')].filter(
    (each) =>
      isOneOf(each.textContent, wording.labels) &&
      ![...each.children].some((child) => isOneOf(child.textContent, wording.labels)) &&
      !each.closest('button, a, thead, [role=columnheader]') &&
      isVisible(each),
  );
}

/**
 * What a label names: the field that is inside it or that it is `for`, else the next thing with text, climbing while the label is
 * alone in its parent. The next label is never the value of this one.
 */
function valueBeside(label: Element, wording: Wording): Element | undefined {
  const field = label.querySelector('input:not([type=hidden]), textarea');
  if (field) return field;
  const target = label.getAttribute('for');
  if (target) return label.ownerDocument.getElementById(target) ?? undefined;
  const text = normalise(label.textContent);
  for (let each: Element | null = label; each; each = each.parentElement) {
    for (let next = each.nextElementSibling; next; next = next.nextElementSibling) {
      if (next.matches('dt, th, label') || isOneOf(next.textContent, wording.labels)) return undefined;
      if (textOf(next) !== '') return next;
    }
    if (each.parentElement && normalise(each.parentElement.textContent) !== text) return undefined;
  }
  return undefined;
}

/** A term may have several definitions; nobody can tell which of them is meant. */
function furtherValues(value: Element): Element[] {
  const further: Element[] = [];
  if (value.tagName !== 'DD') return further;
  for (let next = value.nextElementSibling; next?.tagName === 'DD'; next = next.nextElementSibling)
    further.push(next);
  return further;
}

/** The text of a value, without the buttons inside it. */
function textOf(element: Element): string {
  if (isTextField(element)) return element.value;
  if (element.matches('button, [role=button], svg, style, script')) return '';
  const field = element.querySelector<HTMLInputElement | HTMLTextAreaElement>(
    'input:not([type=hidden]), textarea',
  );
  if (field) return field.value;
  let text = '';
  for (const child of element.childNodes) {
    if (child.nodeType === 3) text += child.textContent ?? '';
    else if (child.nodeType === 1) text += textOf(child as Element);
  }
  return text.trim();
}

const isTextField = (element: Element): element is HTMLInputElement | HTMLTextAreaElement =>
  element.tagName === 'INPUT' || element.tagName === 'TEXTAREA';

/**
 * What a person points at: the value of a field, or the text of an element, where it could be a Key or Secret. Words
 * with a blank between them are none; a line break is only the page's layout.
 */
export function pointedValue(element: Element): string | undefined {
  const text = textOf(element);
  const value = clean(text);
  const isPossible = possible.test(value) && !hasBlankInside(text) && !value.includes('://');
  return isPossible ? value : undefined;
}

/**
 * Everything on the page that could be pointed at, innermost elements only, in the order of the page; what is as long as
 * every Key and Secret seen so far (16 characters and more) comes before what may as well be a word.
 */
export function pointable(root: Element): HTMLElement[] {
  const found = [
    ...root.querySelectorAll<HTMLElement>('input, textarea, code, span, td, dd, p, div, pre, b, strong, li'),
  ].flatMap((element) => {
    const value = element.closest('button, a, nav, label') ? undefined : pointedValue(element);
    return value !== undefined && isVisible(element)
      ? [{ element, isLong: value.length >= shortestSeen }]
      : [];
  });
  const innermost = found.filter(
    ({ element }) => !found.some((other) => other.element !== element && element.contains(other.element)),
  );
  return [...innermost.filter((each) => each.isLong), ...innermost.filter((each) => !each.isLong)].map(
    (each) => each.element,
  );
}
