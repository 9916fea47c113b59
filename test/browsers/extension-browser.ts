import type { Browser, Page, WebWorker } from 'puppeteer-core';

export interface LaunchOptions {
  /** Host → port on loopback. */
  readonly ports: ReadonlyMap<string, number>;
  readonly headless: boolean;
  /** The extension's folder, or in Firefox its package; what was built unless told. */
  readonly extension?: string;
}

/** A browser with the built extension installed, on stand-ins only. */
export interface ExtensionBrowser {
  readonly browser: Browser;
  /** Address of the extension's own pages, without a slash at its end. */
  readonly origin: string;
  /** The toolbar popup, opened over the page; in Firefox the same page in a tab. */
  openPopup(over: Page): Promise<Page>;
  openPage(path: string): Promise<Page>;
  /** Gives an optional host permission, as the person does in the browser's own prompt. */
  grantHost(host: string): Promise<void>;
  /** Takes away the hosts that the manifest asks for, as a person can in the browser's own settings. */
  withholdHosts(): Promise<void>;
  /** Answers the browser's prompt after a page has asked for them. */
  allowHosts(): Promise<void>;
  /** Chromium only: Firefox's background is out of reach for a driver. */
  background(): Promise<WebWorker>;
  /** Loads the extension once more from its folder, as after a change. */
  reload(): Promise<void>;
  close(): Promise<void>;
}
