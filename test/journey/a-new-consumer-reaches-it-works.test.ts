import { describe, expect } from 'vitest';
import { explained } from '../bench/trips';
import { find, grantAccess, press, resultPage, saveProfile, sees, setUpFrom } from '../person/person';
import { seed } from '../standins';
import { itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();

describe.each(['clients', 'consumers'] as const)(
  'a workspace with "OAuth %s" and no consumer',
  (generation) => {
    itIn(generation === 'clients' ? 'chromium' : 'firefox')(
      'reaches "It works!" with two clicks on Bitbucket',
      async () => {
        const world = await open({ generation });
        const settings = await saveProfile(world);
        const before = world.standins.requests.length;
        const bitbucket = await setUpFrom(world, settings);
        await press(bitbucket, 'Save');
        await grantAccess(world);

        const result = await resultPage(world);
        await find(result, 'heading', 'It works!');
        await sees(result, seed.person.displayName);
        await sees(result, seed.person.email);

        // Every request has a reason that somebody wrote down.
        expect(explained(world.standins.requests.slice(before)).length).toBeGreaterThan(10);

        const { bitbucket: made, auth0, applications } = world.standins;
        expect(made.consumers).toHaveLength(1);
        const [consumer] = made.consumers;
        expect(consumer).toMatchObject({
          workspace: 'acme',
          name: 'Auth0 login (acme)',
          callbackUrl: 'https://acme.eu.auth0.com/login/callback',
          scopes: expect.arrayContaining(['account', 'email']),
        });
        expect(auth0.connections).toHaveLength(1);
        expect(auth0.connections[0]?.options).toMatchObject({
          client_id: consumer?.key,
          client_secret: consumer?.secret,
        });
        expect([...(auth0.connections[0]?.enabledClients ?? [])].sort()).toEqual(
          [applications.shop.client_id, applications.app.client_id].sort(),
        );
        expect(auth0.clients.map((each) => each.name)).not.toContain('Keyferry login test');
      },
    );
  },
);
