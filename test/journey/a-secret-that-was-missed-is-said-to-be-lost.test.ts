import { expect } from 'vitest';
import { press, sees, seesInHelper, setUpToFilledForm } from '../person/person';
import { itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();

itIn('chromium')('when its dialog is closed before it could be read, with the way out', async () => {
  const world = await open();
  const bitbucket = await setUpToFilledForm(world);
  // Faster than any person, and than the fade-out: gone the moment it comes.
  await bitbucket.evaluate(() => {
    document.head.append(
      Object.assign(document.createElement('style'), { textContent: '[role=dialog] { display: none }' }),
    );
    new MutationObserver(() => {
      const buttons = [...document.querySelectorAll<HTMLElement>('[role=dialog] button')];
      buttons.find((each) => each.textContent === 'Done')?.click();
    }).observe(document.body, { subtree: true, childList: true });
  });
  await press(bitbucket, 'Save');
  await seesInHelper(world, bitbucket, 'Keyferry missed the Secret of “Auth0 login (acme)”.');
  await seesInHelper(world, bitbucket, 'Delete that consumer on Bitbucket, then set up again');
  const popup = await world.extension.openPopup(bitbucket);
  await sees(popup, 'Bitbucket shows it only once, and it hasn’t appeared, or its dialog was closed.');
  await press(popup, 'Discard setup');
  await sees(popup, 'Ready to set up Auth0.');
  expect(world.standins.auth0.connections).toEqual([]);
});
