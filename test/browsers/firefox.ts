import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import type { ExtensionBrowser, LaunchOptions } from './extension-browser';
import { requireBrowser } from './install';
import { startProxy } from './proxy';

const builtExtension = fileURLToPath(new URL('../../dist/firefox', import.meta.url));

/** Firefox over WebDriver BiDi, with the extension installed for the session and every host behind a proxy of our own. */
export async function launchFirefox({
  ports,
  headless,
  extension = builtExtension,
}: LaunchOptions): Promise<ExtensionBrowser> {
  const proxy = await startProxy(ports);
  const manifest = JSON.parse(readFileSync(`${builtExtension}/manifest.json`, 'utf8'));
  const uuid = randomUUID();
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: requireBrowser('firefox'),
    headless,
    acceptInsecureCerts: true,
    args: ['--remote-allow-system-access'],
    extraPrefsFirefox: {
      'network.proxy.type': 1,
      'network.proxy.http': '127.0.0.1',
      'network.proxy.http_port': proxy.port,
      'network.proxy.ssl': '127.0.0.1',
      'network.proxy.ssl_port': proxy.port,
      'network.proxy.allow_hijacking_localhost': true,
      'intl.accept_languages': 'en-US',
      // The address of the extension's pages is known, and optional hosts are given without a prompt.
      'extensions.webextensions.uuids': JSON.stringify({
        [manifest.browser_specific_settings.gecko.id]: uuid,
      }),
      'extensions.webextOptionalPermissionPrompts': false,
    },
  });
  await install(browser, extension);
  const origin = `moz-extension://${uuid}`;
  const openPage = async (path: string): Promise<Page> => {
    const page = await browser.newPage();
    // Firefox tells nothing of the loading of an extension's page; what is waited for is on it.
    await page.goto(`${origin}/${path}`, { waitUntil: [] });
    return page;
  };
  return {
    browser,
    origin,
    openPage,
    openPopup: () => openPage('src/popup/index.html'),
    grantHost: async () => {},
    async withholdHosts() {
      const page = await openPage('src/popup/index.html');
      await page.evaluate(`browser.permissions.remove({ origins: ['https://bitbucket.org/*'] })`);
      await page.close();
    },
    allowHosts: async () => {},
    background: () => Promise.reject(new Error('The background of Firefox is out of reach')),
    // A temporary add-on that is installed again takes the place of the one before.
    reload: () => install(browser, extension),
    async close() {
      await browser.close();
      await proxy.close();
    },
  };
}

/** The driver's library knows folders only; the protocol has packages, too (WebDriver BiDi, `webExtension.install`). */
async function install(browser: Browser, path: string): Promise<void> {
  if (!path.endsWith('.zip')) {
    await browser.installExtension(path);
    return;
  }
  await connectionOf(browser).send('webExtension.install', { extensionData: { type: 'archivePath', path } });
}

interface Connection {
  send(method: string, parameters: unknown): Promise<unknown>;
}

function connectionOf(browser: Browser): Connection {
  if ('connection' in browser && typeof browser.connection === 'object' && browser.connection !== null)
    return browser.connection as Connection;
  throw new Error('The driver gives no connection');
}
