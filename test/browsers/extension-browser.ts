import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'puppeteer-core';

export interface LaunchOptions {
  readonly headless: boolean;
  /** The folder for what outlives it; by default a new one, which is removed with it. */
  readonly folder?: string;
  /** Its language, as a BCP 47 tag; English by default. */
  readonly language?: string;
}

/** How long the driver waits for one answer from the browser, so that the failure names the call that got none, not the test. */
export const answerWithinMs = 60_000;

/** The stand-ins know each request, and telling the driver of them as well is a twentieth of a journey's cost. */
export const withoutRequests = { networkEnabled: false } as const;

export interface InstallOptions {
  /** Host → port on loopback; every other host leads nowhere. */
  readonly ports: ReadonlyMap<string, number>;
  /** The extension's folder, or in Firefox its package; the build by default. */
  readonly extension?: string;
  /** Leaves the first steps open, which open by themselves after the installation; another extension may have none. */
  readonly keepsFirstSteps?: boolean;
}

/** A running browser. The extension is installed in it for one user after another, each time as if new. */
export interface RunningBrowser {
  install(options: InstallOptions): Promise<ExtensionBrowser>;
  close(): Promise<void>;
}

/** A page and its current address: in Firefox an extension's page object does not know that itself. */
export interface OpenPage {
  readonly page: Page;
  readonly address: string;
}

/** A browser with the extension installed, on stand-ins only. */
export interface ExtensionBrowser {
  readonly browser: Browser;
  /** Every page that is open. */
  openPages(): Promise<readonly OpenPage[]>;
  /** The address of the extension's own pages, without a final slash. */
  readonly origin: string;
  /** The toolbar popup, opened over the page; in Firefox the popup's page in a tab, with `activeTab` for that page. */
  openPopup(over: Page): Promise<Page>;
  openPage(path: string): Promise<Page>;
  /** Gives an optional host permission, as the person does in the browser's own prompt. */
  grantHost(host: string): Promise<void>;
  /** Takes away the hosts in the manifest, as a person can in the browser's own settings. */
  withholdHosts(): Promise<void>;
  /** Answers the browser's prompt after a page has asked for them. */
  allowHosts(): Promise<void>;
  /** Keeps the extension off a host although it has the permission, as Firefox does for a list of domains; rejects in Chromium. */
  keepOff(host: string): Promise<unknown>;
  /** Stops the background, as the browser does with one that is idle. */
  stopBackground(): Promise<void>;
  /** Takes the network away from the extension, so that the browser calls itself offline, or gives it back. Bitbucket’s pages keep it. */
  setOffline(isOffline: boolean): Promise<void>;
  /** Closes the browser's own notices over its window, as after an installation or a login. */
  closePanels(): Promise<void>;
  /** Sets what the system prefers; `page` has to see it. */
  setColours(page: Page, colours: 'light' | 'dark'): Promise<void>;
  /** Reads the clipboard; `page` is the one in front. */
  readClipboard(page: Page): Promise<string>;
  /** The texts of the helper's panel on a page, in order; its closed shadow root is open to the driver. */
  textsInPanel(page: Page): Promise<string>;
  /** A real press of one of the panel's buttons. Undefined if none has that name, or it is moving. */
  buttonInPanel(page: Page, name: string): Promise<(() => Promise<void>) | undefined>;
  /** Everything on any context's console since the extension was installed, including the background's. */
  consoleTexts(): Promise<string>;
  /** Where downloads go. Empty when the extension is installed. */
  readonly downloads: string;
  /** Stops all of the browser's processes for so many milliseconds, like a machine that sleeps. */
  sleep(ms: number): Promise<void>;
  /** Loads the extension once more from its folder, as after a change. */
  reload(): Promise<void>;
  /** Removes the extension, and everything that it and the sites have left. */
  leave(): Promise<void>;
}

/** Closes the first steps as soon as they have opened: if they came to the front later, they would hide the page in use. */
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
  // The next one would only update one that is left installed, and show no first steps.
  await uninstall();
  throw new Error('The first steps did not open after the installation');
}

const folders = new Set<string>();

/** A new folder for a browser, which is removed with it. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'keyferry-'));
  folders.add(folder);
  return folder;
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  folders.delete(folder);
}

/** Removes the folders of browsers that were not closed but killed. */
export function removeFolders(): void {
  for (const folder of folders) removeFolder(folder);
}

export function emptyFolder(folder: string): void {
  for (const name of readdirSync(folder)) removeFolder(join(folder, name));
}

/** The driver starts a browser, with all its processes, in a process group of its own. */
export async function sleepFor(browser: Browser, ms: number): Promise<void> {
  const pid = browser.process()?.pid;
  if (pid === undefined) throw new Error('The browser has no process');
  process.kill(-pid, 'SIGSTOP');
  await new Promise((resolve) => setTimeout(resolve, ms));
  process.kill(-pid, 'SIGCONT');
}

/** Closes every page except a blank one and the one to keep, and deletes what the sites have stored. */
export async function clearPages(browser: Browser, kept?: Page): Promise<void> {
  const before = (await browser.pages()).filter((page) => page !== kept);
  const blank = await browser.newPage();
  await Promise.all(before.map((page) => page.close({ runBeforeUnload: false }).catch(() => undefined)));
  await browser.deleteCookie(...(await browser.cookies()));
  // Pages that opened meanwhile, such as those that an extension opens when another is closed.
  const late = (await browser.pages()).filter((page) => page !== blank && page !== kept);
  await Promise.all(late.map((page) => page.close().catch(() => undefined)));
}
