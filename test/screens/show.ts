import { readFileSync } from 'node:fs';
import type { Page } from 'puppeteer-core';
import { noteOfShown } from '../../src/setup/journey/note-of-shown';
import { reload } from '../browsers/go-to';
import { press, sees, waitFor } from '../person/person';
import type { World } from '../person/world';
import { seed } from '../standins';
import type { Screen } from './screens';
import { stateName } from './states';
import { type Drawn, type Messages, missing, translated, wordsOf } from './words-shown';

/** The window size for each page, in CSS pixels: as high as the page gets, so that no scroll bar takes up width. */
export const sizes = {
  popup: { width: 380, height: 800 },
  result: { width: 760, height: 900 },
  options: { width: 760, height: 1400 },
  welcome: { width: 760, height: 900 },
} as const;

/** Sealed like a real one, under a passphrase that nobody knows. */
const sealed = { rounds: 600_000, salt: 'AAAAAAAAAAAAAAAAAAAAAA==', iv: 'AAAAAAAAAAAAAAAA', data: 'AAAA' };

/** As the vault keeps one. */
const pair = () => ({
  key: 'yV5aWjGZz5xz7mhFCg',
  secret: 'PXTGu8Umm4FCmPV4tfd6YLpdkNEHcdrN',
  until: Date.now() + 30 * 60_000,
});

/** As the vault keeps one, which the tenant takes. */
async function tokenFor({ standins, extension }: World) {
  await extension.grantHost(seed.tenant.domain);
  const until = Date.now() + 30 * 60_000;
  return { kind: 'token', token: await standins.auth0.managementToken(), until };
}

/**
 * One of the extension's pages that reaches no background, and sees no dashboard's tab: a setup that they moved on would no longer be in the
 * state to look at. In Firefox the driver cannot change such a page before it begins.
 */
async function openAlone({ extension }: World, path: string): Promise<Page> {
  const page = await extension.browser.newPage();
  await page.evaluateOnNewDocument(
    'chrome.runtime.sendMessage = chrome.tabs.get = () => new Promise(() => {})',
  );
  await page.goto(`${extension.origin}/${path}`);
  return page;
}

/**
 * Opens one of the extension's pages and brings it into a state. Its storage changes under it; a background that sees an end
 * there takes it to be shown in this very tab. Rejects if it does not show what the state has to show; in Firefox, where a
 * background may have moved it on, that is not checked. `isBeside`: what the popup has, in the panel beside the page.
 */
export async function showScreen(
  world: World,
  screen: Screen,
  { isBeside = false }: { readonly isBeside?: boolean } = {},
): Promise<Page> {
  const { page: kind, profiles, journey, aside, hasPair, login, isLocked, firstSteps, history, own } = screen;
  const path = `src/pages/${isBeside ? 'side' : kind}/index.html`;
  // It is the background that asks a tenant.
  const isAlone = !screen.hasToken && !world.extension.origin.startsWith('moz-');
  const page = await (isAlone ? openAlone(world, path) : world.extension.openPage(path));
  const [current] = profiles;
  const local = {
    profiles: { version: 1, current: current?.id ?? '', profiles, aside: [] },
    ...(journey ? { journey } : {}),
    ...(aside ? { aside: { [aside.profileId]: aside } } : {}),
    ...(firstSteps ? { welcome: firstSteps } : {}),
    ...(history ? { history } : {}),
    ...(own && current ? { own: { [current.id]: own } } : {}),
    ...(isLocked && current ? { locker: { version: 1, sealed: { [current.id]: sealed } } } : {}),
  };
  const session = {
    ...(login ? { login } : {}),
    ...(screen.hasToken && current ? { [`credential:${current.id}`]: await tokenFor(world) } : {}),
    ...(hasPair && journey ? { [`pair:${journey.id}`]: pair() } : {}),
  };
  await page.evaluate(
    `(async () => {
      await chrome.storage.local.clear();
      await chrome.storage.session.clear();
      const { id } = await chrome.tabs.getCurrent();
      await chrome.storage.session.set({ shown: { what: ${JSON.stringify(journey ? noteOfShown(journey) : '')}, tabId: id }, ...${JSON.stringify(session)} });
      await chrome.storage.local.set(${JSON.stringify(local)});
    })()`,
  );
  // The page takes up, when it begins, what was under way, and what the state before has left.
  if (isAlone || kind === 'welcome') await reload(page);
  await page.setViewport(sizes[kind]);
  await page.bringToFront();
  await page.waitForFunction(
    () => document.querySelector('h1') !== null && document.body.dataset.arriving === undefined,
    { polling: 50 },
  );
  for (const message of screen.press ?? [])
    await press(page, String(await page.evaluate(`chrome.i18n.getMessage('${message}')`)));
  if (screen.until)
    await sees(page, String(await page.evaluate(`chrome.i18n.getMessage('${screen.until}')`)));
  // The costs are looked up before the question, and parts that load later come after the press.
  const last = screen.press?.at(-1);
  const awaited = last === 'more' ? '.more' : last === 'planTitle' ? '.plan' : '.asking, .page button';
  if (kind === 'popup' && last) await page.waitForSelector(awaited);
  if (!world.extension.origin.startsWith('moz-')) await expectWords(page, screen);
  return page;
}

/** What one of the extension's pages says, as a person sees it. */
const drawnOn = (page: Page): Promise<Drawn> =>
  page.evaluate(() => ({
    text: [
      document.body.innerText,
      ...[...document.querySelectorAll<HTMLInputElement>('[aria-label], option:checked')].map(
        (each) => each.ariaLabel ?? each.textContent,
      ),
    ].join('\n'),
    main: [...document.querySelectorAll('.primary')].map((each) => each.textContent ?? ''),
  }));

const folder = new URL('../../src/public/_locales/', import.meta.url);
const messagesIn = (language: string): Messages =>
  JSON.parse(readFileSync(new URL(`${language}/messages.json`, folder), 'utf8'));

/** Waits until a page shows what its state has to show, in the language that it is in. */
async function expectWords(page: Page, screen: Screen): Promise<void> {
  const language = String(await page.evaluate(`chrome.i18n.getMessage('locale')`));
  const english = wordsOf(screen);
  const words = language === 'en' ? english : translated(english, messagesIn('en'), messagesIn(language));
  let lacks: readonly string[] = [];
  const isShown = await waitFor(async () => {
    lacks = missing(words, await drawnOn(page));
    return lacks.length === 0 || undefined;
  });
  if (!isShown)
    throw new Error(
      `${stateName(screen)} does not show: ${lacks.join(' | ')}\n${(await drawnOn(page)).text}`,
    );
}
