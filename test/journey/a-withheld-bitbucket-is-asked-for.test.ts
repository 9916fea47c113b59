import { expect, it } from 'vitest';
import {
  logInToBitbucket,
  press,
  pressInPopup,
  saveAndReachItWorks,
  saveProfile,
  sees,
  seesFilledForm,
} from '../person/person';
import { worldForEachTest } from './world-for-each-test';

const open = worldForEachTest();

it.each(['chromium', 'firefox'] as const)(
  'in %s, and the setup goes on once it is given',
  async (browser) => {
    const world = await open({ browser });
    const settings = await saveProfile(world);
    await world.extension.withholdHosts();
    await pressInPopup(world, settings, 'Set up Bitbucket login');
    const popup = await world.extension.openPopup(settings);
    await sees(popup, 'Keyferry may not reach bitbucket.org.');
    expect(world.standins.auth0.calls).toEqual([]);

    await settings.bringToFront();
    await press(settings, 'Allow access to Bitbucket');
    await world.extension.allowHosts();
    await settings.waitForFunction(() => !document.body.innerText.includes('may not reach'), {
      polling: 100,
    });
    await pressInPopup(world, settings, 'Set up Bitbucket login');
    const form = await logInToBitbucket(world);
    await seesFilledForm(form);
    await saveAndReachItWorks(world, form);
  },
);
