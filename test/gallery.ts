import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer-core';
import { launch, openWorldIn, type World } from './person/world';
import { type HelperScreen, helperScreens } from './screens/helper';
import { type Screen, screens } from './screens/screens';
import { showScreen } from './screens/show';

// `npm run gallery`: every screen in every state, light and dark, from the built extension in a real Chromium. With the
// name of a page (`npm run gallery -- helper`) only what is on it is taken anew, with a part of a screen's name only that.

const only = process.argv.slice(2);
const isWanted = ({ page, name }: Pick<AnyScreen, 'page' | 'name'>) =>
  only.length === 0 || only.some((each) => each === page || name.includes(each));

const folder = fileURLToPath(new URL('../docs/gallery', import.meta.url));

type AnyScreen = Screen | HelperScreen;

/** What the other languages are shown by. */
const languages = ['de', 'ja', 'es'] as const;
const spoken = screens.filter(({ name }) => ['What it does', 'Ready', 'It works'].includes(name));

const fileName = ({ page, name }: Pick<AnyScreen, 'page' | 'name'>, colours: string, language?: string) =>
  `${page}-${name.toLowerCase().replace(/[^a-z]+/g, '-')}-${language ? `${language}-` : ''}${colours}.png`;

async function main(): Promise<void> {
  if (only.length === 0) rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await inBrowser('en-US', async (inWorld) => {
    await inWorld(async (world) => {
      for (const screen of screens.filter(isWanted)) await takeShown(world, screen);
    });
    for (const screen of helperScreens.filter(isWanted))
      await inWorld(async (world) => {
        const page = await screen.bring(world);
        await page.setViewport({ width: 1180, height: 860 });
        await take(world, screen, page);
      });
  });
  for (const language of only.length === 0 ? languages : [])
    await inBrowser(language, (inWorld) =>
      inWorld(async (world) => {
        for (const screen of spoken) await takeShown(world, screen, language);
      }),
    );
  writeFileSync(`${folder}/index.html`, galleryPage());
}

type InWorld = (then: (world: World) => Promise<void>) => Promise<void>;

async function inBrowser(language: string, then: (inWorld: InWorld) => Promise<void>): Promise<void> {
  const running = await launch('chromium', { headless: true, language });
  const inWorld: InWorld = async (use) => {
    const world = await openWorldIn(running);
    await use(world).finally(() => world.close());
  };
  await then(inWorld).finally(() => running.close());
}

async function takeShown(world: World, screen: Screen, language?: string): Promise<void> {
  const page = await showScreen(world, screen);
  await take(world, screen, page, language);
  await page.close();
}

async function take(world: World, screen: AnyScreen, page: Page, language?: string): Promise<void> {
  for (const colours of ['light', 'dark'] as const) {
    await world.extension.setColours(page, colours);
    // Whatever moved has come to rest.
    await new Promise((resolve) => setTimeout(resolve, screen.page === 'result' ? 1_200 : 300));
    // What stays at an edge of the window is drawn where the page begins.
    await page.evaluate('scrollTo(0, 0)');
    const path = `${folder}/${fileName(screen, colours, language)}` as const;
    await page.screenshot({ path: path as `${string}.png`, fullPage: screen.page !== 'helper' });
  }
  console.log(`${screen.page}: ${screen.name} ${language ?? ''}`);
}

const titles = {
  welcome: 'First steps',
  popup: 'Popup',
  helper: 'On Bitbucket’s pages',
  result: 'Result',
  options: 'Settings',
} as const;

function galleryPage(): string {
  const figure = (screen: AnyScreen, language?: string) => `    <figure>
      <figcaption>${screen.name}</figcaption>
      <img src="${fileName(screen, 'light', language)}" alt="${screen.name}, light" loading="lazy">
      <img src="${fileName(screen, 'dark', language)}" alt="${screen.name}, dark" loading="lazy">
    </figure>`;
  const section = (title: string, figures: readonly string[]) =>
    `  <section>\n    <h2>${title}</h2>\n${figures.join('\n')}\n  </section>`;
  const sections = [
    ...(['welcome', 'popup', 'helper', 'result', 'options'] as const).map((page) =>
      section(
        titles[page],
        [...screens, ...helperScreens].filter((screen) => screen.page === page).map((each) => figure(each)),
      ),
    ),
    ...languages.map((language) =>
      section(
        new Intl.DisplayNames('en', { type: 'language' }).of(language) ?? language,
        spoken.map((each) => figure(each, language)),
      ),
    ),
  ];
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>Keyferry: every screen</title>
  <style>
    body { font: 15px/1.5 system-ui, sans-serif; margin: 32px auto; max-width: 1240px; padding: 0 16px; background: #eceef2; color: #1c1d21; }
    figure { display: inline-grid; grid-template-columns: auto auto; gap: 8px 12px; margin: 0 24px 32px 0; vertical-align: top; }
    figcaption { grid-column: 1 / 3; font-weight: 600; }
    img { width: 100%; max-width: 380px; border-radius: 8px; box-shadow: 0 1px 6px rgb(0 0 0 / 20%); align-self: start; }
  </style>
</head>
<body>
  <h1>Keyferry: every screen</h1>
${sections.join('\n')}
</body>
</html>
`;
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
