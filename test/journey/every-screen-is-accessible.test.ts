import axe from 'axe-core';
import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import type { World } from '../person/world';
import { rooms, whatIsCutOff } from '../screens/room';
import { screens } from '../screens/screens';
import { showScreen, sizes } from '../screens/show';
import { beforeFirst, itEach, worldForAllTests } from './worlds';

const open = worldForAllTests();

let world: World;
beforeFirst(async () => {
  world = await open();
});

type Colours = 'light' | 'dark';

/** Only these rules depend on the colours, so the others are looked at once. */
const options: Readonly<Record<Colours, axe.RunOptions>> = {
  light: { resultTypes: ['violations'] },
  dark: { resultTypes: ['violations'], runOnly: ['color-contrast', 'link-in-text-block'] },
};

/** What axe finds, each with its place and how to fix it. */
const findings = (page: Page, colours: Colours): Promise<string[]> =>
  page.evaluate(
    `axe.run(document, ${JSON.stringify(options[colours])}).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => [id, target, failureSummary].join(' '))))`,
  ) as Promise<string[]>;

const isWide = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

const cases = screens.map((screen) => [screen.page, screen.name, screen] as const);

/** The documents are the same in both browsers, so a usual run looks at a part of them in each. */
itEach(cases, { chromium: (_, index) => index % 6 === 0, firefox: (_, index) => index % 16 === 1 })(
  'the %s: %s',
  async (_page, _name, screen) => {
    const page = await showScreen(world, screen);
    await page.evaluate(axe.source);
    for (const colours of ['light', 'dark'] as const) {
      await world.extension.setColours(page, colours);
      expect(await findings(page, colours), colours).toEqual([]);
      expect(await isWide(page), 'has to be scrolled sideways').toBe(false);
    }
    // Half as wide, as at 200 %; and narrower still, except the popup, which sets its own width.
    await page.setViewport({ ...sizes[screen.page], width: 380 });
    expect(await whatIsCutOff(page), 'at 200 %').toEqual([]);
    if (screen.page !== 'popup') {
      await page.setViewport({ ...sizes[screen.page], width: rooms.narrow.width });
      expect(await whatIsCutOff(page), 'in a narrow window').toEqual([]);
    }
    await page.close();
  },
);
