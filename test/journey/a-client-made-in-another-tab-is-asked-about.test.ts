import { expect } from 'vitest';
import { goTo } from '../browsers/go-to';
import {
  enter,
  find,
  grantAccess,
  press,
  pressInHelper,
  resultPage,
  saveAndReachItWorks,
  sees,
  seesFilledForm,
  seesInHelper,
  setUpToFilledForm,
} from '../person/person';
import type { World } from '../person/world';
import { itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();

/** The form waits in Keyferry's tab; the person makes a client in a tab of their own, and captures its pair there. */
async function offered(world: World) {
  const form = await setUpToFilledForm(world);
  const own = await world.extension.browser.newPage();
  await goTo(own, 'https://bitbucket.org/acme/workspace/settings/oauth-clients');
  await press(own, 'Create OAuth client');
  await pressInHelper(world, own, 'Fill in');
  await seesFilledForm(world, own);
  await enter(own, 'Name', 'My login');
  await press(own, 'Save');
  await pressInHelper(world, own, 'Capture Client ID and Secret');
  await seesInHelper(world, own, 'are ready');
  const consent = await resultPage(world);
  await find(consent, 'heading', 'Send the Key and Secret?');
  await sees(consent, 'read the Key and Secret of “My login” on Bitbucket');
  await sees(consent, 'Use this consumer for the setup in progress?');
  expect(world.standins.auth0.connections).toEqual([]);
  return { form, own, consent };
}

itIn()('and used for the setup that is under way', async () => {
  const world = await open();
  const { consent } = await offered(world);
  await press(consent, 'Send to Auth0');
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
  const { auth0, bitbucket } = world.standins;
  expect(auth0.connections[0]?.options.client_id).toBe(bitbucket.consumers[0]?.key);
});

itIn()('and the setup goes on where it was, where the person declines', async () => {
  const world = await open();
  const { form, own, consent } = await offered(world);
  await press(consent, 'Don’t send');
  await own.close();
  await form.bringToFront();
  await seesFilledForm(world, form);
  await saveAndReachItWorks(world, form);
  const { auth0, bitbucket } = world.standins;
  expect(auth0.connections[0]?.options.client_id).toBe(bitbucket.consumers[1]?.key);
});

itIn()('and nothing is offered there that the setup would refuse', async () => {
  const world = await open();
  const { bitbucket } = world.standins;
  bitbucket.addWorkspace('rivals', 'Rivals', [...bitbucket.accounts.values()]);
  await setUpToFilledForm(world);
  const own = await world.extension.browser.newPage();
  await goTo(own, 'https://bitbucket.org/rivals/workspace/settings/oauth-clients');
  await seesInHelper(world, own, 'A setup is in progress in another tab.');
});
