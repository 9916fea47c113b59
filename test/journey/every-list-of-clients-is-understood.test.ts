import { describe, expect } from 'vitest';
import { goTo } from '../browsers/go-to';
import {
  beLoggedIn,
  find,
  grantAccess,
  openSettingsWithProfile,
  pageAt,
  press,
  pressInPopup,
  resultPage,
  saveAndReachItWorks,
  sees,
  seesFilledForm,
  seesInHelper,
  setUpToFilledForm,
} from '../person/person';
import type { World } from '../person/world';
import type { PageSettings } from '../standins/bitbucket/pages';
import { consumerFields } from '../standins/bitbucket/store';
import { itEach, itIn, named, none, worldForEachTest } from './worlds';

const open = worldForEachTest();
const list = 'https://bitbucket.org/acme/workspace/settings/oauth-clients';

const add = ({ standins }: World, ...names: string[]) => {
  for (const name of names) standins.bitbucket.addConsumer('acme', 'clients', consumerFields(name));
};
const names = ({ standins }: World) => standins.bitbucket.consumers.map((each) => each.name).toSorted();

itIn()('empty, with two equal buttons', async () => {
  const world = await open();
  const settings = await openSettingsWithProfile(world);
  await beLoggedIn(world);
  const page = await world.extension.browser.newPage();
  await goTo(page, list);
  await find(page, 'heading', 'You have no OAuth clients');
  const creating = () =>
    page.$$eval(
      'main button',
      (all) => all.filter((each) => each.textContent === 'Create OAuth client').length,
    );
  await expect.poll(creating).toBe(2);
  await page.close();
  await pressInPopup(world, settings, 'Set up Bitbucket login');
  const form = await pageAt(world, `${list}/create`);
  await seesFilledForm(world, form);
  await saveAndReachItWorks(world, form);
});

describe('with clients in it,', () => {
  itEach<[string, Partial<PageSettings>]>(
    [
      ['as a table', { rows: 'table' }],
      ['as a grid', { rows: 'grid' }],
      ['as a list', { rows: 'list' }],
      ['as articles', { rows: 'articles' }],
      ['as blocks', { rows: 'blocks' }],
      ['as a table that stands there as skeletons first', { loads: 'slowly' }],
      ['as blocks that stand there as skeletons first', { rows: 'blocks', loads: 'slowly' }],
      ['with a count, a badge, a search, sorting and pages', { listing: 'full' }],
    ],
    {
      chromium: none,
      firefox: named('with a count, a badge, a search, sorting and pages'),
    },
  )('%s', async (_, pages) => {
    const world = await open({ pages });
    const others = ['Build bot', 'Deploy bot', 'Jenkins', 'Mirror', 'Release notes', 'Statistics'];
    add(world, 'Auth0 login (acme)', ...others);
    const form = await setUpToFilledForm(world);
    await saveAndReachItWorks(world, form);
    // The names were read: the one already taken was avoided.
    expect(names(world)).toEqual(['Auth0 login (acme)', 'Auth0 login (acme) 2', ...others]);
  });
});

itIn()('that does not load, in Bitbucket’s own words, and once it does after all', async () => {
  const world = await open({ pages: { loads: 'fails' } });
  add(world, 'Auth0 login (acme)');
  const settings = await openSettingsWithProfile(world);
  await beLoggedIn(world);
  await pressInPopup(world, settings, 'Set up Bitbucket login');
  const page = await pageAt(world, list);
  await seesInHelper(world, page, 'It says: “We couldn’t load your OAuth clients.');
  expect(world.standins.bitbucket.consumers).toHaveLength(1);
  await press(page, 'Try again');
  await seesFilledForm(world, page);
  await saveAndReachItWorks(world, page);
  expect(names(world)).toEqual(['Auth0 login (acme)', 'Auth0 login (acme) 2']);
});

itIn('chromium')(
  'of several pages, where a check finds a client by its Key and opens it by the row’s menu',
  async () => {
    const world = await open({ pages: { listing: 'full' } });
    const form = await setUpToFilledForm(world);
    await saveAndReachItWorks(world, form);
    const [consumer] = world.standins.bitbucket.consumers;
    if (!consumer) throw new Error('no consumer');
    consumer.name = 'Shop login';
    add(world, 'Build bot', 'Deploy bot', 'Jenkins', 'Mirror', 'Release notes', 'Reports');
    await pressInPopup(world, await resultPage(world), 'Check setup');
    const result = await resultPage(world);
    await find(result, 'heading', 'No problem found');
    await sees(result, '“Shop login” in the workspace “acme” matches the connection’s Key.');
  },
);

itIn()(
  'of several pages, the new client on another one: that the form was left is not said while its pair may come',
  async () => {
    const world = await open({ pages: { listing: 'full', pairIn: 'list-dialog', pairAfterMs: 3_000 } });
    const others = ['Access log', 'Alerts', 'Archive', 'Artifacts', 'Audit'];
    add(world, ...others);
    const form = await setUpToFilledForm(world);
    await press(form, 'Save');
    await seesInHelper(world, form, 'so Keyferry can’t tell whether it was saved');
    expect(await world.extension.textsInPanel(form)).not.toContain('without saving');
    await grantAccess(world);
    await find(await resultPage(world), 'heading', 'It works!');
    expect(names(world)).toEqual([...others, 'Auth0 login (acme)']);
  },
);
