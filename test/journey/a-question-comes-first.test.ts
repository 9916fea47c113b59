import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { focused, pressByKey } from '../person/keyboard';
import { find, findNow } from '../person/person';
import type { World } from '../person/world';
import { screens } from '../screens/screens';
import { showScreen } from '../screens/show';
import { browserName, it, worldForAllTests } from './worlds';

// What the screens hold is made up, and none of it goes anywhere.
const open = worldForAllTests({ isSearched: false });

const screen = (name: string) => {
  const found = screens.find((each) => each.name === name);
  if (!found) throw new Error(`No screen "${name}"`);
  return found;
};

const works = (world: World): Promise<Page> => showScreen(world, screen('It works'));

it('before what cannot be taken back, and Escape leaves all as it is', async () => {
  const page = await works(await open());
  await pressByKey(page, 'Undo');
  await find(page, 'dialog', 'Undo this setup?');
  expect(await focused(page)).toBe('Cancel');
  // Nothing behind it can be reached, neither by role nor by Tab.
  expect(await findNow(page, 'button', 'Close tab')).toBeNull();
  for (let presses = 0; presses < 6; presses += 1) {
    await page.keyboard.press('Tab');
    expect(['Delete the connection', 'Cancel', '']).toContain(await focusedWithin(page));
  }
  await page.keyboard.press('Escape');
  await expect.poll(() => findNow(page, 'dialog', 'Undo this setup?')).toBeNull();
  expect(await focused(page)).toBe('Undo');
  await find(page, 'heading', 'It works!');
  await page.close();
});

it('in the popup, which becomes as high as it is, and stays open', async () => {
  const world = await open();
  const page = await works(world);
  const popup = await world.extension.openPopup(page);
  const height = () => popup.evaluate(() => document.documentElement.offsetHeight);
  const isWhole = () =>
    popup.evaluate(() => {
      const dialog = document.querySelector('dialog');
      return dialog !== null && dialog.scrollHeight <= dialog.clientHeight;
    });
  await pressByKey(popup, 'More');
  await pressByKey(popup, 'Undo');
  await find(popup, 'dialog', 'Undo this setup?');
  expect(await focused(popup)).toBe('Cancel');
  const needed = await popup.evaluate(() => document.querySelector('dialog')?.scrollHeight ?? 0);
  expect(needed).toBeGreaterThan(100);
  expect(await height()).toBeGreaterThan(needed);
  // In Firefox it is drawn in a tab, whose height it does not set.
  if (browserName === 'chromium') await expect.poll(isWhole).toBe(true);
  await popup.keyboard.press('Escape');
  await expect.poll(() => findNow(popup, 'dialog', 'Undo this setup?')).toBeNull();
  expect(await focused(popup)).toBe('Undo');
  await popup.close();
  await page.close();
});

/** What has the focus; nothing if the focus is in the browser's own window, outside the page. */
const focusedWithin = async (page: Page): Promise<string> =>
  (await page.evaluate(() => document.activeElement === document.body || !document.hasFocus()))
    ? ''
    : focused(page);
