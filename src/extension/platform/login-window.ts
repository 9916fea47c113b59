import browser from 'webextension-polyfill';

/** How a login's window ended. */
export type LoginEnd =
  | { readonly kind: 'came-back'; readonly address: string }
  /** A person closed it. */
  | { readonly kind: 'closed' }
  /** The browser closed it, since a page in it did not load, or was an error page. */
  | { readonly kind: 'page-failed' }
  /** For a reason that nobody knows; in the browser's words. */
  | { readonly kind: 'failed'; readonly words: string };

/** Some browsers have no login windows. */
const identity = (): Partial<typeof browser.identity> | undefined => browser.identity;

/** Where a login window ends: an address of the extension's own, which never reaches the network. Undefined without login windows. */
export const redirectAddress = (): string | undefined =>
  identity()?.launchWebAuthFlow ? identity()?.getRedirectURL?.() : undefined;

/** Nobody closes a window sooner than this; in milliseconds. */
const soonestClosed = 400;
/** A background that is being stopped is gone sooner than that. */
const soonestStoppedMs = 500;
/** What Chromium, and Firefox, say of a window that was closed. */
const closedWords = /^(?:the user did not approve access|user cancelled or denied access)\.?$/i;
/** What Chromium says of a page that it could not load, or that answered with a status of 400 and above. */
const pageFailedWords = /^authorization page could not be loaded\.?$/i;

/** Opens a login in a window of its own, and tells how that ended. */
export async function openLogin(url: string): Promise<LoginEnd> {
  const opened = Date.now();
  try {
    return {
      kind: 'came-back',
      address: await browser.identity.launchWebAuthFlow({ url, interactive: true }),
    };
  } catch (error) {
    const words = (error instanceof Error ? error.message : String(error)).trim();
    if (pageFailedWords.test(words)) return { kind: 'page-failed' };
    if (!closedWords.test(words) || Date.now() - opened < soonestClosed) return { kind: 'failed', words };
    // Firefox closes the window of a background that it stops, and says so to that: it gets no further than this.
    await new Promise((resolve) => setTimeout(resolve, soonestStoppedMs));
    return { kind: 'closed' };
  }
}
