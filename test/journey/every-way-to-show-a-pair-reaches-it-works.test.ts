import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import {
  enter,
  find,
  grantAccess,
  press,
  pressInHelper,
  resultPage,
  seesInHelper,
  setUpToFilledForm,
} from '../person/person';
import type { World } from '../person/world';
import type { PageSettings } from '../standins/bitbucket/pages';
import { itEach, itIn, named, none, worldForEachTest } from './worlds';

const open = worldForEachTest();

/** To the end, with the pair that Bitbucket has made. */
async function works(world: World): Promise<void> {
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
  const { bitbucket, auth0 } = world.standins;
  const [consumer] = bitbucket.consumers;
  expect(bitbucket.consumers).toHaveLength(1);
  expect(auth0.connections[0]?.options).toMatchObject({
    client_id: consumer?.key,
    client_secret: consumer?.secret,
  });
}

/** For a while, the panel says neither that the pair is kept nor that it is lost. */
async function nothingIsSaidOfThePair(world: World, page: Page, ms: number): Promise<void> {
  for (const end = Date.now() + ms; Date.now() < end; ) {
    const said = await world.extension.textsInPanel(page);
    expect(said).not.toMatch(/Keyferry has the|You can close|Keyferry missed/);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  expect(world.standins.auth0.connections).toEqual([]);
}

interface Shown extends Partial<PageSettings> {
  /** What the person presses once the pair is kept. */
  readonly last?: string;
}

describe('by itself,', () => {
  itEach<[string, Shown]>(
    [
      ['in a dialog over the form, the list after it', { pairIn: 'dialog', last: 'Done' }],
      ['in a dialog over the list, a moment after that', { pairIn: 'list-dialog' }],
      ['in a dialog of a new document', { pairIn: 'redirect-dialog' }],
      ['on a page of its own', { pairIn: 'page' }],
      ['on a page of its own, a new document', { pairIn: 'redirect-page' }],
      ['in read-only fields', { pairAs: 'fields' }],
      ['in read-only fields on a page of its own', { pairAs: 'fields', pairIn: 'page' }],
      ['in the open', { pairAs: 'text' }],
      ['masked until asked for, over the list', { pairAs: 'masked', pairIn: 'list-dialog' }],
    ],
    {
      chromium: named('masked until asked for, over the list'),
      firefox: none,
    },
  )('%s', async (_, { last, ...pages }) => {
    const world = await open({ pages });
    const page = await setUpToFilledForm(world);
    await press(page, 'Save');
    if (last) {
      await seesInHelper(world, page, 'You can close this dialog.');
      await press(page, last);
    }
    await works(world);
  });
});

itIn()('one value after the other, over the list', async () => {
  const world = await open({ pages: { pairAs: 'steps', pairIn: 'list-dialog' } });
  const page = await setUpToFilledForm(world);
  await press(page, 'Save');
  await seesInHelper(world, page, 'Got the Client ID.');
  await nothingIsSaidOfThePair(world, page, 1_000);
  await press(page, 'Next');
  await works(world);
});

describe('late, and nothing is said of it before,', () => {
  itEach<[string, PageSettings['pairIn']]>(
    [
      ['over the form', 'dialog'],
      ['over the list', 'list-dialog'],
      ['over a new document', 'redirect-dialog'],
      ['on a page of its own', 'page'],
    ],
    { chromium: none, firefox: none },
  )('%s', async (_, pairIn) => {
    const world = await open({ pages: { pairIn, pairAfterMs: 9_000 } });
    const page = await setUpToFilledForm(world);
    await press(page, 'Save');
    await nothingIsSaidOfThePair(world, page, 4_500);
    await works(world);
  });
});

itIn()('once more, after its dialog was closed before it could be read', async () => {
  const world = await open({ pages: { pairAgain: true } });
  const page = await setUpToFilledForm(world);
  // Faster than any person: gone the moment it comes. Not even its fade-out is seen.
  const hiding = await page.addStyleTag({ content: '[role=dialog] { display: none }' });
  await page.evaluate(() =>
    new MutationObserver((_, observer) => {
      const done = [...document.querySelectorAll('button')].find((each) => each.textContent === 'Done');
      if (!done) return;
      observer.disconnect();
      done.click();
    }).observe(document.body, { subtree: true, childList: true }),
  );
  await press(page, 'Save');
  await seesInHelper(world, page, '“Auth0 login (acme)” is saved.');
  await nothingIsSaidOfThePair(world, page, 1_000);
  await hiding.evaluate((style) => style.remove());
  await press(page, 'Show again');
  await works(world);
});

itIn('chromium')(
  'behind buttons that copy, which the person presses, and pastes on the result page',
  async () => {
    const world = await open({ pages: { pairAs: 'copy' } });
    const page = await setUpToFilledForm(world);
    await press(page, 'Save');
    await seesInHelper(world, page, 'only a Copy button');
    await nothingIsSaidOfThePair(world, page, 4_000);
    await page.bringToFront();
    await pressInHelper(world, page, 'Open Keyferry');
    const [consumer] = world.standins.bitbucket.consumers;
    const result = await resultPage(world);
    await enter(result, 'Key', consumer?.key ?? '');
    await enter(result, 'Secret', consumer?.secret ?? '');
    await press(result, 'Use these values');
    await works(world);
  },
);
