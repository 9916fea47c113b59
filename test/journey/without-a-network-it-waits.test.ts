import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { find, grantAccess, press, resultPage, sees, setUpToFilledForm } from '../person/person';
import type { World } from '../person/world';
import { worldForEachTest } from './world-for-each-test';

const open = worldForEachTest();

/** Takes the network from the background, as its browser sees it, or gives it back. */
async function setOffline({ extension }: World, isOffline: boolean): Promise<void> {
  const background = await extension.background();
  await background.client.send('Network.enable');
  await background.client.send('Network.emulateNetworkConditions', {
    offline: isOffline,
    latency: 0,
    downloadThroughput: -1,
    uploadThroughput: -1,
  });
}

it('and goes on as soon as there is one', async () => {
  const world = await open();
  const bitbucket: Page = await setUpToFilledForm(world);
  await setOffline(world, true);
  await press(bitbucket, 'Save');
  const popup = await world.extension.openPopup(bitbucket);
  await sees(popup, 'There is no network.');
  await sees(popup, 'Goes on by itself as soon as there is a network.');
  expect(world.standins.auth0.connections).toEqual([]);
  await popup.setOfflineMode(true);
  await setOffline(world, false);
  await popup.setOfflineMode(false);
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
});
