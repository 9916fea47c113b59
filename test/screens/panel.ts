import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import preact from '@preact/preset-vite';
import type { Page } from 'puppeteer-core';
import { build } from 'vite';
import { beLoggedIn, check, enter, press, waitFor } from '../person/person';
import type { World } from '../person/world';
import { consumerFields } from '../standins/bitbucket/store';
import { type Backdrop, type PanelPicture, panelTerms } from './panel-pictures';
import { wordsOfStates } from './words';
import { type Messages, missing, translated } from './words-shown';

/** Draws the panel in any state over one of the stand-in's pages, with the panel's own code. */

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

let script: Promise<string> | undefined;

/** The panel as one file, with the messages that the page is given in place of the browser's. */
async function bundled(): Promise<string> {
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    plugins: [preact()],
    resolve: { alias: { 'webextension-polyfill': here('panel-words.ts') } },
    build: {
      write: false,
      minify: false,
      lib: { entry: here('panel-entry.ts'), formats: ['iife'], name: 'panelEntry' },
    },
  });
  const outputs = [built].flat() as Extract<typeof built, { output: unknown }>[];
  const chunk = outputs.flatMap(({ output }) => output).find((each) => each.type === 'chunk');
  if (!chunk) throw new Error('The panel came to no script');
  return chunk.code;
}

const settings = 'https://bitbucket.org/acme/workspace/settings/oauth-clients';

export const messagesIn = (language: string): Messages =>
  JSON.parse(readFileSync(here(`../../src/public/_locales/${language}/messages.json`), 'utf8'));

interface Said {
  readonly role?: string;
  readonly name?: string;
  readonly children?: readonly Said[];
}

/** The texts of an accessibility tree, in order. */
const saidIn = ({ role, name, children = [] }: Said): string =>
  role === 'StaticText' ? (name ?? '') : children.map(saidIn).join(' ');

/** Opens one of Bitbucket's pages without the extension's own helper, which would show its own panel. */
export async function openBackdrop(world: World, on: Backdrop): Promise<Page> {
  const { standins, extension } = world;
  // Atlassian's own components, as they are published.
  Object.assign(standins.bitbucketSettings, { look: 'atlassian', list: 'clients', form: 'clients' });
  if (on === 'list')
    for (const name of ['Auth0 login (acme)', 'Build reports'])
      standins.bitbucket.addConsumer('acme', 'clients', consumerFields(name));
  const page = await extension.browser.newPage();
  await page.setViewport({ width: 1180, height: 860 });
  if (on !== 'log-in') await beLoggedIn(world);
  await page.goto(on === 'form' || on === 'pair' ? `${settings}/create` : settings);
  if (on === 'form' || on === 'pair') await enter(page, 'Name', 'Auth0 login (acme)');
  if (on === 'pair') {
    await press(page, 'Authorization', 'tab');
    await check(page, 'Authorization code');
    await enter(page, 'Callback URL', 'https://acme.eu.auth0.com/login/callback');
    await press(page, 'Save');
    await page.waitForSelector('[role=dialog]');
  }
  return page;
}

/** Shows a state on it; rejects where the panel does not say what that state has to say. */
export async function showPanel(
  world: World,
  page: Page,
  { name, state }: PanelPicture,
  language = 'en',
): Promise<void> {
  script ??= bundled();
  const has = await page.evaluate('typeof showPanel');
  if (has === 'undefined') {
    await page.evaluate(`globalThis.panelMessages = ${JSON.stringify(messagesIn(language))}`);
    await page.evaluate(await script);
  }
  await page.evaluate(`showPanel(${JSON.stringify(state)}, ${JSON.stringify(panelTerms)})`);
  const english = wordsOfStates[`panel: ${name}`];
  if (!english) throw new Error(`test/screens/words.ts does not say what “panel: ${name}” has to show`);
  const { says } = language === 'en' ? english : translated(english, messagesIn('en'), messagesIn(language));
  let lacks: readonly string[] = [];
  const isShown = await waitFor(async () => {
    const text = saidIn(JSON.parse((await world.extension.textsInPanel(page)) || '{}'));
    lacks = missing({ main: undefined, says }, { text, main: [] });
    return lacks.length === 0 || undefined;
  });
  if (!isShown) throw new Error(`panel: ${name} does not say: ${lacks.join(' | ')}`);
}
