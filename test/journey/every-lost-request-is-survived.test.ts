import type { Page } from 'puppeteer-core';
import { beforeAll, expect, it } from 'vitest';
import { grantAccess, logInToBitbucket, pressInPopup, resultPage, saveProfile } from '../person/person';
import type { World } from '../person/world';
import { type Consumer, consumerFields } from '../standins/bitbucket/store';
import { worldForAllTests } from './worlds';

const open = worldForAllTests();

/**
 * From the pair to "It works!", with the network gone at one request after the other, and back when the setup has said
 * so. Whatever was lost, there is one connection with the right Key, the right applications, and nothing of the test.
 */

let world: World;
let popup: Page;
let consumer: Consumer;
beforeAll(async () => {
  world = await open({ generation: 'consumers' });
  const callbackUrl = 'https://acme.eu.auth0.com/login/callback';
  consumer = world.standins.bitbucket.addConsumer(
    'acme',
    'consumers',
    consumerFields('Shop login', { callbackUrl, isPrivate: true }),
  );
  const settings = await saveProfile(world);
  await pressInPopup(world, settings, 'Use an existing consumer');
  await logInToBitbucket(world);
  await grantAccess(world);
  await resultPage(world);
  popup = await world.extension.openPage('src/popup/index.html');
  await untilDone();
});

interface Stage {
  readonly kind: string;
  readonly phase?: string;
}

const stageNow = (): Promise<Stage | undefined> =>
  popup.evaluate(
    // biome-ignore lint/suspicious/noExplicitAny: the browser's own API, inside the browser
    async () => (await (globalThis as any).chrome.storage.local.get('journey')).journey?.stage,
  );

/** The tab is mostly behind another one, where a real click cannot reach it. */
async function pressHere(name: string): Promise<void> {
  await popup.waitForFunction(
    (text) => {
      const button = [...document.querySelectorAll('button')].find((each) => each.textContent === text);
      if (!button || button.disabled) return false;
      button.click();
      return true;
    },
    { polling: 50 },
    name,
  );
}

const untilGone = (name: string) =>
  popup.waitForFunction((text) => !document.body.innerText.includes(text), { polling: 50 }, name);

const asksForConsent = async (): Promise<boolean> =>
  (await world.extension.browser.pages()).some((page) =>
    page.url().startsWith('https://bitbucket.org/site/oauth2/authorize'),
  );

/** Does what a person does: grants access, and tries again once the network is back, until the setup is done. */
async function untilDone(onStopped: () => void = () => undefined): Promise<void> {
  const deadline = Date.now() + 40_000;
  for (;;) {
    const stage = await stageNow();
    if (stage?.kind === 'done') return;
    if (Date.now() > deadline) throw new Error(`It stands at ${JSON.stringify(stage)}`);
    if (stage?.kind === 'stopped') {
      onStopped();
      await pressHere('Try again');
    } else if (stage === undefined && (await popup.$('[role=alert]'))) {
      onStopped();
      await pressHere('Use an existing consumer');
    } else if (stage?.kind === 'testing' && (await asksForConsent())) {
      // Asked once: Bitbucket remembers what was granted to a consumer.
      await grantAccess(world);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Sets up anew, with every request from the `lost`-th on failing until the setup has stopped. Gives back what was sent. */
async function setUp(lost: number, at: 'before' | 'after'): Promise<string[]> {
  const { auth0 } = world.standins;
  auth0.interfere = () => undefined;
  await pressHere('Start over');
  await untilGone('Start over');
  auth0.connections.length = 0;
  const sent: string[] = [];
  let isGone = true;
  auth0.interfere = ({ method, path }, when) => {
    // The login window is the browser's own; what the extension sends is meant.
    if (!/^\/(?:api\/v2|\.well-known|oauth\/token)/.test(path)) return undefined;
    if (when === 'before') sent.push(`${method} ${path.replace(/(?<=connections\/|clients\/)[^/]+/, '…')}`);
    if (!isGone || sent.length < lost) return undefined;
    return sent.length > lost || when === at ? 'drop' : undefined;
  };
  await pressHere('Use an existing consumer');
  await untilDone(() => {
    isGone = false;
  });
  isGone = false;
  return sent;
}

/** Taken away at the end of the setup, or, where that was lost, when the background starts again. */
async function testApplicationIsGone(): Promise<void> {
  const { auth0 } = world.standins;
  const isThere = () => auth0.clients.some((each) => each.name === 'Keyferry login test');
  const deadline = Date.now() + 10_000;
  for (let again = Date.now() + 3_000; isThere(); ) {
    if (Date.now() > deadline) throw new Error('The test application is still there');
    if (Date.now() > again) {
      again = Number.POSITIVE_INFINITY;
      await world.extension.stopBackground();
      await (await world.extension.openPage('src/result/index.html')).close();
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function isRight(): Promise<void> {
  const { auth0, bitbucket, applications } = world.standins;
  await testApplicationIsGone();
  expect(
    auth0.connections.map(({ name, options, enabledClients }) => [
      name,
      options.client_id,
      [...enabledClients],
    ]),
  ).toEqual([['bitbucket', consumer.key, [applications.shop.client_id, applications.app.client_id]]]);
  expect(auth0.connections[0]?.options.client_secret).toBe(consumer.secret);
  expect(bitbucket.consumers).toHaveLength(1);
}

it('at every one, before it arrives and before its answer does', async () => {
  const requests = await setUp(Number.POSITIVE_INFINITY, 'before');
  await isRight();
  expect(requests.length).toBeGreaterThan(10);
  for (const [index, request] of requests.entries()) {
    const isWrite = !request.startsWith('GET');
    for (const at of isWrite ? (['before', 'after'] as const) : (['before'] as const)) {
      await setUp(index + 1, at).catch((error: unknown) => {
        throw new Error(`${request} (${at}): ${error instanceof Error ? error.message : error}`);
      });
      await isRight();
    }
  }
}, 300_000);
