import { expect } from 'vitest';
import {
  grantAccess,
  logInToBitbucket,
  pageAt,
  press,
  saveProfile,
  sees,
  seesFilledForm,
} from '../person/person';
import { showTryOut } from '../try-out';
import { itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();

itIn('chromium')('in one tab, with that button on it, and ticks each line as it happens', async () => {
  const world = await open();
  await saveProfile(world);
  const page = await showTryOut(world, 'Bitbucket and Auth0 are stand-ins.', [
    { text: 'Press it.', doneBy: 'begun' },
    { text: 'Log in.', doneBy: 'logIn' },
    { text: 'Save.', doneBy: 'create' },
    { text: 'Grant access.', doneBy: 'over' },
  ]);
  const ticked = () =>
    page.$$eval('aside li', (lines) => lines.map(({ textContent }) => textContent?.startsWith('✓')));
  expect(await world.extension.openPages()).toHaveLength(1);
  expect(await ticked()).toEqual([false, false, false, false]);
  await press(page, 'Set up Bitbucket login');
  const bitbucket = await logInToBitbucket(world);
  await seesFilledForm(world, bitbucket);
  await expect.poll(ticked).toEqual([true, true, false, false]);
  await press(bitbucket, 'Save');
  await pageAt(world, 'https://bitbucket.org/site/oauth2/authorize');
  await expect.poll(ticked).toEqual([true, true, true, false]);
  await grantAccess(world);
  await expect.poll(ticked).toEqual([true, true, true, true]);
  await sees(page, 'It works!');
});
