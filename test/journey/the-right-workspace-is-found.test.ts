import { expect } from 'vitest';
import {
  logInToBitbucket,
  openSettingsWithProfile,
  press,
  pressInPopup,
  resultPage,
  saveAndReachItWorks,
  sees,
  seesFilledForm,
  seesInHelper,
} from '../person/person';
import { seed } from '../standins';
import { itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();

itIn('chromium')('by one press, where the person administers only one', async () => {
  const world = await open();
  const settings = await openSettingsWithProfile(world, { workspace: '' });
  await pressInPopup(world, settings, 'Set up Bitbucket login');
  const bitbucket = await logInToBitbucket(world);
  await seesInHelper(world, bitbucket, 'Found on Bitbucket: acme.');
  await press(await resultPage(world), 'Use workspace “acme”');
  await seesFilledForm(world, bitbucket);
  await seesInHelper(world, bitbucket, 'Bitbucket workspace: acme');
  await saveAndReachItWorks(world, bitbucket);
  expect(world.standins.bitbucket.consumers[0]?.workspace).toBe('acme');
});

itIn()('by the person, among several', async () => {
  const world = await open();
  const { bitbucket: store } = world.standins;
  const mira = store.accounts.get(seed.person.username);
  if (mira) store.addWorkspace('boosters', 'Boosters', [mira]);
  const settings = await openSettingsWithProfile(world, { workspace: '' });
  await pressInPopup(world, settings, 'Set up Bitbucket login');
  const bitbucket = await logInToBitbucket(world);
  await seesInHelper(world, bitbucket, 'Found on Bitbucket: acme, boosters.');
  await press(await resultPage(world), 'Use workspace “boosters”');
  await seesFilledForm(world, bitbucket);
  await saveAndReachItWorks(world, bitbucket);
  expect(store.consumers[0]?.workspace).toBe('boosters');
});

itIn('chromium')('not without being an administrator of it', async () => {
  const world = await open();
  const settings = await openSettingsWithProfile(world);
  await pressInPopup(world, settings, 'Set up Bitbucket login');
  const bitbucket = await logInToBitbucket(world, seed.member);
  await seesInHelper(world, bitbucket);
  const popup = await world.extension.openPopup(bitbucket);
  await sees(popup, 'You’re not an admin of “acme”.');
});
