import { expect } from 'vitest';
import { enter, find, grantAccess, press, resultPage, sees, setUpToFilledForm } from '../person/person';
import { Auth0Store, managementScopes } from '../standins/auth0/store';
import { itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();

itIn('chromium')('a token that is no longer accepted: a fresh one goes on at the same step', async () => {
  const world = await open();
  const { auth0, bitbucket } = world.standins;
  const token = await auth0.managementToken();
  const form = await setUpToFilledForm(world, { token });
  auth0.revoked.add(token);
  await press(form, 'Save');
  const result = await resultPage(world);
  await sees(result, 'Auth0 rejected the token.');

  const rival = await Auth0Store.create('rival', 'rival.us.auth0.com');
  await enter(result, 'Token', await rival.managementToken());
  await press(result, 'Continue');
  await sees(result, 'This token is for rival.us.auth0.com, not acme.eu.auth0.com.');

  await enter(result, 'Token', await auth0.managementToken());
  await press(result, 'Continue');
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
  expect([bitbucket.consumers.length, auth0.connections.length]).toEqual([1, 1]);
});

itIn()('a missing scope is named, and a token that has it goes on', async () => {
  const world = await open();
  const { auth0 } = world.standins;
  const existing = auth0.addConnection({
    name: 'bitbucket',
    strategy: 'bitbucket',
    options: { client_id: 'oldKeyOldKeyOldKey', profile: true },
  });
  const lacking = managementScopes.filter((each) => each !== 'update:connections_options');
  const form = await setUpToFilledForm(world, { token: await auth0.managementToken(lacking) });
  await press(form, 'Save');
  const result = await resultPage(world);
  await press(result, 'Apply changes');
  await sees(result, 'Missing permission: update:connections_options.');
  expect(existing.options).toEqual({ client_id: 'oldKeyOldKeyOldKey', profile: true });

  await enter(result, 'Token', await auth0.managementToken());
  await press(result, 'Continue');
  // Time has passed, so consent is asked for again.
  await press(result, 'Apply changes');
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
  expect(existing.options.profile).toBe(true);
});
