import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';

export interface LaunchOptions {
  readonly headless: boolean;
  /** Where it keeps what outlives it; a new one, which goes with it, unless told. */
  readonly folder?: string;
  /** The language that it is in, as a BCP 47 tag; English unless told. */
  readonly language?: string;
}

/** How long the driver waits for one answer of a browser's, so that what gets none is named, not the test that it is in. */
export const answerWithinMs = 60_000;

export interface InstallOptions {
  /** Host → port on loopback; every other host leads nowhere. */
  readonly ports: ReadonlyMap<string, number>;
  /** The extension's folder, or in Firefox its package; what was built unless told. */
  readonly extension?: string;
  /** Leaves the first steps open, which come by themselves after the installation; another extension may have none. */
  readonly keepsFirstSteps?: boolean;
}

/** A browser that is running. The extension is installed in it for one user after the other, each time as if new. */
export interface RunningBrowser {
  install(options: InstallOptions): Promise<ExtensionBrowser>;
  close(): Promise<void>;
}

/** A page, and where it is now: in Firefox the page itself does not know that of an extension's. */
export interface OpenPage {
  readonly page: Page;
  readonly address: string;
}

/** A browser with the extension installed, on stand-ins only. */
export interface ExtensionBrowser {
  readonly browser: Browser;
  /** Every page that is open. */
  openPages(): Promise<readonly OpenPage[]>;
  /** Address of the extension's own pages, without a slash at its end. */
  readonly origin: string;
  /** The toolbar popup, opened over the page; in Firefox the same page in a tab, with `activeTab` for the page. */
  openPopup(over: Page): Promise<Page>;
  openPage(path: string): Promise<Page>;
  /** Gives an optional host permission, as the person does in the browser's own prompt. */
  grantHost(host: string): Promise<void>;
  /** Takes away the hosts that the manifest asks for, as a person can in the browser's own settings. */
  withholdHosts(): Promise<void>;
  /** Answers the browser's prompt after a page has asked for them. */
  allowHosts(): Promise<void>;
  /** Keeps the extension off a host whose permission it has, as Firefox does with the domains of a list; rejects in Chromium. */
  keepOff(host: string): Promise<unknown>;
  /** Stops the background, as the browser does with one that is idle. */
  stopBackground(): Promise<void>;
  /** Takes the network from the extension, which the browser then calls offline, or gives it back. Bitbucket’s pages keep it. */
  setOffline(isOffline: boolean): Promise<void>;
  /** Closes what the browser itself says over its window, as after an installation or a login. */
  closePanels(): Promise<void>;
  /** What the system prefers; `page` is where it has to be seen. */
  setColours(page: Page, colours: 'light' | 'dark'): Promise<void>;
  /** What is on the clipboard; `page` is the one in front. */
  readClipboard(page: Page): Promise<string>;
  /** The texts of the helper's panel on a page, in their order; its shadow root is closed, but not to the driver. */
  textsInPanel(page: Page): Promise<string>;
  /** The press of a button of the panel's, for real. Undefined where there is none of that name, or it is just moving. */
  buttonInPanel(page: Page, name: string): Promise<(() => Promise<void>) | undefined>;
  /** Everything that any context has said on its console since the extension was installed, the background's too. */
  consoleTexts(): Promise<string>;
  /** Where downloads go. Empty when the extension is installed. */
  readonly downloads: string;
  /** Stops every process of the browser's for so many milliseconds, as a machine that sleeps does. */
  sleep(ms: number): Promise<void>;
  /** Loads the extension once more from its folder, as after a change. */
  reload(): Promise<void>;
  /** Takes the extension out again, and with it everything that it and the sites have left. */
  leave(): Promise<void>;
}

/** Closes the first steps as soon as they have opened: a page that came to the front later would hide the one in use. */
export async function closeFirstSteps(
  openPages: () => Promise<readonly OpenPage[]>,
  origin: string,
  uninstall: () => Promise<void>,
): Promise<void> {
  for (const deadline = Date.now() + 40_000; Date.now() < deadline; ) {
    const steps = (await openPages()).find(({ address }) =>
      address.startsWith(`${origin}/src/pages/welcome/`),
    );
    if (steps) return steps.page.close();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  // What is left installed would be updated by the next one, which shows no first steps either.
  await uninstall();
  throw new Error('The first steps did not open after the installation');
}

/** A new folder of a browser's own, which goes with it. */
export const makeFolder = (): string => mkdtempSync(join(tmpdir(), 'keyferry-'));

export const removeFolder = (folder: string): void =>
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });

export function emptyFolder(folder: string): void {
  for (const name of readdirSync(folder)) removeFolder(join(folder, name));
}

/** The driver starts a browser in a process group of its own, with all the processes that it starts itself. */
export async function sleepFor(browser: Browser, ms: number): Promise<void> {
  const pid = browser.process()?.pid;
  if (pid === undefined) throw new Error('The browser has no process');
  process.kill(-pid, 'SIGSTOP');
  await new Promise((resolve) => setTimeout(resolve, ms));
  process.kill(-pid, 'SIGCONT');
}

/** Closes every page but a blank one, and one that is to be kept, and forgets what the sites have stored. */
export async function clearPages(browser: Browser, kept?: Page): Promise<void> {
  const before = (await browser.pages()).filter((page) => page !== kept);
  const blank = await browser.newPage();
  await Promise.all(before.map((page) => page.close({ runBeforeUnload: false }).catch(() => undefined)));
  await browser.deleteCookie(...(await browser.cookies()));
  // What opened meanwhile, as the pages that an extension opens when another is closed.
  const late = (await browser.pages()).filter((page) => page !== blank && page !== kept);
  await Promise.all(late.map((page) => page.close().catch(() => undefined)));
}
