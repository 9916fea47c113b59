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

/** A value of one name in an area of the browser's storage. `schema`: what is read has to fit it, whoever wrote it. */
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

/** The last value that a page of the extension saw, to be read at once: the next page's first frame can show it. */
export interface Glimpse<Value> {
  read(): { readonly value: Value | undefined } | undefined;
  note(value: Value | undefined): void;
}

/** A browser that blocks cookies refuses it, and it may be full: then there is no glimpse, and the page opens all the same. */
function inOwnStorage<Found>(use: (storage: Storage) => Found): Found | undefined {
  try {
    return use(localStorage);
  } catch {
    return undefined;
  }
}

/** A value that is on disk and holds nothing secret, with glimpses of it in the extension's own `localStorage`. */
export function glimpsed<Schema extends v.GenericSchema>(
  key: string,
  schema: Schema,
): Kept<v.InferOutput<Schema>> & { readonly glimpse: Glimpse<v.InferOutput<Schema>> } {
  const noted = v.pipe(v.string(), v.parseJson(), v.object({ value: v.optional(schema) }));
  return {
    ...kept('local', key, schema),
    glimpse: {
      read() {
        const checked = v.safeParse(
          noted,
          inOwnStorage((storage) => storage.getItem(key)),
        );
        return checked.success ? { value: checked.output.value } : undefined;
      },
      note: (value) => void inOwnStorage((storage) => storage.setItem(key, JSON.stringify({ value }))),
    },
  };
}

/** All that is kept in an area, by name, unchecked. */
export const everythingIn = (area: 'local' | 'session'): Promise<Record<string, unknown>> =>
  browser.storage[area].get();

/** Removes values of an area by their names. */
export const removeFrom = (area: 'local' | 'session', names: string[]): Promise<void> =>
  browser.storage[area].remove(names);
