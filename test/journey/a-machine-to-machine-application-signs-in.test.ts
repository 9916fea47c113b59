import { expect } from 'vitest';
import { find, press, saveAndReachItWorks, saveProfile, sees, setUpToFilledForm } from '../person/person';
import { itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();

itIn('chromium')('reaches "It works!" on a custom domain', async () => {
  const world = await open();
  const { machine } = world.standins.applications;
  const bitbucket = await setUpToFilledForm(world, {
    machine: { clientId: machine.client_id, clientSecret: machine.client_secret },
    callbackDomain: 'login.acme.example',
  });
  await saveAndReachItWorks(world, bitbucket);
  expect(world.standins.bitbucket.consumers[0]?.callbackUrl).toBe(
    'https://login.acme.example/login/callback',
  );
});

itIn('chromium')('says that the Client Secret is wrong before anything is made at Bitbucket', async () => {
  const world = await open();
  const { machine } = world.standins.applications;
  const settings = await saveProfile(world, {
    machine: { clientId: machine.client_id, clientSecret: 'not-the-secret' },
  });
  const popup = await world.extension.openPopup(settings);
  await press(popup, 'Set up Bitbucket login');
  await sees(popup, 'Auth0 rejected the Client ID and Client Secret.');
  await find(popup, 'button', 'Open settings');
  const addresses = (await world.extension.openPages()).map(({ address }) => address);
  expect(addresses.filter((each) => /bitbucket|atlassian/.test(each))).toEqual([]);
});
