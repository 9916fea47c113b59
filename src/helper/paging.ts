import type { Page } from '../bitbucket/page';
import { settle } from './settle';

/** A list that has more pages than this is not gone through to its end. */
const most = 60;

/** Turns the pages of a list until one has what is looked for, or there is no next one. Gives back the last one seen. */
export async function turnPages(
  look: () => Page,
  hasIt: (page: Page) => boolean | Promise<boolean>,
): Promise<Page> {
  let page = look();
  for (let turned = 0; turned < most; turned += 1) {
    if (page.kind !== 'list' || (await hasIt(page))) return page;
    const { next, entries } = page;
    if (!next) return page;
    const before = entries.map((each) => each.name).join('\n');
    next.click();
    await settle(document);
    page = look();
    // A button that leads nowhere is no next page.
    if (page.kind === 'list' && page.entries.map((each) => each.name).join('\n') === before) return page;
  }
  return page;
}
