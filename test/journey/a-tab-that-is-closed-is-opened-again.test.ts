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
import { browserName, itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();
const settings = 'https://bitbucket.org/acme/workspace/settings';

describe('and nothing is made twice', () => {
  itIn('chromium')('before Save', async () => {
    const world = await open({ generation: 'consumers' });
    const bitbucket = await setUpToFilledForm(world);
    await bitbucket.close();
    const result = await resultPage(world);
    await sees(result, 'The Bitbucket tab was closed.');
    await press(result, 'Try again');
    const again = await pageAt(world, settings);
    await seesFilledForm(world, again);
    await saveAndReachItWorks(world, again);
    expect(world.standins.bitbucket.consumers).toHaveLength(1);
  });

  itIn()('after Save', async () => {
    const world = await open({ generation: 'consumers' });
    const bitbucket = await setUpToFilledForm(world);
    // The consumer is saved, but the page that says so never comes.
    const { bitbucket: made, watching } = world.standins;
    let isHeld = false;
    const closed = new Promise<void>((resolve) => bitbucket.once('close', () => resolve()));
    watching.beforeAnswer = ({ method, host }) => {
      if (method !== 'GET' || host !== 'bitbucket.org' || made.consumers.length === 0) return undefined;
      isHeld = true;
      return closed;
    };
    await press(bitbucket, 'Save');
    await expect.poll(() => isHeld).toBe(true);
    await bitbucket.close();
    watching.beforeAnswer = () => {};
    const result = await resultPage(world);
    await sees(result, 'The Bitbucket tab was closed.');
    await press(result, 'Try again');
    await grantAccess(world);
    await find(await resultPage(world), 'heading', 'It works!');
    expect(world.standins.bitbucket.consumers).toHaveLength(1);
  });
});

itIn()('and is known again where the browser has discarded it to save memory', async (ctx) => {
  if (browserName !== 'chromium') return ctx.skip('Firefox gives a discarded tab no other id');
  const world = await open();
  await setUpToFilledForm(world);
  const own = await world.extension.openPage('src/pages/options/index.html');
  const home =
    'chrome.storage.session.get().then((all) => all[Object.keys(all).find((each) => each.startsWith("place:"))].tabId)';
  const before = await own.evaluate(home);
  await own.evaluate(`${home}.then((id) => chrome.tabs.discard(id))`);
  await expect.poll(() => own.evaluate(home)).not.toBe(before);
  await own.evaluate(`${home}.then((id) => chrome.tabs.update(id, { active: true }))`);
  const again = await pageAt(world, settings);
  await seesFilledForm(world, again);
  await saveAndReachItWorks(world, again);
  expect(world.standins.bitbucket.consumers).toHaveLength(1);
});
