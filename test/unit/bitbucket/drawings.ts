import type { Choose } from './variants';

/** The ways in which design systems draw a checkbox, in inline styles. Atlaskit's and AUI's are real; the others are common. */
export const drawings = [
  /** `@atlaskit/checkbox`: the native one is transparent, with a drawing beside it. */
  'transparent',
  /** AUI: clipped to a pixel, with a glyph. */
  'clipped',
  'pushed aside',
  /** Not displayed; one presses its label. */
  'taken away',
  'without appearance',
  'role=checkbox',
  'role=switch',
  /** The page's own box shows the state of a native one in the same label. */
  'mirror',
  /** The page's own box has replaced a native one, which only carries the value. */
  'taken over',
] as const;
export type Drawing = (typeof drawings)[number];

/** Draws every native checkbox of the page in one way. The mark of what it truly is moves to whatever is pressed now. */
export function drawBoxes(document: Document, drawing: Drawing, choose: Choose): void {
  listen(document);
  for (const box of document.querySelectorAll<HTMLInputElement>('input[type=checkbox]')) {
    const label = labelOf(box);
    if (label) draw(box, label, drawing, choose);
  }
}

function labelOf(box: HTMLInputElement): HTMLLabelElement | null {
  const { parentElement, id, ownerDocument } = box;
  return parentElement?.closest('label') ?? (id ? ownerDocument.querySelector(`label[for="${id}"]`) : null);
}

const drawingHtml = '<svg data-drawing="" viewBox="0 0 24 24" role="presentation"></svg>';
const glyphHtml = '<span data-drawing="" aria-hidden="true"></span>';

function draw(box: HTMLInputElement, label: HTMLLabelElement, drawing: Drawing, choose: Choose): void {
  switch (drawing) {
    case 'transparent':
      box.setAttribute('style', 'opacity: 0; appearance: none; width: 24px; height: 24px');
      box.insertAdjacentHTML('afterend', drawingHtml);
      return;
    case 'clipped':
      box.setAttribute(
        'style',
        'position: absolute; clip: rect(0px, 0px, 0px, 0px); width: 1px; height: 1px; overflow: hidden',
      );
      box.insertAdjacentHTML('afterend', glyphHtml);
      return;
    case 'pushed aside':
      box.setAttribute('style', 'position: absolute; left: -9999px');
      if (!label.contains(box)) {
        label.removeAttribute('for');
        label.prepend(box);
      }
      return;
    case 'taken away':
      box.setAttribute('style', 'display: none');
      return;
    case 'without appearance':
      box.setAttribute('style', 'appearance: none; width: 14px; height: 14px');
      return;
    case 'role=checkbox':
    case 'role=switch':
      replace(box, label, drawing.slice('role='.length), choose);
      return;
    case 'mirror':
    case 'taken over': {
      if (!label.contains(box)) {
        label.removeAttribute('for');
        label.prepend(box);
      }
      const own = ownBox(box, 'checkbox');
      const hides = ['opacity: 0; position: absolute', 'display: none', 'position: absolute; left: -9999px'];
      box.setAttribute('style', hides[choose(hides.length)] ?? '');
      const silent = drawing === 'mirror' ? own : box;
      silent.setAttribute('tabindex', '-1');
      if (choose(2) === 0) silent.setAttribute('aria-hidden', 'true');
      choose(2) === 0 ? box.after(own) : box.before(own);
    }
  }
}

function ownBox(box: HTMLInputElement, role: string): HTMLElement {
  const own = box.ownerDocument.createElement(role === 'switch' ? 'button' : 'span');
  own.setAttribute('role', role);
  if (role === 'switch') own.setAttribute('type', 'button');
  own.setAttribute('aria-checked', String(box.checked));
  own.setAttribute('tabindex', '0');
  const truth = box.getAttribute('data-truth');
  if (truth) own.setAttribute('data-truth', truth);
  if (box.disabled) own.setAttribute('aria-disabled', 'true');
  return own;
}

let ids = 0;

/** Replaces the native box with the page's own, named in one of the possible ways. */
function replace(box: HTMLInputElement, label: HTMLLabelElement, role: string, choose: Choose): void {
  const own = ownBox(box, role);
  const text = label.textContent?.trim() ?? '';
  const words = box.ownerDocument.createElement('span');
  words.textContent = text;
  const isAround = label.contains(box);
  if (isAround) label.replaceWith(own, words);
  else {
    box.replaceWith(own);
    label.replaceWith(words);
  }
  const naming = choose(4);
  if (naming === 0) own.setAttribute('aria-label', text);
  if (naming === 1) {
    words.id = `words${ids++}`;
    own.setAttribute('aria-labelledby', words.id);
  }
  if (naming === 2) own.append(words);
}

const heard = new WeakSet<Document>();

/** Makes drawn boxes work: a press toggles them, and a box and its drawing show the same state. */
function listen(document: Document): void {
  if (heard.has(document)) return;
  heard.add(document);
  document.addEventListener('click', (event) => {
    const own = (event.target as Element).closest('[role=checkbox], [role=switch]');
    if (!own || own.getAttribute('aria-disabled') === 'true') return;
    const native = own.closest('label')?.querySelector<HTMLInputElement>('input[type=checkbox]');
    // The label presses the native one by itself.
    if (native && own.getAttribute('tabindex') === '-1') return;
    const isOn = own.getAttribute('aria-checked') !== 'true';
    own.setAttribute('aria-checked', String(isOn));
    if (native) {
      event.preventDefault();
      native.checked = isOn;
    }
  });
  document.addEventListener('change', (event) => {
    const native = event.target as HTMLInputElement;
    // Its replacement does not listen to it.
    if (native.getAttribute('tabindex') === '-1') return;
    const own = native.closest('label')?.querySelector('[role=checkbox]');
    own?.setAttribute('aria-checked', String(native.checked));
  });
}
