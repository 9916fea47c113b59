import { expect } from 'vitest';
import { openSettingsWithProfile, setUpFrom } from '../person/person';
import { browserName, it, worldForEachTest } from './worlds';

const open = worldForEachTest();

/** Before the page's code runs: storage that never answers, and a record of what each frame shows. */
const asleep = `
  globalThis.frames = [];
  const look = () => {
    frames.push(document.body?.innerText ?? '');
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  chrome.storage.local.get = chrome.storage.session.get = () => new Promise(() => undefined);
`;

it('in the first frame that shows anything', async ({ skip }) => {
  const why =
    'Firefox’s driver gives a page of the extension’s no script beforehand; a unit test of the popup shows the same';
  skip(browserName === 'firefox', why);
  const world = await open();
  const settings = await openSettingsWithProfile(world);
  await setUpFrom(world, settings);
  const before = await world.extension.openPage('src/pages/popup/index.html');
  await expect.poll(() => before.evaluate(() => document.body.innerText)).toContain('then click Save there');
  const shown = await before.evaluate(() => document.body.innerText);
  await before.close();

  const popup = await world.extension.browser.newPage();
  await popup.evaluateOnNewDocument(asleep);
  await popup.goto(`${world.extension.origin}/src/pages/popup/index.html`);
  await expect.poll(() => popup.evaluate(`frames.some((text) => text !== '')`)).toBe(true);
  const frames = (await popup.evaluate(`frames`)) as string[];
  expect(frames.find((text) => text !== '')).toBe(shown);
  await popup.close();
});
