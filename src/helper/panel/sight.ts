/**
 * Whether the person can be taken to have seen what they pressed. A page can draw over the panel, or make it transparent,
 * so that a real click lands on it unseen. No browser tells of every such trick, so a click on a page is never consent to
 * anything that cannot be taken back; where one of these shows, the panel is given up as well.
 */
export interface Sight {
  /** Whether anything says that the panel is not seen as it was drawn. `x`, `y`: where it was pressed. */
  isDoubtful(x: number, y: number): boolean;
}

/** What the second version of IntersectionObserver adds; only Chromium has it. */
interface VisibilityEntry extends IntersectionObserverEntry {
  readonly isVisible?: boolean;
}

/** `host`: what stands in the page. `surface`: what the panel draws, within the host's closed shadow root. */
export function watchSight(host: HTMLElement, surface: Element, signal: AbortSignal): Sight {
  let isCovered = false;
  const note = (entries: readonly VisibilityEntry[]) => {
    for (const entry of entries)
      if (entry.isVisible !== undefined) isCovered = entry.isIntersecting && !entry.isVisible;
  };
  const options = { threshold: [0, 0.5, 1], trackVisibility: true, delay: 100 };
  const observer = new IntersectionObserver((entries) => note(entries), options);
  observer.observe(surface);
  signal.addEventListener('abort', () => observer.disconnect());
  return {
    isDoubtful(x, y) {
      note(observer.takeRecords());
      return isCovered || isFaded(host) || isUnder(host, x, y) || isBelowTopLayer(host);
    },
  };
}

/** From `opaque` on, something counts as seen as it was drawn; below `dimmed`, a page is hidden rather than dimmed. */
const opaque = 0.99;
const dimmed = 0.5;

/**
 * Whether the whole page is drawn through a filter, or dimmed, as extensions do to spare the eyes. The top layer is not. Chromium
 * counts whatever is drawn through a filter as unseen.
 */
export function isVeiled(page: Element): boolean {
  const { filter, opacity } = getComputedStyle(page);
  return isFiltered(filter) || Number(opacity) < opaque;
}

const isFiltered = (filter: string): boolean => !['none', '', undefined].includes(filter);

/** Filters that leave little of a page to see; the others change colours. */
const hidingFilters = /\b(?:opacity|blur)\(|\b(?:brightness|contrast)\((?:0?\.[01]|0[),%]|\d%)/;

/** Styles of the host or of what it stands in that make it unseen while it can still be pressed. */
function isFaded(host: HTMLElement): boolean {
  const isLifted = host.matches(':popover-open');
  for (let element: Element | null = host; element; element = element.parentElement) {
    const style = getComputedStyle(element);
    const isOutside = isLifted && element !== host;
    const isPlain =
      Number(style.opacity) >= (isOutside ? dimmed : opaque) &&
      style.visibility === 'visible' &&
      (isOutside ? !hidingFilters.test(style.filter) : !isFiltered(style.filter)) &&
      [style.clipPath, style.maskImage, style.transform, style.scale].every(
        (value) => value === 'none' || value === '' || value === undefined,
      ) &&
      ['normal', '', undefined].includes(style.mixBlendMode);
    if (!isPlain) return true;
  }
  return false;
}

/** Something else is in front where it was pressed, or at a corner. */
function isUnder(host: HTMLElement, x: number, y: number): boolean {
  const { left, top, right, bottom } = host.getBoundingClientRect();
  const inset = 14;
  const places = [
    [x, y],
    [left + inset, top + inset],
    [right - inset, top + inset],
    [left + inset, bottom - inset],
    [right - inset, bottom - inset],
  ] as const;
  return places.some(([atX, atY]) => {
    const isOnScreen = atX >= 0 && atY >= 0 && atX < innerWidth && atY < innerHeight;
    return isOnScreen && document.elementFromPoint(atX, atY) !== host;
  });
}

/** Dialogs, popovers and what fills the screen lie above everything; they need not take the pointer. */
function isBelowTopLayer(host: HTMLElement): boolean {
  const own = host.getBoundingClientRect();
  return [...document.querySelectorAll(':modal, :popover-open, :fullscreen')].some((each) => {
    const other = each.getBoundingClientRect();
    return (
      each !== host &&
      other.left < own.right &&
      other.right > own.left &&
      other.top < own.bottom &&
      other.bottom > own.top
    );
  });
}
