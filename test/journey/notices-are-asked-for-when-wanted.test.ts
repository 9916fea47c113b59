import { expect } from 'vitest';
import { check, openSettingsWithProfile, saveAndReachItWorks, setUpFrom } from '../person/person';
import { browserName, it, worldForEachTest } from './worlds';

const open = worldForEachTest();

// Without a display no browser keeps a notification to look at: the unit test checks what is told, and to whom.
it('and no earlier, and a setup goes on with them', async ({ skip }) => {
  skip(
    browserName === 'chromium',
    'Chromium gives this permission in a prompt that nobody can press without a display',
  );
  const world = await open();
  const settings = await openSettingsWithProfile(world);
  const isAsked = () => settings.evaluate(`browser.permissions.contains({ permissions: ['notifications'] })`);
  const isTicked = () =>
    settings.evaluate(
      () => document.querySelector<HTMLInputElement>('.comforts input[type=checkbox]')?.checked,
    );
  expect([await isAsked(), await isTicked()]).toEqual([false, false]);
  await check(settings, 'Notify me about a setup while Keyferry is closed');
  await expect.poll(isTicked).toBe(true);
  expect(await isAsked()).toBe(true);
  await saveAndReachItWorks(world, await setUpFrom(world, settings));
});
