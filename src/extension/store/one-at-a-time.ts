/**
 * Runs changes of a kept value one after the other, across the extension's contexts, so that each reads what the one before it
 * wrote. A context that ends gives its turn back. Must not be called for the same name within itself. Source: Web Locks API,
 * https://w3c.github.io/web-locks/.
 */
export const oneAtATime =
  (name: string) =>
  <Value>(change: () => Promise<Value>): Promise<Value> =>
    navigator.locks.request(`keyferry ${name}`, change);
