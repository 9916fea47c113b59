import type { Page } from 'puppeteer-core';
import { describe, expect } from 'vitest';
import {
  check,
  enter,
  find,
  pressInHelper,
  seesFilledForm,
  seesInHelper,
  setUpToFilledForm,
} from '../person/person';
import { itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();

/** Every field and box on the page, and its state. */
const state = (page: Page) =>
  page.$$eval('main input:not([type=hidden]), main textarea', (fields) =>
    fields.map((field) =>
      field instanceof HTMLInputElement && field.type === 'checkbox' ? field.checked : field.value,
    ),
  );

describe.each(['clients', 'consumers'] as const)('in "OAuth %s"', (generation) => {
  itIn(...(generation === 'clients' ? (['chromium'] as const) : []))(
    'is put back by Undo, and filled again by Fill in again',
    async () => {
      const world = await open({ generation });
      const bitbucket = await setUpToFilledForm(world);
      const filled = await state(bitbucket);
      await pressInHelper(world, bitbucket, 'Undo');
      await seesInHelper(world, bitbucket, 'Your previous entries are back.');
      expect((await state(bitbucket)).filter(Boolean)).toEqual([]);
      await pressInHelper(world, bitbucket, 'Fill in again');
      await seesFilledForm(world, bitbucket);
      expect(await state(bitbucket)).toEqual(filled);
    },
  );
});

itIn()(
  'is flagged where the person changed what the dashboard needs, and never changed back unasked',
  async () => {
    const world = await open({ generation: 'consumers' });
    const bitbucket = await setUpToFilledForm(world);
    await enter(bitbucket, 'Callback URL', 'https://mine.example/callback');
    await check(bitbucket, 'Delete');
    await seesInHelper(world, bitbucket, 'different');
    await seesInHelper(world, bitbucket, 'not needed');
    const callback = await find(bitbucket, 'textbox', 'Callback URL');
    expect(await callback.evaluate((element) => (element as HTMLInputElement).value)).toBe(
      'https://mine.example/callback',
    );
  },
);
