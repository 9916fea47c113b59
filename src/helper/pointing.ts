import { type CheckedPair, checkPair, pointable, pointedValue } from '../bitbucket/credentials';
import { createOutlines } from './outlines';

export type PointingStep = 'key' | 'secret';

/**
 * Lets the person point at the Key and then at the Secret on the page: with the pointer, or with Tab or the arrow keys
 * among everything that could be one, and Enter. Escape leaves, and so does the signal. Nothing on the page is pressed
 * meanwhile. Undefined where the person left; otherwise the two values, checked like any other pair.
 */
export function pointAtPair(
  document: Document,
  owns: (node: Node) => boolean,
  onStep: (step: PointingStep) => void,
  signal: AbortSignal,
): Promise<CheckedPair | undefined> {
  return new Promise((resolve) => {
    const leaving = new AbortController();
    const outlines = createOutlines();
    let key: string | undefined;
    let target: HTMLElement | undefined;

    const end = (result: CheckedPair | undefined) => {
      leaving.abort();
      outlines.clear();
      resolve(result);
    };
    const aim = (element: HTMLElement | undefined) => {
      target = element;
      outlines.show(element ? [element] : []);
    };
    const take = () => {
      const value = target && pointedValue(target);
      if (value === undefined) return;
      if (key === undefined) {
        key = value;
        aim(undefined);
        onStep('secret');
      } else end(checkPair({ key, secret: value }));
    };
    /** The smallest thing around the pointer that could be a value. */
    const around = (event: Event): HTMLElement | undefined => {
      for (const each of event.composedPath()) {
        if (each instanceof HTMLElement && pointedValue(each) !== undefined) return each;
      }
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
          return end(undefined);
        }
        const isBack = event.key === 'ArrowUp' || (event.key === 'Tab' && event.shiftKey);
        if (event.key === 'Enter') {
          // With nothing aimed at, Enter is for whatever has the focus: the panel's own Cancel.
          if (!target) return;
          hold(event);
          take();
        } else if (isBack || event.key === 'ArrowDown' || event.key === 'Tab') {
          hold(event);
          const all = pointable(document.body);
          const at = target ? all.indexOf(target) : isBack ? 0 : -1;
          aim(all.at((at + (isBack ? -1 : 1)) % Math.max(all.length, 1)));
          target?.scrollIntoView({ block: 'nearest' });
        }
      },
      options,
    );
    signal.addEventListener('abort', () => end(undefined), { signal: leaving.signal });
    onStep('key');
  });
}
