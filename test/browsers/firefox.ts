import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { type Bidi, bidiOf, contextOf, openPagesOf } from './bidi';
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
import { panelOf } from './firefox-panel';
import { enterAddress } from './go-to';
import { requireBrowser } from './install';
import { type LoopbackProxy, startProxy } from './proxy';

const builtExtension = fileURLToPath(new URL('../../dist/firefox', import.meta.url));

/** Firefox over WebDriver BiDi, with every host behind a proxy of our own. */
export async function launchFirefox({ headless, folder }: LaunchOptions): Promise<RunningBrowser> {
  const proxy = await startProxy();
  const downloads = makeFolder();
  const profile = folder ?? makeFolder();
  const manifest = JSON.parse(readFileSync(`${builtExtension}/manifest.json`, 'utf8'));
  const { id } = manifest.browser_specific_settings.gecko;
  const uuid = folder ? uuidOf(folder) : randomUUID();
  const browser = await puppeteer.launch({
    protocolTimeout: answerWithinMs,
    ...withoutRequests,
    browser: 'firefox',
    userDataDir: profile,
    executablePath: requireBrowser('firefox'),
    headless,
    acceptInsecureCerts: true,
    args: ['--remote-allow-system-access'],
    dumpio: true,
    extraPrefsFirefox: {
      'network.proxy.type': 1,
      'network.proxy.http': '127.0.0.1',
      'network.proxy.http_port': proxy.port,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': proxy.port,
      'network.proxy.allow_hijacking_localhost': true,
      // Names and roles are computed in the page: the browser's own service for them costs a fifth of its time.
      'accessibility.force_disabled': 1,
      // Drawing what nobody sees is a quarter of a journey's cost. It draws 60 frames a second by default.
      ...(headless ? { 'layout.frame_rate': 20 } : {}),
      'intl.accept_languages': 'en-US',
      'devtools.console.stdout.content': true,
      'browser.download.dir': downloads,
      'browser.download.folderList': 2,
      // Lets a popup open without a click, as if the toolbar had been clicked.
      'extensions.openPopupWithoutUserGesture.enabled': true,
      // The address of the extension's pages is the same at each installation, and optional hosts that a page asks for are granted without a
      // prompt.
      'extensions.webextensions.uuids': JSON.stringify({ [id]: uuid }),
      'extensions.webextensions.keepUuidOnUninstall': true,
      // An extension that is not from the store goes with the browser; this keeps its storage, as for one from the store.
      ...(folder ? { 'extensions.webextensions.keepStorageOnUninstall': true } : {}),
      'extensions.webextOptionalPermissionPrompts': false,
      // Nobody is there to answer whether a page may close, so the question would block the end of a world.
      'dom.disable_beforeunload': true,
    },
  });
  const output = outputOf(browser);
  return {
    install: (options) =>
      install(browser, { proxy, output, downloads, id, origin: `moz-extension://${uuid}` }, options),
    async close() {
      await browser.close();
      await proxy.close();
      removeFolder(downloads);
      if (!folder) removeFolder(profile);
    },
  };
}

const closePanels = `
  for (const { document } of Services.wm.getEnumerator('navigator:browser'))
    for (const panel of document.querySelectorAll('panel')) panel.hidePopup()`;

/** The same address for the same browser. */
const uuidOf = (folder: string): string =>
  createHash('sha256')
    .update(folder)
    .digest('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');

/** What Firefox has written to its standard output: with a pref, the console texts of all its processes. */
interface Output {
  text: string;
}

function outputOf(browser: Browser): Output {
  const output = { text: '' };
  const { stdout, stderr } = browser.process() ?? {};
  // The driver's library passes on only these two.
  stdout
    ?.unpipe()
    .on('data', (chunk) => {
      output.text += chunk;
    })
    .resume();
  stderr?.unpipe().resume();
  return output;
}

interface Equipment {
  readonly proxy: LoopbackProxy;
  readonly output: Output;
  readonly downloads: string;
  readonly id: string;
  readonly origin: string;
}

