import type { Page } from 'puppeteer-core';
import {
  enter,
  logInToBitbucket,
  openSettingsWithProfile,
  press,
  pressInHelper,
  pressInPopup,
  seesInHelper,
  setUpToFilledForm,
} from '../person/person';
import type { World } from '../person/world';
import type { PageSettings } from '../standins/bitbucket/pages';

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

/** Unusual Bitbucket pages, and the filled form. */
const withPages = (pages: Partial<PageSettings>) => async (world: World) => {
  Object.assign(world.standins.bitbucketSettings, pages);
  return setUpToFilledForm(world);
};

/** What follows Save, once the panel says so. */
const saved = (pages: Partial<PageSettings>, says: string) => async (world: World) => {
  const page = await withPages(pages)(world);
  await press(page, 'Save');
  await seesInHelper(world, page, says);
  return page;
};

export const helperScreens: readonly HelperScreen[] = [
  screen('The form is filled', (world) => setUpToFilledForm(world)),
  screen('The form is filled, in another corner', withPressed('Move to the next corner')),
  screen('Folded up', withPressed('Collapse')),
  screen('The older form is filled', withPages({ list: 'consumers', form: 'consumers' })),
  screen(
    'Saved, before the pair is shown',
    saved({ pairIn: 'list-dialog', pairAfterMs: 60_000 }, 'only once'),
  ),
  screen('The pair is behind a Copy button', saved({ pairAs: 'copy' }, 'only a Copy button')),
  screen('The list did not load', async (world) => {
    Object.assign(world.standins.bitbucketSettings, { loads: 'fails' });
    const settings = await openSettingsWithProfile(world);
    await pressInPopup(world, settings, 'Set up Bitbucket login');
    const page = await logInToBitbucket(world);
    await seesInHelper(world, page, 'didn’t load');
    return page;
  }),
  screen('Undone', async (world) => {
    const page = await withPressed('Undo')(world);
    await seesInHelper(world, page, 'Your previous entries are back.');
    return page;
  }),
  screen('Something was changed', async (world) => {
    const page = await setUpToFilledForm(world);
    await enter(page, 'Name', 'Shop login');
    await seesInHelper(world, page, 'your own value');
    return page;
  }),
];
