/** How long something is pointed at, in milliseconds. It ends by itself where nobody looks any more. */
const lastsMs = 5_000;
const id = 'keyferry';
const outline = { outline: '3px solid #d97706', outlineOffset: '3px' };

let pointedAt: Element | undefined;

/** Outlines an element, with a note at the lower edge of the window, until a moment after it is asked for the last time. */
export function pointAt(document: Document, element: HTMLElement | undefined, text: string): void {
  const drawn = document.getAnimations?.().filter((each) => each.id === id) ?? [];
  if (element && element === pointedAt && drawn.length > 0) {
    for (const each of drawn) each.currentTime = 0;
    return;
  }
  for (const each of drawn) each.finish();
  pointedAt = element;
  if (!element) return;
  const lasting = { duration: lastsMs, id };
  element.scrollIntoView?.({ block: 'center' });
  element.animate?.([outline, outline], lasting);
  const note = document.createElement('div');
  note.style.cssText =
    'all: initial; position: fixed; inset: auto 0 16px; margin: auto; width: fit-content; max-width: 90vw; padding: 12px 16px; border-radius: 8px; border: 3px solid #d97706; background: #fff; color: #111; font: 15px/1.4 system-ui, sans-serif; pointer-events: none; z-index: 2147483647';
  note.attachShadow({ mode: 'closed' }).append(text);
  document.documentElement.append(note);
  const shown = note.animate?.([{ opacity: 1 }, { opacity: 1 }], lasting);
  if (shown) shown.onfinish = () => note.remove();
}
