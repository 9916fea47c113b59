import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { isShownIn } from '../platform/own-page';
import { isTabOpen } from '../platform/tabs';
import { kept } from '../store/stored-item';
import { homeWindow } from './bitbucket-tab';

/** The tab with the extension's own page that shows a journey. */

/** `openedAt`: in epoch milliseconds; a tab without it was not opened just now. */
const shown = kept(
  'session',
  'shown',
  v.object({ what: v.string(), tabId: v.number(), openedAt: v.optional(v.number(), 0) }),
);

/** Opens the result page, or brings it to the front; once for each `what`, and whenever a person asks for it. */
export async function showResult(what: string, isAskedFor = false): Promise<void> {
  const before = await shown.read();
  if (before?.what === what && !isAskedFor) return;
  const url = browser.runtime.getURL('src/pages/result/index.html');
  if (before && (await isShowing(before, url))) {
    await shown.write({ ...before, what });
    await browser.tabs.update(before.tabId, { active: true });
    return;
  }
  const windowId = await homeWindow();
  const tab = await browser.tabs.create({ url, ...(windowId === undefined ? {} : { windowId }) });
  if (tab.id !== undefined) await shown.write({ what, tabId: tab.id, openedAt: Date.now() });
}

/** No browser tells of its page before it has come. */
const comesWithinMs = 5_000;

/** Whether the tab is there, and the person has not led it elsewhere. */
const isShowing = (
  { tabId, openedAt }: { tabId: number; openedAt: number },
  url: string,
): Promise<boolean> => (openedAt + comesWithinMs > Date.now() ? isTabOpen(tabId) : isShownIn(tabId, url));
