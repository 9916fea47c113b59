import type { Page } from 'puppeteer-core';
import { afterEach, expect, type TestContext } from 'vitest';
import type { RunningBrowser } from '../browsers/extension-browser';
import { find } from '../person/person';
import { launch, openWorldIn, type World } from '../person/world';
import { screens } from '../screens/screens';
import { showScreen } from '../screens/show';
import { browserName, itIn, keepIfFailed } from './worlds';

type Language = readonly [tag: string, setUp: string];

let running: RunningBrowser | undefined;
let world: World | undefined;
afterEach(async (test) => {
  const left = world;
  world = undefined;
  await keepIfFailed(left, test);
  await left?.close();
  await running?.close();
});

const title = '%s, and has room for it in the popup';

itIn().for<Language>([
  ['de', 'Bitbucket-Anmeldung einrichten'],
  ['en-US', 'Set up Bitbucket login'],
  ['ja', 'Bitbucket ログインを設定'],
  ['es', 'Configurar el inicio de sesión con Bitbucket'],
])(title, speaks);

async function speaks([language, setUp]: Language, { skip }: Pick<TestContext, 'skip'>): Promise<void> {
  skip(
    browserName === 'firefox',
    'Firefox has its languages in packages of their own, which are not everywhere',
  );
  running = await launch('chromium', { headless: true, language });
  world = await openWorldIn(running);
  for (const screen of screens.filter((each) => each.page === 'popup')) {
    const page = await showScreen(world, screen);
    const found = await page.evaluate(() => ({
      language: document.documentElement.lang,
      isWide: document.documentElement.scrollWidth > document.documentElement.clientWidth,
    }));
    expect(found, screen.name).toMatchObject({ language, isWide: false });
    // Chrome gives a popup no more height; if two values are pasted, it may have to be scrolled.
    if (screen.name !== 'The pair cannot be read')
      await expect
        .poll(() => heightOf(page), { message: `${screen.name}, in pixels` })
        .toBeLessThanOrEqual(600);
    if (screen.name === 'Ready') await find(page, 'button', setUp);
    await page.close();
  }
}

/** The height of what the popup shows, in pixels: a question makes the page as high as itself. */
const heightOf = (page: Page): Promise<number> =>
  page.evaluate(() =>
    Math.max(
      document.querySelector('main')?.getBoundingClientRect().height ?? 0,
      Number.parseInt(document.body.style.minHeight || '0', 10),
    ),
  );
