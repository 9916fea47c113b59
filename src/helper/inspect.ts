import { type Entry, editLink, menuButton, openEdit, type Page } from '../bitbucket/page';
import { readPair } from '../bitbucket/pair';
import { hint } from '../secret';
import { turnPages } from './paging';
import { settle } from './settle';

type List = Extract<Page, { kind: 'list' }>;

/**
 * The consumer whose Key has the given ends, on whichever page of the list it is. Rows are opened where the list itself
 * does not tell, and closed again.
 */
export async function findByKey(keyHint: string, look: () => Page): Promise<Entry | undefined> {
  let found: Entry | undefined;
  await turnPages(look, async (page) => {
    found = page.kind === 'list' ? await findOnPage(page, keyHint, look) : undefined;
    return found !== undefined;
  });
  return found;
}

async function findOnPage(page: List, keyHint: string, look: () => Page): Promise<Entry | undefined> {
  for (const entry of page.entries) {
    if (entry.key !== undefined) {
      if (hint(entry.key) === keyHint) return entry;
      continue;
    }
    const wasOpen = keyIn(entry, page) !== undefined;
    if (!wasOpen) entry.toggle?.click();
    await settle(document);
    const now = look();
    const opened = now.kind === 'list' ? now.entries.find((each) => each.name === entry.name) : undefined;
    const key = opened && keyIn(opened, page);
    if (key !== undefined && hint(key) === keyHint) return opened;
    if (!wasOpen) entry.toggle?.click();
  }
  return undefined;
}

function keyIn({ details }: Entry, { generation }: List): string | undefined {
  const reading = details && readPair(details, generation);
  return reading?.kind === 'pair' ? reading.pair.key : undefined;
}

/** What leads to an entry's form: "Edit", for which a menu that is drawn elsewhere on the page is opened, else its name. */
export async function findEdit(entry: Entry): Promise<HTMLElement | undefined> {
  const direct = editLink(entry);
  if (direct) return direct;
  menuButton(entry)?.click();
  await settle(document);
  return openEdit(document.body) ?? entry.toggle;
}
