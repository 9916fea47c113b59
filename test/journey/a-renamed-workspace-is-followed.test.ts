import { expect } from 'vitest';
import { goTo } from '../browsers/go-to';
import {
  find,
  logInToBitbucket,
  openSettingsWithProfile,
  press,
  pressInHelper,
  pressInPopup,
  saveAndReachItWorks,
  sees,
  seesFilledForm,
  seesInHelper,
  setUpToFilledForm,
} from '../person/person';
import { seed } from '../standins';
import { itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();
const settings = (workspace: string) => `https://bitbucket.org/${workspace}/workspace/settings`;

itIn('chromium')('to its new name, also after a login', async () => {
  const world = await open();
  const { bitbucket: store } = world.standins;
  store.renameWorkspace(seed.workspace.slug, 'acme-rockets');
  const own = await openSettingsWithProfile(world);
  await pressInPopup(world, own, 'Set up Bitbucket login');
  const bitbucket = await logInToBitbucket(world);
  await seesFilledForm(world, bitbucket);
  await seesInHelper(
    world,
    bitbucket,
    'Bitbucket workspace: acme-rockets. Bitbucket leads there from “acme”.',
  );
  const result = await saveAndReachItWorks(world, bitbucket);
  await sees(result, 'Workspace: acme-rockets, where Bitbucket leads from acme');
  expect(store.consumers[0]?.workspace).toBe('acme-rockets');
});

itIn()('from its UUID', async () => {
  const world = await open();
  const { uuid = '' } = world.standins.bitbucket.workspaces.get(seed.workspace.slug) ?? {};
  const bitbucket = await setUpToFilledForm(world, { workspace: uuid });
  await seesInHelper(world, bitbucket, `Bitbucket leads there from “${uuid}”.`);
  await saveAndReachItWorks(world, bitbucket);
});

itIn()('and one to which the person goes is not', async () => {
  const world = await open();
  const { bitbucket: store } = world.standins;
  const mira = store.accounts.get(seed.person.username);
  if (mira) store.addWorkspace('boosters', 'Boosters', [mira]);
  const bitbucket = await setUpToFilledForm(world);
  await goTo(bitbucket, `${settings('boosters')}/oauth-clients`);
  await seesInHelper(
    world,
    bitbucket,
    'This page belongs to the workspace “boosters”. The setup is for “acme”.',
  );
  await pressInHelper(world, bitbucket, 'Go to “acme”');
  // A press is lost if the list is redrawn during it.
  await find(bitbucket, 'heading', 'You have no OAuth clients');
  await press(bitbucket, 'Create OAuth client');
  await seesFilledForm(world, bitbucket);
  await saveAndReachItWorks(world, bitbucket);
  expect(store.consumers[0]?.workspace).toBe('acme');
});
