import browser from 'webextension-polyfill';

/** Where a login window ends: an address of the extension's own, which never reaches the network. */
export const redirectAddress = (): string => browser.identity.getRedirectURL();

/** Opens a login in a window of its own, and gives the address on which it ended; undefined where it was closed. */
export async function openLogin(url: string): Promise<string | undefined> {
  try {
    return await browser.identity.launchWebAuthFlow({ url, interactive: true });
  } catch {
    // Both browsers reject alike for a closed window and a page that could not be loaded, with words only.
    return undefined;
  }
}
