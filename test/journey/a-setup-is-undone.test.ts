import { expect } from 'vitest';
import {
  find,
  grantAccess,
  press,
  resultPage,
  saveAndReachItWorks,
  sees,
  setUpToFilledForm,
} from '../person/person';
import type { World } from '../person/world';
import { itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();

const previous = {
  client_id: 'oldKeyOldKeyOldKey',
  client_secret: 'old-secret-old-secret-old-secret',
  profile: true,
  scope: ['email'],
  non_persistent_attrs: ['ethnicity'],
};

/** A setup that changes a connection, to the end. */
async function changed(world: World) {
  const { auth0, applications } = world.standins;
  const connection = auth0.addConnection({ name: 'bitbucket', strategy: 'bitbucket', options: previous });
  connection.enabledClients.add(applications.shop.client_id);
  const form = await setUpToFilledForm(world);
  await press(form, 'Save');
  const result = await resultPage(world);
  await press(result, 'Apply changes');
  await grantAccess(world);
  await find(result, 'heading', 'It works!');
  return { connection, result };
}

itIn('firefox')('a connection that was created is deleted, after asking', async () => {
  const world = await open();
  const form = await setUpToFilledForm(world);
  const result = await saveAndReachItWorks(world, form);
  await press(result, 'Undo');
  await sees(result, 'This deletes the connection “bitbucket”, which this setup created, from Auth0');
  await press(result, 'Cancel');
  expect(world.standins.auth0.connections).toHaveLength(1);
  await press(result, 'Undo');
  await press(result, 'Delete the connection');
  await find(result, 'heading', 'Setup undone');
  expect(world.standins.auth0.connections).toEqual([]);
  await sees(result, 'stays on Bitbucket');
});

itIn('chromium')(
  'a connection that was changed gets everything back, and no application that was not there before',
  async () => {
    const world = await open();
    const { connection, result } = await changed(world);
    expect(connection.enabledClients.size).toBe(2);
    await press(result, 'Undo');
    await press(result, 'Restore previous settings');
    await find(result, 'heading', 'Setup undone');
    expect(connection.options).toEqual(previous);
    expect([...connection.enabledClients]).toEqual([world.standins.applications.shop.client_id]);
  },
);

itIn()('says so when the dashboard did not tell the previous Secret', async () => {
  const world = await open();
  world.standins.auth0.settings.tellsSecrets = false;
  const { connection, result } = await changed(world);
  await press(result, 'Undo');
  await sees(result, 'Auth0 doesn’t reveal the previous Secret.');
  await press(result, 'Restore previous settings');
  await find(result, 'heading', 'Setup undone');
  await sees(result, 'Auth0 doesn’t reveal the previous Secret.');
  const { client_secret: _, ...rest } = previous;
  expect(connection.options).toEqual(rest);
});

itIn()('names what somebody else has changed since, before and after, and leaves it', async () => {
  const world = await open();
  const { connection, result } = await changed(world);
  connection.options = {
    ...connection.options,
    non_persistent_attrs: [],
    scope: ['email', 'account', 'project'],
  };
  await press(result, 'Undo');
  const named = [
    'Changed since, and not by this setup:',
    'the permissions: what someone else added or removed',
    'the option “non_persistent_attrs”: it stays',
  ];
  for (const each of named) await sees(result, each);
  await press(result, 'Restore previous settings');
  await find(result, 'heading', 'Setup undone');
  for (const each of named) await sees(result, each);
  expect(connection.options).toEqual({ ...previous, non_persistent_attrs: [], scope: ['email', 'project'] });
});

itIn()('leaves alone what somebody else has changed since', async () => {
  const world = await open();
  const { connection, result } = await changed(world);
  connection.options = { client_id: 'somebody-elses-new-key' };
  await press(result, 'Undo');
  await press(result, 'Restore previous settings');
  await sees(result, 'The connection has changed since the setup.');
  expect(connection.options).toEqual({ client_id: 'somebody-elses-new-key' });
});
