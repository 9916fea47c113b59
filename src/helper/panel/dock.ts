import { keptClear, keptClearIfPossible } from '../../bitbucket/keep-clear';
import { type Corner, corners, type PanelPosition, usualPlace } from '../../extension/messages/panel-corner';

/** Where the panel docks: one of the window's corners, and never over what has to stay in sight. */

/** The corner that comes next when the panel is moved on. */
export const nextCorner = (corner: Corner): Corner =>
  corners[(corners.indexOf(corner) + 1) % corners.length] ?? corner;

/** In CSS pixels. */
interface Size {
  readonly width: number;
  readonly height: number;
}
type Box = Pick<DOMRect, 'left' | 'top' | 'right' | 'bottom'>;

const margin = 16;

/** The `inset` that docks it there. */
export const insetOf = {
  'bottom-right': `auto ${margin}px ${margin}px auto`,
  'bottom-left': `auto auto ${margin}px ${margin}px`,
  'top-left': `${margin}px auto auto ${margin}px`,
  'top-right': `${margin}px ${margin}px auto auto`,
} as const satisfies Record<Corner, string>;

function boxIn(corner: Corner, { width, height }: Size, view: Size): Box {
  const left = corner.endsWith('left') ? margin : view.width - margin - width;
  const top = corner.startsWith('top') ? margin : view.height - margin - height;
  return { left, top, right: left + width, bottom: top + height };
}

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** The corner at which the panel covers nothing of `clear`: the first one, or the next in turn. */
export function freeCorner(first: Corner, size: Size, view: Size, clear: readonly Box[]): Corner | undefined {
  const start = corners.indexOf(first);
  const inTurn = [...corners.slice(start), ...corners.slice(0, start)];
  return inTurn.find((corner) => !clear.some((each) => overlap(boxIn(corner, size, view), each)));
}

/** The corner nearest to where the panel was let go. */
export function nearestCorner(x: number, y: number, view: Size): Corner {
  return `${y < view.height / 2 ? 'top' : 'bottom'}-${x < view.width / 2 ? 'left' : 'right'}`;
}

/** Keeps the panel where the person wants it, as far as nothing is covered there. */
export interface Dock {
  /** As the person wants it. */
  readonly place: PanelPosition;
  /** Where it stands, which may be another corner than the wanted one. */
  readonly corner: Corner;
  /** Whether it is folded up: as the person wants it, or because it would cover something at every corner. */
  readonly isFolded: boolean;
  /** Where the person wants it, as it was written down. */
  take(place: PanelPosition): void;
  /** Where the person wants it now. */
  choose(place: PanelPosition): void;
  /** The page's button that saves its form; it is never covered. */
  keepClear(save: Element | undefined): void;
  /** It says something new: it is drawn again, and tries the wanted corner again. */
  sayAnew(): void;
  /** Follows a pointer until it is let go; tells the place nearest to there. */
  drag(event: PointerEvent, moved: (place: PanelPosition) => void): void;
}

/** What moves less than this, in pixels, is a press. */
const stillPx = 6;
const soonMs = 80;

/** Docks the panel's host, and moves it when the page or the person asks for that. Runs in the content script. */
export function createDock(
  host: HTMLElement,
  options: {
    readonly surface: () => HTMLElement | undefined;
    readonly isShown: () => boolean;
    /** Makes the host stand at an `inset`. */
    readonly stand: (inset: string) => void;
    readonly draw: () => void;
    readonly signal: AbortSignal;
  },
): Dock {
  const { surface, isShown, stand, draw, signal } = options;
  const document = host.ownerDocument;
  let place = usualPlace;
  let corner: Corner = place.corner;
  let isCramped = false;
  /** The person unfolded it where it covers something: then it stays so, until it says something else. */
  let isInsisted = false;
  let isDragged = false;
  let save: Element | undefined;
  /** As it was when it was last unfolded. */
  let fullSize: Size = { width: 0, height: 0 };
  let timer: ReturnType<typeof setTimeout> | undefined;

  const view = (): Size => ({
    width: document.documentElement.clientWidth,
    height: document.documentElement.clientHeight,
  });
  const isFolded = () => place.isCollapsed || isCramped;
  const sizeNow = (): Size | undefined => surface()?.getBoundingClientRect();

  const settle = () => {
    if (!isShown() || isDragged) return;
    const clear = [...keptClear(document), ...(save ? [save] : [])].map((each) =>
      each.getBoundingClientRect(),
    );
    const size = sizeNow();
    if (!size) return;
    if (!isFolded()) fullSize = size;
    // It stays where it is, rather than go back to where it was wanted.
    const better = [...clear, ...keptClearIfPossible(save).map((each) => each.getBoundingClientRect())];
    const wanted = place.isCollapsed ? size : fullSize;
    const free = freeCorner(corner, wanted, view(), better) ?? freeCorner(corner, wanted, view(), clear);
    const wasCramped = isCramped;
    isCramped = !place.isCollapsed && !isInsisted && free === undefined;
    if (isCramped !== wasCramped) draw();
    corner = free ?? freeCorner(corner, sizeNow() ?? size, view(), clear) ?? place.corner;
    stand(insetOf[corner]);
  };
  const put = (next: PanelPosition) => {
    place = next;
    corner = next.corner;
    isCramped = false;
    stand(insetOf[corner]);
    draw();
    settleSoon();
  };
  const settleSoon = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      settle();
    }, soonMs);
  };
  document.addEventListener('scroll', settleSoon, { capture: true, passive: true, signal });
  document.addEventListener('focusin', settleSoon, { signal });
  globalThis.addEventListener('resize', settleSoon, { signal });
  signal.addEventListener('abort', () => clearTimeout(timer));

  return {
    get place() {
      return place;
    },
    get corner() {
      return corner;
    },
    get isFolded() {
      return isFolded();
    },
    take(next) {
      if (next.corner !== place.corner || next.isCollapsed !== place.isCollapsed) put(next);
    },
    choose(next) {
      put(next);
      isInsisted = !next.isCollapsed;
    },
    keepClear(next) {
      save = next;
      settleSoon();
    },
    sayAnew() {
      // It has to be unfolded where the person wants it to see how much room it takes now.
      isInsisted = false;
      put(place);
    },
    drag(start, moved) {
      const handle = start.currentTarget;
      const isOnButton = start.target instanceof Element && start.target.closest('button');
      if (start.button !== 0 || isOnButton || !(handle instanceof HTMLElement)) return;
      const { left, top } = host.getBoundingClientRect();
      const ended = new AbortController();
      const during = AbortSignal.any([ended.signal, signal]);
      const follow = (event: PointerEvent) => {
        const [dx, dy] = [event.clientX - start.clientX, event.clientY - start.clientY];
        isDragged ||= Math.hypot(dx, dy) >= stillPx;
        if (isDragged) stand(`${Math.round(top + dy)}px auto auto ${Math.round(left + dx)}px`);
      };
      const end = (event: PointerEvent) => {
        ended.abort();
        if (!isDragged) return;
        isDragged = false;
        moved({ ...place, corner: nearestCorner(event.clientX, event.clientY, view()) });
      };
      handle.setPointerCapture(start.pointerId);
      handle.addEventListener('pointermove', follow, { signal: during });
      handle.addEventListener('pointerup', end, { signal: during });
      handle.addEventListener('pointercancel', end, { signal: during });
    },
  };
}
