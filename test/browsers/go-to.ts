import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'puppeteer-core';

/** How long to wait for a document, in milliseconds. */
const patienceMs = 40_000;
/** How long to wait for one answer of the driver, in milliseconds: Firefox's may give none for a page that is changing. */
const answerMs = 5_000;

/**
 * Enters an address, and waits until a new document is loaded. Firefox's driver may miss that it has come, and wait for ever, so
 * this asks the page itself.
 */
export const goTo = (page: Page, address: string): Promise<void> =>
  untilAnother(page, () => enterAddress(page, address));

/** Loads the page again, and waits as `goTo` does. */
export const reload = (page: Page): Promise<void> =>
  untilAnother(page, () => answered(page.evaluate(() => location.reload())));

/** Enters an address, and waits only for what the driver reports. */
export const enterAddress = (page: Page, address: string): Promise<void> =>
  answered(page.goto(address, { waitUntil: [] }));

async function untilAnother(page: Page, leave: () => Promise<void>): Promise<void> {
  const before = await birthOf(page);
  await leave();
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await pause(50)) {
    const born = await Promise.race([birthOf(page).catch(() => undefined), pause(answerMs)]);
    if (typeof born === 'number' && born !== before) return;
  }
  throw new Error(`No other document came; the page is at ${page.url()}`);
}

const answered = (call: Promise<unknown>): Promise<void> =>
  Promise.race([call.then(() => undefined).catch(() => undefined), pause(answerMs)]);

/** When the page's document began, if it is loaded; this differs for each document. */
const birthOf = (page: Page): Promise<number | undefined> =>
  page.evaluate(() => (document.readyState === 'complete' ? performance.timeOrigin : undefined));
