import browser, { type Tabs, type Windows } from 'webextension-polyfill';

/** A page as the browser tells of it: with all that its address carries. */
export interface PageTold {
  readonly url: string;
  readonly title: string;
}

/** How a login's window ended. `last`: what it showed last, as `watchWindow` tells. */
export type WindowEnd = { readonly last?: PageTold | 'untold' } & (
  | { readonly kind: 'came-back'; readonly address: string }
  /** A person closed it. */
  | { readonly kind: 'closed' }
  /** The browser closed it, since a page in it did not load, or was an error page. */
  | { readonly kind: 'page-failed'; readonly words: string }
  /** Before a window was seen, and sooner than anybody closes one; in the browser's words. */
  | { readonly kind: 'not-opened'; readonly words: string }
  /** For a reason that nobody knows; in the browser's words. */
  | { readonly kind: 'failed'; readonly words: string }
);

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

/**
 * Watches for the window that a login opens, until `signal` ends it, and tells which page it showed last. Only this tells which
 * window that is: a popup that appears then, and that no page has opened. Browsers tell of the pages of sites that the extension
 * may reach; any other is `untold`. Undefined where there was no such window, as in Chromium, which shows none before its first
 * page has loaded.
 */
function watchWindow(signal: AbortSignal): () => PageTold | 'untold' | undefined {
  let windowId: number | undefined;
  let last: PageTold | 'untold' | undefined;
  const see = (tab: Tabs.Tab | undefined) => {
    if (tab === undefined || tab.windowId !== windowId) return;
    if (tab.openerTabId !== undefined) windowId = undefined;
    else last = tab.url ? { url: tab.url, title: tab.title ?? '' } : 'untold';
  };
  const updated = (_: number, __: unknown, tab: Tabs.Tab) => see(tab);
  const opened = async ({ id, type }: Windows.Window) => {
    if (windowId !== undefined || id === undefined || type !== 'popup') return;
    windowId = id;
    // In Firefox its tab was there before it.
    const [tab] = await browser.tabs.query({ windowId: id });
    if (last === undefined) see(tab);
  };
  browser.tabs.onCreated.addListener(see);
  browser.tabs.onUpdated.addListener(updated);
  browser.windows?.onCreated.addListener(opened);
  signal.addEventListener('abort', () => {
    browser.tabs.onCreated.removeListener(see);
    browser.tabs.onUpdated.removeListener(updated);
    browser.windows?.onCreated.removeListener(opened);
  });
  return () => last;
}

/** Opens a login in a window of its own, and tells how that ended. */
export async function openLogin(url: string): Promise<WindowEnd> {
  const isOver = new AbortController();
  const last = watchWindow(isOver.signal);
  try {
    const end = await endOf(url, () => last() !== undefined);
    const shown = last();
    return shown === undefined ? end : { ...end, last: shown };
  } finally {
    isOver.abort();
  }
}

async function endOf(url: string, isSeen: () => boolean): Promise<WindowEnd> {
  const opened = Date.now();
  try {
    return {
      kind: 'came-back',
      address: await browser.identity.launchWebAuthFlow({ url, interactive: true }),
    };
  } catch (error) {
    const words = (error instanceof Error ? error.message : String(error)).trim();
    if (pageFailedWords.test(words)) return { kind: 'page-failed', words };
    const isAtOnce = Date.now() - opened < soonestClosed;
    if (isAtOnce && !isSeen()) return { kind: 'not-opened', words };
    if (isAtOnce || !closedWords.test(words)) return { kind: 'failed', words };
    // Firefox closes the window of a background that it stops, and tells it so: the background gets no further than this.
    await new Promise((resolve) => setTimeout(resolve, soonestStoppedMs));
    return { kind: 'closed' };
  }
}
