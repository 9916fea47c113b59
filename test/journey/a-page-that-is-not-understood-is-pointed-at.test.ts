import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import {
  find,
  grantAccess,
  press,
  pressInHelper,
  resultPage,
  seesInHelper,
  setUpToFilledForm,
} from '../person/person';
import type { World } from '../person/world';
import { itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();

/** After Save, a page with the two values under unknown words. */
async function strangePage(): Promise<{ world: World; page: Page; key: string; secret: string }> {
  const world = await open({ pages: { pairIn: 'page' } });
  const page = await setUpToFilledForm(world);
  const { bitbucket: store } = world.standins;
  // The page renders anew before the helper has seen what it showed.
  await page.evaluate(() => {
    new MutationObserver((_, observer) => {
      const values = [...document.querySelectorAll('dd code')].map((each) => each.textContent ?? '');
      if (values.length < 2) return;
      observer.disconnect();
      const main = document.querySelector('main');
      if (main)
        main.innerHTML = `<h1>Ready</h1><p>Handle</p><p><span>${values[0]}</span></p><p>Phrase</p><p><span>${values[1]}</span></p>`;
    }).observe(document.body, { subtree: true, childList: true });
  });
  await press(page, 'Save');
  await seesInHelper(world, page, 'Keyferry doesn’t recognize this page.');
  const [consumer] = store.consumers;
  return { world, page, key: consumer?.key ?? '', secret: consumer?.secret ?? '' };
}

async function works(world: World, secret: string): Promise<void> {
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
  expect(world.standins.auth0.connections[0]?.options.client_secret).toBe(secret);
}

const span = async (page: Page, index: number) => (await page.$$('main span'))[index];

describe('Key and Secret', () => {
  itIn('chromium')('with the pointer', async () => {
    const { world, page, secret } = await strangePage();
    await pressInHelper(world, page, 'Select the values on this page');
    await seesInHelper(world, page, 'Click the Client ID');
    await (await span(page, 0))?.hover();
    expect(
      await (await span(page, 0))?.evaluate((element) => (element as HTMLElement).style.outline),
    ).not.toBe('');
    await (await span(page, 0))?.click();
    await seesInHelper(world, page, 'Now click the Secret');
    await (await span(page, 1))?.click();
    await works(world, secret);
  });

  itIn()('with the keyboard', async () => {
    const { world, page, secret } = await strangePage();
    await pressInHelper(world, page, 'Select the values on this page');
    await seesInHelper(world, page, 'Click the Client ID');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await seesInHelper(world, page, 'Now click the Secret');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await works(world, secret);
  });

  itIn()('not the wrong way round, and Escape leaves', async () => {
    const { world, page } = await strangePage();
    await pressInHelper(world, page, 'Select the values on this page');
    await seesInHelper(world, page, 'Click the Client ID');
    await page.keyboard.press('Escape');
    await seesInHelper(world, page, 'Keyferry doesn’t recognize this page.');
    await pressInHelper(world, page, 'Select the values on this page');
    await seesInHelper(world, page, 'Click the Client ID');
    await (await span(page, 1))?.click();
    await (await span(page, 0))?.click();
    await seesInHelper(world, page, 'the Key and Secret look swapped');
    expect(world.standins.auth0.connections).toEqual([]);
  });
});
