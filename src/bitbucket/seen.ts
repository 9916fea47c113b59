/**
 * Whether a person can see something on a page, and press it. Styles tell most of it; where the browser lays the page
 * out, places and sizes tell the rest (in jsdom nothing has a size).
 */

/** The current look at a page. */
let look: object | undefined;

/**
 * Reads a page in one go: what is found out about an element, and about what it stands in, is kept for everything that asks until
 * the end. `read` must neither change the page nor wait.
 */
export function inOneLook<Found>(read: () => Found): Found {
  if (look) return read();
  look = {};
  try {
    return read();
  } finally {
    look = undefined;
  }
}

/** Keeps what is found out about an element, or about what is in it, until the look ends. */
export function oncePerLook<Found, Place extends object = Element>(
  find: (place: Place) => Found,
): (place: Place) => Found {
  let lookOf: object | undefined;
  let found = new WeakMap<Place, Found>();
  return (place) => {
    if (!look) return find(place);
    if (lookOf !== look) {
      lookOf = look;
      found = new WeakMap();
    }
    const before = found.get(place);
    if (before !== undefined || found.has(place)) return before as Found;
    const now = find(place);
    found.set(place, now);
    return now;
  };
}

/** The style of an element. */
export const styleOf = oncePerLook(
  (element): CSSStyleDeclaration => (element.ownerDocument.defaultView ?? window).getComputedStyle(element),
);

/** Displayed, not hidden and not transparent, as far as styles tell. Text for screen readers alone counts as seen. */
export function isVisible(element: Element): boolean {
  if (!element.ownerDocument.defaultView || !element.isConnected || !isDrawn(element)) return false;
  const { visibility } = styleOf(element);
  return visibility !== 'hidden' && visibility !== 'collapse';
}

/** Visible, and neither clipped nor pushed away: as far as styles tell, and whatever size it has. */
export const isShown = (element: Element): boolean => isVisible(element) && isInPlace(element);

/** Displayed and not transparent, and so is all that it stands in. */
const isDrawn = oncePerLook((element): boolean => {
  const style = styleOf(element);
  if (style.display === 'none' || isFaint(style)) return false;
  return element.parentElement === null || isDrawn(element.parentElement);
});

/**
 * Whether a person can read an element's own words: visible, drawn strongly enough, large enough, and covered by nothing. Not
 * noticed: words in the colour of what is behind them.
 */
export function isReadable(element: Element): boolean {
  if (!isVisible(element) || strengthOf(element) < weakest) return false;
  const { color, fontSize, display } = styleOf(element);
  if (isFaintColour(color ?? '') || Number.parseFloat(fontSize ?? '') < smallestLetter) return false;
  // It has no place of its own then.
  if (display === 'contents') return element.parentElement !== null && isReadable(element.parentElement);
  return isOnPage(element) && !isCovered(element, []);
}

/** Nobody can be sure that a person has read what is drawn more faintly. */
const weakest = 0.5;
/** In CSS pixels; what is written for people has 11 and more. */
const smallestLetter = 6;

/** How strongly an element is drawn, within all that it stands in, from 0 to 1. */
const strengthOf = oncePerLook((element): number => {
  const { opacity } = styleOf(element);
  const own = opacity === undefined || opacity === '' ? 1 : Number(opacity);
  return own * (element.parentElement ? strengthOf(element.parentElement) : 1);
});

/** A computed colour ends with its alpha: `rgba(0, 0, 0, 0.1)`, `oklch(0.5 0.1 20 / 0.1)`. */
function isFaintColour(colour: string): boolean {
  const alpha = /(?:^rgba\(.*,|\/)\s*([\d.]+%?)\s*\)$/.exec(colour)?.[1];
  if (alpha === undefined) return colour === 'transparent';
  return Number.parseFloat(alpha) / (alpha.endsWith('%') ? 100 : 1) < weakest;
}

/** Whether a person can see a control and press it: visible, of some size, where the page can be scrolled to, covered by nothing. */
export function isPressable(control: Element): boolean {
  return !isInert(control) && isVisible(control) && isOnPage(control) && !isCovered(control, []);
}

/**
 * Whether a person can see a checkbox, radio or switch and press it. Design systems draw a box of their own over the
 * native one, which is transparent, clipped to a pixel or pushed aside: then its label, or the drawing beside it, stands
 * for it. Facts: `@atlaskit/checkbox` has opacity 0, AUI clips to 1 px.
 */
export function isBoxSeen(box: Element): boolean {
  if (isInert(box)) return false;
  if (isVisible(box) && isOnPage(box)) return !isCovered(box, labelsOf(box));
  const labels = labelsOf(box);
  if (labels.some((label) => isVisible(label) && isOnPage(label) && !isCovered(label, [box, ...labels])))
    return true;
  const { parentElement: holder } = box;
  if (!holder || !isVisible(holder) || isTakenAway(box)) return false;
  return drawingsBeside(box).some((each) => isVisible(each) && isOnPage(each) && !isCovered(each, [box]));
}

