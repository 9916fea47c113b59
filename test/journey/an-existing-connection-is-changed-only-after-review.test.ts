import { expect } from 'vitest';
import { find, grantAccess, press, resultPage, sees, setUpToFilledForm } from '../person/person';
import type { World } from '../person/world';
import { itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();

async function withConnection(): Promise<{ world: World; before: Record<string, unknown> }> {
  const world = await open();
  const { auth0, applications } = world.standins;
  const connection = auth0.addConnection({
    name: 'bitbucket',
    strategy: 'bitbucket',
    options: {
      client_id: 'oldKeyOldKeyOldKey',
      client_secret: 'old-secret-old-secret-old-secret',
      profile: true,
      scope: ['email', 'repository'],
      set_user_root_attributes: 'never_on_login',
      non_persistent_attrs: ['ethnicity'],
    },
  });
  connection.enabledClients.add(applications.shop.client_id);
  return { world, before: connection.options };
}

itIn('chromium')(
  'shows the difference, changes only what was shown, and keeps every other option',
  async () => {
    const { world, before } = await withConnection();
    const bitbucket = await setUpToFilledForm(world);
    await press(bitbucket, 'Save');
    const review = await resultPage(world);
    await find(review, 'heading', 'Review changes');
    await sees(review, 'Permissions added: account');
    await sees(review, 'Permissions removed: repository');
    const [connection] = world.standins.auth0.connections;
    expect(connection?.options).toEqual(before);

    await press(review, 'Apply changes');
    await grantAccess(world);
    await find(await resultPage(world), 'heading', 'It works!');
    const [consumer] = world.standins.bitbucket.consumers;
    expect(world.standins.auth0.connections).toHaveLength(1);
    expect(connection?.options).toEqual({
      ...before,
      client_id: consumer?.key,
      client_secret: consumer?.secret,
      scope: ['email', 'account'],
    });
    expect(connection?.enabledClients.size).toBe(2);
  },
);

itIn()('shows once more what somebody has changed since it was shown', async () => {
  const { world } = await withConnection();
  const [connection] = world.standins.auth0.connections;
  const bitbucket = await setUpToFilledForm(world);
  await press(bitbucket, 'Save');
  const review = await resultPage(world);
  await sees(review, 'Permissions removed: repository');
  if (connection) connection.options.scope = ['email', 'repository', 'snippet'];
  const present = structuredClone(connection?.options);

  await press(review, 'Apply changes');
  await sees(review, 'Permissions removed: repository, snippet');
  expect(connection?.options).toEqual(present);
  expect(world.standins.auth0.calls.filter((each) => each.method !== 'GET')).toEqual([]);

  await press(review, 'Apply changes');
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
  expect(connection?.options.scope).toEqual(['email', 'account']);
});

itIn()('shows once more, after a wait that the dashboard asked for, what was changed in it', async () => {
  const { world } = await withConnection();
  const { auth0 } = world.standins;
  const [connection] = auth0.connections;
  const bitbucket = await setUpToFilledForm(world);
  await press(bitbucket, 'Save');
  const review = await resultPage(world);
  await sees(review, 'Permissions removed: repository');
  // The person agreed, and then the dashboard asks for a wait of any length.
  auth0.settings.callsLeft = 0;
  auth0.settings.resetAt = Date.now() + 6_000;
  await press(review, 'Apply changes');
  await sees(review, 'Auth0 is limiting requests.');
  const changed = {
    ...connection?.options,
    client_id: 'theirKeyTheirKeyTh',
    scope: ['email', 'snippet'],
    upstream_params: { prompt: { value: 'none' } },
  };
  if (connection) connection.options = changed;

  await sees(review, 'Permissions removed: snippet');
  await sees(review, 'theirKeyTheirKeyTh');
  await sees(review, 'upstream_params');
  expect(connection?.options).toEqual(changed);
  expect(auth0.calls.filter((each) => each.method !== 'GET')).toEqual([]);

  await press(review, 'Apply changes');
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
  const [consumer] = world.standins.bitbucket.consumers;
  expect(connection?.options).toEqual({
    ...changed,
    client_id: consumer?.key,
    client_secret: consumer?.secret,
    scope: ['email', 'account'],
  });
});

itIn()(
  'leaves the connection as it is when the person says so, and changes it after all if they do',
  async () => {
    const { world, before } = await withConnection();
    const bitbucket = await setUpToFilledForm(world);
    await press(bitbucket, 'Save');
    const review = await resultPage(world);
    await press(review, 'Leave unchanged');
    await find(review, 'heading', 'No changes were made to “bitbucket”');
    expect(world.standins.auth0.connections[0]?.options).toEqual(before);
    expect(world.standins.auth0.calls.filter((each) => each.method !== 'GET')).toEqual([]);

    await press(review, 'Try again');
    await sees(review, 'Permissions removed: repository');
    await press(review, 'Apply changes');
    await grantAccess(world);
    await find(await resultPage(world), 'heading', 'It works!');
    const [consumer, ...more] = world.standins.bitbucket.consumers;
    expect(more).toEqual([]);
    expect(world.standins.auth0.connections[0]?.options).toMatchObject({
      client_id: consumer?.key,
      client_secret: consumer?.secret,
    });
  },
);
