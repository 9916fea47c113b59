import { expect } from 'vitest';
import { goTo } from '../browsers/go-to';
import {
  beLoggedIn,
  find,
  logInToBitbucket,
  openSettingsWithProfile,
  pageAt,
  press,
  pressInPopup,
  resultPage,
  saveAndReachItWorks,
  sees,
  seesFilledForm,
  setUpToFilledForm,
} from '../person/person';
import { browserName, itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();

itIn()('where the browser keeps extensions off that domain, with the ways round', async ({ skip }) => {
  skip(browserName !== 'firefox', 'Chromium has no list of domains from which it keeps extensions');
  const world = await open();
  const settings = await openSettingsWithProfile(world);
  await beLoggedIn(world);
  await world.extension.keepOff('bitbucket.org');
  await pressInPopup(world, settings, 'Set up Bitbucket login');
  await pageAt(world, 'https://bitbucket.org/acme/workspace/settings/');
  const result = await resultPage(world);
  await sees(result, 'Keyferry hears nothing from Bitbucket’s page.');
  await find(result, 'heading', 'Paste the Key and Secret');
  expect(world.standins.bitbucket.consumers).toEqual([]);

  // Once it is let in again, the setup goes on from there.
  await world.extension.keepOff('');
  await press(result, 'Try again');
  await pageAt(world, 'https://bitbucket.org/acme/workspace/settings/oauth-clients/create');
});

itIn()('where it is not told what the tab shows, as during a login, for what that may mean', async () => {
  const world = await open();
  const settings = await openSettingsWithProfile(world);
  await pressInPopup(world, settings, 'Set up Bitbucket login');
  await pageAt(world, 'https://id.atlassian.com/login');
  const popup = await world.extension.openPopup(settings);
  await sees(popup, 'Log in to Bitbucket in the tab that opened.');
  await sees(popup, 'Nothing has come from that tab yet.');
  // Nothing was wrong: the setup goes on with the login.
  await popup.close();
  await logInToBitbucket(world);
  await pageAt(world, 'https://bitbucket.org/acme/workspace/settings/oauth-clients/create');
});

itIn()('where the person leads the tab elsewhere in the middle, and is led back', async () => {
  const world = await open();
  const bitbucket = await setUpToFilledForm(world);
  const popup = await world.extension.openPopup(bitbucket);
  await goTo(bitbucket, 'https://bitbucket.org/dashboard/overview');
  await sees(popup, 'The setup’s tab shows another page.');
  await press(popup, 'Go to workspace settings');
  await seesFilledForm(world, bitbucket);
  await popup.close();
  await saveAndReachItWorks(world, bitbucket);
  expect(world.standins.bitbucket.consumers).toHaveLength(1);
});
