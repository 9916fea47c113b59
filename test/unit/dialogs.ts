/** Modal dialogs, and sizes of elements, as far as the extension needs them, for tests that run without. */

/** What is behind an open dialog, and so hidden from a search for roles, like inert elements. */
const behind = new WeakMap<HTMLDialogElement, readonly Element[]>();

const besides = (element: Element): Element[] => {
  const parent = element.parentElement;
  if (!parent) return [];
  return [...[...parent.children].filter((each) => each !== element), ...besides(parent)];
};

if ('HTMLDialogElement' in globalThis && !HTMLDialogElement.prototype.showModal) {
  HTMLDialogElement.prototype.showModal = function showModal() {
    const hidden = besides(this).filter((each) => !each.hasAttribute('aria-hidden'));
    for (const each of hidden) each.setAttribute('aria-hidden', 'true');
    behind.set(this, hidden);
    this.open = true;
  };
  HTMLDialogElement.prototype.close = function close() {
    for (const each of behind.get(this) ?? []) each.removeAttribute('aria-hidden');
    this.open = false;
  };
}

if ('window' in globalThis && !('ResizeObserver' in globalThis))
  Object.assign(globalThis, {
    ResizeObserver: class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  });
