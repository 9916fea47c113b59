import { type Entry, keysOf } from '../bitbucket/list';
import type { Page } from '../bitbucket/page';
import { readPair } from '../bitbucket/pair';
import { untilQuiet } from './until-quiet';

type List = Extract<Page, { kind: 'list' }>;

/** An entry with its Key, as the list tells it, or its row once that is open. */
export interface KeyRead {
  readonly key: string | undefined;
  /** The entry as it is now. */
  readonly entry: Entry;
  /** Puts the row back to how it was. */
  close(): void;
}

/** Reads the Key of an entry; opens its row where the list itself does not tell. */
export async function readKey(entry: Entry, page: List, look: () => Page): Promise<KeyRead> {
  const nothing = () => undefined;
  if (entry.key !== undefined) return { key: entry.key, entry, close: nothing };
  const wasOpen = keyIn(entry, page) !== undefined;
  if (!wasOpen) entry.toggle?.click();
  await untilQuiet(document);
  const now = look();
  const opened = now.kind === 'list' ? now.entries.find((each) => each.name === entry.name) : undefined;
  const close = wasOpen ? nothing : () => entry.toggle?.click();
  return { key: opened && keyIn(opened, page), entry: opened ?? entry, close };
}

/** The Key of an entry where the whole of it can be read without leaving the list. */
export async function readWholeKey(entry: Entry, page: List, look: () => Page): Promise<KeyRead> {
  if (entry.key === undefined && page.generation.pairIn === 'row') return readKey(entry, page, look);
  return { key: keysOf([entry])[0]?.key, entry, close: () => undefined };
}

function keyIn({ details }: Entry, { generation }: List): string | undefined {
  const reading = details && readPair(details, generation);
  return reading?.kind === 'pair' ? reading.pair.key : undefined;
}
