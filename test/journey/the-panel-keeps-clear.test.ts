import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { reload } from '../browsers/go-to';
import { find, pressInHelper, seesFilledForm, seesInHelper, setUpToFilledForm } from '../person/person';
import { it, itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where the panel is: its host is the last child of the document's element. */
const panelBox = (page: Page): Promise<Box> =>
  page.evaluate(() => {
    const { left, top, right, bottom } =
      document.documentElement.lastElementChild?.getBoundingClientRect() ?? new DOMRect();
    return { left, top, right, bottom };
  });

const cornerOf = async (page: Page): Promise<string> => {
  const { left, top } = await panelBox(page);
  return `${top === 16 ? 'top' : 'bottom'}-${left === 16 ? 'left' : 'right'}`;
};

const overlaps = (a: Box, b: Box) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

it('of Save, at every size of the window', async () => {
  const world = await open();
  const bitbucket = await setUpToFilledForm(world);
  const save = await find(bitbucket, 'button', 'Save');
  for (const [width, height] of [
    [1280, 900],
    [1000, 640],
    [800, 600],
    [640, 450],
    [390, 700],
  ] as const) {
    await bitbucket.setViewport({ width, height });
    await save.evaluate((button) => button.scrollIntoView({ block: 'end' }));
    await expect
      .poll(
        async () => {
          const box = await save.evaluate((button) => {
            const { left, top, right, bottom } = button.getBoundingClientRect();
            return { left, top, right, bottom };
          });
          return overlaps(box, await panelBox(bitbucket));
        },
        { message: `at ${width} × ${height}` },
      )
      .toBe(false);
  }
});

itIn()('of the names of the form’s fields, where there is room besides', async () => {
  const world = await open();
  const bitbucket = await setUpToFilledForm(world);
  await bitbucket.setViewport({ width: 1180, height: 860 });
  await expect.poll(() => cornerOf(bitbucket)).toBe('bottom-right');
  // On the left it would cover Save, and then the names.
  await pressInHelper(world, bitbucket, 'Move to the next corner');
  await expect.poll(() => cornerOf(bitbucket)).toBe('top-right');
});

itIn()('of a message that comes where it is', async () => {
  const world = await open();
  const bitbucket = await setUpToFilledForm(world);
  await expect.poll(() => cornerOf(bitbucket)).toBe('bottom-right');
  await bitbucket.evaluate(() => {
    const message = document.createElement('div');
    message.setAttribute('role', 'alert');
    message.style.cssText = 'position: fixed; right: 20px; bottom: 20px; width: 300px; height: 60px';
    message.textContent = 'Your session ends soon.';
    document.body.append(message);
  });
  await expect.poll(() => cornerOf(bitbucket)).not.toBe('bottom-right');
});

itIn('chromium')(
  'and stands where the person has put it, folded up if they want, also on the next page',
  async () => {
    const world = await open();
    const bitbucket = await setUpToFilledForm(world);
    await bitbucket.setViewport({ width: 1280, height: 900 });

    const { left, top } = await panelBox(bitbucket);
    await bitbucket.mouse.move(left + 120, top + 20);
    await bitbucket.mouse.down();
    await bitbucket.mouse.move(700, 300, { steps: 5 });
    await bitbucket.mouse.move(1_000, 100, { steps: 5 });
    await bitbucket.mouse.up();
    await expect.poll(() => cornerOf(bitbucket)).toBe('top-right');
    await pressInHelper(world, bitbucket, 'Collapse');
    await expect.poll(() => world.extension.textsInPanel(bitbucket)).not.toContain('Fill in');

    await reload(bitbucket);
    await seesFilledForm(world, bitbucket);
    await expect.poll(() => cornerOf(bitbucket)).toBe('top-right');
    expect(await world.extension.textsInPanel(bitbucket)).not.toContain('Fill in');
    await pressInHelper(world, bitbucket, 'Expand');
    await seesInHelper(world, bitbucket, 'Fill in');
    // By the keyboard: the panel comes last on the page, and its first button moves it.
    await (await find(bitbucket, 'button', 'Save')).focus();
    const isInPanel = () =>
      bitbucket.evaluate(() => document.activeElement === document.documentElement.lastElementChild);
    for (let presses = 0; presses < 20 && !(await isInPanel()); presses += 1)
      await bitbucket.keyboard.press('Tab');
    await bitbucket.keyboard.press('Enter');
    await expect.poll(() => cornerOf(bitbucket)).toBe('bottom-right');
  },
);
