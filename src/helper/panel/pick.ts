import { createOutlines } from '../outlines';

/** What a person may pick on a page, and how it is found. */
export interface Pickable {
  /** Whether an element is one of them. */
  fits(element: HTMLElement): boolean;
  /** All of them, in the order in which the keyboard goes through them. */
  all(): readonly HTMLElement[];
}

/** As `pickOnPage` below. */
export type Pick = typeof pickOnPage;

/**
 * Lets the person pick something on the page: with the pointer, or with Tab or the arrow keys and Enter. Escape leaves,
 * and so does the signal. Nothing on the page is pressed meanwhile. `onPick` says whether the picking goes on. Resolves
 * when it has ended. `owns`: what belongs to this extension, whose own buttons go on working.
 */
export function pickOnPage(
  document: Document,
  owns: (node: Node) => boolean,
  pickable: Pickable,
  onPick: (element: HTMLElement) => 'go-on' | 'end',
  signal: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    const leaving = new AbortController();
    const outlines = createOutlines();
    let target: HTMLElement | undefined;

    const end = () => {
      leaving.abort();
      outlines.clear();
      resolve();
    };
    const aim = (element: HTMLElement | undefined) => {
      target = element;
      outlines.show(element ? [element] : []);
    };
    const take = () => {
      if (!target || !pickable.fits(target)) return;
      const picked = target;
      aim(undefined);
      if (onPick(picked) === 'end') end();
    };
    /** The smallest thing around the pointer that can be picked. */
    const around = (event: Event): HTMLElement | undefined => {
      for (const each of event.composedPath())
        if (each instanceof HTMLElement && pickable.fits(each)) return each;
      return undefined;
    };
    const isOurs = (event: Event) => event.composedPath().some((each) => each instanceof Node && owns(each));
    const hold = (event: Event) => {
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    const options = { capture: true, signal: leaving.signal };

    document.addEventListener('pointermove', (event) => !isOurs(event) && aim(around(event)), options);
    for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup'] as const) {
      document.addEventListener(type, (event) => !isOurs(event) && hold(event), options);
    }
    document.addEventListener(
      'click',
      (event) => {
        if (isOurs(event)) return;
        hold(event);
        if (!event.isTrusted) return;
        aim(around(event));
        take();
      },
      options,
    );
    document.addEventListener(
      'keydown',
      (event) => {
        if (!event.isTrusted) return;
        if (event.key === 'Escape') {
          hold(event);
          return end();
        }
        const isBack = event.key === 'ArrowUp' || (event.key === 'Tab' && event.shiftKey);
        if (event.key === 'Enter') {
          // With nothing aimed at, Enter is for whatever has the focus: the panel's own Cancel.
          if (!target) return;
          hold(event);
          take();
        } else if (isBack || event.key === 'ArrowDown' || event.key === 'Tab') {
          hold(event);
          const all = pickable.all();
          const at = target ? all.indexOf(target) : isBack ? 0 : -1;
          aim(all.at((at + (isBack ? -1 : 1)) % Math.max(all.length, 1)));
          target?.scrollIntoView({ block: 'nearest' });
        }
      },
      options,
    );
    signal.addEventListener('abort', end, { signal: leaving.signal });
  });
}
