/** Outlines on the fields of Bitbucket's form, taken off again when they are no longer true. */
export interface Outlines {
  show(elements: readonly HTMLElement[]): void;
  clear(): void;
}

const mark = '2px solid #1757c2';

export function createOutlines(): Outlines {
  const outlined = new Map<HTMLElement, { outline: string; offset: string }>();
  const restore = (element: HTMLElement) => {
    const before = outlined.get(element);
    if (!before) return;
    element.style.outline = before.outline;
    element.style.outlineOffset = before.offset;
    outlined.delete(element);
  };
  return {
    show(elements) {
      for (const element of [...outlined.keys()]) if (!elements.includes(element)) restore(element);
      for (const element of elements) {
        if (outlined.has(element)) continue;
        outlined.set(element, { outline: element.style.outline, offset: element.style.outlineOffset });
        element.style.outline = mark;
        element.style.outlineOffset = '1px';
      }
    },
    clear: () => [...outlined.keys()].forEach(restore),
  };
}
