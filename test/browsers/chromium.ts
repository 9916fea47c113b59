import { fileURLToPath } from 'node:url';
import puppeteer, { type Page } from 'puppeteer-core';
import type { ExtensionBrowser, LaunchOptions } from './extension-browser';
import { requireBrowser } from './install';

const builtExtension = fileURLToPath(new URL('../../dist/chrome', import.meta.url));

export async function launchChromium({
  ports,
  headless,
  extension = builtExtension,
}: LaunchOptions): Promise<ExtensionBrowser> {
  const rules = [...ports].map(([host, port]) => `MAP ${host}:443 127.0.0.1:${port}`);
  const browser = await puppeteer.launch({
    executablePath: requireBrowser('chromium'),
    pipe: true,
    headless,
    enableExtensions: true,
    acceptInsecureCerts: true,
    defaultViewport: headless ? { width: 1280, height: 900 } : null,
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--no-first-run',
      '--ignore-certificate-errors',
      '--lang=en-US',
      // Everything else leads nowhere: nothing here reaches the real sites.
      `--host-resolver-rules=${[...rules, 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1'].join(', ')}`,
    ],
  });
  const extensionId = await browser.installExtension(extension);
  const origin = `chrome-extension://${extensionId}`;
  const page = async (url: string): Promise<Page> => {
    const opened = await browser.newPage();
    await opened.goto(url);
    return opened;
  };

  const setHostAccess = async (hostAccess: 'ON_CLICK' | 'ON_ALL_SITES'): Promise<void> => {
    const settings = await page('chrome://extensions/');
    const configuration = JSON.stringify({ extensionId, hostAccess });
    await settings.evaluate(`chrome.developerPrivate.updateExtensionConfiguration(${configuration})`);
    await settings.close();
  };

  return {
    browser,
    origin,
    openPage: (path) => page(`${origin}/${path}`),
    async openPopup(over) {
      const extension = (await browser.extensions()).get(extensionId);
      if (!extension) throw new Error('The extension is not installed');
      const isPopup = (each: Page) => each.url().includes('/src/popup/');
      const present = (await extension.pages()).find(isPopup);
      if (present) return present;
      await extension.triggerAction(over);
      for (let attempt = 0; attempt < 100; attempt += 1) {
        const popup = (await extension.pages()).find(isPopup);
        if (popup) return popup;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error('The popup did not open');
    },
    async grantHost(host) {
      const settings = await page('chrome://extensions/');
      await settings.evaluate(
        `chrome.developerPrivate.addHostPermission(${JSON.stringify(extensionId)}, ${JSON.stringify(`https://${host}/*`)})`,
      );
      await settings.close();
    },
    withholdHosts: () => setHostAccess('ON_CLICK'),
    allowHosts: () => setHostAccess('ON_ALL_SITES'),
    async background() {
      const target = await browser.waitForTarget(
        (each) => each.type() === 'service_worker' && each.url().includes(extensionId),
      );
      const worker = await target.worker();
      if (!worker) throw new Error('The background is not running');
      return worker;
    },
    async reload() {
      const settings = await page('chrome://extensions/');
      await settings.evaluate(`chrome.developerPrivate.reload(${JSON.stringify(extensionId)})`);
      await settings.close();
    },
    close: () => browser.close(),
  };
}
