import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElementHandle } from 'puppeteer-core';
import { expect } from 'vitest';
import { find, findField, findNow, openSettingsWithProfile, press, sees } from '../person/person';
import { it, itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();

it('in a file without anything secret, and back', async () => {
  const world = await open();
  const settings = await openSettingsWithProfile(world);
  await press(settings, 'Export profiles');
  const { downloads } = world.extension;
  const path = join(downloads, 'keyferry-profiles.json');
  await expect.poll(() => readdirSync(downloads)).toEqual(['keyferry-profiles.json']);
  await expect
    .poll(() => readFileSync(path, 'utf8'))
    .toMatch(/"kind": "keyferry\/profiles"[^*]*"domain": "acme.eu.auth0.com"/);

  const take = async () => {
    const input = (await settings.$('input[type=file]')) as ElementHandle<HTMLInputElement>;
    await input.uploadFile(path);
  };
  await take();
  await sees(settings, 'You already have every profile in this file.');

  await press(settings, 'Delete profile');
  await press(settings, 'Delete');
  // Its own button disappears at once for the question; this one goes with the last profile.
  await expect.poll(() => findNow(settings, 'button', 'Export profiles')).toBeNull();
  await take();
  await sees(settings, 'Added: Development.');
  await find(settings, 'button', 'Development');
});

itIn('chromium')('or duplicated, without the credential, and nothing saved that is not right', async () => {
  const world = await open();
  const settings = await openSettingsWithProfile(world);
  await press(settings, 'Duplicate');
  const name = await findField(settings, 'Profile name');
  await expect
    .poll(() => name.evaluate((field) => (field as HTMLInputElement).value).catch(() => ''))
    .toBe('Development (copy)');
  await press(settings, 'Save profile');
  await sees(settings, 'Paste a Management API token.');
  expect(
    await settings.evaluate(
      `chrome.storage.local.get('profiles').then(({ profiles }) => profiles.profiles.length)`,
    ),
  ).toBe(1);
});
