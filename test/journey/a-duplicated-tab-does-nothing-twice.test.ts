import { expect } from 'vitest';
import {
  find,
  grantAccess,
  openSettingsWithProfile,
  press,
  resultPage,
  saveAndReachItWorks,
  sees,
  setUpFrom,
} from '../person/person';
import { itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();

itIn()('with Bitbucket’s form in it', async () => {
  const world = await open();
  const settings = await openSettingsWithProfile(world);
  const bitbucket = await setUpFrom(world, settings);
  await settings.evaluate(
    `chrome.tabs.query({ url: 'https://bitbucket.org/*' }).then(([tab]) => chrome.tabs.duplicate(tab.id)).then(() => null)`,
  );
  const tabs = () =>
    settings.evaluate(`chrome.tabs.query({ url: 'https://bitbucket.org/*' }).then((tabs) => tabs.length)`);
  expect(await tabs()).toBe(2);
  await bitbucket.bringToFront();
  await saveAndReachItWorks(world, bitbucket);
  const { bitbucket: store, auth0 } = world.standins;
  expect([store.consumers.length, auth0.connections.length]).toEqual([1, 1]);
});

itIn('chromium')('with the result in it', async () => {
  const world = await open();
  const settings = await openSettingsWithProfile(world);
  const bitbucket = await setUpFrom(world, settings);
  world.standins.auth0.addConnection({
    name: 'bitbucket',
    strategy: 'bitbucket',
    options: { client_id: 'oldKeyOldKeyOldKey', profile: true },
  });
  await press(bitbucket, 'Save');
  const [one, other] = [
    await resultPage(world),
    await world.extension.openPage('src/pages/result/index.html'),
  ];
  await find(other, 'button', 'Apply changes');
  await press(other, 'Apply changes');
  await grantAccess(world);
  await sees(one, 'It works!');
  await sees(other, 'It works!');
  expect(world.standins.auth0.connections).toHaveLength(1);
});
