import * as v from 'valibot';
import browser from 'webextension-polyfill';

/** One value kept in a storage area of the browser's, checked by its schema whenever it is read. */
export interface Kept<Value> {
  /** Undefined where nothing is kept, or nothing that fits the schema. */
  read(): Promise<Value | undefined>;
  write(value: Value): Promise<void>;
  remove(): Promise<void>;
  /** Calls back with each new value, from whichever page it was written. */
  watch(changed: (value: Value | undefined) => void, signal: AbortSignal): void;
}

export function kept<Schema extends v.GenericSchema>(
  area: 'local' | 'session',
  key: string,
  schema: Schema,
): Kept<v.InferOutput<Schema>> {
  const check = (value: unknown) => {
    if (value === undefined) return undefined;
    const checked = v.safeParse(schema, value);
    return checked.success ? checked.output : undefined;
  };
  return {
    read: async () => check((await browser.storage[area].get(key))[key]),
    write: (value) => browser.storage[area].set({ [key]: value }),
    remove: () => browser.storage[area].remove(key),
    watch(changed, signal) {
      const listen = (changes: Record<string, { newValue?: unknown }>, from: string) => {
        const change = changes[key];
        if (from === area && change) changed(check(change.newValue));
      };
      browser.storage.onChanged.addListener(listen);
      signal.addEventListener('abort', () => browser.storage.onChanged.removeListener(listen));
    },
  };
}

/** All that is kept in an area, by name, unchecked. */
export const everythingIn = (area: 'local' | 'session'): Promise<Record<string, unknown>> =>
  browser.storage[area].get();

export const removeFrom = (area: 'local' | 'session', names: string[]): Promise<void> =>
  browser.storage[area].remove(names);
