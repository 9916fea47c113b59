/** The few lines of messaging for the content script that is on every page of Bitbucket's: without the polyfill. */
interface MinimalRuntime {
  readonly runtime: { sendMessage(message: unknown): Promise<unknown> };
}
declare const chrome: MinimalRuntime;

/** Tells the background that Bitbucket's own navigation led to a page that wants the helper. */
export function announceArrival(): void {
  // An extension that was updated meanwhile has nobody to hear it.
  chrome.runtime.sendMessage({ type: 'helper/arrived' }).catch(() => undefined);
}
