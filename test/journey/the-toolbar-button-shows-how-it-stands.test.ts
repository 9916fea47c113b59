import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import {
  enter,
  openSettingsWithProfile,
  press,
  resultPage,
  saveAndReachItWorks,
  sees,
  setUpFrom,
} from '../person/person';
import type { World } from '../person/world';
import { itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();

const badge = (own: Page) => () =>
  own.evaluate(`Promise.all([chrome.action.getBadgeText({}), chrome.action.getTitle({})])`);

/** A real popup closes by itself; one in a tab stays. */
async function closePopup({ extension: { openPages, origin } }: World): Promise<void> {
  for (const { page, address } of await openPages())
    if (address.startsWith(`${origin}/src/pages/popup/`)) await page.close();
}

itIn('firefox')('needs you, done, and nothing more once that was seen', async () => {
  const world = await open();
  const settings = await openSettingsWithProfile(world);
  await expect.poll(badge(settings)).toEqual(['', 'Keyferry']);
  const bitbucket = await setUpFrom(world, settings);
  await expect.poll(badge(settings)).toEqual(['!', 'Keyferry: your turn']);
  await closePopup(world);
  await saveAndReachItWorks(world, bitbucket);
  await expect.poll(badge(settings)).toEqual(['✓', 'Keyferry: setup done']);
  await world.extension.openPage('src/pages/popup/index.html');
  await expect.poll(badge(settings)).toEqual(['', 'Keyferry']);
});

itIn('chromium')('failed, until the setup was discarded', async () => {
  const world = await open();
  const settings = await openSettingsWithProfile(world);
  const bitbucket = await setUpFrom(world, settings);
  world.standins.auth0.interfere = ({ path }) =>
    path.startsWith('/api/v2/')
      ? { status: 401, body: { statusCode: 401, message: 'Invalid token' } }
      : undefined;
  await press(bitbucket, 'Save');
  const result = await resultPage(world);
  await expect.poll(badge(settings)).toEqual(['×', 'Keyferry: something went wrong']);
  world.standins.auth0.interfere = () => undefined;
  await enter(result, 'Token', await world.standins.auth0.managementToken());
  const popup = await world.extension.openPage('src/pages/popup/index.html');
  await press(popup, 'Discard setup');
  await sees(popup, 'The Secret of “Auth0 login (acme)”, which Keyferry still has.');
  await press(popup, 'Discard setup');
  await expect.poll(badge(settings)).toEqual(['', 'Keyferry']);
});
