import browser from 'webextension-polyfill';

/** Whether there is such a tab now. */
export async function isTabOpen(tabId: number): Promise<boolean> {
  return browser.tabs.get(tabId).then(
    () => true,
    () => false,
  );
}

/** The addresses of a host that are open in tabs. The browser tells those of hosts that it has the permission for, and no others. */
export async function addressesOpenAt(host: string): Promise<readonly string[]> {
  const tabs = await browser.tabs.query({});
  return tabs.flatMap(({ url }) => (url?.startsWith(`https://${host}/`) ? [url] : []));
}

/** Calls back where the browser gives a tab another id, as Chromium does with one that it discards to save memory. */
export function onTabReplaced(then: (before: number, after: number) => void): void {
  browser.tabs.onReplaced.addListener((added, removed) => then(removed, added));
}
