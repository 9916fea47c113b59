import browser from 'webextension-polyfill';

/** Whether there is such a tab now. */
export async function isTabOpen(tabId: number): Promise<boolean> {
  return browser.tabs.get(tabId).then(
    () => true,
    () => false,
  );
}

/** Calls back where the browser gives a tab another id, as Chromium does with one that it discards to save memory. */
export function onTabReplaced(then: (before: number, after: number) => void): void {
  browser.tabs.onReplaced.addListener((added, removed) => then(removed, added));
}
