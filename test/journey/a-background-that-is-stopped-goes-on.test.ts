import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
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
  waitFor,
} from '../person/person';
import type { World, WorldOptions } from '../person/world';
import { itEach, itIn, named, none, worldForEachTest } from './worlds';

const open = worldForEachTest();

itIn()('while the form waits for Save', async () => {
  const world = await open();
  const bitbucket = await setUpToFilledForm(world);
  await world.extension.stopBackground();
  await saveAndReachItWorks(world, bitbucket);
  expect(world.standins.bitbucket.consumers).toHaveLength(1);
});

itEach<[string, WorldOptions]>(
  [
    ['a row', { generation: 'consumers' }],
    ['a dialog', { pages: { pairIn: 'redirect-dialog' } }],
  ],
  { chromium: named('a dialog'), firefox: none },
)('while the form waits for Save, which leads to another document with %s', async (_, pages) => {
  const world = await open(pages);
  const bitbucket = await setUpToFilledForm(world);
  await world.extension.stopBackground();
  // The pointer arrives a moment before it presses.
  await (await find(bitbucket, 'button', 'Save')).hover();
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await saveAndReachItWorks(world, bitbucket);
});

itIn('firefox')('while the login window is open: interrupted, never failed, and cleaned up', async () => {
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

/** What the sites are asked for, in order: each request shows exactly how far the setup is. */
const moments: readonly (readonly [what: string, method: string, address: RegExp])[] = [
  ['the list', 'GET', /^bitbucket\.org\/.*\/oauth-consumers\/?$/],
  ['the form', 'GET', /^bitbucket\.org\/.*\/oauth-consumers\/new$/],
  ['a consumer', 'POST', /^bitbucket\.org\/.*\/oauth-consumers\/new$/],
  ['the list with the pair', 'GET', /^bitbucket\.org\/.*\/oauth-consumers\/?$/],
  ['the connections', 'GET', /^acme\.eu\.auth0\.com\/api\/v2\/connections$/],
  ['a connection', 'POST', /^acme\.eu\.auth0\.com\/api\/v2\/connections$/],
];

/** Stops the background at each of these moments, once, while the browser waits for its answer. */
function stopAtEach(world: World, own: Page): () => readonly string[] {
  const stopped: string[] = [];
  world.standins.watching.beforeAnswer = async ({ method, host, path }) => {
    const [what, atMethod, address] = moments[stopped.length] ?? [];
    const asked = `${host.replace(/:\d+$/, '')}${path.replace(/\?.*$/, '')}`;
    if (!what || method !== atMethod || !address?.test(asked)) return;
    stopped.push(what);
    // If the press on Save is not written down yet, Keyferry asks about it later, as it should.
    const isSave = method === 'POST' && host.startsWith('bitbucket.org');
    if (isSave && !(await waitFor(() => isSaveNoted(own))))
      throw new Error('The press on Save was not noted');
    await world.extension.stopBackground();
    // A moment later somebody looks, which wakes it.
    const wake = () => own.evaluate(`chrome.runtime.sendMessage({ type: 'setup/go-on' })`);
    // The next stop may come before the answer.
    setTimeout(() => void wake().catch(() => undefined), 300);
  };
  return () => stopped;
}

const isSaveNoted = (own: Page): Promise<true | undefined> =>
  own.evaluate(
    // biome-ignore lint/suspicious/noExplicitAny: the browser's own API, inside the browser
    async () => (await (globalThis as any).chrome.storage.local.get('journey')).journey?.isSaved,
  );

itIn()('as often as Bitbucket and the dashboard are asked for something else', async () => {
  const world = await open({ generation: 'consumers' });
  const settings = await openSettingsWithProfile(world);
  const stopped = stopAtEach(world, settings);
  const bitbucket = await setUpFrom(world, settings);
  await saveAndReachItWorks(world, bitbucket);
  expect(stopped()).toEqual(moments.map(([what]) => what));
  const { bitbucket: store, auth0 } = world.standins;
  expect([store.consumers.length, auth0.connections.length]).toEqual([1, 1]);
  expect(auth0.connections[0]?.enabledClients.size).toBe(2);
  expect(auth0.clients.map((each) => each.name)).not.toContain('Keyferry login test');
});

itIn()('or that an update of the extension took away, with the form open', async () => {
  const world = await open({ generation: 'consumers' });
  const orphaned = await setUpToFilledForm(world);
  await world.extension.reload();
  await world.extension.openPage('src/pages/popup/index.html');
  await orphaned.close();
  const stopped = await resultPage(world);
  await sees(stopped, 'The Bitbucket tab was closed.');
  await press(stopped, 'Try again');
  const bitbucket = await pageAt(world, 'https://bitbucket.org/acme/workspace/settings');
  await seesFilledForm(world, bitbucket);
  await press(bitbucket, 'Save');
  // The update cleared the memory, and the token with it.
  const result = await resultPage(world);
  await enter(result, 'Token', await world.standins.auth0.managementToken());
  await press(result, 'Continue');
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
  const { bitbucket: store, auth0 } = world.standins;
  expect([store.consumers.length, auth0.connections.length]).toEqual([1, 1]);
});
