import { readSettings } from '../bitbucket/form';
import { isListedAs, isWholeKey } from '../bitbucket/list';
import { type Entry, editLink, menuButton, openEdit, type Page } from '../bitbucket/page';
import { hint } from '../secret';
import type { HelperPlan } from '../setup/helper-plan';
import { readKey } from './opened-keys';
import { turnPages } from './paging';
import type { Press } from './press';
import { untilQuiet } from './until-quiet';
import type { Visit } from './visit';

/**
 * Finds the consumer whose Key has the given ends, opens its form, and tells what the form says. It does the part that belongs to
 * the page it is on. Nothing is changed.
 */
export async function inspect(
  visit: Visit,
  press: Press,
  page: Page,
  { keyHint, consumerName }: Extract<HelperPlan, { kind: 'inspect' }>,
): Promise<void> {
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
    const name = page.parts.field('name')?.element.value;
    // Of another consumer's form nothing is told but that the one that was found was not read.
    const isOther = name !== undefined && consumerName !== undefined && !isListedAs(name, consumerName);
    const settings = isOther ? undefined : await readSettings(page.parts, () => untilQuiet(document.body));
    await visit.tell('helper/form-read', { settings: settings ?? null });
  }
}

/**
 * The consumer whose Key has the given ends, on whichever page of the list it is. Rows are opened where the list itself does not
 * tell, and closed again. `isWhole`: the list had loaded, each of its Keys could be read, and it was read to its end.
 */
async function findByKey(
  keyHint: string,
  look: () => Page,
): Promise<{ readonly entry: Entry | undefined; readonly isWhole: boolean }> {
  let entry: Entry | undefined;
  let isTold = true;
  const last = await turnPages(look, async (page) => {
    if (page.kind !== 'list') return false;
    for (const each of page.entries) {
      const read = await readKey(each, page, look);
      if (read.key !== undefined && hint(read.key) === keyHint) {
        entry = read.entry;
        return true;
      }
      isTold &&= read.key !== undefined && isWholeKey(read.key);
      read.close();
    }
    return false;
  });
  return { entry, isWhole: last.kind === 'list' && last.state === 'ready' && !last.next && isTold };
}

/** What leads to an entry's form: "Edit" in its row, or in a menu that is drawn elsewhere on the page, else its name. */
async function findEdit(entry: Entry): Promise<HTMLElement | undefined> {
  const inRow = editLink(entry) ?? openEdit(entry.row);
  if (inRow) return inRow;
  const menu = menuButton(entry);
  menu?.click();
  await untilQuiet(document);
  return openEdit(entry.row) ?? (menu && openEdit(document.body)) ?? entry.toggle;
}
