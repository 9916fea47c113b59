import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openWorld } from './person/world';
import { type Screen, screens } from './screens/screens';
import { showScreen } from './screens/show';

// `npm run gallery`: every screen in every state, light and dark, from the built extension in a real Chromium.

const folder = fileURLToPath(new URL('../docs/gallery', import.meta.url));

const fileName = ({ page, name }: Screen, colours: string) =>
  `${page}-${name.toLowerCase().replace(/[^a-z]+/g, '-')}-${colours}.png`;

async function main(): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const world = await openWorld();
  try {
    for (const screen of screens) {
      const page = await showScreen(world, screen);
      for (const colours of ['light', 'dark'] as const) {
        await world.extension.setColours(page, colours);
        const path = `${folder}/${fileName(screen, colours)}`;
        await page.screenshot({ path: path as `${string}.png`, fullPage: true });
      }
      await page.close();
      console.log(`${screen.page}: ${screen.name}`);
    }
  } finally {
    await world.close();
  }
  writeFileSync(`${folder}/index.html`, galleryPage());
}

const titles = { popup: 'Popup', result: 'Result', options: 'Settings' } as const;

function galleryPage(): string {
  const sections = (['popup', 'result', 'options'] as const).map((page) => {
    const figures = screens
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
