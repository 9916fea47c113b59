import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import {
  find,
  findNow,
  grantAccess,
  leaveLogin,
  pageAt,
  press,
  resultPage,
  saveAndReachItWorks,
  sees,
  seesInHelper,
  setUpToFilledForm,
  waitFor,
} from '../person/person';
import type { World } from '../person/world';
import { itIn, worldForEachTest } from './worlds';

// A new client beside the old one; the connection is switched over and tested; only then the person deletes the old one.

const open = worldForEachTest();

const oldName = 'Auth0 login (acme)';
const newName = 'Auth0 login (acme) 2';

const pairOf = ({ standins }: World, name: string) => {
  const client = standins.bitbucket.consumers.find((each) => each.name === name);
  if (!client) throw new Error(`No client ${name}`);
  return { key: client.key, secret: client.secret };
};
const pairInAuth0 = ({ standins }: World) => {
  const { client_id: key, client_secret: secret } = standins.auth0.connections[0]?.options ?? {};
  return { key, secret };
};
const namesOf = ({ standins }: World) => standins.bitbucket.consumers.map((each) => each.name).sort();

/** A login that works, then a new Secret for it, up to the review; the new client is saved. */
async function upToReview(generation: 'clients' | 'consumers'): Promise<{ world: World; result: Page }> {
  const world = await open({ generation });
  const before = await setUpToFilledForm(world);
  const result = await saveAndReachItWorks(world, before);
  // Its list is not taken for the new one's.
  await before.close();
  await press(result, 'New Secret');
  await sees(result, 'Until you delete the old one, both exist on Bitbucket.');
  expect(namesOf(world)).toEqual([oldName]);
  await press(result, 'New Secret');
  const form = await pageAt(world, 'https://bitbucket.org/');
  await seesInHelper(world, form, 'Filled in.');
  await press(form, 'Save');
  const review = await resultPage(world);
  await find(review, 'heading', 'Review changes');
  await sees(review, pairOf(world, oldName).key);
  await sees(review, pairOf(world, newName).key);
  await sees(review, 'The consumer with the old Key stays on Bitbucket unchanged.');
  expect(pairInAuth0(world)).toEqual(pairOf(world, oldName));
  return { world, result: review };
}

/** The connection has the new pair, and a login went through it. */
async function upToTheOldOne(generation: 'clients' | 'consumers'): Promise<{ world: World; result: Page }> {
  const { world, result } = await upToReview(generation);
  await press(result, 'Apply changes');
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'The old consumer');
  expect(pairInAuth0(world)).toEqual(pairOf(world, newName));
  expect(namesOf(world)).toEqual([oldName, newName]);
  return { world, result };
}

/** Deletes a client as a person does: "Delete" in its menu, and again in the question that follows. */
async function deleteInItsMenu(page: Page, name: string, isOlder: boolean): Promise<void> {
  if (isOlder) {
    // In Chromium, the icon's character is part of the name there.
    const menu = await waitFor(() => page.$(`::-p-text(Actions: ${name})`));
    if (!menu) throw new Error('No menu');
    await menu.click();
  } else await press(page, `Actions: ${name}`);
  const item = await waitFor(async () =>
    isOlder
      ? ((await findNow(page, 'menuitem', 'Delete')) ?? (await findNow(page, 'link', 'Delete')))
      : findNow(page, 'menuitem', 'Delete'),
  );
  if (!item) throw new Error('No "Delete" in the menu');
  await item.click();
  await press(page, 'Delete');
}

const outlined = (page: Page) =>
  page.$$eval('*', (all) =>
    all
      .filter((each) => (each as HTMLElement).style?.outlineStyle === 'solid')
      .map((each) => each.textContent ?? ''),
  );

/** Has the old client shown: the list is loaded anew for that, and the panel speaks only of what is outlined in it. */
async function showTheOldOne(world: World, result: Page): Promise<{ list: Page; marked: string }> {
  const askedAt = Date.now();
  await press(result, 'Show it on Bitbucket');
  const list = await pageAt(world, 'https://bitbucket.org/');
  const marked = await waitFor(async () => {
    const isAnew = (await list.evaluate(() => performance.timeOrigin)) > askedAt;
    const found = await outlined(list);
    return isAnew && found.length === 1 ? found[0] : undefined;
  });
  if (marked === undefined) throw new Error('Nothing is outlined');
  await seesInHelper(world, list, `The outlined one is the old consumer, “${oldName}”.`);
  return { list, marked };
}

