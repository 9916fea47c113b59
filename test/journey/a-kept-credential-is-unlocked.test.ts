import { expect } from 'vitest';
import {
  check,
  enter,
  enterProfile,
  find,
  findField,
  grantAccess,
  logInToBitbucket,
  passphrase,
  press,
  resultPage,
  saveAndReachItWorks,
  sees,
  seesFilledForm,
  setUpFrom,
} from '../person/person';
import type { World } from '../person/world';
import { seed } from '../standins';
import { itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();

/** Saves a profile whose token is kept encrypted. */
async function keepToken(world: World) {
  await world.extension.grantHost(seed.tenant.domain);
  const settings = await enterProfile(world);
  await check(settings, 'Save on this computer, encrypted');
  await enter(settings, 'New passphrase', 'too short');
  await press(settings, 'Save profile');
  await sees(settings, 'Use at least 12 characters.');
  await enter(settings, 'New passphrase', passphrase);
  await enter(settings, 'Confirm new passphrase', passphrase);
  await press(settings, 'Save profile');
  await sees(settings, 'Profile saved.');
  await sees(settings, 'Saved encrypted. Unlocked until');
  return settings;
}

itIn('chromium')('in the popup, before the setup starts', async () => {
  const world = await open();
  const settings = await keepToken(world);
  await press(settings, 'Lock now');
  await sees(settings, 'Saved encrypted, and locked.');
  const popup = await world.extension.openPopup(settings);
  await press(popup, 'Set up Bitbucket login');
  await sees(popup, 'Unlock the saved credential of “Development”.');
  await enter(popup, 'Passphrase', 'not the right words');
  await press(popup, 'Unlock');
  await sees(popup, 'Wrong passphrase. Try again.');
  await enter(popup, 'Passphrase', passphrase);
  await press(popup, 'Unlock');
  const bitbucket = await logInToBitbucket(world);
  await seesFilledForm(world, bitbucket);
  await saveAndReachItWorks(world, bitbucket);
});

itIn()('where the setup stopped, after memory was lost', async () => {
  const world = await open();
  const settings = await keepToken(world);
  const bitbucket = await setUpFrom(world, settings);
  // As if a quarter of an hour had passed.
  await settings.bringToFront();
  await press(settings, 'Lock now');
  await bitbucket.bringToFront();
  await press(bitbucket, 'Save');
  const result = await resultPage(world);
  await sees(result, 'Unlock the saved credential of “Development”');
  await enter(result, 'Passphrase', passphrase);
  await press(result, 'Unlock');
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
  const { auth0, bitbucket: store } = world.standins;
  expect([store.consumers.length, auth0.connections.length]).toEqual([1, 1]);
});

itIn('firefox')('or given another passphrase, or forgotten', async () => {
  const world = await open();
  const settings = await keepToken(world);
  await press(settings, 'Change passphrase');
  await enter(settings, 'Passphrase', passphrase);
  await enter(settings, 'New passphrase', `${passphrase} again`);
  await enter(settings, 'Confirm new passphrase', `${passphrase} again`);
  await press(settings, 'Change passphrase');
  await find(settings, 'button', 'Lock now');
  await press(settings, 'Lock now');
  await enter(settings, 'Passphrase', `${passphrase} again`);
  await press(settings, 'Unlock');
  await sees(settings, 'Saved encrypted. Unlocked until');
  await press(settings, 'Delete saved credential');
  await sees(settings, 'Delete the saved credential of “Development”?');
  await press(settings, 'Delete saved credential');
  await findField(settings, 'Token');
  await sees(settings, 'Save on this computer, encrypted');
  expect(
    await settings.evaluate(`chrome.storage.local.get('locker').then(({ locker }) => locker.sealed)`),
  ).toEqual({});
});

itIn('chromium')('and stays kept when the first steps check the access with it', async () => {
  const world = await open();
  const settings = await keepToken(world);
  const sealed = `chrome.storage.local.get('locker').then(({ locker }) => Object.keys(locker.sealed))`;
  const [profileId] = (await settings.evaluate(sealed)) as string[];
  const { domain } = seed.tenant;
  const firstSteps = { profileId, domain, workspace: 'acme', signIn: 'token', clientId: '' };
  await settings.evaluate(`chrome.storage.local.set(${JSON.stringify({ welcome: firstSteps })})`);
  const welcome = await world.extension.openPage('src/pages/welcome/index.html');
  await press(welcome, 'Check access');
  await sees(welcome, 'All permissions granted.');
  expect(await settings.evaluate(sealed)).toEqual([profileId]);
});
