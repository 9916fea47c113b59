import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer-core';
import { launch, openWorldIn, type World } from './person/world';
import { type HelperScreen, helperScreens } from './screens/helper';
import { type Screen, screens } from './screens/screens';
import { showScreen } from './screens/show';

// `npm run gallery`: every screen in every state, light and dark, from the built extension in a real Chromium.

const folder = fileURLToPath(new URL('../docs/gallery', import.meta.url));

const fileName = ({ page, name }: Pick<Screen | HelperScreen, 'page' | 'name'>, colours: string) =>
  `${page}-${name.toLowerCase().replace(/[^a-z]+/g, '-')}-${colours}.png`;

async function main(): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const running = await launch('chromium');
  const inWorld = async (then: (world: World) => Promise<void>) => {
    const world = await openWorldIn(running);
    await then(world).finally(() => world.close());
  };
  const take = async (world: World, screen: Screen | HelperScreen, page: Page) => {
    for (const colours of ['light', 'dark'] as const) {
      await world.extension.setColours(page, colours);
      // Whatever moved has come to rest.
      await new Promise((resolve) => setTimeout(resolve, screen.page === 'result' ? 1_200 : 300));
      // The background may have opened the result, which it takes for new.
      await page.bringToFront();
      const path = `${folder}/${fileName(screen, colours)}` as const;
      await page.screenshot({ path: path as `${string}.png`, fullPage: screen.page !== 'helper' });
    }
    console.log(`${screen.page}: ${screen.name}`);
  };
  try {
    await inWorld(async (world) => {
      for (const screen of screens) {
        const page = await showScreen(world, screen);
        await take(world, screen, page);
        await page.close();
      }
    });
    for (const screen of helperScreens)
      await inWorld(async (world) => {
        const page = await screen.bring(world);
        await page.setViewport({ width: 1180, height: 860 });
        await take(world, screen, page);
      });
  } finally {
    await running.close();
  }
  writeFileSync(`${folder}/index.html`, galleryPage());
}

const titles = {
  welcome: 'First steps',
  popup: 'Popup',
  helper: 'On Bitbucket’s pages',
  result: 'Result',
  options: 'Settings',
} as const;

function galleryPage(): string {
  const sections = (['welcome', 'popup', 'helper', 'result', 'options'] as const).map((page) => {
    const figures = [...screens, ...helperScreens]
      .filter((screen) => screen.page === page)
      .map(
        (screen) => `    <figure>
      <figcaption>${screen.name}</figcaption>
      <img src="${fileName(screen, 'light')}" alt="${screen.name}, light" loading="lazy">
      <img src="${fileName(screen, 'dark')}" alt="${screen.name}, dark" loading="lazy">
    </figure>`,
      );
    return `  <section>\n    <h2>${titles[page]}</h2>\n${figures.join('\n')}\n  </section>`;
  });
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
