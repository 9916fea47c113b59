import browser from 'webextension-polyfill';

export const openSettings = (): Promise<void> => browser.runtime.openOptionsPage();

export async function openResult(): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL('src/result/index.html') });
}

export async function openPage(url: string): Promise<void> {
  await browser.tabs.create({ url });
}
