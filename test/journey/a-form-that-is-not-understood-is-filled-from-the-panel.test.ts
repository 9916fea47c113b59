import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import {
  check,
  logInToBitbucket,
  openSettingsWithProfile,
  pageAt,
  press,
  pressInHelper,
  pressInPopup,
  saveAndReachItWorks,
  seesFilledForm,
  seesInHelper,
} from '../person/person';
import type { World } from '../person/world';
import { itEach, itIn, named, none, worldForEachTest } from './worlds';

const open = worldForEachTest();

/** On the form, an unknown word replaces each of these texts. */
const renaming = (words: Readonly<Record<string, string>>) => `
  const words = new Map(Object.entries(${JSON.stringify(words)}));
  new MutationObserver(() => {
    if (!/\\/oauth-clients\\/create$/.test(location.pathname) || !document.body) return;
    const main = document.querySelector('main') ?? document.body;
    const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      if (words.has(node.data)) node.data = words.get(node.data);
  }).observe(document, { subtree: true, childList: true, characterData: true });
`;

/** A setup on pages whose form has some unknown words. */
async function setUpOn(world: World, words: Readonly<Record<string, string>>): Promise<Page> {
  const settings = await openSettingsWithProfile(world);
  await pressInPopup(world, settings, 'Set up Bitbucket login');
  const page = await pageAt(world, 'https://id.atlassian.com/login');
  await page.evaluateOnNewDocument(renaming(words));
  return logInToBitbucket(world);
}

/** What the person puts into which field, with how many presses of an arrow key. */
const places = [
  ['Name', 'name', 1],
  ['Callback URL', 'callbackUrl', 5],
] as const;

const valueIn = (page: Page, name: string) =>
  page.$eval(`[name=${name}]`, (field) => (field as HTMLInputElement).value);

/** Whether the panel still offers to put a value somewhere. */
const isOffered = async (world: World, page: Page, item: string): Promise<boolean> =>
  (await world.extension.textsInPanel(page)).includes(`Put it where I click: ${item}`);

/** Nothing was filled; the person ticks the grant type and the permission. */
async function strangeForm(): Promise<{ world: World; page: Page }> {
  const world = await open({ pages: { layout: 'long' } });
  const page = await setUpOn(world, {
    'Create OAuth client': 'Fresh handle',
    Name: 'Nick',
    Description: 'Story',
    'Callback URL': 'Way back',
  });
  await seesInHelper(world, page, 'If it’s the form, fill it in from here');
  expect(await valueIn(page, 'name')).toBe('');
  await check(page, 'Authorization code');
  await check(page, 'Read');
  return { world, page };
}

async function savedAsWanted(world: World, page: Page): Promise<void> {
  await saveAndReachItWorks(world, page);
  const { bitbucket, auth0 } = world.standins;
  expect(bitbucket.consumers).toHaveLength(1);
  expect(bitbucket.consumers[0]).toMatchObject({
    name: 'Auth0 login (acme)',
    callbackUrl: 'https://acme.eu.auth0.com/login/callback',
    scopes: expect.arrayContaining(['account']),
  });
  expect(auth0.connections[0]?.options.client_secret).toBe(bitbucket.consumers[0]?.secret);
}

describe('value by value, which is marked as done, and goes on after Save,', () => {
  itEach<['pointer' | 'keyboard']>([['pointer'], ['keyboard']], {
    chromium: named('pointer'),
    firefox: none,
  })('with the %s', async (by) => {
    const { world, page } = await strangeForm();
    for (const [item, name, arrows] of places) {
      await pressInHelper(world, page, `Put it where I click: ${item}`);
      await seesInHelper(world, page, `Click the field for: ${item}`);
      if (by === 'pointer') await page.click(`[name=${name}]`);
      else {
        for (let press = 0; press < arrows; press += 1) await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
      }
      await expect.poll(() => valueIn(page, name)).not.toBe('');
      await expect.poll(() => isOffered(world, page, item)).toBe(false);
    }
    await seesInHelper(world, page, 'Every value is on this page.');
    await savedAsWanted(world, page);
  });

  itIn()('and not where Escape left it', async () => {
    const { world, page } = await strangeForm();
    await pressInHelper(world, page, 'Put it where I click: Name');
    await seesInHelper(world, page, 'Click the field for: Name');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Escape');
    await seesInHelper(world, page, 'If it’s the form, fill it in from here');
    await page.click('[name=name]');
    expect(await valueIn(page, 'name')).toBe('');
    expect(await isOffered(world, page, 'Name')).toBe(true);
  });
});

describe('where only one field has an unknown name, and the panel says which,', () => {
  itEach<['tabs' | 'long']>([['tabs'], ['long']], { chromium: none, firefox: none })(
    'in a form laid out as %s',
    async (layout) => {
      const world = await open({ pages: { layout } });
      const page = await setUpOn(world, { 'Callback URL': 'Way back' });
      await seesInHelper(world, page, 'Still to do before you click Save: Callback URL.');
      if (layout === 'tabs') await press(page, 'Authorization', 'tab');
      expect(await valueIn(page, 'callbackUrl')).toBe('');
      await pressInHelper(world, page, 'Put it where I click: Callback URL');
      await seesInHelper(world, page, 'Click the field for: Callback URL');
      await page.click('[name=callbackUrl]');
      await seesFilledForm(world, page);
      await savedAsWanted(world, page);
    },
  );
});
