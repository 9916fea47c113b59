import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import {
  enter,
  find,
  grantAccess,
  openSettingsWithProfile,
  pageAt,
  press,
  resultPage,
  saveAndReachItWorks,
  sees,
  seesFilledForm,
  setUpFrom,
  setUpToFilledForm,
} from '../person/person';
import type { World } from '../person/world';
import { worldForEachTest } from './worlds';

const open = worldForEachTest();

it('while the form waits for Save', async () => {
  const world = await open();
  const bitbucket = await setUpToFilledForm(world);
  await world.extension.stopBackground();
  await saveAndReachItWorks(world, bitbucket);
  expect(world.standins.bitbucket.consumers).toHaveLength(1);
});

it('while the login window is open: interrupted, never failed, and cleaned up', async () => {
  const world = await open();
  const bitbucket = await setUpToFilledForm(world);
  await press(bitbucket, 'Save');
  const consent = await pageAt(world, 'https://bitbucket.org/site/oauth2/authorize');
  await world.extension.stopBackground();
  await consent.close();
  const result = await resultPage(world);
  await sees(result, 'The test login was interrupted.');
  await press(result, 'Try again');
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
  expect(world.standins.auth0.clients.map((each) => each.name)).not.toContain('Keyferry login test');
});

/** Stops the background as soon as the setup is at a stage, as often as it comes to one of them for the first time. */
function stopAt(world: World, own: Page, stages: readonly string[]): () => Promise<void> {
  const seen = new Set<string>();
  let isWatching = true;
  const watching = (async () => {
    while (isWatching) {
      const kind = (await own
        .evaluate(`chrome.storage.local.get('journey').then(({ journey }) => journey?.stage.kind)`)
        .catch(() => undefined)) as string | undefined;
      if (kind && stages.includes(kind) && !seen.has(kind)) {
        seen.add(kind);
        await world.extension.stopBackground().catch(() => undefined);
        // Somebody looks a moment later, and so wakes it.
        await new Promise((resolve) => setTimeout(resolve, 300));
        await own.evaluate(`chrome.runtime.sendMessage({ type: 'setup/go-on' })`).catch(() => undefined);
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  })();
  return async () => {
    isWatching = false;
    await watching;
  };
}

it.each([[['finding', 'capturing', 'sending']], [['creating', 'checking', 'enabling']]])(
  'as soon as it is at %s',
  async (stages) => {
    const world = await open({ generation: 'consumers' });
    const settings = await openSettingsWithProfile(world);
    const stopWatching = stopAt(world, settings, stages);
    const bitbucket = await setUpFrom(world, settings);
    await saveAndReachItWorks(world, bitbucket);
    await stopWatching();
    const { bitbucket: store, auth0 } = world.standins;
    expect([store.consumers.length, auth0.connections.length]).toEqual([1, 1]);
    expect(auth0.connections[0]?.enabledClients.size).toBe(2);
    expect(auth0.clients.map((each) => each.name)).not.toContain('Keyferry login test');
  },
);

it('or that an update of the extension took away, with the form open', async () => {
  const world = await open({ generation: 'consumers' });
  const orphaned = await setUpToFilledForm(world);
  await world.extension.reload();
  await world.extension.openPage('src/popup/index.html');
  await orphaned.close();
  const stopped = await resultPage(world);
  await sees(stopped, 'Bitbucket’s tab was closed.');
  await press(stopped, 'Try again');
  const bitbucket = await pageAt(world, 'https://bitbucket.org/acme/workspace/settings');
  await seesFilledForm(world, bitbucket);
  await press(bitbucket, 'Save');
  // Memory went with the update, and the token with it.
  const result = await resultPage(world);
  await enter(result, 'Token', await world.standins.auth0.managementToken());
  await press(result, 'Go on');
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
  const { bitbucket: store, auth0 } = world.standins;
  expect([store.consumers.length, auth0.connections.length]).toEqual([1, 1]);
});
