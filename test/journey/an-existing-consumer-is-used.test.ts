import { expect } from 'vitest';
import {
  beLoggedIn,
  enter,
  find,
  grantAccess,
  openSettingsWithProfile,
  pageAt,
  press,
  pressInPopup,
  resultPage,
  sees,
  seesInHelper,
} from '../person/person';
import type { World } from '../person/world';
import { type Consumer, consumerFields } from '../standins/bitbucket/store';
import { itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();

const fields = (name: string, callbackUrl: string) => consumerFields(name, { callbackUrl, isPrivate: true });

itIn('chromium')('with the one that the person chooses among several', async () => {
  const world = await open({ generation: 'consumers' });
  const { bitbucket: store, auth0 } = world.standins;
  store.addConsumer('acme', 'consumers', fields('Build bot', 'https://ci.example/'));
  const wanted = store.addConsumer(
    'acme',
    'consumers',
    fields('Shop login', 'https://acme.eu.auth0.com/login/callback'),
  );
  const settings = await openSettingsWithProfile(world);
  await beLoggedIn(world);
  await pressInPopup(world, settings, 'Use an existing consumer');
  const bitbucket = await pageAt(world, 'https://bitbucket.org/');
  await find(bitbucket, 'heading', 'OAuth consumers');
  await seesInHelper(world, bitbucket);
  await press(await world.extension.openPopup(bitbucket), 'Shop login');
  const consent = await resultPage(world);
  await sees(consent, 'didn’t see this consumer being created');
  await sees(consent, wanted.key);
  expect(auth0.connections).toEqual([]);
  await press(consent, 'Send to Auth0');
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
  expect(auth0.connections[0]?.options).toMatchObject({
    client_id: wanted.key,
    client_secret: wanted.secret,
  });
  expect(store.consumers).toHaveLength(2);
});

/** The only client there is, and a tenant whose connection has its pair. */
async function withConnection(key?: string): Promise<{ world: World; client: Consumer }> {
  const world = await open({ generation: 'consumers' });
  const { bitbucket, auth0 } = world.standins;
  const callbackUrl = 'https://acme.eu.auth0.com/login/callback';
  const client = bitbucket.addConsumer('acme', 'consumers', fields('Shop login', callbackUrl));
  auth0.addConnection({
    name: 'bitbucket',
    strategy: 'bitbucket',
    options: {
      client_id: key ?? client.key,
      client_secret: client.secret,
      scope: ['account', 'email'],
    },
  });
  const settings = await openSettingsWithProfile(world);
  await beLoggedIn(world);
  await pressInPopup(world, settings, 'Use an existing consumer');
  return { world, client };
}

itIn()('and is agreed to before a connection is enabled that has its pair already', async () => {
  const { world, client } = await withConnection();
  const { auth0, applications } = world.standins;
  const consent = await resultPage(world);
  await find(consent, 'heading', 'Enable the connection with this consumer?');
  await sees(consent, client.key);
  expect([...(auth0.connections[0]?.enabledClients ?? [])]).toEqual([]);
  await press(consent, 'Enable');
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
  expect([...(auth0.connections[0]?.enabledClients ?? [])]).toEqual([
    applications.shop.client_id,
    applications.app.client_id,
  ]);
});

itIn()('and is agreed to once where the change of a connection is reviewed', async () => {
  const { world, client } = await withConnection('oldKeyOldKeyOldKey');
  const review = await resultPage(world);
  await find(review, 'heading', 'Review changes');
  await sees(review, client.key);
  await press(review, 'Apply changes');
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
  expect(world.standins.auth0.connections[0]?.options.client_id).toBe(client.key);
});

itIn('firefox')('with pasted values, where Bitbucket shows the Secret only once', async () => {
  const world = await open();
  const { bitbucket: store, auth0 } = world.standins;
  const client = store.addConsumer(
    'acme',
    'clients',
    fields('Shop login', 'https://acme.eu.auth0.com/login/callback'),
  );
  const settings = await openSettingsWithProfile(world);
  await beLoggedIn(world);
  await pressInPopup(world, settings, 'Use an existing consumer');
  await pageAt(world, `${world.extension.origin}/src/pages/result/`);
  const result = await resultPage(world);
  await sees(result, 'Bitbucket doesn’t show the Secret of an existing consumer.');
  await enter(result, 'Key', client.secret);
  await enter(result, 'Secret', client.key);
  await press(result, 'Use these values');
  await sees(result, 'the Key and Secret look swapped');
  expect(auth0.connections).toHaveLength(0);
  await enter(result, 'Key', client.key);
  await enter(result, 'Secret', client.secret);
  await press(result, 'Use these values');
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
});
