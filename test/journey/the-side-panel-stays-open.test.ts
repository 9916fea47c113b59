import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import {
  check,
  enter,
  find,
  grantAccess,
  openSettingsWithProfile,
  press,
  pressInPopup,
  resultPage,
  sees,
  seesInHelper,
  setUpFrom,
} from '../person/person';
import type { World } from '../person/world';
import { browserName, itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();

/** The open panels beside a page, as the browser itself reports them. */
const sidePanels = (own: Page) => () =>
  own.evaluate(
    `chrome.runtime.getContexts({ contextTypes: ['SIDE_PANEL'] }).then((all) => all.map((each) => new URL(each.documentUrl).pathname))`,
  );

/** What is in the panel: Chromium lets its driver into it; in Firefox the same page is opened in a tab. */
async function panelPage({ extension }: World): Promise<Page> {
  const path = 'src/pages/side/index.html';
  if (browserName === 'firefox') return extension.openPage(path);
  const target = await extension.browser.waitForTarget((each) => each.url().endsWith(path));
  return target.asPage();
}

itIn('chromium')('beside a page, and takes two values one after the other', async () => {
  const world = await open({ pages: { pairAs: 'copy' } });
  const settings = await openSettingsWithProfile(world);
  const bitbucket = await setUpFrom(world, settings);
  await press(bitbucket, 'Save');
  await seesInHelper(world, bitbucket, 'only a Copy button');
  await pressInPopup(world, bitbucket, 'Open in the side panel');
  await expect.poll(sidePanels(settings)).toEqual(['/src/pages/side/index.html']);

  const panel = await panelPage(world);
  const [consumer] = world.standins.bitbucket.consumers;
  await enter(panel, 'Key', consumer?.key ?? '');
  // A popup would be gone by now.
  await bitbucket.bringToFront();
  if (browserName === 'firefox') await panel.bringToFront();
  await enter(panel, 'Secret', consumer?.secret ?? '');
  await press(panel, 'Use these values');
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
  await sees(panel, 'It works!');
});

itIn('firefox')('where the person wants it, in place of the result page', async () => {
  const world = await open({ pages: { pairAs: 'copy' } });
  const settings = await openSettingsWithProfile(world);
  await settings.bringToFront();
  await check(settings, 'Open the side panel when you have to paste or copy two values');
  const bitbucket = await setUpFrom(world, settings);
  await press(bitbucket, 'Save');
  await seesInHelper(world, bitbucket, 'only a Copy button');
  await pressInPopup(world, bitbucket, 'Paste the two values');
  await expect.poll(sidePanels(settings)).toEqual(['/src/pages/side/index.html']);
  const addresses = (await world.extension.openPages()).map(({ address }) => address);
  expect(addresses.filter((each) => each.includes('/src/pages/result/'))).toEqual([]);
});
