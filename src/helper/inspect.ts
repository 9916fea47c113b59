import { readPair } from '../bitbucket/credentials';
import type { Entry, Page } from '../bitbucket/page';
import { hint } from '../secret';
import { settle } from './settle';

/** The consumer whose Key has the given ends. Rows are opened where the list itself does not tell, and closed again. */
export async function findByKey(
  page: Extract<Page, { kind: 'list' }>,
  keyHint: string,
  look: () => Page,
): Promise<Entry | undefined> {
  for (const entry of page.entries) {
    if (entry.key !== undefined) {
      if (hint(entry.key) === keyHint) return entry;
      continue;
    }
    const wasOpen = keyIn(entry, page) !== undefined;
    if (!wasOpen) entry.toggle.click();
    await settle(document);
    const now = look();
    const opened = now.kind === 'list' ? now.entries.find((each) => each.name === entry.name) : undefined;
    const key = opened && keyIn(opened, page);
    if (key !== undefined && hint(key) === keyHint) return opened;
    if (!wasOpen) entry.toggle.click();
  }
  return undefined;
}

function keyIn({ details }: Entry, { generation }: Extract<Page, { kind: 'list' }>): string | undefined {
  const reading = details && readPair(details, generation);
  return reading?.kind === 'pair' ? reading.pair.key : undefined;
}
