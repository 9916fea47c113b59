import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import puppeteer, {
  type Browser,
  type ElementHandle,
  type Page,
  type SerializedAXNode,
  type WebWorker,
} from 'puppeteer-core';
import {
  answerWithinMs,
  clearPages,
  closeFirstSteps,
  type ExtensionBrowser,
  emptyFolder,
  type InstallOptions,
  type LaunchOptions,
  makeFolder,
  type RunningBrowser,
  removeFolder,
  sleepFor,
  withoutRequests,
} from './extension-browser';
import { requireBrowser } from './install';
import { type LoopbackProxy, startProxy } from './proxy';
import { stillMs } from './still';

const builtExtension = fileURLToPath(new URL('../../dist/chrome', import.meta.url));

/** Chromium over its own protocol, with every host behind a proxy of our own. */
export async function launchChromium({
  headless,
  folder,
  language = 'en-US',
}: LaunchOptions): Promise<RunningBrowser> {
  const proxy = await startProxy();
  const downloads = makeFolder();
  const deaf = makeDeafDesktop();
  // The console texts of pages, content scripts and the background all go to Chromium's own log.
  const logs = makeFolder();
  const profile = folder ?? makeFolder();
  const log = join(logs, 'log');
  const browser = await puppeteer.launch({
    protocolTimeout: answerWithinMs,
    ...withoutRequests,
    executablePath: requireBrowser('chromium'),
    pipe: true,
    // On Linux the environment sets the language.
    env: { ...process.env, LANGUAGE: language, PATH: `${deaf}${delimiter}${process.env.PATH}` },
    userDataDir: profile,
    headless,
    enableExtensions: true,
    acceptInsecureCerts: true,
    downloadBehavior: { policy: 'allow', downloadPath: downloads },
    // No notices about test software or the switches below: a person gets none.
    ...(headless ? {} : { ignoreDefaultArgs: ['--enable-automation'] }),
    defaultViewport: headless ? { width: 1280, height: 900 } : null,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...(headless ? [] : ['--test-type']),
      // Drawing its own window, which nobody sees, is a fifth of a journey's cost. Pages have the size that the driver gives them.
      ...(headless ? ['--window-size=500,400', '--animation-duration-scale=0'] : []),
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--ignore-certificate-errors',
      `--lang=${language}`,
      '--enable-logging',
      '--log-level=0',
      `--log-file=${log}`,
      // Starting processes is most of a journey's cost, so its sites share them.
      '--disable-features=IsolateOrigins,site-per-process',
      '--renderer-process-limit=1',
      // Even for this machine: nothing here reaches anything but the stand-ins.
      `--proxy-server=127.0.0.1:${proxy.port}`,
      '--proxy-bypass-list=<-loopback>',
    ],
  });
  // Chromium's own extensions page can do what a person does there. It is slow to open, so it stays open, unless somebody closes it.
  let extensions: Page | undefined;
  const settings = async () => {
    if (!extensions || extensions.isClosed()) {
      extensions = await browser.newPage();
      await extensions.goto('chrome://extensions/');
    }
    return extensions;
  };
  await settings();
  return {
    install: (options) => install(browser, { proxy, settings, log, downloads }, options),
    async close() {
      await browser.close();
      await proxy.close();
      removeFolder(logs);
      if (!folder) removeFolder(profile);
      removeFolder(downloads);
      removeFolder(deaf);
    },
  };
}

/**
 * On Linux, Chromium runs ten shell scripts for each removed extension, to clean the desktop's menus and icons. The
 * tests have nothing there: these scripts come first in its path, and do nothing.
 */
function makeDeafDesktop(): string {
  const folder = makeFolder();
  for (const name of ['xdg-desktop-menu', 'xdg-icon-resource'])
    writeFileSync(join(folder, name), '#!/bin/sh\n', { mode: 0o755 });
  return folder;
}

interface Equipment {
  readonly proxy: LoopbackProxy;
  /** Chromium's own extensions page. */
  readonly settings: () => Promise<Page>;
  readonly log: string;
  readonly downloads: string;
}

