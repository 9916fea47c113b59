import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect } from 'vitest';
import type { RunningBrowser } from '../browsers/extension-browser';
import {
  enter,
  find,
  grantAccess,
  logInToBitbucket,
  press,
  resultPage,
  sees,
  seesFilledForm,
  setUpToFilledForm,
  takeHost,
} from '../person/person';
import { launch, type World } from '../person/world';
import { type Standins, seed, startStandins } from '../standins';
import { browserName, itIn, keepIfFailed } from './worlds';

let folder: string;
let standins: Standins;
let running: RunningBrowser;
let latest: World | undefined;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keyferry-browser-'));
  standins = await startStandins();
});
afterEach(async (test) => {
  await keepIfFailed(latest, test);
  await running.close();
  await standins.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** The same browser as before, with all that it keeps on disk. */
async function start(): Promise<World> {
  running = await launch(browserName, { headless: true, folder });
  const extension = await running.install({ ports: standins.ports });
  latest = { standins, extension, close: () => running.close() };
  return latest;
}

itIn('chromium')('where it was, with the form open and nothing secret left', async () => {
  const before = await start();
  await setUpToFilledForm(before);
  await running.close();

  const world = await start();
  const popup = await world.extension.openPage('src/pages/popup/index.html');
  // An extension from a folder loses the hosts that it was granted.
  await world.extension.grantHost(seed.tenant.domain);
  await takeHost(popup, seed.tenant.domain);
  const stopped = await resultPage(world);
  await sees(stopped, 'The Bitbucket tab was closed.');
  expect(
    await stopped.evaluate(`chrome.storage.session.get().then((all) => JSON.stringify(all))`),
  ).not.toMatch(/credential|pair/);
  await press(stopped, 'Try again');
  const bitbucket = await logInToBitbucket(world);
  await seesFilledForm(world, bitbucket);
  await press(bitbucket, 'Save');
  const result = await resultPage(world);
  await enter(result, 'Token', await standins.auth0.managementToken());
  await press(result, 'Continue');
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
  expect([standins.bitbucket.consumers.length, standins.auth0.connections.length]).toEqual([1, 1]);
});
