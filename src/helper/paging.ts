import type { Page } from '../bitbucket/page';
import { untilQuiet } from './until-quiet';

/** A list that has more pages than this is not gone through to its end. */
const most = 60;
/** A press is repeated where the list has not changed after this long: it may just have been drawn anew. */
const pressAgainMs = 1_000;
const presses = 3;
const comesBackMs = 10_000;

/** Turns the pages of a list until one has what is looked for, or there is no next one. Returns the last one seen. */
export async function turnPages(
  look: () => Page,
  hasIt: (page: Page) => boolean | Promise<boolean>,
): Promise<Page> {
  let page = await whenThere(look);
  for (let turned = 0; turned < most; turned += 1) {
    if (page.kind !== 'list' || (await hasIt(page)) || !page.next) return page;
    const next = await turn(look, namesOn(page));
    if (!next) return page;
    page = next;
  }
  return page;
}

/** The list, once it has its rows: it may be drawn anew, and be loading again, just after it was there. */
async function whenThere(look: () => Page): Promise<Page> {
  let page = look();
  for (const deadline = Date.now() + comesBackMs; page.kind !== 'list' || page.state !== 'ready'; ) {
    if (Date.now() > deadline) break;
    await untilQuiet(document);
    page = look();
  }
  return page;
}

const namesOn = (page: Page): string =>
  page.kind === 'list' ? page.entries.map((each) => each.name).join('\n') : '';

/** The next page, once it is there; none where the button leads nowhere. */
async function turn(look: () => Page, before: string): Promise<Page | undefined> {
  for (let pressed = 0; pressed < presses; pressed += 1) {
    const now = look();
    if (now.kind === 'list') now.next?.click();
    for (const deadline = Date.now() + pressAgainMs; Date.now() < deadline; ) {
      await untilQuiet(document);
      const page = look();
      if (page.kind === 'list' && page.entries.length > 0 && namesOn(page) !== before) return page;
    }
  }
  return undefined;
}
