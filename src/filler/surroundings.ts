import { nameOf } from '../bitbucket/find';
import { isVisible, outside } from '../bitbucket/seen';

/** A page as a person sees it: open shadow roots are part of what they stand in. */

/** The document and every open shadow root in it. */
export function rootsOf(document: Document): ParentNode[] {
  const roots: ParentNode[] = [document];
  for (const root of roots)
    for (const { shadowRoot } of root.querySelectorAll('*')) if (shadowRoot) roots.push(shadowRoot);
  return roots;
}

/** Every element of the page, in no order that a person sees. */
export const elementsOf = (document: Document, selector: string): Element[] =>
  rootsOf(document).flatMap((root) => [...root.querySelectorAll(selector)]);

/** The element and all that it stands in, from the inside out. */
export function aroundOf(element: Element): Element[] {
  const around: Element[] = [];
  for (let each: Element | null = element; each; each = outside(each)) around.push(each);
  return around;
}

/** Whether something stands in an element, or is it. */
export const isIn = (element: Element, outer: Element): boolean => aroundOf(element).includes(outer);

/** The nearest of its kind that something stands in, or is. */
export const nearest = (element: Element, selector: string): Element | undefined =>
  aroundOf(element).find((each) => each.matches(selector));

/** What a person reads in an element, in order: the visible words and, of a choice, only what is chosen. */
export function textIn(element: Element): string {
  if (element.matches('script, style, noscript, template') || !isVisible(element)) return '';
  if (element.matches('select'))
    return [...(element as HTMLSelectElement).selectedOptions].map(({ text }) => text).join(' ');
  const { childNodes } = element.shadowRoot ?? element;
  const parts = [...childNodes].map((node) => {
    if (node.nodeType === 3) return node.nodeValue ?? '';
    if (node.nodeType !== 1) return '';
    const child = node as Element;
    if (!child.matches('slot')) return textIn(child);
    const slotted = (child as HTMLSlotElement).assignedElements?.() ?? [];
    return slotted.length > 0 ? slotted.map(textIn).join(' ') : textIn(child);
  });
  return parts.join(' ').replace(/\s+/g, ' ').trim();
}

const anyHeading = 'h1, h2, h3, h4, h5, h6, [role=heading], legend';

/** The heading over an element: the first one in it, or the last one before it; empty where there is none. */
export function headingOver(element: Element): string {
  for (const each of aroundOf(element)) {
    const own = [...(each.shadowRoot ?? each).querySelectorAll(anyHeading)].filter(
      (heading) => isVisible(heading) && textIn(heading) !== '',
    );
    const following = 4;
    const before = own.filter(
      (heading) =>
        each === element || !(element.compareDocumentPosition(heading) & following) || isIn(element, heading),
    );
    const heading = each === element ? before[0] : before.at(-1);
    if (heading) return textIn(heading);
    if (each.matches(anyDialog)) return nameOf(each);
  }
  return '';
}

/** Dialogs and sheets. */
export const anyDialog = 'dialog, [role=dialog], [role=alertdialog], [aria-modal=true]';

/** How many levels up to look for words before an element that has no label of its own. */
const mostLevels = 5;

/** The words right before an element, in what it stands in; empty where there are none, or another field comes first. */
export function textBefore(element: Element): string {
  for (const each of aroundOf(element).slice(0, mostLevels))
    for (let before = each.previousSibling; before; before = before.previousSibling) {
      const isField = before.nodeType === 1 && (before as Element).matches(anyField);
      if (isField || (before.nodeType === 1 && (before as Element).querySelector(anyField))) return '';
      const text = before.nodeType === 1 ? textIn(before as Element) : (before.nodeValue ?? '').trim();
      if (text !== '' && (before.nodeType === 1 || before.nodeType === 3)) return text;
    }
  return '';
}

const anyField = 'input:not([type=hidden]), textarea, select';
