import { describe, expect } from 'vitest';
import {
  enter,
  find,
  press,
  saveAndReachItWorks,
  sees,
  seesInHelper,
  setUpToFilledForm,
} from '../person/person';
import { consumerFields } from '../standins/bitbucket/store';
import { browserName, itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();

/** AUI's styles draw the star; Chromium reads it out, and the search in Firefox's DOM does not. */
const starred = browserName === 'chromium' ? 'Name * (required)' : 'Name (required)';

describe.each(['clients', 'consumers'] as const)('in "OAuth %s"', (generation) => {
  itIn(...(generation === 'clients' ? (['chromium'] as const) : []))(
    'takes a free name, says what Bitbucket refuses, and goes on once it is put right',
    async () => {
      const world = await open({ generation });
      const { bitbucket: store, auth0 } = world.standins;
      store.addConsumer('acme', generation, consumerFields('Auth0 login (acme)'));
      const bitbucket = await setUpToFilledForm(world);
      const nameLabel = generation === 'clients' ? 'Name' : starred;
      const name = await find(bitbucket, 'textbox', nameLabel);
      expect(await name.evaluate((element) => (element as HTMLInputElement).value)).toBe(
        'Auth0 login (acme) 2',
      );

      await enter(bitbucket, nameLabel, 'Auth0 login (acme)');
      await press(bitbucket, 'Save');
      const refused =
        generation === 'clients'
          ? 'An OAuth client with this name already exists in this workspace.'
          : 'You already have a consumer with this name.';
      await seesInHelper(world, bitbucket, refused);
      const popup = await world.extension.openPopup(bitbucket);
      await sees(popup, refused);
      expect(store.consumers).toHaveLength(1);
      expect(auth0.connections).toHaveLength(0);

      await bitbucket.bringToFront();
      await enter(bitbucket, nameLabel, 'Login for the shop');
      const result = await saveAndReachItWorks(world, bitbucket);
      await sees(result, 'Login for the shop');
      expect(store.consumers.map((each) => each.name).sort()).toEqual([
        'Auth0 login (acme)',
        'Login for the shop',
      ]);
    },
  );
});
