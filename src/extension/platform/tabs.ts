import browser from 'webextension-polyfill';

/** Whether there is such a tab now. */
export async function isTabOpen(tabId: number): Promise<boolean> {
  return browser.tabs.get(tabId).then(
    () => true,
    () => false,
  );
}

/**
 * The tab of the page's own window that the person is at: the one in front or, where that is a page of the extension's, the one that
 * was before it. `address`: undefined where the browser does not tell it.
 */
export async function tabInFront(): Promise<{ tabId: number; address: string | undefined } | undefined> {
  const own = browser.runtime.getURL('');
  const tabs = (await browser.tabs.query({ currentWindow: true })).filter(({ url }) => !url?.startsWith(own));
  const front = tabs.find(({ active }) => active);
  const [last] = tabs.sort((one, other) => (other.lastAccessed ?? 0) - (one.lastAccessed ?? 0));
  const { id, url } = front ?? last ?? {};
  return id === undefined ? undefined : { tabId: id, address: url };
}

/** The addresses of a host that are open in tabs. The browser tells only those of hosts that it has the permission for. */
export async function addressesOpenAt(host: string): Promise<readonly string[]> {
  const tabs = await browser.tabs.query({});
  return tabs.flatMap(({ url }) => (url?.startsWith(`https://${host}/`) ? [url] : []));
}

/** Calls back where the browser gives a tab another id, as Chromium does with one that it discards to save memory. */
export function onTabReplaced(then: (before: number, after: number) => void): void {
  browser.tabs.onReplaced.addListener((added, removed) => then(removed, added));
}
