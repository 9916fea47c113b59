import { expect } from 'vitest';
import {
  choose,
  press,
  saveAndReachItWorks,
  sees,
  seesFilledForm,
  setUpToFilledForm,
} from '../person/person';
import { addProfile } from '../person/profiles';
import { itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();

itIn('chromium')('while another one is looked at, and set up', async () => {
  const world = await open();
  const bitbucket = await setUpToFilledForm(world);
  const popup = await world.extension.openPage('src/pages/popup/index.html');
  await addProfile(world, popup, 'Staging');

  await choose(popup, 'Profile', 'Staging');
  await sees(popup, 'The setup of “Development” is in progress.');
  await press(popup, 'Set up Bitbucket login');
  await sees(popup, 'Check Bitbucket’s form, then click Save there.');
  await popup.bringToFront();
  await choose(popup, 'Profile', 'Development');
  await sees(popup, 'This setup is waiting.');
  await press(popup, 'Continue this setup');
  await seesFilledForm(world, bitbucket);
  await expect.poll(isToldOf('a-profile')).toBe(true);
  await saveAndReachItWorks(world, bitbucket);

  await popup.bringToFront();
  await choose(popup, 'Profile', 'Staging');
  await sees(popup, 'This setup is waiting.');
  await press(popup, 'Discard setup');
  await sees(popup, 'Ready to set up Auth0.');
  await choose(popup, 'Profile', 'Development');
  await sees(popup, 'Mira Vogel');
  expect(world.standins.bitbucket.consumers).toHaveLength(1);
  expect(world.standins.auth0.connections).toHaveLength(1);

  /** Whether one of Bitbucket's pages has been told what to do for the profile's setup. */
  function isToldOf(profileId: string): () => Promise<unknown> {
    return () =>
      popup.evaluate(`(async () => {
        const { journey } = await chrome.storage.local.get('journey');
        const told = Object.entries(await chrome.storage.session.get()).filter(([name]) => name.startsWith('ticket:'));
        return journey.profileId === '${profileId}' && told.some(([, ticket]) => ticket.journeyId === journey.id);
      })()`);
  }
});
