import { expect } from 'vitest';
import { find, grantAccess, press, resultPage, sees, setUpToFilledForm } from '../person/person';
import { itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();

itIn('chromium')(
  'after review: a custom connection, enabled, tested, and undone like any other',
  async () => {
    const world = await open({ generation: 'clients' });
    const { auth0, bitbucket } = world.standins;
    auth0.settings.bitbucketClientId = '18 characters';
    const form = await setUpToFilledForm(world);
    await press(form, 'Save');
    const result = await resultPage(world);
    await find(result, 'heading', 'Review changes');
    await sees(result, 'may still expect the 18-character Keys');
    expect(auth0.connections).toEqual([]);

    await press(result, 'Apply changes');
    await grantAccess(world);
    await find(await resultPage(world), 'heading', 'It works!');
    await sees(result, 'Mira Vogel');
    await sees(result, 'mira@acme.example');
    const [connection] = auth0.connections;
    expect([connection?.strategy, connection?.options.client_id, connection?.enabledClients.size]).toEqual([
      'oauth2',
      bitbucket.consumers[0]?.key,
      2,
    ]);

    await press(result, 'Undo');
    await press(result, 'Delete the connection');
    await find(result, 'heading', 'Setup undone');
    expect(auth0.connections).toEqual([]);
  },
);

itIn()('or not at all, when the person keeps it as it is', async () => {
  const world = await open({ generation: 'clients' });
  world.standins.auth0.settings.bitbucketClientId = '18 characters';
  const form = await setUpToFilledForm(world);
  await press(form, 'Save');
  const result = await resultPage(world);
  await press(result, 'Leave unchanged');
  await sees(result, 'Auth0 rejected the Client ID.');
  expect(world.standins.auth0.connections).toEqual([]);
});
