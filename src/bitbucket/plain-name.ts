import { oncePerLook, styleOf } from './seen';

/**
 * Accessible names where they are plain to see. To compute one by all the rules of W3C's accname takes long: just to find the
 * labels of a button, a browser goes through the whole page. A list has two buttons in each row, and their text tells nearly all
 * of them apart.
 */

/** What may say something else of an element than its text. */
const saysElse = '[role], [hidden], [aria-hidden], [aria-label], [aria-labelledby], [aria-owns]';
const isPlain = (element: Element): boolean => !element.matches(saysElse);

/** Only what is in them: they have no name of their own, and give none to what contains them. */
const transparent = 'span, b, strong, i, em, small, div, p';

/** The controls that a tree's labels are for. */
const labelledIn = oncePerLook(
  (root: Node): ReadonlySet<Element | null> =>
    new Set([...(root as ParentNode).querySelectorAll('label')].map(({ control }) => control)),
);
const isLabelled = (element: Element): boolean => labelledIn(element.getRootNode()).has(element);

/**
 * The name of a link or button whose text alone makes it, just as accname has it; undefined where there is more to it than that.
 */
export function plainName(element: Element): string | undefined {
  const hasTextForName = element.matches('a[href], button') && isPlain(element);
  if (!hasTextForName || isHidden(element) || isLabelled(element)) return undefined;
  const text = textIn(element);
  return text === undefined || text === '' ? undefined : text.replace(/\s\s+/g, ' ');
}

const isHidden = (element: Element): boolean => {
  const { display, visibility } = styleOf(element);
  return display === 'none' || visibility === 'hidden';
};

/** The text of an element that contains nothing but text; undefined where it contains anything else. */
function textIn(element: Element): string | undefined {
  let text = '';
  for (const child of element.childNodes) {
    if (child.nodeType === 3) text += child.textContent ?? '';
    if (child.nodeType !== 1) continue;
    const inner = child as Element;
    if (!inner.matches(transparent) || !isPlain(inner)) return undefined;
    const within = isHidden(inner) ? '' : textIn(inner);
    if (within === undefined) return undefined;
    // What stands on a line of its own is a word of its own.
    const gap = styleOf(inner).display === 'inline' ? '' : ' ';
    text += `${gap}${within}${gap}`;
  }
  return text.trim();
}

/** What may add words, beside its text, to the name of what contains it. */
const wordy =
  '[aria-label], [aria-labelledby], [aria-owns], [aria-valuetext], [aria-valuenow], [title], [alt], [value], input, select, textarea, img, slot, optgroup';

/** The letters that a name is made of: all of these, or some. Undefined where only computing the name would tell. */
const lettersOf = oncePerLook((element: Element): string | undefined => {
  const isTold = !element.matches(wordy) && !isLabelled(element) && !element.querySelector(wordy);
  return isTold ? element.textContent.toLowerCase() : undefined;
});

/**
 * Whether the name of a button, link or tab can be one of the words, without computing it. Where the text alone makes the name,
 * it has to contain the letters of a word in their order; hidden text only leaves letters out. `isWord`: whether a text is one of
 * the words, as labels are compared.
 */
export function mayBeNamed(
  element: Element,
  words: ReadonlySet<string>,
  isWord: (text: string) => boolean,
): boolean {
  const label = element.getAttribute('aria-label')?.trim();
  if (label && !element.hasAttribute('aria-labelledby')) return isWord(label);
  const letters = lettersOf(element);
  if (letters === undefined) return true;
  for (const word of words) if (hasLetters(letters, word)) return true;
  return false;
}

/** Whether the letters of a word are in a text in their order, with or without others between them. */
function hasLetters(text: string, word: string): boolean {
  let at = 0;
  for (const letter of word) {
    if (letter === ' ') continue;
    at = text.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