/** Switched off by the page itself. Behind an open dialog everything is, and that does not count. */
const isInert = (control: Element): boolean =>
  control.closest('[inert]') !== null &&
  control.ownerDocument.querySelector('dialog[open], [aria-modal=true]') === null;

/** The labels of a control, around it or `for` it. */
const labelsOf = (control: Element): Element[] => [...((control as HTMLInputElement).labels ?? [])];

/** What stands next to a box without words or a control: its drawing. */
const drawingsBeside = (box: Element): Element[] =>
  [box.nextElementSibling, box.previousElementSibling].filter(
    (each): each is Element =>
      each !== null &&
      (each.textContent ?? '').trim() === '' &&
      !each.matches(anyControl) &&
      each.querySelector(anyControl) === null,
  );

const anyControl = 'input, textarea, select, button, a[href], [role=checkbox], [role=switch], [role=radio]';

/** Not displayed at all, so that no press reaches it. */
function isTakenAway(element: Element): boolean {
  const { display, visibility } = styleOf(element);
  return display === 'none' || visibility === 'hidden';
}

const isFaint = ({ opacity }: CSSStyleDeclaration): boolean => opacity !== '' && Number(opacity) < 0.1;

/** Smaller than this, in CSS pixels, is nothing that a person presses. */
const smallest = 4;

/** Of some size, not clipped away, and not pushed off the page to the left or the top, where nobody scrolls to. */
function isOnPage(element: Element): boolean {
  const { defaultView: view, documentElement: root } = element.ownerDocument;
  if (!view || !isInPlace(element)) return false;
  if (!hasLayout(root)) return true;
  const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
  const isThere = right + view.scrollX > 0 && bottom + view.scrollY > 0;
  return isThere && width >= smallest && height >= smallest && left < right && top < bottom;
}

/** Neither clipped nor pushed away, nor is anything it stands in. */
const isInPlace = oncePerLook((element): boolean => {
  const { documentElement: root } = element.ownerDocument;
  if (element === root) return true;
  const style = styleOf(element);
  if (isClipped(style) || isPushedOff(style)) return false;
  if (hasLayout(root) && cutsOff(style) && isTiny(element)) return false;
  return element.parentElement === null || isInPlace(element.parentElement);
});

const isClipped = ({ clip, clipPath, position }: CSSStyleDeclaration): boolean =>
  (position === 'absolute' && /^rect\((?:[01](?:px)?[ ,]*){4}\)$/.test(clip ?? '')) ||
  /^inset\((?:50|100)%/.test(clipPath ?? '');

const isPushedOff = ({ position, left, top, textIndent }: CSSStyleDeclaration): boolean =>
  ((position === 'absolute' || position === 'fixed') &&
    [left, top].some((each) => Number.parseFloat(each ?? '') <= -999)) ||
  Number.parseFloat(textIndent ?? '') <= -999;

const cutsOff = ({ display, overflowX, overflowY }: CSSStyleDeclaration): boolean =>
  display !== 'contents' && [overflowX, overflowY].some((each) => each === 'hidden' || each === 'clip');

function isTiny(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return width < smallest || height < smallest;
}

const hasLayout = (root: Element): boolean => root.getClientRects().length > 0;

/**
 * Whether something that scrolls along with the control lies over its middle. What is fixed to the screen, such as a dialog, a
 * bar or this extension's own panel, covers it only for a while. `own`: what belongs to the control.
 */
function isCovered(control: Element, own: readonly Element[]): boolean {
  const { ownerDocument: page } = control;
  const { defaultView: view, documentElement: root } = page;
  if (!view || !hasLayout(root)) return false;
  const { left, top, width, height } = control.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  if (x < 0 || y < 0 || x >= view.innerWidth || y >= view.innerHeight) return false;
  const hit = hitAt(page, x, y);
  if (!hit || hit === root || hit === page.body) return false;
  const isOwn = [control, ...own].some((each) => holds(each, hit) || holds(hit, each));
  const labelled = hit.closest('label')?.control;
  if (isOwn || labelled === control || own.includes(labelled as Element)) return false;
  for (let each: Element | null = hit; each && !holds(each, control); each = outside(each)) {
    const { position } = styleOf(each);
    if (position === 'fixed' || position === 'sticky') return false;
  }
  return true;
}

/** What an element stands in: at the top of a shadow root, its host. */
export const outside = (element: Element): Element | null =>
  element.parentElement ?? (element.getRootNode() as Partial<ShadowRoot>).host ?? null;

/** Whether an element is another or contains it, across shadow roots. */
function holds(outer: Element, inner: Element): boolean {
  for (let each: Element | null = inner; each; each = outside(each)) if (each === outer) return true;
  return false;
}

/** What is drawn on top at a place, inside open shadow roots, too; in CSS pixels. */
function hitAt(root: DocumentOrShadowRoot, x: number, y: number): Element | null {
  const hit = root.elementFromPoint(x, y);
  const inner = hit?.shadowRoot;
  const deeper = inner && hitAt(inner, x, y);
  return deeper && deeper !== hit && inner.contains(deeper) ? deeper : hit;
}