async function install(
  browser: Browser,
  { proxy, output, downloads, id, origin }: Equipment,
  { ports, extension = builtExtension, keepsFirstSteps = false }: InstallOptions,
): Promise<ExtensionBrowser> {
  proxy.lead(ports);
  emptyFolder(downloads);
  const bidi = bidiOf(browser);
  output.text = '';
  await addExtension(browser, bidi, extension);
  const openPages = () => openPagesOf(browser);
  if (!keepsFirstSteps) await closeFirstSteps(openPages, origin, () => browser.uninstallExtension(id));
  // In the first window: the latest one may be a login window that is closing.
  const newPage = async (): Promise<Page> => {
    const context = await bidi.openTab();
    const opened = (await openPages()).find(({ page }) => contextOf(page) === context);
    if (!opened) throw new Error('The tab that was opened is not there');
    return opened.page;
  };
  const openPage = async (path: string): Promise<Page> => {
    const page = await newPage();
    const address = `${origin}/${path}`;
    // Firefox does not report the loading of an extension's page, and may show nothing of one that is starting.
    for (let attempt = 0; attempt < 5; attempt += 1) {
      await enterAddress(page, address);
      for (let look = 0; look < 60; look += 1) {
        const shown = await page.evaluate(() => location.href).catch(() => '');
        if (shown.startsWith(address)) return page;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
    throw new Error(`${address} does not open`);
  };
  const setColours = (colours: 'light' | 'dark' | 'default') =>
    bidi.inBrowser(
      `Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', ${
        { dark: 0, light: 1, default: 2 }[colours]
      })`,
    );
  /** Firefox's list of domains that unknown add-ons are kept off. */
  const setQuarantined = (hosts: string) =>
    bidi.inBrowser(
      `Services.prefs.setStringPref('extensions.quarantinedDomains.list', ${JSON.stringify(hosts)})`,
    );
  const setOffline = (isOffline: boolean) => bidi.inBrowser(`Services.io.offline = ${isOffline}`);
  return {
    browser,
    openPages,
    origin,
    openPage,
    async openPopup(over) {
      await over.bringToFront();
      // What a click on the toolbar button grants; the driver cannot make that click.
      await bidi.inBrowser(`WebExtensionPolicy.getByID(${JSON.stringify(id)}).extension.tabManager
        .addActiveTabPermission(Services.wm.getMostRecentWindow('navigator:browser').gBrowser.selectedTab) ?? null`);
      return openPage('src/pages/popup/index.html');
    },
    async grantHost(host) {
      await bidi.inBrowser(`ChromeUtils.importESModule('resource://gre/modules/ExtensionPermissions.sys.mjs')
        .ExtensionPermissions.add(
          ${JSON.stringify(id)},
          { permissions: [], origins: [${JSON.stringify(`https://${host}/*`)}] },
          WebExtensionPolicy.getByID(${JSON.stringify(id)}).extension,
        ).then(() => null)`);
    },
    async withholdHosts() {
      const page = await openPage('src/pages/popup/index.html');
      await page.evaluate(`browser.permissions.remove({ origins: ['https://bitbucket.org/*'] })`);
      await page.close();
    },
    allowHosts: async () => {},
    keepOff: (host) => setQuarantined(host),
    async stopBackground() {
      await bidi.inBrowser(stopBackground(id));
    },
    async setOffline(isOffline) {
      // Offline, it still reaches its own machine, where the stand-ins are.
      proxy.leadOnlyTo(isOffline ? 'bitbucket.org' : undefined);
      await setOffline(isOffline);
    },
    async closePanels() {
      await bidi.inBrowser(closePanels);
    },
    async setColours(_, colours) {
      await setColours(colours);
    },
    readClipboard: async () => String(await bidi.inBrowser(readClipboard)),
    textsInPanel: async (page) => (await panelOf(bidi, contextOf(page))).texts,
    buttonInPanel: async (page, name) => (await panelOf(bidi, contextOf(page))).button(page, name),
    consoleTexts: async () => output.text,
    downloads,
    sleep: (ms) => sleepFor(browser, ms),
    // A temporary add-on that is installed again replaces the one before.
    reload: () => addExtension(browser, bidi, extension),
    async leave() {
      await browser.uninstallExtension(id);
      // A login window that is still open would be taken for the browser's main one.
      await bidi.inBrowser(closePopupWindows);
      await Promise.all([setColours('default'), setOffline(false), setQuarantined('')]);
      await clearPages(browser);
      // The driver's library is not told when an extension's pages close.
      await openPages();
    },
  };
}

/** The driver's library knows folders only; the protocol has packages, too (WebDriver BiDi, `webExtension.install`). */
async function addExtension(browser: Browser, bidi: Bidi, path: string): Promise<void> {
  if (path.endsWith('.zip'))
    await bidi.send('webExtension.install', { extensionData: { type: 'archivePath', path } });
  else await browser.installExtension(path);
}

/**
 * Firefox does not stop a background that is busy, or whose tab a driver looks into; this stops it at once. Fails if none was running, or if
 * it goes on.
 */
const stopBackground = (id: string): string => `(async () => {
  const { extension } = WebExtensionPolicy.getByID(${JSON.stringify(id)});
  for (const deadline = Date.now() + 20_000; extension.backgroundState !== 'running'; ) {
    if (Date.now() > deadline) throw new Error('The background is not running, so it could not be stopped');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await extension.terminateBackground({ ignoreDevToolsAttached: true, disableResetIdleForTest: true });
  if (extension.backgroundState === 'running') throw new Error('The background was not stopped');
})()`;

const closePopupWindows = `(() => {
  for (const each of Services.wm.getEnumerator('navigator:browser')) if (!each.toolbar.visible) each.close();
})()`;

const readClipboard = `(() => {
  const transferable = Cc['@mozilla.org/widget/transferable;1'].createInstance(Ci.nsITransferable);
  transferable.init(null);
  transferable.addDataFlavor('text/plain');
  Services.clipboard.getData(transferable, Services.clipboard.kGlobalClipboard);
  const held = {};
  try {
    transferable.getTransferData('text/plain', held);
  } catch {
    return '';
  }
  return held.value.QueryInterface(Ci.nsISupportsString).data;
})()`;
