import browser from 'webextension-polyfill';

/** Opens the settings, or brings them to the front. */
export const openSettings = (): Promise<void> => browser.runtime.openOptionsPage();

/** Opens the result page in a tab of its own. From one of the extension's pages; the background has `result-tab`. */
export async function openResult(): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL('src/pages/result/index.html') });
}

/** The first steps, which open by themselves after the installation. */
export async function openWelcome(): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL('src/pages/welcome/index.html') });
}

/** Closes the tab of the page that calls it. */
export async function closeThisPage(): Promise<void> {
  const { id } = await browser.tabs.getCurrent();
  if (id !== undefined) await browser.tabs.remove(id);
}

/** Opens an address in a new tab. */
export async function openPage(url: string): Promise<void> {
  await browser.tabs.create({ url });
}

/** Opens an address in a new tab, and returns its id. */
export async function openTab(url: string): Promise<number> {
  const { id } = await browser.tabs.create({ url });
  if (id === undefined) throw new Error('The browser gave the tab no id.');
  return id;
}

/** Brings a tab to the front; no error where it is closed. */
export async function showTab(tabId: number): Promise<void> {
  await browser.tabs.update(tabId, { active: true }).catch(() => undefined);
}

/** Brings the tab of the page that calls it to the front; does nothing for a page that is in no tab. */
export async function showThisPage(): Promise<void> {
  const id = (await browser.tabs.getCurrent())?.id;
  if (id !== undefined) await showTab(id);
}
