import type { Page } from 'puppeteer-core';
import { goTo, reload } from '../browsers/go-to';
import { openSettingsWithProfile, setUpFrom } from '../person/person';
import type { World } from '../person/world';
import { seed } from '../standins';
import { extensionTasks, metricsOf, type Pair } from './browsers';
import { inTurns, type Spread, spreadOf } from './measure';

/** What runs in a page is a text: the runner gives functions names there that the page does not know. */

/** Something in a page with Keyferry, beside the same with an extension that does nothing. */
export interface Compared {
  readonly keyferry: Spread;
  readonly empty: Spread;
  /** Of the medians. */
  readonly ratio: number;
}

const compared = ([one, other]: [number[], number[]]): Compared => {
  const [keyferry, empty] = [spreadOf(one), spreadOf(other)];
  return { keyferry, empty, ratio: keyferry.median / empty.median };
};

const base = `https://bitbucket.org/${seed.workspace.slug}`;
const ordinary = `${base}/workspace/settings`;
const list = `${base}/workspace/settings/oauth-clients`;

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function openAt({ extension }: World, address: string): Promise<Page> {
  const page = await extension.browser.newPage();
  await goTo(page, address);
  return page;
}

/** What the main thread of a page's process did until a moment after it was loaded, in milliseconds. */
async function loadOnce(page: Page, settleMs: number): Promise<number> {
  const before = (await metricsOf(page)).taskMs;
  await page.reload({ waitUntil: 'load' });
  await pause(settleMs);
  const after = (await metricsOf(page)).taskMs;
  return after >= before ? after - before : after;
}

/** Measures the same page in both browsers in turns; `isWarmed`: once before, which does not count. */
async function beside(
  { keyferry, empty }: Pair,
  address: string,
  runs: number,
  measure: (page: Page) => Promise<number>,
  isWarmed: boolean,
): Promise<Compared> {
  const [one, other] = [await openAt(keyferry, address), await openAt(empty, address)];
  if (isWarmed) for (const page of [one, other]) await measure(page);
  const found = await inTurns(
    runs,
    () => measure(one),
    () => measure(other),
  );
  await Promise.all([one.close(), other.close()]);
  return compared(found);
}

/** An ordinary page of Bitbucket's, with which Keyferry has nothing to do: the time that its main thread is at work. */
export const ordinaryPage = (pair: Pair, runs: number): Promise<Compared> =>
  beside(pair, ordinary, runs, (page) => loadOnce(page, 200), true);

/** A list of clients that changes fifty times a second, for a second: the time that its main thread is at work. */
export const restlessPage = (pair: Pair, runs: number): Promise<Compared> =>
  beside(pair, list, runs, changeForASecond, true);

async function changeForASecond(page: Page): Promise<number> {
  const before = (await metricsOf(page)).taskMs;
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const place = document.createElement('p');
        document.body.append(place);
        let count = 0;
        const timer = setInterval(() => {
          count += 1;
          place.textContent = String(count);
          if (count < 50) return;
          clearInterval(timer);
          place.remove();
          resolve();
        }, 20);
      }),
  );
  return (await metricsOf(page)).taskMs - before;
}

/** The memory that scripts of a list of clients hold after it has come to rest, in bytes. */
export const memory = (pair: Pair, runs: number): Promise<Compared> =>
  beside(pair, list, runs, heldAtRest, false);

async function heldAtRest(page: Page): Promise<number> {
  await page.reload({ waitUntil: 'load' });
  await pause(400);
  const client = await page.createCDPSession();
  await client.send('HeapProfiler.collectGarbage');
  await client.detach();
  return (await metricsOf(page)).heap;
}

export interface OnList {
  readonly clients: number;
  /** The longest task in which a script of Keyferry's ran, in milliseconds. */
  readonly longest: Spread;
}

