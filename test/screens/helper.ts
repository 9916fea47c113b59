import type { Page } from 'puppeteer-core';
import { enter, pressInHelper, seesInHelper, setUpToFilledForm } from '../person/person';
import type { World } from '../person/world';

/** A state of the panel on Bitbucket's pages, and how a person gets there. */
export interface HelperScreen {
  readonly name: string;
  readonly page: 'helper';
  readonly bring: (world: World) => Promise<Page>;
}

const screen = (name: string, bring: HelperScreen['bring']): HelperScreen => ({
  name,
  page: 'helper',
  bring,
});

/** The filled form, with one of the panel's buttons pressed. */
const withPressed = (button: string) => async (world: World) => {
  const page = await setUpToFilledForm(world);
  await pressInHelper(world, page, button);
  return page;
};

export const helperScreens: readonly HelperScreen[] = [
  screen('The form is filled', (world) => setUpToFilledForm(world)),
  screen('The form is filled, in another corner', withPressed('Move to the next corner')),
  screen('Folded up', withPressed('Collapse')),
  screen('Undone', async (world) => {
    const page = await withPressed('Undo')(world);
    await seesInHelper(world, page, 'Your previous entries are back.');
    return page;
  }),
  screen('Something was changed', async (world) => {
    const page = await setUpToFilledForm(world);
    await enter(page, 'Name', 'Shop login');
    await seesInHelper(world, page, 'as you entered it');
    return page;
  }),
];
