import { describe, expect } from 'vitest';
import {
  find,
  grantAccess,
  pageAt,
  press,
  resultPage,
  saveAndReachItWorks,
  sees,
  seesFilledForm,
  setUpToFilledForm,
} from '../person/person';
import { itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();
const settings = 'https://bitbucket.org/acme/workspace/settings';

describe('and nothing is made twice', () => {
  itIn('chromium')('before Save', async () => {
    const world = await open({ generation: 'consumers' });
    const bitbucket = await setUpToFilledForm(world);
    await bitbucket.close();
    const result = await resultPage(world);
    await sees(result, 'Bitbucket’s tab was closed.');
    await press(result, 'Try again');
    const again = await pageAt(world, settings);
    await seesFilledForm(world, again);
    await saveAndReachItWorks(world, again);
    expect(world.standins.bitbucket.consumers).toHaveLength(1);
  });

  itIn('firefox')('after Save', async () => {
    const world = await open({ generation: 'consumers' });
    const bitbucket = await setUpToFilledForm(world);
    // The consumer is saved, but the page that says so never comes.
    await bitbucket.setRequestInterception(true);
    bitbucket.on(
      'request',
      (request) =>
        void (request.method() === 'GET' && request.isNavigationRequest()
          ? request.abort()
          : request.continue()),
    );
    await press(bitbucket, 'Save');
    await expect.poll(() => world.standins.bitbucket.consumers.length).toBe(1);
    await bitbucket.close();
    const result = await resultPage(world);
    await sees(result, 'Bitbucket’s tab was closed.');
    await press(result, 'Try again');
    await grantAccess(world);
    await find(await resultPage(world), 'heading', 'It works!');
    expect(world.standins.bitbucket.consumers).toHaveLength(1);
  });
});
