import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import {
  beLoggedIn,
  find,
  grantAccess,
  openSettingsWithProfile,
  press,
  pressInPopup,
  resultPage,
} from '../person/person';
import type { World } from '../person/world';
import { type Consumer, consumerFields } from '../standins/bitbucket/store';
import { beforeFirst, itIn, worldForAllTests } from './worlds';

const open = worldForAllTests();

/**
 * From the pair to "It works!", with the network lost, or the background stopped, at one kind of request after another.
 * Whatever was lost, there is one connection with the right Key, the right applications, and nothing left of the test.
 */

let world: World;
let popup: Page;
let consumer: Consumer;
beforeFirst(async () => {
  world = await open({ generation: 'consumers' });
  const callbackUrl = 'https://acme.eu.auth0.com/login/callback';
  consumer = world.standins.bitbucket.addConsumer(
    'acme',
    'consumers',
    consumerFields('Shop login', { callbackUrl, isPrivate: true }),
  );
  const settings = await openSettingsWithProfile(world);
  await beLoggedIn(world);
  await pressInPopup(world, settings, 'Use an existing consumer');
  popup = await world.extension.openPage('src/pages/popup/index.html');
  const result = await resultPage(world);
  await press(result, 'Send to Auth0');
  await grantAccess(world);
  await find(result, 'heading', 'It works!');
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

/** Presses the button if it is there. The tab is mostly behind another one, where a real click cannot reach it. */
const pressHere = (name: string): Promise<boolean> =>
  popup.evaluate((text) => {
    // Nothing behind a question takes a click.
    const where = document.querySelector('dialog[open]') ?? document;
    const button = [...where.querySelectorAll('button')].find((each) => each.textContent === text);
    if (!button || button.disabled) return false;
    button.click();
    return true;
  }, name);

/** The same for what is under “More”, which is unfolded first. */
async function pressUnderMore(name: string): Promise<boolean> {
  if (await pressHere(name)) return true;
  await popup.evaluate(() =>
    document.querySelector<HTMLElement>('header button[aria-expanded="false"]')?.click(),
  );
  return false;
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + 40_000; !(await isSo()); ) {
    if (Date.now() > deadline)
      throw new Error(
        `${what}, at ${JSON.stringify(await stageNow())}: ${await popup.evaluate(() => document.body.innerText)}`,
      );
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

const asksForConsent = async (): Promise<boolean> =>
  (await world.extension.openPages()).some(({ address }) =>
    address.startsWith('https://bitbucket.org/site/oauth2/authorize'),
  );

/** Acts as a person: agrees to the client, grants access, and tries again once the network is back, until the setup is done. */
async function untilDone(onStopped: () => void = () => undefined): Promise<void> {
  await until('It is never done', async () => {
    const stage = await stageNow();
    if (stage?.kind === 'stopped') {
      onStopped();
      await pressHere('Try again');
    } else if (stage === undefined && (await popup.$('[role=alert]'))) {
      onStopped();
      await until('It does not start again', () => pressUnderMore('Use an existing consumer'));
    } else if (stage?.kind === 'confirming') {
      await pressHere('Send to Auth0');
    } else if (stage?.kind === 'testing' && (await asksForConsent())) {
      // Asked only once: Bitbucket remembers what a consumer was granted.
      await grantAccess(world);
    }
    return stage?.kind === 'done';
  });
}

type Interfering = World['standins']['auth0']['interfere'];

/** Sets up anew, and calls `happens` at each request that the extension sends. Returns what was sent. */
async function setUpWith(
  happens: (request: string, count: number, when: 'before' | 'after') => ReturnType<Interfering>,
  onStopped?: () => void,
): Promise<string[]> {
  const { auth0 } = world.standins;
  auth0.interfere = () => undefined;
  await until('It does not start over', async () => {
    await pressUnderMore('Discard setup');
    return (await stageNow()) === undefined;
  });
  auth0.connections.length = 0;
  const sent: string[] = [];
  auth0.interfere = ({ method, path }, when) => {
    // The login window's requests are the browser's; only the extension's count.
    if (!/^\/(?:api\/v2|\.well-known|oauth\/token)/.test(path)) return undefined;
    const request = `${method} ${path.replace(/(?<=connections\/|clients\/)[^/]+/, '…')}`;
    if (when === 'before') sent.push(request);
    return happens(request, sent.length, when);
  };
  await until('It does not start', () => pressUnderMore('Use an existing consumer'));
  await untilDone(onStopped);
  return sent;
}

/** Every request from the `lost`-th on fails, until the setup has stopped. */
async function setUpLosing(lost: number, at: 'before' | 'after'): Promise<string[]> {
  let isGone = true;
  return setUpWith(
    (_, count, when) => {
      if (!isGone || count < lost) return undefined;
      return count > lost || when === at ? 'drop' : undefined;
    },
    () => {
      isGone = false;
    },
  ).finally(() => {
    isGone = false;
  });
}

/** A moment later somebody looks, which wakes it. */
async function stopAndWake(): Promise<void> {
  await world.extension.stopBackground();
  setTimeout(() => {
    void popup.evaluate(`chrome.runtime.sendMessage({ type: 'setup/go-on' })`).catch(() => undefined);
  }, 300);
}

/** Taken away at the end of the setup or, if that was lost, when the background starts again. */
async function testApplicationIsGone(): Promise<void> {
  const { auth0 } = world.standins;
  const isThere = () => auth0.clients.some((each) => each.name === 'Keyferry login test');
  const deadline = Date.now() + 40_000;
  for (let again = Date.now() + 3_000; isThere(); ) {
    if (Date.now() > deadline) throw new Error('The test application is still there');
    if (Date.now() > again) {
      again = Number.POSITIVE_INFINITY;
      await world.extension.stopBackground();
      await (await world.extension.openPage('src/pages/result/index.html')).close();
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

/** What a dashboard's answers do to a setup does not depend on the browser. */
itIn()(
  'loses the network at every kind of request, before it arrives and before its answer does',
  async () => {
    const requests = await setUpWith(() => undefined);
    await isRight();
    expect(requests.length).toBeGreaterThan(10);
    for (const [index, request] of requests.entries()) {
      // What is read again before each write is lost only the first time.
      if (requests.indexOf(request) < index) continue;
      const isWrite = !request.startsWith('GET');
      for (const at of isWrite ? (['before', 'after'] as const) : (['before'] as const)) {
        await setUpLosing(index + 1, at).catch((error: unknown) => {
          throw new Error(`${request} (${at}): ${error instanceof Error ? error.message : error}`);
        });
        await isRight();
      }
    }
  },
  300_000,
);

itIn('chromium')(
  'is stopped at every kind of request, before it takes effect and after',
  async () => {
    const stops = new Set<string>();
    // Thrown where a stand-in answers, it would be a bad answer, and no failure.
    const { failures } = world.standins.watching;
    const requests = await setUpWith(async (request, _, when) => {
      const stop = `${request} (${when})`;
      // One at a time: requests of the background that was just stopped no longer matter.
      if (stops.has(stop) || (when === 'after' && !stops.has(`${request} (before)`))) return undefined;
      stops.add(stop);
      await stopAndWake().catch((error: unknown) => failures.push(error));
      return undefined;
    });
    expect(failures).toEqual([]);
    await isRight();
    for (const request of new Set(requests)) expect([...stops]).toContain(`${request} (after)`);
  },
  120_000,
);
