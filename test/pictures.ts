import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'puppeteer-core';
import { find, grantAccess, press, resultPage, saveProfile, setUpFrom } from './person/person';
import { openWorld } from './person/world';

// `npm run pictures`: what the stores show, taken from the built extension on the stand-ins, 1280 × 800.

const folder = fileURLToPath(new URL('../docs/store/pictures', import.meta.url));

async function take(page: Page, name: string): Promise<void> {
  await page.setViewport({ width: 1280, height: 800 });
  await page.bringToFront();
  // Pictures, fonts and what moves settle.
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.all([...document.images].map((each) => each.decode().catch(() => undefined)));
    const moving = document
      .getAnimations()
      .filter((each) => each.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.all(moving.map((each) => each.finished.catch(() => undefined)));
  });
  await page.screenshot({ path: `${folder}/${name}.png` });
  console.log(`docs/store/pictures/${name}.png`);
}

async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const world = await openWorld();
  try {
    const { auth0 } = world.standins;
    auth0.addConnection({
      name: 'bitbucket',
      strategy: 'bitbucket',
      options: { client_id: 'yV5aWjGZz5xz7mhFCg', client_secret: 'old', profile: true, scope: ['email'] },
    });
    const settings = await saveProfile(world, { name: 'Production' });
    await press(settings, 'Check access');
    await find(settings, 'heading', 'New setup');
    await settings.evaluate(() => scrollTo(0, 0));
    await take(settings, '4-settings');
    const bitbucket = await setUpFrom(world, settings);
    await take(bitbucket, '1-form');
    await press(bitbucket, 'Save');
    const result = await resultPage(world);
    await find(result, 'heading', 'Review changes');
    await take(result, '3-review');
    await press(result, 'Apply changes');
    await grantAccess(world);
    await find(result, 'heading', 'It works!');
    await take(result, '2-result');
  } finally {
    await world.close();
  }
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
