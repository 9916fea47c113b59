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

let opening: Promise<void> | undefined;

/**
 * Opens the popup; where a browser opens it only for a click on its button, the same page in a tab, one for all who ask.
 * Runs in the background.
 */
export async function openKeyferry(): Promise<undefined> {
  opening ??= openPopup().finally(() => {
    opening = undefined;
  });
  await opening;
}

async function openPopup(): Promise<void> {
  try {
    return await browser.action.openPopup();
  } catch {
    const url = browser.runtime.getURL('src/pages/popup/index.html');
    const present = (await browser.tabs.query({})).find((tab) => tab.url === url);
    if (present?.id === undefined) await browser.tabs.create({ url });
    else await browser.tabs.update(present.id, { active: true });
  }
}

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
