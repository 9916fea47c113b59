import type { Viewport } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import {
  find,
  grantAccess,
  press,
  resultPage,
  saveAndReachItWorks,
  seesInHelper,
  setUpToFilledForm,
} from '../person/person';
import { seed } from '../standins';
import type { PageSettings } from '../standins/bitbucket/pages';
import { itEach, named, none, worldForEachTest } from './worlds';

const open = worldForEachTest();

interface Pages extends Partial<PageSettings> {
  readonly save?: string;
  /** What the person presses if the secret comes one step after the Client ID. */
  readonly next?: string;
}

const old = { list: 'consumers', form: 'consumers' } as const;

itEach<[string, Viewport, 'light' | 'dark']>(
  [
    ['narrow', { width: 390, height: 700 }, 'light'],
    ['in the dark', { width: 1280, height: 900 }, 'dark'],
    ['at 200 %', { width: 640, height: 450, deviceScaleFactor: 2 }, 'light'],
  ],
  { chromium: none, firefox: none },
)('%s', async (_, viewport, colours) => {
  const world = await open();
  const bitbucket = await setUpToFilledForm(world);
  await bitbucket.setViewport(viewport);
  await world.extension.setColours(bitbucket, colours);
  await saveAndReachItWorks(world, bitbucket);
});

describe('with', () => {
  itEach<[string, Pages]>(
    [
      ['the dialog of 2012', { list: '2012', form: '2012' }],
      ['the pages of 2015, below the integrated applications', { list: '2015', form: 'consumers' }],
      ['the pages of 2019 in German', { ...old, language: 'de', save: 'Speichern' }],
      ['the pages of 2019 in Japanese', { ...old, language: 'ja', save: '保存' }],
      ['the pages of 2019 in Polish, by their shape', { ...old, language: 'pl', save: 'Zapisz' }],
      ['the pages of 2026 in Polish, by their shape', { language: 'pl', save: 'Zapisz' }],
      ['the pages of 2026 in German', { language: 'de', save: 'Speichern' }],
      ['the pages of 2026 in Japanese', { language: 'ja', save: '保存' }],
      ['the new list and the old form', { list: 'clients', form: 'consumers' }],
      ['the old list and the new form', { list: 'consumers', form: 'clients' }],
      ['addresses of the new pages that redirect to the old ones', { ...old, oldAddresses: 'redirect' }],
      ['a secret that is masked until asked for', { pairAs: 'masked' }],
      ['a pair on a page of its own', { pairIn: 'page' }],
      ['one long form without tabs', { layout: 'long' }],
      ['a secret that comes a step after the Client ID', { pairAs: 'steps', next: 'Next' }],
    ],
    {
      chromium: named('the dialog of 2012', 'the pages of 2026 in Polish, by their shape'),
      firefox: named('the pages of 2019 in Japanese'),
    },
  )('%s', async (_, { save = 'Save', next, ...pages }) => {
    const world = await open({ pages });
    const bitbucket = await setUpToFilledForm(world);
    await press(bitbucket, save);
    if (next) {
      await seesInHelper(world, bitbucket, 'Got the Client ID.');
      await press(bitbucket, next);
    }
    await grantAccess(world);
    const result = await resultPage(world);
    await find(result, 'heading', 'It works!');
    await find(result, 'heading', seed.person.displayName);
    const { bitbucket: store, auth0 } = world.standins;
    expect(store.consumers).toHaveLength(1);
    const [consumer] = store.consumers;
    expect(consumer?.callbackUrl).toBe('https://acme.eu.auth0.com/login/callback');
    expect(auth0.connections[0]?.options).toMatchObject({
      client_id: consumer?.key,
      client_secret: consumer?.secret,
    });
  });
});
