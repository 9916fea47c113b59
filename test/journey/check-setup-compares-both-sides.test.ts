import { describe, expect } from 'vitest';
import {
  beLoggedIn,
  find,
  openSettingsWithProfile,
  pressInPopup,
  resultPage,
  saveAndReachItWorks,
  sees,
  setUpToFilledForm,
} from '../person/person';
import type { World } from '../person/world';
import { consumerFields } from '../standins/bitbucket/store';
import { itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();

/** A setup that works, as a person left it. */
async function setUp(generation: 'clients' | 'consumers'): Promise<World> {
  const world = await open({ generation });
  const bitbucket = await setUpToFilledForm(world);
  await saveAndReachItWorks(world, bitbucket);
  return world;
}

describe.each(['clients', 'consumers'] as const)('with "OAuth %s"', (generation) => {
  itIn(...(generation === 'clients' ? ['chromium' as const] : []))(
    'says that everything fits, and what does not, and changes nothing',
    async () => {
      const world = await setUp(generation);
      const { auth0, bitbucket } = world.standins;
      const [consumer] = bitbucket.consumers;
      if (!consumer) throw new Error('no consumer');
      bitbucket.addConsumer('acme', generation, { ...consumer, name: 'Another one' });
      const before = JSON.stringify([auth0.connections, bitbucket.consumers]);
      await pressInPopup(world, await resultPage(world), 'Check setup');
      const good = await resultPage(world);
      await find(good, 'heading', 'Everything fits together');
      await sees(good, 'The consumer “Auth0 login (acme)” has the connection’s Key.');
      await sees(good, 'Bitbucket accepts the Key and Secret of the connection.');
      expect(JSON.stringify([auth0.connections, bitbucket.consumers])).toBe(before);

      consumer.callbackUrl = 'http://acme.eu.auth0.com/login/callback';
      consumer.scopes = ['email'];
      bitbucket.replaceSecret(consumer);
      auth0.connections[0]?.enabledClients.clear();
      await pressInPopup(world, good, 'Check setup');
      const bad = await resultPage(world);
      await find(bad, 'heading', 'Something does not fit');
      await sees(
        bad,
        'The callback URL is “http://acme.eu.auth0.com/login/callback”, but has to be “https://acme.eu.auth0.com/login/callback”.',
      );
      await sees(bad, 'The consumer lacks account.');
      await sees(bad, 'Bitbucket refuses the Key and Secret of the connection.');
      await sees(bad, 'The connection is not enabled for every application');
    },
  );
});

itIn('chromium')('says that the consumer is gone', async () => {
  const world = await open();
  const { auth0, bitbucket } = world.standins;
  const { key, secret, id } = bitbucket.addConsumer('acme', 'clients', consumerFields('Shop login'));
  const options = { client_id: key, client_secret: secret, scope: ['email', 'account'] };
  auth0.addConnection({ name: 'bitbucket', strategy: 'bitbucket', options });
  bitbucket.deleteConsumer(id);
  const settings = await openSettingsWithProfile(world);
  await beLoggedIn(world);
  await pressInPopup(world, settings, 'Check setup');
  const result = await resultPage(world);
  await find(result, 'heading', 'Something does not fit');
  await sees(result, 'No consumer of this workspace has the connection’s Key');
});

itIn('chromium')('names a connection that only looks like Bitbucket’s', async () => {
  const world = await open();
  const { auth0 } = world.standins;
  auth0.addConnection({
    name: 'people',
    strategy: 'oauth2',
    options: {
      client_id: 'x',
      authorizationURL: 'https://bitbucket.org/site/oauth2/authorize',
      tokenURL: 'https://login.example/token',
    },
  });
  const before = structuredClone(auth0.connections[0]?.options);
  await saveAndReachItWorks(world, await setUpToFilledForm(world));
  const result = await resultPage(world);
  await sees(result, '“people” looks like a connection with Bitbucket, but Keyferry leaves it alone.');
  await pressInPopup(world, result, 'Check setup');
  const checked = await resultPage(world);
  await find(checked, 'heading', 'Something does not fit');
  await sees(
    checked,
    '“people” looks like a Bitbucket connection, but leads elsewhere: the address that the Secret goes to',
  );
  expect(auth0.connections.find((each) => each.name === 'people')?.options).toEqual(before);
});
