import type { DOMWindow } from 'jsdom';

/**
 * A page whose looks follow from its inline styles alone. jsdom computes every style from every sheet, has no
 * layout, and walks the whole page for each label: thousands of variants need a shorter way.
 */
export function inlineStyles(window: DOMWindow): void {
  Object.assign(window, {
    getComputedStyle: (element: Element, pseudo?: string) => (pseudo ? plain : styleOf(element)),
  });
  const { Element, HTMLInputElement, HTMLTextAreaElement, Document } = window;
  define(Element, 'getClientRects', function () {
    return isDisplayed(this as Element) ? [rectOf(this as Element)] : [];
  });
  define(Element, 'getBoundingClientRect', function () {
    return rectOf(this as Element);
  });
  // Nothing lies over anything.
  define(Document, 'elementFromPoint', () => null);
  for (const control of [HTMLInputElement, HTMLTextAreaElement]) {
    Object.defineProperty(control.prototype, 'labels', {
      configurable: true,
      get(this: HTMLInputElement) {
        return this.type === 'hidden' ? null : labelsOf(this);
      },
    });
  }
}

const define = (of: { prototype: object }, name: string, value: (this: unknown) => unknown) =>
  Object.defineProperty(of.prototype, name, { configurable: true, writable: true, value });

/** What is already known of an element: a variant no longer changes once it is read. */
function once<Value>(tell: (element: Element) => Value): (element: Element) => Value {
  const told = new WeakMap<Element, Value>();
  return (element) => {
    const known = told.get(element);
    if (known !== undefined) return known;
    const value = tell(element);
    told.set(element, value);
    return value;
  };
}

/** Labels around it, or `for` it; if an id occurs twice, the first element has the label. */
const labelsOf = once((control: Element): Element[] => {
  const around = control.closest('label');
  const { id, ownerDocument } = control;
  const named = id === '' || ownerDocument.getElementById(id) !== control ? [] : labelsFor(ownerDocument, id);
  const isAround = around && !around.hasAttribute('for') && around.querySelector(labelable) === control;
  return isAround ? [around, ...named] : named;
});

const labelable = 'input:not([type=hidden]), textarea, select, button';
const labelsFor = (document: Document, id: string): Element[] =>
  [...document.getElementsByTagName('label')].filter((each) => each.htmlFor === id);

type Style = Readonly<Record<string, string>>;

const reader = {
  getPropertyValue(this: Style, name: string): string {
    return this[camel(name)] ?? '';
  },
};
const camel = (name: string) => name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
const initial = { display: 'block', visibility: 'visible', opacity: '1', position: 'static', content: '' };
const styleWith = (own: Style): Style => Object.assign(Object.create(reader), initial, own);

const plain = styleWith({});
const gone = styleWith({ display: 'none' });
const hidden = styleWith({ visibility: 'hidden' });
const read = new Map<string, Style>();

function ownStyle(element: Element): Style {
  if (element.hasAttribute('hidden')) return gone;
  const text = element.getAttribute('style');
  if (!text) return plain;
  const style = read.get(text) ?? styleWith(parsed(text));
  read.set(text, style);
  return style;
}

function parsed(text: string): Style {
  const own: Record<string, string> = {};
  for (const line of text.split(';')) {
    const [name = '', value = ''] = line.split(/:(.*)/s).map((each) => each.trim());
    if (name === 'overflow') Object.assign(own, { overflowX: value, overflowY: value });
    else if (name !== '') own[camel(name)] = value;
  }
  return own;
}

/** What it inherits: whether it is hidden. */
const styleOf: (element: Element) => Style = once((element) => {
  const own = ownStyle(element);
  const { parentElement: parent } = element;
  return own === plain && parent && styleOf(parent).visibility === 'hidden' ? hidden : own;
});

const isDisplayed: (element: Element) => boolean = once(
  (element) =>
    ownStyle(element).display !== 'none' &&
    (element.parentElement === null || isDisplayed(element.parentElement)),
);

function pixels(value: string | undefined, otherwise: number): number {
  const number = Number.parseFloat(value ?? '');
  return Number.isNaN(number) ? otherwise : number;
}

/** Everything has the same size and place, unless its style says otherwise. */
const rectOf = once((element: Element): DOMRect => {
  const style = ownStyle(element);
  const isShown = isDisplayed(element);
  const width = isShown ? pixels(style.width, 120) : 0;
  const height = isShown ? pixels(style.height, 24) : 0;
  let [left, top] = isShown ? [16, 16] : [0, 0];
  for (let each: Element | null = element; each; each = each.parentElement) {
    const around = ownStyle(each);
    if (around.position === 'absolute' || around.position === 'fixed') {
      left += pixels(around.left, 0);
      top += pixels(around.top, 0);
    }
    left += pixels(around.marginLeft, 0);
  }
  return { x: left, y: top, left, top, width, height, right: left + width, bottom: top + height } as DOMRect;
});
