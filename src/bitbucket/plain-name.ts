import { oncePerLook, styleOf } from './seen';

/**
 * Accessible names where they are plain to see. Working one out by all the rules of W3C's accname takes long: to look for the labels of a
 * button alone, a browser goes through the whole page. A list has two buttons in each row, nearly all of which are told apart by their text.
 */

/** Says something else of an element than its text does. */
const saysElse = '[role], [hidden], [aria-hidden], [aria-label], [aria-labelledby], [aria-owns]';
const isPlain = (element: Element): boolean => !element.matches(saysElse);

/** Nothing but what is in them: they have no name of their own, and give none to what they are in. */
const transparent = 'span, b, strong, i, em, small, div, p';

/** What the labels in a tree are for. */
const labelledIn = oncePerLook(
  (root: Node): ReadonlySet<Element | null> =>
    new Set([...(root as ParentNode).querySelectorAll('label')].map(({ control }) => control)),
);
const isLabelled = (element: Element): boolean => labelledIn(element.getRootNode()).has(element);

/**
 * The name of a link or button that has it from its text alone, just as accname has it; undefined where there is more to
 * it than that.
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

/** The text of an element in whose subtree is nothing but text; undefined where something else is. */
function textIn(element: Element): string | undefined {
  let text = '';
  for (const child of element.childNodes) {
    if (child.nodeType === 3) text += child.textContent ?? '';
    if (child.nodeType !== 1) continue;
    const inner = child as Element;
    if (!inner.matches(transparent) || !isPlain(inner)) return undefined;
    const within = isHidden(inner) ? '' : textIn(inner);
    if (within === undefined) return undefined;
    // What stands in a line of its own is a word of its own.
    const gap = styleOf(inner).display === 'inline' ? '' : ' ';
    text += `${gap}${within}${gap}`;
  }
  return text.trim();
}

/** What may put words into the name of what it is in, beside its text. */
const wordy =
  '[aria-label], [aria-labelledby], [aria-owns], [aria-valuetext], [aria-valuenow], [title], [alt], [value], input, select, textarea, img, slot, optgroup';

/** The letters that a name is made of, some of these or all; undefined where that cannot be told without working it out. */
const lettersOf = oncePerLook((element: Element): string | undefined => {
  const isTold = !element.matches(wordy) && !isLabelled(element) && !element.querySelector(wordy);
  return isTold ? element.textContent.toLowerCase() : undefined;
});

/**
 * Whether the name of a button, link or tab can be one of the words, told without working it out. Wherever its text alone makes the name,
 * the letters of a word have to be in that, in their order; what of the text is hidden only leaves letters out. `isWord`: whether a
 * text is one of the words, as labels are compared.
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
