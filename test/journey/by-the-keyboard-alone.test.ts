import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { focused, pasteInto, pressByKey, tabTo, typeInto } from '../person/keyboard';
import {
  closed,
  find,
  pageAt,
  resultPage,
  saveAndReachItWorks,
  sees,
  seesFilledForm,
  seesInHelper,
  setUpToFilledForm,
} from '../person/person';
import type { World } from '../person/world';
import { seed } from '../standins';
import { itIn, worldForEachTest } from './worlds';

// No click, and only Tab moves the focus; on the extension's own pages it is visible wherever it goes.

const open = worldForEachTest();

const firstSteps = async (world: World): Promise<Page> => {
  const page = await pageAt(world, `${world.extension.origin}/src/pages/welcome/`);
  await page.bringToFront();
  return page;
};

/** What is under More in the popup. The action may close the popup before the key is released. */
async function pressUnderMore(world: World, over: Page, name: string): Promise<Page> {
  const popup = await world.extension.openPopup(over);
  await pressByKey(popup, 'More');
  await pressByKey(popup, name, ' ').catch(closed);
  return popup;
}

itIn('chromium')('from the installation to a login that works', async () => {
  const world = await open({ keepsFirstSteps: true });
  await world.extension.grantHost(seed.tenant.domain);
  const welcome = await firstSteps(world);
  await pasteInto(welcome, 'Token', await world.standins.auth0.managementToken());
  await typeInto(welcome, 'Bitbucket workspace', 'acme');
  await pressByKey(welcome, 'Check access');
  await sees(welcome, 'All permissions granted.');
  await pressByKey(welcome, 'Set up Bitbucket login');

  const bitbucket = await pageAt(world, 'https://id.atlassian.com/login');
  await typeInto(bitbucket, 'Email', seed.person.email);
  await typeInto(bitbucket, 'Password', seed.person.password);
  await bitbucket.keyboard.press('Enter');
  await seesFilledForm(world, bitbucket);
  await pressByKey(bitbucket, 'Save');
  const consent = await pageAt(world, 'https://bitbucket.org/site/oauth2/authorize');
  await pressByKey(consent, 'Grant access');

  const result = await resultPage(world);
  await find(result, 'heading', 'It works!');
  await pressByKey(result, 'Report');
  await pressByKey(result, 'Copy report');
  await sees(result, 'Copied');
  const report = await world.extension.readClipboard(result);
  expect(report).toContain('4. Send to Auth0: `Connection “bitbucket” created`');
  expect(report).toContain('acme.eu.auth0.com');
  expect(report).not.toContain(seed.person.displayName);
  expect(world.standins.bitbucket.consumers).toHaveLength(1);
});

itIn()('from something that is wrong to a check that finds nothing', async () => {
  const world = await open({ generation: 'clients' });
  world.standins.auth0.customDomains.length = 0;
  const before = await setUpToFilledForm(world);
  await saveAndReachItWorks(world, before);
  await before.close();
  const [client] = world.standins.bitbucket.consumers;
  if (!client) throw new Error('no client');
  const right = client.callbackUrl;
  client.callbackUrl = `${right}/`;
  await pressUnderMore(world, await resultPage(world), 'Check setup');
  const result = await resultPage(world);
  await find(result, 'heading', 'Something needs fixing');
  // Down to the last one, and back up: nothing traps the focus.
  await tabTo(result, 'Close tab');
  await tabTo(result, 'Edit on Bitbucket', 'back');
  await result.keyboard.press('Enter');
  const form = await pageAt(world, 'https://bitbucket.org/');
  await seesFilledForm(world, form);
  await pressByKey(form, 'Save');
  await find(result, 'heading', 'No problem found');
  expect(client.callbackUrl).toBe(right);
  await result.bringToFront();
  await pressByKey(result, 'Run test login');
  await find(result, 'heading', 'Everything matches');
});

itIn()('through a new Secret, and its question', async () => {
  const world = await open({ generation: 'clients' });
  const before = await setUpToFilledForm(world);
  const result = await saveAndReachItWorks(world, before);
  await before.close();
  await pressByKey(result, 'New Secret');
  await find(result, 'dialog', 'New Secret');
  expect(await focused(result)).toBe('Cancel');
  await tabTo(result, 'New Secret', 'back');
  await result.keyboard.press('Enter');
  const form = await pageAt(world, 'https://bitbucket.org/');
  await seesInHelper(world, form, 'Filled in.');
  await pressByKey(form, 'Save');
  const review = await resultPage(world);
  await pressByKey(review, 'Apply changes');
  const consent = await pageAt(world, 'https://bitbucket.org/site/oauth2/authorize');
  await pressByKey(consent, 'Grant access');
  const end = await resultPage(world);
  await find(end, 'heading', 'The old consumer');
  await pressByKey(end, 'Keep the old one for now');
  await find(end, 'heading', 'It works!');
  expect(world.standins.bitbucket.consumers).toHaveLength(2);
  expect(world.standins.auth0.connections[0]?.options.client_id).toBe(
    world.standins.bitbucket.consumers[1]?.key,
  );
});
