import { cut } from '../cut';
import { longestSaid, tidy } from '../said';
import { anyDialog } from './find';
import type { Generation } from './generations';
import { isReadable, styleOf } from './seen';

/**
 * What Bitbucket says on a page: only what a person can read there, cut to the length of a message. It is always shown as
 * Bitbucket's words, since a script on the page may have written it.
 */

/** What nobody reads as words: what is drawn or pressed, and what is not shown. */
const wordless = 'button, [role=button], svg, style, script, noscript, template';

/** The words in an element that a person can read, except those in `without`; cut, and empty where there are none. */
export const readableText = (element: Element, without?: Element): string =>
  cut(tidy(wordsIn(element, without)), longestSaid);

function wordsIn(element: Element, without: Element | undefined): string {
  if (element === without || element.matches(wordless)) return '';
  const canRead = isReadable(element);
  const words = [...element.childNodes].map((node) => {
    if (node.nodeType === 3) return canRead ? (node.textContent ?? '') : '';
    return node.nodeType === 1 ? wordsIn(node as Element, without) : '';
  });
  // What stands on a line of its own is a word of its own.
  const gap = styleOf(element).display.startsWith('inline') ? '' : ' ';
  return `${gap}${words.join('')}${gap}`;
}

/**
 * Bitbucket's own messages about a form: the lines of the fields that it calls wrong, alerts and its generation's error boxes. `root`: what
 * the form is in; `controls`: what is known of the form itself. Undefined where it says nothing.
 */
export function complaintOf(
  root: Element,
  controls: readonly Element[],
  generation: Generation,
): string | undefined {
  const lines = [
    ...wrongFieldLines(root),
    ...root.querySelectorAll(['[role=alert]', ...generation.complaints].join()),
  ]
    .filter((each) => isAboutForm(each, controls) && !each.querySelector('input, textarea'))
    .map((each) => readableText(each))
    .filter((line) => line !== '');
  const own = lines.filter(
    (line, index) => !lines.some((other, at) => at !== index && other !== line && line.includes(other)),
  );
  return own.length > 0 ? cut([...new Set(own)].join(' '), longestSaid) : undefined;
}

/** What fields that are marked as wrong say of it: their error message, not their help, where both describe them. */
function wrongFieldLines(root: Element): Element[] {
  return [...root.querySelectorAll('[aria-invalid=true]')].flatMap((field) => {
    const ids = `${field.getAttribute('aria-errormessage') ?? ''} ${field.getAttribute('aria-describedby') ?? ''}`;
    const lines = ids.split(/\s+/).flatMap((id) => (id && root.ownerDocument.getElementById(id)) || []);
    const errors = lines.filter((each) => /error/i.test(each.id));
    return errors.length > 0 ? errors : lines;
  });
}

/** Parts of a page with a subject of their own. */
const apart = `form, nav, aside, [role=navigation], [role=banner], [role=complementary], [role=contentinfo], [role=search], ${anyDialog}`;
const apartOutsideMain = 'header, footer';

/**
 * Whether a message is about the form: it stands in the form, beside it, or over the page, where Bitbucket's flags are; not in
 * another form or dialog, and not in what surrounds every page.
 */
function isAboutForm(message: Element, controls: readonly Element[]): boolean {
  const isInMain = message.closest('main, [role=main]') !== null;
  for (let each: Element | null = message; each; each = each.parentElement) {
    const around: Element = each;
    if (controls.some((control) => around.contains(control))) return true;
    if (around.matches(apart) || (!isInMain && around.matches(apartOutsideMain))) return false;
  }
  return true;
}
