/**
 * What has the focus may be drawn away, such as a button that was just pressed. Then the focus goes to the beginning of the
 * page's content, never back to the browser's own controls, and never onto a button that a key still held down would press.
 */
export function keepFocus(document: Document): void {
  let last: EventTarget | null = null;
  document.addEventListener('focusin', (event) => {
    last = event.target;
  });
  new MutationObserver(() => {
    const isGone = last instanceof Node && !last.isConnected && document.activeElement === document.body;
    if (!isGone) return;
    last = null;
    const content = document.querySelector<HTMLElement>('[data-focus], main');
    if (!content) return;
    content.tabIndex = -1;
    content.focus({ preventScroll: true });
  }).observe(document.body, { childList: true, subtree: true });
}