async function install(
  browser: Browser,
  { proxy, settings, log, downloads }: Equipment,
  { ports, extension = builtExtension, keepsFirstSteps = false }: InstallOptions,
): Promise<ExtensionBrowser> {
  proxy.lead(ports);
  emptyFolder(downloads);
  const logBefore = statSync(log).size;
  const extensionId = await browser.installExtension(extension);
  const origin = `chrome-extension://${extensionId}`;
  const openPages = async () =>
    Promise.all((await browser.pages()).map(async (page) => ({ page, address: await addressOf(page) })));
  if (!keepsFirstSteps)
    await closeFirstSteps(openPages, origin, () => browser.uninstallExtension(extensionId));
  const page = async (url: string): Promise<Page> => {
    const opened = await browser.newPage();
    await opened.goto(url);
    return opened;
  };

  const inSettings = async (expression: string): Promise<void> => {
    await (await settings()).evaluate(`chrome.developerPrivate.${expression}`);
  };
  const setHostAccess = (hostAccess: 'ON_CLICK' | 'ON_ALL_SITES') =>
    inSettings(`updateExtensionConfiguration(${JSON.stringify({ extensionId, hostAccess })})`);

  const background = async (): Promise<WebWorker> => {
    const target = await browser.waitForTarget(
      (each) => each.type() === 'service_worker' && each.url().includes(extensionId),
    );
    const worker = await target.worker();
    if (!worker) throw new Error('The background is not running');
    return worker;
  };

  return {
    browser,
    openPages,
    origin,
    openPage: (path) => page(`${origin}/${path}`),
    async openPopup(over) {
      const extension = (await browser.extensions()).get(extensionId);
      if (!extension) throw new Error('The extension is not installed');
      const isPopup = (each: Page) => each.url().includes('/src/pages/popup/');
      const present = (await extension.pages()).find(isPopup);
      if (present) return present;
      await extension.triggerAction(over);
      for (let attempt = 0; attempt < 400; attempt += 1) {
        const popup = (await extension.pages()).find(isPopup);
        if (popup) return popup;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error('The popup did not open');
    },
    grantHost: (host) =>
      inSettings(`addHostPermission(${JSON.stringify(extensionId)}, ${JSON.stringify(`https://${host}/*`)})`),
    withholdHosts: () => setHostAccess('ON_CLICK'),
    allowHosts: () => setHostAccess('ON_ALL_SITES'),
    keepOff: () =>
      Promise.reject(new Error('Chromium has no list of domains from which it keeps extensions')),
    stopBackground: () => settings().then((page) => stopWorker(page, origin)),
    // Without a display it shows no window.
    closePanels: async () => {},
    async setOffline(isOffline) {
      const { client } = await background();
      await client.send('Network.enable');
      await client.send('Network.emulateNetworkConditions', {
        offline: isOffline,
        latency: 0,
        downloadThroughput: -1,
        uploadThroughput: -1,
      });
      const own = (await browser.pages()).filter((each) => each.url().startsWith(origin));
      const popups = (await (await browser.extensions()).get(extensionId)?.pages()) ?? [];
      await Promise.all([...new Set([...own, ...popups])].map((each) => each.setOfflineMode(isOffline)));
    },
    setColours: (open, colours) =>
      open.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: colours }]),
    async readClipboard(open) {
      await browser
        .defaultBrowserContext()
        .overridePermissions(origin, ['clipboard-read', 'clipboard-sanitized-write']);
      // The page cannot tell which of the browser's windows is in front.
      const client = await open.createCDPSession();
      await client.send('Emulation.setFocusEmulationEnabled', { enabled: true });
      const text = await open.evaluate(() => navigator.clipboard.readText());
      await client.detach();
      return text;
    },
    async textsInPanel(open) {
      const tree = await open.accessibility.snapshot({ interestingOnly: false });
      return JSON.stringify(tree && regionIn(tree)) ?? '';
    },
    async buttonInPanel(open, name) {
      const button = await open.$(`aria/${name}[role="button"]`);
      return button && (await isStill(button)) ? () => button.click() : undefined;
    },
    consoleTexts: async () =>
      readFileSync(log)
        .subarray(logBefore)
        .toString()
        .split('\n')
        .filter((line) => line.includes(':CONSOLE:'))
        .join('\n'),
    downloads,
    sleep: (ms) => sleepFor(browser, ms),
    // An extension loaded again from the same folder replaces the one before.
    async reload() {
      await browser.installExtension(extension);
    },
    async leave() {
      await browser.uninstallExtension(extensionId);
      await clearPages(browser, await settings());
    },
  };
}

const isStill = (button: ElementHandle): Promise<boolean> =>
  button.evaluate(async (each, ms) => {
    const before = JSON.stringify(each.getBoundingClientRect());
    await new Promise((resolve) => setTimeout(resolve, ms));
    return each.isConnected && JSON.stringify(each.getBoundingClientRect()) === before;
  }, stillMs);

/** As the page itself says; a page that does not answer loses only its own turn. */
const addressOf = (page: Page): Promise<string> =>
  Promise.race([
    page.evaluate(() => location.href),
    new Promise<string>((resolve) => setTimeout(() => resolve(page.url()), 1_000)),
  ]).catch(() => page.url());

/**
 * Stops the background without attaching to it: a worker that wakes while a driver attaches stays paused for ever. Fails
 * if none was running, or if it goes on.
 */
async function stopWorker(settings: Page, origin: string): Promise<void> {
  const client = await settings.createCDPSession();
  try {
    const running = new Map<string, boolean>();
    let note = () => {};
    client.on('ServiceWorker.workerVersionUpdated', ({ versions }) => {
      for (const { versionId, scriptURL, runningStatus } of versions)
        if (scriptURL.startsWith(origin))
          running.set(versionId, runningStatus === 'running' || runningStatus === 'starting');
      note();
    });
    const until = (what: string, isSo: () => boolean) =>
      new Promise<void>((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(what)), 20_000);
        note = () => {
          if (!isSo()) return;
          clearTimeout(late);
          resolve();
        };
        note();
      });
    await client.send('ServiceWorker.enable');
    await until('The background is not running, so it could not be stopped', () =>
      [...running.values()].includes(true),
    );
    await client.send('ServiceWorker.stopAllWorkers');
    await until('The background was not stopped', () => ![...running.values()].includes(true));
  } finally {
    await client.detach();
  }
}

/** The helper's panel in an accessibility tree. */
function regionIn(node: SerializedAXNode): SerializedAXNode | undefined {
  if (node.role === 'region' && node.name === 'Keyferry') return node;
  for (const child of node.children ?? []) {
    const found = regionIn(child);
    if (found) return found;
  }
  return undefined;
}