/** The longest task of the helper on lists of so many clients, each loaded anew for each run. */
export async function onLists(world: World, sizes: readonly number[], runs: number): Promise<OnList[]> {
  const { bitbucket } = world.standins;
  const fields = {
    description: '',
    callbackUrl: 'https://else.example/callback',
    url: '',
    privacyPolicyUrl: '',
    eulaUrl: '',
    isPrivate: true,
    authorizationCode: true,
    scopes: ['account'],
  };
  const found: OnList[] = [];
  const page = await openAt(world, ordinary);
  for (const clients of sizes) {
    while (bitbucket.consumers.length < clients)
      bitbucket.addConsumer(seed.workspace.slug, 'clients', {
        ...fields,
        name: `Client ${bitbucket.consumers.length + 1}`,
      });
    const longest: number[] = [];
    for (let run = 0; run < runs; run += 1) {
      const tasks = await extensionTasks(page, async () => {
        await page.goto(list, { waitUntil: 'load' });
        // A long list is drawn long after the page is loaded, and only then read.
        await page.waitForFunction(`document.body.innerText.includes('Client ${clients}')`);
        await pause(1_000);
      });
      const [most] = tasks;
      if (most === undefined) throw new Error(`No task of the helper’s was seen on a list of ${clients}`);
      longest.push(most);
    }
    found.push({ clients, longest: spreadOf(longest) });
  }
  await page.close();
  for (const each of [...bitbucket.consumers]) bitbucket.deleteConsumer(each.id);
  return found;
}

/** From the moment that Bitbucket's form is in the page until its callback URL is filled in, in milliseconds; a setup is under way. */
export async function formToFilled(world: World, runs: number): Promise<Spread> {
  const settings = await openSettingsWithProfile(world);
  const page = await setUpFrom(world, settings);
  await settings.close();
  await page.evaluateOnNewDocument(`
    globalThis.seen = {};
    const look = () => {
      const fields = [...document.querySelectorAll('input, textarea')];
      if (fields.length > 2) seen.form ??= performance.now();
      if (fields.some(({ value }) => value.includes('/login/callback'))) seen.filled ??= performance.now();
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
    document.addEventListener('input', look, true);
    setInterval(look, 1);
  `);
  const took: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    await reload(page);
    await page.waitForFunction('globalThis.seen?.filled !== undefined', { polling: 20 });
    const { form, filled } = (await page.evaluate('globalThis.seen')) as { form: number; filled: number };
    took.push(filled - form);
  }
  return spreadOf(took);
}

/** From the opening of the popup's page until it is shown, with everything that it has, in milliseconds. */
export async function popupShown(world: World, runs: number): Promise<Spread> {
  const page = await world.extension.openPage('src/pages/popup/index.html');
  await page.evaluateOnNewDocument(`
    const watcher = new MutationObserver(() => {
      if (!document.querySelector('main button') || document.body.dataset.arriving !== undefined) return;
      globalThis.shownAt = performance.now();
      watcher.disconnect();
    });
    watcher.observe(document, { subtree: true, childList: true, attributes: true });
  `);
  const took: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    await reload(page);
    await page.waitForFunction('globalThis.shownAt !== undefined', { polling: 20 });
    took.push(Number(await page.evaluate('globalThis.shownAt')));
  }
  await page.close();
  return spreadOf(took);
}

export interface Background {
  /** From a question until its answer, in milliseconds, with the background stopped before. */
  readonly cold: Spread;
  /** The same while it runs. */
  readonly warm: Spread;
}

/** How long the background takes to answer one of the extension's pages. */
export async function background(world: World, runs: number): Promise<Background> {
  const page = await world.extension.openPage('src/pages/options/index.html');
  const ask = async () =>
    Number(
      await page.evaluate(
        `(async () => { const before = performance.now(); await chrome.runtime.sendMessage({ type: 'setup/go-on' }); return performance.now() - before; })()`,
      ),
    );
  const cold: number[] = [];
  const warm: number[] = [];
  await ask();
  for (let run = 0; run < runs; run += 1) {
    await world.extension.stopBackground();
    cold.push(await ask());
    warm.push(await ask());
  }
  await page.close();
  return { cold: spreadOf(cold), warm: spreadOf(warm) };
}
