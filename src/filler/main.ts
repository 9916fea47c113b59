import { createFiller } from './filler';
import type { Answer, Order } from './told';

declare global {
  /** In the world of the extension's scripts in a page, which the page's own cannot reach. */
  var keyferryFiller: ((order: Order) => Promise<Answer>) | undefined;
}

// Injected again, it stays what it is, and can still undo.
globalThis.keyferryFiller ??= createFiller(window);
