import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { it, worldForEachTest } from './worlds';

const open = worldForEachTest();

// What the search for leaks looks through after each scenario has to show what is there.

it('on the console of one of its pages and of Bitbucket’s', async () => {
  const world = await open();
  const own = await world.extension.openPage('src/options/index.html');
  await own.evaluate(() => console.info('said by its page'));
  const bitbucket = await world.extension.browser.newPage();
  await bitbucket.goto('https://bitbucket.org/');
  await bitbucket.evaluate(() => console.warn('said on Bitbucket'));
  await expect
    .poll(() => world.extension.consoleTexts())
    .toSatisfy((texts) => /said by its page/.test(texts) && /said on Bitbucket/.test(texts));
});

it('in what was downloaded', async () => {
  const world = await open();
  const bitbucket = await world.extension.browser.newPage();
  await bitbucket.goto('https://bitbucket.org/');
  await bitbucket.evaluate(() => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['what was kept'], { type: 'application/json' }));
    link.download = 'kept.json';
    link.click();
  });
  const { downloads } = world.extension;
  const texts = () => readdirSync(downloads).map((name) => readFileSync(join(downloads, name), 'utf8'));
  await expect.poll(texts, { timeout: 10_000 }).toContain('what was kept');
});
