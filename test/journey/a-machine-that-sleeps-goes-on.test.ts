import { expect } from 'vitest';
import { find, grantAccess, press, resultPage, sees, setUpToFilledForm } from '../person/person';
import { itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();

itIn()('with the form open, and again before the login', async () => {
  const world = await open();
  const bitbucket = await setUpToFilledForm(world);
  await world.extension.sleep(2_000);
  await press(bitbucket, 'Save');
  await world.extension.sleep(2_000);
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
  const { bitbucket: store, auth0 } = world.standins;
  expect([store.consumers.length, auth0.connections.length]).toEqual([1, 1]);
});

itIn()('past the end of a wait that the dashboard asked for', async () => {
  const world = await open();
  const bitbucket = await setUpToFilledForm(world);
  // Opened before the wait begins, so that a busy machine does not miss it.
  const popup = await world.extension.openPage('src/pages/popup/index.html');
  await bitbucket.bringToFront();
  const { settings } = world.standins.auth0;
  settings.callsLeft = 0;
  settings.resetAt = Date.now() + 10_000;
  await press(bitbucket, 'Save');
  await sees(popup, 'Auth0 is limiting requests.');
  await world.extension.sleep(settings.resetAt - Date.now() + 1_000);
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
  expect(world.standins.auth0.connections).toHaveLength(1);
});

itIn('chromium')('while a write is on its way, whose answer comes to a connection that is gone', async () => {
  const world = await open();
  const bitbucket = await setUpToFilledForm(world);
  const { auth0 } = world.standins;
  let hasSlept = false;
  auth0.interfere = async ({ method, path }, when) => {
    if (hasSlept || when === 'before' || method !== 'POST' || path !== '/api/v2/connections')
      return undefined;
    hasSlept = true;
    await world.extension.sleep(2_000);
    return 'drop';
  };
  await press(bitbucket, 'Save');
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
  expect([hasSlept, auth0.connections.length]).toEqual([true, 1]);
});
