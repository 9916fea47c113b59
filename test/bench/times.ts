import type { Page } from 'puppeteer-core';
import { goTo, reload } from '../browsers/go-to';
import { openSettingsWithProfile, setUpFrom } from '../person/person';
import type { World } from '../person/world';
import { seed } from '../standins';
import { metricsOf, type Pair, type Work, workOf } from './browsers';
import { inTurns, type Spread, spreadOf } from './measure';

/** What runs in a page is text: the runner puts names into functions that the page does not know. */

/** Something in a page with Keyferry, and the same with an extension that does nothing. */
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
const home = 'https://bitbucket.org/';
const settings = `${base}/workspace/settings`;
const list = `${base}/workspace/settings/oauth-clients`;

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

async function openAt({ extension }: World, address: string): Promise<Page> {
  const page = await extension.browser.newPage();
  await goTo(page, address);
  return page;
}

/** Measures the same page in both browsers in turns; `isWarmed`: after a first time that does not count. */
async function beside<Value>(
  { keyferry, empty }: Pair,
  address: string,
  runs: number,
  measure: (page: Page) => Promise<Value>,
  isWarmed: boolean,
): Promise<[Value[], Value[]]> {
  const [one, other] = [await openAt(keyferry, address), await openAt(empty, address)];
  if (isWarmed) for (const page of [one, other]) await measure(page);
  const found = await inTurns(
    runs,
    () => measure(one),
    () => measure(other),
  );
  await Promise.all([one.close(), other.close()]);
  return found;
}

/** A page's main thread at work, with Keyferry and with an extension that does nothing; in milliseconds. */
export interface Worked {
  /** The part of Keyferry's own scripts. */
  readonly own: Spread;
  readonly keyferry: Spread;
  readonly empty: Spread;
  /** All work with Keyferry, in relation to the same without its scripts. */
  readonly ofScripts: number;
  /**
   * The same in relation to the work with the other extension: it includes what the browser does for Keyferry, and all else that the machine
   * does.
   */
  readonly ofAll: number;
}

const worked = ([withKeyferry, without]: [Work[], Work[]]): Worked => {
  const [keyferry, empty] = [withKeyferry, without].map((all) => spreadOf(all.map((each) => each.all)));
  if (!keyferry || !empty) throw new Error('Two were measured');
  return {
    own: spreadOf(withKeyferry.map(({ own }) => own)),
    keyferry,
    empty,
    ofScripts: spreadOf(withKeyferry.map(({ all, own }) => all / (all - own))).median,
    ofAll: keyferry.median / empty.median,
  };
};

/** One of Bitbucket's pages, from loading until a moment later. */
const loaded = async (pair: Pair, address: string, runs: number): Promise<Worked> =>
  worked(
    await beside(
      pair,
      address,
      runs,
      (page) =>
        workOf(page, async () => {
          await page.reload({ waitUntil: 'load' });
          await pause(200);
        }),
      true,
    ),
  );

/** A page that has nothing to do with Keyferry. */
export const ordinaryPage = (pair: Pair, runs: number): Promise<Worked> => loaded(pair, home, runs);

/** A settings page on which there is nothing to say. */
export const settingsPage = (pair: Pair, runs: number): Promise<Worked> => loaded(pair, settings, runs);

/** A list of clients that changes fifty times a second, for a second. */
export const restlessPage = async (pair: Pair, runs: number): Promise<Worked> =>
  worked(await beside(pair, list, runs, (page) => workOf(page, () => changeForASecond(page)), true));

const changeForASecond = (page: Page): Promise<void> =>
  page.evaluate(
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

/** The memory that the scripts on a list of clients hold once it has come to rest, in bytes. */
export const memory = async (pair: Pair, runs: number): Promise<Compared> =>
  compared(await beside(pair, list, runs, heldAtRest, false));

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
  /** The most that Keyferry's scripts did in one task, in milliseconds. */
  readonly own: Spread;
  /** The page's longest task, whoever caused it, with Keyferry and with an extension that does nothing. */
  readonly keyferry: Spread;
  readonly empty: Spread;
}

/** Lists of these sizes, each loaded anew as often as `sizes` says. */
export async function onLists(
  { keyferry, empty }: Pair,
  sizes: ReadonlyMap<number, number>,
): Promise<OnList[]> {
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
  const [one, other] = [await openAt(keyferry, settings), await openAt(empty, settings)];
  for (const [clients, runs] of sizes) {
    for (const { bitbucket } of [keyferry.standins, empty.standins])
      while (bitbucket.consumers.length < clients)
        bitbucket.addConsumer(seed.workspace.slug, 'clients', {
          ...fields,
          name: `Client ${bitbucket.consumers.length + 1}`,
        });
    const load = (page: Page) =>
      workOf(page, async () => {
        await page.goto(list, { waitUntil: 'load' });
        // A long list is drawn long after the page is loaded, and read only then: once the page has been idle for a while, that is done.
        await page.waitForFunction(`document.body.innerText.includes('Client ${clients}')`);
        await page.evaluate(
          'new Promise((rest) => requestIdleCallback(() => setTimeout(() => requestIdleCallback(rest), 600)))',
        );
      });
    const [ours, theirs] = await inTurns(
      runs,
      () => load(one),
      () => load(other),
    );
    if (ours.some(({ own }) => own === 0))
      throw new Error(`Nothing of the helper’s was seen on a list of ${clients}`);
    found.push({
      clients,
      own: spreadOf(ours.map(({ longestOwn }) => longestOwn)),
      keyferry: spreadOf(ours.map(({ longest }) => longest)),
      empty: spreadOf(theirs.map(({ longest }) => longest)),
    });
  }
  for (const { standins, page } of [
    { ...keyferry, page: one },
    { ...empty, page: other },
  ]) {
    await page.close();
    for (const each of [...standins.bitbucket.consumers]) standins.bitbucket.deleteConsumer(each.id);
  }
  return found;
}

/** From when a list is in the page until Keyferry's panel is beside it, in milliseconds. */
export async function panelShown(world: World, runs: number): Promise<Spread> {
  const page = await openAt(world, list);
  await page.evaluateOnNewDocument(`
    globalThis.seen = {};
    const look = () => {
      if (document.querySelector('main h1')) seen.list ??= performance.now();
      if (document.documentElement.lastElementChild?.localName === 'div') seen.panel ??= performance.now();
    };
    new MutationObserver(look).observe(document, { subtree: true, childList: true });
  `);
  const took: number[] = [];
  for (let run = 0; run < runs; run += 1) {
    await reload(page);
    await page.waitForFunction('globalThis.seen?.panel !== undefined', { polling: 20 });
    const seen = (await page.evaluate('globalThis.seen')) as { list: number; panel: number };
    took.push(seen.panel - seen.list);
  }
  await page.close();
  return spreadOf(took);
}

/** From when Bitbucket's form is in the page until its callback URL is filled in, in milliseconds, during a setup. */
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

/** From opening the popup's page until it is shown completely, in milliseconds. */
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
  /** From a question to its answer, in milliseconds, with the background stopped beforehand. */
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
