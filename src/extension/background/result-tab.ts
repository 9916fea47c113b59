import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { isTabOpen } from '../platform/tabs';
import { kept } from '../store/stored-item';
import { homeWindow } from './bitbucket-tab';

/** The tab with the extension's own page that shows a journey. */

const shown = kept('session', 'shown', v.object({ what: v.string(), tabId: v.number() }));

/** Opens the result page, or brings it to the front; once for each `what`, and whenever a person asks for it. */
export async function showResult(what: string, isAskedFor = false): Promise<void> {
  const before = await shown.read();
  if (before?.what === what && !isAskedFor) return;
  if (before && (await isTabOpen(before.tabId))) {
    await shown.write({ what, tabId: before.tabId });
    await browser.tabs.update(before.tabId, { active: true });
    return;
  }
  const url = browser.runtime.getURL('src/pages/result/index.html');
  const windowId = await homeWindow();
  const tab = await browser.tabs.create({ url, ...(windowId === undefined ? {} : { windowId }) });
  if (tab.id !== undefined) await shown.write({ what, tabId: tab.id });
}
