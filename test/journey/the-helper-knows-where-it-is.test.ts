import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import { goTo, reload } from '../browsers/go-to';
import {
  beLoggedIn,
  find,
  openSettingsWithProfile,
  press,
  pressInHelper,
  saveAndReachItWorks,
  seesFilledForm,
  seesInHelper,
  setUpToFilledForm,
} from '../person/person';
import type { World } from '../person/world';
import { itEach, itIn, named, none, worldForEachTest } from './worlds';

const open = worldForEachTest();
const settings = 'https://bitbucket.org/acme/workspace/settings';

/** A tab on Bitbucket, logged in, with a profile saved and no setup under way. */
async function visit(world: World, address: string): Promise<Page> {
  await openSettingsWithProfile(world);
  await beLoggedIn(world);
  const page = await world.extension.browser.newPage();
  await goTo(page, address);
  return page;
}

/** How many nodes the page has that are not its own. */
const foreignNodes = (page: Page) =>
  page.evaluate(
    () =>
      [...document.documentElement.children].filter((each) => !['HEAD', 'BODY'].includes(each.tagName))
        .length,
  );

describe('says where to go', () => {
  itEach<[string]>([['/account/settings/oauth-consumers/new'], ['/account/settings/app-passwords/']], {
    chromium: named('/account/settings/oauth-consumers/new'),
    firefox: none,
  })('from %s', async (path) => {
    const world = await open();
    const page = await visit(world, `https://bitbucket.org${path}`);
    await seesInHelper(world, page, 'so they can’t be created here, even though some guides say so');
    await pressInHelper(world, page, 'Go to workspace settings');
    await find(page, 'heading', 'OAuth clients');
    expect(page.url()).toBe(`${settings}/oauth-clients`);
  });
});

itIn('firefox')(
  'comes with Bitbucket’s own navigation, and leaves nothing behind when it leads away',
  async () => {
    const world = await open();
    const page = await visit(world, 'https://bitbucket.org/');
    await find(page, 'heading', 'Your work');
    expect(await foreignNodes(page)).toBe(0);
    const before = await page.evaluate(() => document.body.innerHTML);

    // As a client-rendered site changes pages: the address first, the content a moment later.
    const go = (address: string, html: string) =>
      page.evaluate(
        async (to, content) => {
          history.pushState({}, '', to);
          await new Promise((resolve) => setTimeout(resolve, 50));
          document.body.innerHTML = content;
        },
        address,
        html,
      );
    const list =
      '<h1>OAuth clients</h1><button>Create OAuth client</button><table><thead><tr><th>Name</th><th>Client ID</th></tr></thead><tbody></tbody></table>';
    for (let visits = 0; visits < 2; visits += 1) {
      await go('/acme/workspace/settings/oauth-clients', list);
      await seesInHelper(world, page, 'Keyferry can fill this in for Auth0.');
      await go('/acme/rockets/src', before);
      await page.waitForFunction(() => document.documentElement.children.length === 2, { polling: 50 });
      expect(await page.evaluate(() => document.body.innerHTML)).toBe(before);
    }
    await page.evaluate(() => history.back());
    await page.evaluate((content) => {
      document.body.innerHTML = content;
    }, list);
    await seesInHelper(world, page, 'Keyferry can fill this in for Auth0.');
  },
);

itIn('chromium')('does not mix two tabs: the setup goes on in its own', async () => {
  const world = await open();
  const bitbucket = await setUpToFilledForm(world);
  const other = await world.extension.browser.newPage();
  await goTo(other, `${settings}/oauth-clients`);
  await find(other, 'heading', 'You have no OAuth clients');
  await press(other, 'Create OAuth client');
  await seesInHelper(world, other, 'Keyferry can fill this in for Auth0.');
  const name = await find(other, 'textbox', 'Name');
  expect(await name.evaluate((element) => (element as HTMLInputElement).value)).toBe('');
  await bitbucket.bringToFront();
  await saveAndReachItWorks(world, bitbucket);
});

itIn()('goes on after the tab was reloaded in the middle', async () => {
  const world = await open({ generation: 'consumers' });
  const bitbucket = await setUpToFilledForm(world);
  await reload(bitbucket);
  await seesFilledForm(world, bitbucket);
  await saveAndReachItWorks(world, bitbucket);
});
