/** Outlines on the fields of Bitbucket's form, with a small mark in a corner, taken off again when they are no longer true. */
export interface Outlines {
  show(elements: readonly HTMLElement[]): void;
  clear(): void;
}

/** At least 3:1 on the page's ground, in the colour scheme that the page declares. */
const colour = 'light-dark(#1757c2, #8ab4ff)';

/** What is set on a field. The mark is drawn without an image, which a page's policy could forbid; boxes show the outline only. */
const marking = {
  outline: `2px solid ${colour}`,
  outlineOffset: '1px',
  backgroundImage: `linear-gradient(to top right, transparent 50%, ${colour} 50%)`,
  backgroundSize: '10px 10px',
  backgroundPosition: 'top right',
  backgroundRepeat: 'no-repeat',
} as const;
type Marking = keyof typeof marking;
const names = Object.keys(marking) as Marking[];

/** Marks elements of the page, and restores their own styles afterwards. */
export function createOutlines(): Outlines {
  const marked = new Map<HTMLElement, Record<Marking, string>>();
  const restore = (element: HTMLElement) => {
    const before = marked.get(element);
    if (!before) return;
    for (const name of names) element.style[name] = before[name];
    marked.delete(element);
  };
  return {
    show(elements) {
      for (const element of [...marked.keys()]) if (!elements.includes(element)) restore(element);
      for (const element of elements) {
        if (marked.has(element)) continue;
        const before = Object.fromEntries(names.map((name) => [name, element.style[name]]));
        marked.set(element, before as Record<Marking, string>);
        for (const name of names) element.style[name] = marking[name];
      }
    },
    clear: () => [...marked.keys()].forEach(restore),
  };
}
