import { describe, expect } from 'vitest';
import {
  find,
  press,
  pressInPopup,
  resultPage,
  saveAndReachItWorks,
  sees,
  setUpToFilledForm,
} from '../person/person';
import type { World } from '../person/world';
import { itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();

/** A setup that works, as a person left it. */
async function setUp(generation: 'clients' | 'consumers'): Promise<World> {
  const world = await open({ generation });
  world.standins.auth0.customDomains.length = 0;
  const bitbucket = await setUpToFilledForm(world);
  await saveAndReachItWorks(world, bitbucket);
  return world;
}

describe.each(['clients', 'consumers'] as const)('with "OAuth %s"', (generation) => {
  itIn(...(generation === 'clients' ? ['chromium' as const] : []))(
    'says what was compared, that everything fits once a login was seen, and what does not, and changes nothing',
    async () => {
      const world = await setUp(generation);
      const { auth0, bitbucket } = world.standins;
      const [consumer] = bitbucket.consumers;
      if (!consumer) throw new Error('no consumer');
      bitbucket.addConsumer('acme', generation, { ...consumer, name: 'Another one' });
      const before = JSON.stringify([auth0.connections, bitbucket.consumers]);
      await pressInPopup(world, await resultPage(world), 'Check setup');
      const good = await resultPage(world);
      await find(good, 'heading', 'No problem found');
      await sees(good, 'Not checked: Test login.');
      await sees(good, '“Auth0 login (acme)” in the workspace “acme” matches the connection’s Key.');
      await sees(good, 'Bitbucket accepts the connection’s Key and Secret.');
      expect(JSON.stringify([auth0.connections, bitbucket.consumers])).toBe(before);
      await press(good, 'Run test login');
      await find(good, 'heading', 'Everything matches');

      consumer.callbackUrl = 'http://acme.eu.auth0.com/login/callback';
      consumer.scopes = ['email'];
      bitbucket.replaceSecret(consumer);
      auth0.connections[0]?.enabledClients.clear();
      auth0.customDomains.push({ domain: 'id.acme.example', status: 'ready' });
      await press(good, 'Check again');
      const bad = await resultPage(world);
      await find(bad, 'heading', 'Something needs fixing');
      await sees(bad, 'Bitbucket has a different one than Auth0 sends');
      expect(await bad.$$eval('mark', (marks) => marks.map((each) => each.textContent))).toEqual(['s']);
      await sees(bad, 'Missing permission: account.');
      await sees(bad, 'Bitbucket rejects the connection’s Key and Secret');
      await sees(bad, 'Not enabled for');
      await sees(bad, 'Logins that start there send https://id.acme.example/login/callback.');
    },
  );
});

itIn('firefox')('tells applications apart that may have no button for Bitbucket all the same', async () => {
  const world = await setUp('clients');
  const { auth0 } = world.standins;
  const staff = auth0.addClient({ name: 'Staff', app_type: 'spa', organization_usage: 'require' });
  auth0.addClient({ name: 'MCP client', app_type: 'native', is_first_party: false });
  auth0.connections[0]?.enabledClients.add(staff.client_id);
  await pressInPopup(world, await resultPage(world), 'Check setup');
  const result = await resultPage(world);
  await find(result, 'heading', 'No problem found');
  await sees(result, 'Not enabled for MCP client.');
  await sees(result, 'Users log in to Staff through an organization only.');
  await sees(result, 'Not checked: Organizations, Test login.');
});

itIn()('names a connection that only looks like Bitbucket’s', async () => {
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
  await sees(result, '“people” looks like a Bitbucket connection, but Keyferry leaves it alone.');
  await pressInPopup(world, result, 'Check setup');
  const checked = await resultPage(world);
  await find(checked, 'heading', 'Something needs fixing');
  await sees(
    checked,
    '“people” looks like a Bitbucket connection. What’s different from one that Keyferry sets up: the address that the Secret goes to',
  );
  expect(auth0.connections.find((each) => each.name === 'people')?.options).toEqual(before);
});
