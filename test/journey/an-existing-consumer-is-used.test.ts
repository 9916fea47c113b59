import { expect } from 'vitest';
import {
  enter,
  find,
  grantAccess,
  logInToBitbucket,
  openSettingsWithProfile,
  pageAt,
  press,
  pressInPopup,
  resultPage,
  sees,
  seesInHelper,
} from '../person/person';
import { consumerFields } from '../standins/bitbucket/store';
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
  await pressInPopup(world, settings, 'Use an existing consumer');
  const bitbucket = await logInToBitbucket(world);
  await find(bitbucket, 'heading', 'OAuth consumers');
  await seesInHelper(world, bitbucket);
  await press(await world.extension.openPopup(bitbucket), 'Shop login');
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
  expect(auth0.connections[0]?.options).toMatchObject({
    client_id: wanted.key,
    client_secret: wanted.secret,
  });
  expect(store.consumers).toHaveLength(2);
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
  await pressInPopup(world, settings, 'Use an existing consumer');
  await logInToBitbucket(world);
  await pageAt(world, `${world.extension.origin}/src/pages/result/`);
  const result = await resultPage(world);
  await sees(result, 'Bitbucket does not show the Secret of an existing client.');
  await enter(result, 'Key', client.secret);
  await enter(result, 'Secret', client.key);
  await press(result, 'Use these values');
  await sees(result, 'Key and Secret seem to be swapped');
  expect(auth0.connections).toHaveLength(0);
  await enter(result, 'Key', client.key);
  await enter(result, 'Secret', client.secret);
  await press(result, 'Use these values');
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
});
