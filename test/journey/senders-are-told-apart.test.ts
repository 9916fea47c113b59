import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { classify } from '../../src/extension/background/sender';
import { goTo } from '../browsers/go-to';
import type { World } from '../person/world';
import { browserName, it, worldForAllTests } from './worlds';

/**
 * What the browser says of a sender shows who sent a message. Here a small extension writes down what this browser really
 * says of each sender, and the rule is checked against that.
 */

const open = worldForAllTests();

const send = (what: string) =>
  `(globalThis.browser ?? chrome).runtime.sendMessage({ from: ${what} }).catch(() => undefined);`;

const files: Record<string, string> = {
  'background.js': `
    const api = globalThis.browser ?? chrome;
    api.runtime.onMessage.addListener((message, sender, answer) => {
      api.storage.local.set({ [message.from]: JSON.parse(JSON.stringify(sender)) }).then(() => answer(true));
      return true;
    });`,
  'content.js': `
    const place = window === top ? 'top' : location.href === 'about:srcdoc' ? (origin === 'null' ? 'sandboxed' : 'srcdoc') : 'frame';
    ${send('place')}
    addEventListener('popstate', () => { ${send(`'after-push-state'`)} });`,
  'page.html': '<!doctype html><title>Page</title><script src="page.js"></script>',
  'page.js': `${send(`window !== top ? 'framed-page' : 'page'`)}`,
  'src/pages/popup/index.html': '<!doctype html><title>Popup</title><script src="popup.js"></script>',
  'src/pages/popup/popup.js': send(`'popup'`),
  // Where the driver looks for an extension's storage.
  'src/pages/result/index.html': '<!doctype html><title>Result</title>',
};

const manifest = {
  manifest_version: 3,
  name: 'Senders',
  version: '1',
  permissions: ['storage'],
  host_permissions: ['https://bitbucket.org/*'],
  action: { default_popup: 'src/pages/popup/index.html' },
  background:
    browserName === 'firefox' ? { scripts: ['background.js'] } : { service_worker: 'background.js' },
  content_scripts: [
    {
      matches: ['https://bitbucket.org/*'],
      js: ['content.js'],
      all_frames: true,
      match_origin_as_fallback: true,
    },
  ],
  web_accessible_resources: [{ resources: ['page.html'], matches: ['https://bitbucket.org/*'] }],
  ...(browserName === 'firefox'
    ? { browser_specific_settings: { gecko: { id: 'keyferry@keyferry.example' } } }
    : {}),
};

let folder: string;
let world: World;
let page: Page;
let own: { readonly id: string; readonly origin: string };
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keyferry-senders-'));
  for (const [name, text] of Object.entries({ ...files, 'manifest.json': JSON.stringify(manifest) })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  world = await open({ extension: folder, keepsFirstSteps: true });
  const { browser, origin } = world.extension;
  page = await world.extension.openPage('page.html');
  own = { id: (await page.evaluate('chrome.runtime.id')) as string, origin };
  const site = await browser.newPage();
  await goTo(site, 'https://bitbucket.org/site/oauth2/authorize?client_id=unknown&response_type=code');
  await site.evaluate((address) => {
    const frame = (set: (element: HTMLIFrameElement) => void) => {
      const element = document.createElement('iframe');
      set(element);
      document.body.append(element);
    };
    frame((element) => {
      element.srcdoc = 'srcdoc';
    });
    frame((element) => {
      element.sandbox.add('allow-scripts');
      element.srcdoc = 'sandboxed';
    });
    frame((element) => {
      element.src = location.href;
    });
    frame((element) => {
      element.src = `${address}/page.html`;
    });
    history.pushState({}, '', '/acme/workspace/settings');
    history.pushState({}, '', '/acme/workspace/settings/oauth-clients');
    history.back();
  }, origin);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Sender = Parameters<typeof classify>[0];

async function senderOf(from: string): Promise<Sender> {
  const read = async () =>
    (await page.evaluate(`chrome.storage.local.get('${from}').then((kept) => kept['${from}'])`)) as
      | Sender
      | undefined;
  await expect.poll(read, { message: `a message from ${from}` }).toBeDefined();
  return (await read()) as Sender;
}

it('takes a top document of Bitbucket’s as the helper, and as the same one after a client-side navigation', async () => {
  const top = classify(await senderOf('top'), own);
  expect(top).toMatchObject({ kind: 'helper', documentId: expect.any(String) });
  expect(classify(await senderOf('after-push-state'), own)).toEqual(top);
});

it('takes the extension’s own page in a tab, and its popup, as its pages', async () => {
  expect(classify(await senderOf('page'), own)).toEqual({ kind: 'page' });
  await page.bringToFront();
  if (browserName === 'firefox') {
    // Not while Firefox shows a panel of its own, as after an installation.
    const open = async () => {
      await world.extension.closePanels();
      return page.evaluate(`chrome.action.openPopup().then(() => 'open', String)`);
    };
    await expect.poll(open).toBe('open');
  } else await world.extension.openPopup(page);
  const popup = await senderOf('popup');
  expect(popup.tab).toBeUndefined();
  expect(classify(popup, own)).toEqual({ kind: 'page' });
});

it.each(['srcdoc', 'sandboxed', 'frame', 'framed-page'])('refuses a frame: %s', async (from) => {
  expect(classify(await senderOf(from), own)).toBeUndefined();
});
