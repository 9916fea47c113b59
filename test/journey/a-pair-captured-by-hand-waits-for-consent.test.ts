import { expect } from 'vitest';
import { goTo } from '../browsers/go-to';
import {
  beLoggedIn,
  find,
  grantAccess,
  openSettingsWithProfile,
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
import { consumerFields } from '../standins/bitbucket/store';
import { itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();

/** On Bitbucket's list, logged in, with a profile and no setup under way. */
async function visit(world: World, path: string) {
  await openSettingsWithProfile(world);
  await beLoggedIn(world);
  const page = await world.extension.browser.newPage();
  await goTo(page, `https://bitbucket.org/acme/workspace/settings/${path}`);
  return page;
}

itIn('firefox')('waits until the person agrees on a page of the extension’s own', async () => {
  const world = await open({ generation: 'consumers' });
  const { bitbucket: store, auth0 } = world.standins;
  const callbackUrl = 'https://acme.eu.auth0.com/login/callback';
  store.addConsumer('acme', 'consumers', consumerFields('Shop login', { callbackUrl }));
  const page = await visit(world, 'oauth-consumers');
  await pressInHelper(world, page, 'Capture Key and Secret');
  await seesInHelper(world, page, 'Expand the consumer’s row first');
  await press(page, 'Shop login', 'link');
  await pressInHelper(world, page, 'Capture Key and Secret');

  const consent = await resultPage(world);
  await find(consent, 'heading', 'Send the Key and Secret?');
  await sees(consent, 'read the Key and Secret of “Shop login” on Bitbucket');
  expect(auth0.connections).toEqual([]);
  await press(consent, 'Send to Auth0');
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
  expect(auth0.connections[0]?.options.client_id).toBe(store.consumers[0]?.key);
});

itIn('chromium')('after the form was filled by hand, too', async () => {
  const world = await open();
  const page = await visit(world, 'oauth-clients');
  // A press is lost if the list is redrawn during it.
  await find(page, 'heading', 'You have no OAuth clients');
  await press(page, 'Create OAuth client');
  await pressInHelper(world, page, 'Fill in');
  await seesFilledForm(world, page);
  await press(page, 'Save');
  await pressInHelper(world, page, 'Capture Client ID and Secret');
  const consent = await resultPage(world);
  await press(consent, 'Send to Auth0');
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
});

itIn()('names what it would cost of a setup that is over, and “Don’t send” leaves that whole', async () => {
  const world = await open({ generation: 'consumers' });
  const { bitbucket: store, auth0 } = world.standins;
  await saveAndReachItWorks(world, await setUpToFilledForm(world));
  const before = structuredClone(auth0.connections[0]?.options);
  store.addConsumer('acme', 'consumers', consumerFields('Shop login', {}));
  const page = await world.extension.browser.newPage();
  await goTo(page, 'https://bitbucket.org/acme/workspace/settings/oauth-consumers');
  await press(page, 'Shop login', 'link');
  await pressInHelper(world, page, 'Capture Key and Secret');

  const consent = await resultPage(world);
  await find(consent, 'heading', 'Send the Key and Secret?');
  await sees(consent, 'could no longer undo what it did to the connection “bitbucket” in Auth0');
  await press(consent, 'Don’t send');
  await find(consent, 'heading', 'It works!');
  expect(auth0.connections[0]?.options).toEqual(before);
  await press(consent, 'Undo');
  await press(consent, 'Delete the connection');
  await find(consent, 'heading', 'Setup undone');
  expect(auth0.connections).toEqual([]);
});
