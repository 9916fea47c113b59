/**
 * Web Locks as far as the extension uses them, for tests that run without: one turn after another for each name, across
 * all modules of a test file, however often each was loaded.
 */
const turns = new Map<string, Promise<unknown>>();
const locks = {
  request<Value>(name: string, use: () => Promise<Value>): Promise<Value> {
    const next = (turns.get(name) ?? Promise.resolve()).then(use);
    turns.set(
      name,
      next.catch(() => undefined),
    );
    return next;
  },
};

const holder = (globalThis.navigator ?? {}) as object;
if (!('locks' in holder)) Object.defineProperty(holder, 'locks', { value: locks, configurable: true });
if (!globalThis.navigator)
  Object.defineProperty(globalThis, 'navigator', { value: holder, configurable: true });
