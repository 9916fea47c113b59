import { expect } from 'vitest';
import {
  logInToBitbucket,
  press,
  pressInPopup,
  saveAndReachItWorks,
  saveProfile,
  sees,
  seesFilledForm,
} from '../person/person';
import { it, worldForEachTest } from './worlds';

const open = worldForEachTest();

it('and the setup goes on once it is given', async () => {
  const world = await open();
  const settings = await saveProfile(world);
  await world.extension.withholdHosts();
  await pressInPopup(world, settings, 'Set up Bitbucket login');
  const popup = await world.extension.openPopup(settings);
  await sees(popup, 'Keyferry isn’t allowed to access bitbucket.org.');
  expect(world.standins.auth0.calls).toEqual([]);

  await settings.bringToFront();
  await press(settings, 'Allow access to Bitbucket');
  await world.extension.allowHosts();
  await settings.waitForFunction(() => !document.body.innerText.includes('isn’t allowed to access'), {
    polling: 100,
  });
  await pressInPopup(world, settings, 'Set up Bitbucket login');
  const form = await logInToBitbucket(world);
  await seesFilledForm(world, form);
  await saveAndReachItWorks(world, form);
});
