import browser from 'webextension-polyfill';
import type { PageTold } from './login-window';

/** A window of the extension's own with one page in it, by the id of its tab: it stays when the background ends. */

/** As large as a page for granting access needs. */
const size = { width: 560, height: 760 } as const;

/** Opens an address in a window of its own, in front, and returns the id of its tab. Rejects where the browser opens none. */
export async function openWindow(url: string): Promise<number> {
  const { tabs } = await browser.windows.create({ url, type: 'popup', ...size });
  const id = tabs?.[0]?.id;
  if (id === undefined) throw new Error('The browser opened no window.');
  return id;
}

/**
 * What the window shows now, as far as the browser tells: pages of sites that the extension may reach; any other is `untold`.
 * Undefined: it is closed.
 */
export async function pageIn(tabId: number): Promise<PageTold | 'untold' | undefined> {
  const tab = await browser.tabs.get(tabId).catch(() => undefined);
  if (!tab) return undefined;
  return tab.url ? { url: tab.url, title: tab.title ?? '' } : 'untold';
}

/** Closes it; no error where it is closed already. */
export const closeWindow = (tabId: number): Promise<void> =>
  browser.tabs.remove(tabId).catch(() => undefined);
