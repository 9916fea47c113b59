import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import {
  logInToBitbucket,
  openSettingsWithProfile,
  pageAt,
  pressInPopup,
  saveAndReachItWorks,
  seesFilledForm,
  seesInHelper,
} from '../person/person';
import type { World } from '../person/world';
import { itEach, none, worldForEachTest } from './worlds';

const open = worldForEachTest();

/**
 * Translates a page as Chrome does: the document gets a class, and each text, present or new, becomes two `<font>` with
 * other words. `showOriginal()` takes all of that back, and keeps the site from being translated again.
 */
const translator = (path: string) => `
  const replaced = new Map();
  const isText = (node) => node.nodeType === 3 && node.data.trim() !== '' && node.parentElement
    && !node.parentElement.closest('font, script, style, textarea, title');
  const translate = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts = [];
    for (let node = root.nodeType === 3 ? root : walker.nextNode(); node; node = walker.nextNode()) if (isText(node)) texts.push(node);
    for (const text of texts) {
      const outer = document.createElement('font');
      const inner = document.createElement('font');
      inner.textContent = [...text.data].reverse().join('');
      outer.append(inner);
      replaced.set(outer, text);
      text.replaceWith(outer);
    }
  };
  let isOn = false;
  const observer = new MutationObserver((changes) => {
    if (!document.body || sessionStorage.isOriginal || !location.pathname.endsWith(${JSON.stringify(path)})) return;
    if (!isOn) {
      isOn = true;
      document.documentElement.classList.add('translated-ltr');
      return translate(document.body);
    }
    for (const { addedNodes } of changes) for (const each of addedNodes) if (each.isConnected && document.body.contains(each)) translate(each);
  });
  observer.observe(document, { subtree: true, childList: true, characterData: true });
  window.showOriginal = () => {
    sessionStorage.isOriginal = true;
    observer.disconnect();
    document.documentElement.classList.remove('translated-ltr');
    for (const [font, text] of replaced) font.replaceWith(text);
  };
`;

/** A setup on a page that the browser translates once it is there. */
async function setUpOnTranslated(world: World, path: string): Promise<Page> {
  const settings = await openSettingsWithProfile(world);
  await pressInPopup(world, settings, 'Set up Bitbucket login');
  const page = await pageAt(world, 'https://id.atlassian.com/login');
  await page.evaluateOnNewDocument(translator(path));
  await logInToBitbucket(world);
  await seesInHelper(world, page, 'The browser has translated this page');
  return page;
}

const values = (page: Page) =>
  page.$$eval('main input, main textarea', (fields) => fields.map((field) => field.value).filter(Boolean));

describe.each(['clients', 'consumers'] as const)('in "OAuth %s"', (generation) => {
  const paths = {
    clients: { list: '/oauth-clients', form: '/oauth-clients/create' },
    consumers: { list: '/oauth-consumers', form: '/oauth-consumers/new' },
  }[generation];

  itEach<['list' | 'form']>([['list'], ['form']], {
    chromium: ([what]) => generation === 'clients' && what === 'list',
    firefox: none,
  })('its %s is left alone, and gone on with as soon as it shows the original', async (what) => {
    const world = await open({ generation });
    const page = await setUpOnTranslated(world, paths[what]);
    // Long enough for anything that could happen there.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(new URL(page.url()).pathname).toMatch(new RegExp(`${paths[what]}$`));
    expect(await values(page)).not.toContain('https://acme.eu.auth0.com/login/callback');
    expect(await values(page)).not.toContain('Auth0 login (acme)');
    await seesInHelper(world, page, 'Show original');
    await page.evaluate('showOriginal()');
    await seesFilledForm(world, page);
    await saveAndReachItWorks(world, page);
  });
});