itIn()('points at the old client in the list, and sees it gone once the person has deleted it', async () => {
  const { world, result } = await upToTheOldOne('clients');
  await sees(result, pairOf(world, oldName).key);
  await sees(result, 'Once it’s deleted, Undo can’t bring back a login that works.');
  const deleted = pairOf(world, oldName);
  const { list, marked } = await showTheOldOne(world, result);
  expect(marked).toContain(deleted.key);
  // Only the person deletes anything.
  expect(namesOf(world)).toEqual([oldName, newName]);

  await deleteInItsMenu(list, oldName, false);
  await seesInHelper(world, list, 'It works!');
  expect(namesOf(world)).toEqual([newName]);
  const end = await resultPage(world);
  await find(end, 'heading', 'It works!');
  await sees(end, `“${oldName}” is no longer in Bitbucket’s list. The new consumer has replaced it.`);
  await sees(end, deleted.key);
  expect(pairInAuth0(world)).toEqual(pairOf(world, newName));
  expect(world.standins.auth0.clients.map((each) => each.name)).not.toContain('Keyferry login test');

  await press(end, 'Undo');
  await sees(end, 'the previous Key and Secret won’t work anymore');
});

itIn()('opens the rows of an older list to find it, and closes them again', async () => {
  const { world, result } = await upToTheOldOne('consumers');
  const { list } = await showTheOldOne(world, result);
  await deleteInItsMenu(list, oldName, true);
  const end = await resultPage(world);
  await find(end, 'heading', 'It works!');
  await sees(end, `“${oldName}” is no longer in Bitbucket’s list.`);
  expect(namesOf(world)).toEqual([newName]);
});

itIn('chromium')('goes back to the old pair where the login fails, and that one still works', async () => {
  const { world, result } = await upToReview('clients');
  const old = pairOf(world, oldName);
  await press(result, 'Apply changes');
  await pageAt(world, 'https://bitbucket.org/site/oauth2/authorize');
  const made = world.standins.bitbucket.consumers.find((each) => each.name === newName);
  if (made) world.standins.bitbucket.replaceSecret(made);
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'Login doesn’t work yet');
  await sees(result, `Undo gives the connection its Key ${old.key} back.`);
  await press(result, 'Undo');
  await press(result, 'Restore previous settings');
  await find(result, 'heading', 'Setup undone');
  expect(pairInAuth0(world)).toEqual(old);
  expect(namesOf(world)).toEqual([oldName, newName]);

  const popup = await world.extension.openPage('src/pages/popup/index.html');
  await press(popup, 'Run test login');
  // The old client had been granted access before.
  await find(await resultPage(world), 'heading', 'It works!');
});

itIn()('goes on where the background was stopped before the login', async () => {
  const { world, result } = await upToReview('clients');
  await press(result, 'Apply changes');
  await pageAt(world, 'https://bitbucket.org/site/oauth2/authorize');
  await world.extension.stopBackground();
  await leaveLogin(world, await resultPage(world), 'Login doesn’t work yet');
  expect(pairInAuth0(world)).toEqual(pairOf(world, newName));
  expect(namesOf(world)).toEqual([oldName, newName]);
  await press(result, 'Try again');
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'The old consumer');
});

itIn()('keeps the old client for now, and leads to it later', async () => {
  const { world, result } = await upToTheOldOne('clients');
  await press(result, 'Keep the old one for now');
  await find(result, 'heading', 'It works!');
  await sees(result, 'You kept it for now.');
  expect(namesOf(world)).toEqual([oldName, newName]);
  // Somebody else has put the old Key into another connection meanwhile.
  const { key, secret } = pairOf(world, oldName);
  world.standins.auth0.addConnection({
    name: 'bitbucket-staff',
    strategy: 'bitbucket',
    options: { client_id: key, client_secret: secret, scope: ['email'] },
  });
  await press(result, 'Delete the old consumer…');
  await sees(result, 'Still with the old Key: bitbucket-staff.');
  expect((await showTheOldOne(world, result)).marked).toContain(key);
});
