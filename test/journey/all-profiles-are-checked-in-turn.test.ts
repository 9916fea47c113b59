import { expect } from 'vitest';
import { find, press, saveAndReachItWorks, sees, setUpToFilledForm } from '../person/person';
import { addProfile } from '../person/profiles';
import { itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();

itIn('chromium')('and how each stands is told in the settings, with what was done before', async () => {
  const world = await open({ generation: 'clients' });
  world.standins.auth0.customDomains.length = 0;
  const bitbucket = await setUpToFilledForm(world);
  await saveAndReachItWorks(world, bitbucket);
  const settings = await world.extension.openPage('src/pages/options/index.html');
  await sees(settings, 'A login succeeded');
  await addProfile(world, settings, 'Staging');
  await addProfile(world, settings, 'Without a key', { hasCredential: false });

  await sees(settings, 'There’s no credential in this browser now.');
  await press(settings, 'Check all');
  const lines = () =>
    settings.$$eval('.profile-line', (all) => all.map(({ textContent }) => textContent ?? ''));
  await expect
    .poll(lines)
    .toEqual([
      expect.stringMatching(
        /^Development.*No problem found\. Not checked: Test login\..*A login last succeeded/,
      ),
      expect.stringMatching(/^Staging.*No problem found\. Not checked: Test login\./),
      expect.stringMatching(/^Without a key.*There’s no credential in this browser now/),
    ]);
  await expect.poll(() => settings.evaluate(() => document.visibilityState)).toBe('visible');
  await find(settings, 'button', 'Check all');
  // The setup itself can still be undone.
  await sees(settings, 'Set up Bitbucket login');
  expect(world.standins.auth0.connections).toHaveLength(1);
});
