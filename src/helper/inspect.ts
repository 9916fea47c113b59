import { readSettings } from '../bitbucket/form';
import { type Entry, editLink, menuButton, openEdit, type Page } from '../bitbucket/page';
import { hint } from '../secret';
import { readKey } from './opened-keys';
import { turnPages } from './paging';
import type { Press } from './press';
import { untilQuiet } from './until-quiet';
import type { Visit } from './visit';

type List = Extract<Page, { kind: 'list' }>;

/**
 * Finds the consumer whose Key has the given ends, opens its form, and tells what the form says. It does the part that belongs to
 * the page it is on. Nothing is changed.
 */
export async function inspect(visit: Visit, press: Press, page: Page, keyHint: string): Promise<void> {
  visit.show({ kind: 'busy', what: 'reading' });
  if (page.kind === 'list') {
    const { entry, isWhole } = await findByKey(keyHint, visit.look);
    await visit.tell('helper/found', { name: entry?.name ?? null, isWhole });
    if (entry)
      void press(async (list) => {
        const here = list.entries.find((each) => each.name === entry.name);
        // A list that is drawn anew is back on its first page.
        const now = here ?? (await findByKey(keyHint, visit.look)).entry;
        return visit.plan.kind === 'inspect' && now ? findEdit(now) : undefined;
      });
  } else if (page.kind === 'form') {
    const settings = await readSettings(page.parts, () => untilQuiet(document.body));
    await visit.tell('helper/form-read', { settings: settings ?? null });
  }
}

/**
 * The consumer whose Key has the given ends, on whichever page of the list it is. Rows are opened where the list itself does not
 * tell, and closed again. `isWhole`: the list had loaded, and was read to its end.
 */
async function findByKey(
  keyHint: string,
  look: () => Page,
): Promise<{ readonly entry: Entry | undefined; readonly isWhole: boolean }> {
  let entry: Entry | undefined;
  const last = await turnPages(look, async (page) => {
    entry = page.kind === 'list' ? await findOnPage(page, keyHint, look) : undefined;
    return entry !== undefined;
  });
  return { entry, isWhole: last.kind === 'list' && last.state === 'ready' && !last.next };
}

async function findOnPage(page: List, keyHint: string, look: () => Page): Promise<Entry | undefined> {
  for (const entry of page.entries) {
    const read = await readKey(entry, page, look);
    if (read.key !== undefined && hint(read.key) === keyHint) return read.entry;
    read.close();
  }
  return undefined;
}

/** What leads to an entry's form: "Edit", for which a menu that is drawn elsewhere on the page is opened, else its name. */
async function findEdit(entry: Entry): Promise<HTMLElement | undefined> {
  const direct = editLink(entry);
  if (direct) return direct;
  menuButton(entry)?.click();
  await untilQuiet(document);
  return openEdit(document.body) ?? entry.toggle;
}
