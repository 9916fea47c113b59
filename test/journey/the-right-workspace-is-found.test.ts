import { expect, it } from 'vitest';
import {
  find,
  logInToBitbucket,
  pressInPopup,
  saveAndReachItWorks,
  saveProfile,
  sees,
  seesFilledForm,
} from '../person/person';
import { seed } from '../standins';
import { worldForEachTest } from './world-for-each-test';

const open = worldForEachTest();

it('by itself, where the person administers only one', async () => {
  const world = await open();
  const settings = await saveProfile(world, { workspace: '' });
  await pressInPopup(world, settings, 'Set up Bitbucket login');
  const bitbucket = await logInToBitbucket(world);
  await seesFilledForm(bitbucket);
  await saveAndReachItWorks(world, bitbucket);
  expect(world.standins.bitbucket.consumers[0]?.workspace).toBe('acme');
});

it('by the person, among several', async () => {
  const world = await open();
  const { bitbucket: store } = world.standins;
  const mira = store.accounts.get(seed.person.username);
  if (mira) store.addWorkspace('boosters', 'Boosters', [mira]);
  const settings = await saveProfile(world, { workspace: '' });
  await pressInPopup(world, settings, 'Set up Bitbucket login');
  const bitbucket = await logInToBitbucket(world);
  await sees(bitbucket, 'Boosters');
  await find(bitbucket, 'region', 'Keyferry');
  await (await bitbucket.waitForSelector('a[href="/boosters/workspace/settings"]'))?.click();
  await seesFilledForm(bitbucket);
  await saveAndReachItWorks(world, bitbucket);
  expect(store.consumers[0]?.workspace).toBe('boosters');
});

it('not without being an administrator of it', async () => {
  const world = await open();
  const settings = await saveProfile(world);
  await pressInPopup(world, settings, 'Set up Bitbucket login');
  const bitbucket = await logInToBitbucket(world, seed.member);
  await find(bitbucket, 'region', 'Keyferry');
  const popup = await world.extension.openPopup(bitbucket);
  await sees(popup, 'You are not an administrator of “acme”.');
});
