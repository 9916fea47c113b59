import browser from 'webextension-polyfill';

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
