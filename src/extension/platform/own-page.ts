import browser from 'webextension-polyfill';

/** Newer than the polyfill's types. */
interface Contexts {
  getContexts?(filter: { contextTypes: string[]; tabIds: number[] }): Promise<{ documentUrl?: string }[]>;
}

/**
 * Whether a tab shows that page of the extension's. Firefox tells the address of such a tab as soon as its page has come, Chromium tells of
 * the page that is loaded in it. Source: https://github.com/w3c/webextensions/issues/1027.
 */
export async function isShownIn(tabId: number, page: string): Promise<boolean> {
  const tab = await browser.tabs.get(tabId).catch(() => undefined);
  if (!tab) return false;
  const { runtime } = browser as { runtime: Contexts };
  const contexts = await runtime.getContexts?.({ contextTypes: ['TAB'], tabIds: [tabId] });
  const addresses = [tab.url, tab.pendingUrl, ...(contexts ?? []).map((each) => each.documentUrl)];
  return addresses.some((each) => each?.replace(/[?#].*$/, '') === page);
}
