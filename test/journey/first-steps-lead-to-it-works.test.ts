import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { startCounting } from '../person/effort';
import {
  allow,
  beLoggedIn,
  choose,
  enter,
  find,
  findField,
  pageAt,
  press,
  resultPage,
  saveAndReachItWorks,
  sees,
  seesFilledForm,
} from '../person/person';
import type { World } from '../person/world';
import { seed } from '../standins';
import { it, itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();

const textIn = async (page: Page, label: string): Promise<string> =>
  (await findField(page, label)).evaluate((field) => (field as HTMLInputElement).value);

const profilesOn = (page: Page): Promise<unknown> =>
  page.evaluate(`chrome.storage.local.get('profiles').then(({ profiles }) => profiles.profiles)`);

const firstSteps = async (world: World): Promise<Page> => {
  const page = await pageAt(world, `${world.extension.origin}/src/pages/welcome/`);
  await page.bringToFront();
  return page;
};

it('from a fresh installation, with a token that is pasted and nothing else', async () => {
  const world = await open({ keepsFirstSteps: true });
  await beLoggedIn(world);
  const welcome = await firstSteps(world);
  const effort = startCounting(world.extension.browser);
  await enter(welcome, 'Token', await world.standins.auth0.managementToken());
  await sees(
    welcome,
    /For the tenant acme\.eu\.auth0\.com, until .+\. It has every permission that Keyferry uses\./,
  );
  await allow(world, welcome, seed.tenant.domain);
  await press(welcome, 'Check access');
  await sees(welcome, 'All permissions granted.');
  await press(welcome, 'Set up Bitbucket login');
  await press(await resultPage(world), 'Use workspace “acme”');
  const form = await pageAt(world, 'https://bitbucket.org/');
  await seesFilledForm(world, form);
  const result = await saveAndReachItWorks(world, form);
  // The field, Check access, Set up, the workspace, Save, and Grant access; the browser asks about the tenant's domain.
  expect(effort()).toEqual({ clicks: 6, pastes: 1, typed: 0, allowed: 1 });
  expect(await profilesOn(result)).toMatchObject([
    { name: 'acme', dashboard: 'auth0', domain: 'acme.eu.auth0.com', loginDomain: 'acme.eu.auth0.com' },
  ]);
});

itIn('firefox')('or can be left in the middle and found again', async () => {
  const world = await open({ keepsFirstSteps: true });
  const welcome = await firstSteps(world);
  await choose(welcome, 'Access method', 'Machine-to-machine application');
  await enter(welcome, 'Domain', 'not a domain');
  await press(welcome, 'Check access');
  await sees(welcome, '“not a domain” isn’t a domain.');
  await welcome.close();

  const popup = await world.extension.openPage('src/pages/popup/index.html');
  await press(popup, 'Get started');
  const again = await firstSteps(world);
  // What was not right was not kept.
  await find(again, 'heading', 'Give Keyferry access to your dashboard');
  await press(again, 'Check access');
  await sees(again, 'Paste a Management API token.');
  await choose(again, 'Access method', 'Machine-to-machine application');
  await enter(again, 'Domain', 'https://manage.auth0.com/dashboard/eu/acme/applications');
  await enter(again, 'Client ID', 'theClientId');
  await enter(again, 'Client Secret', 'theClientSecret');
  await allow(world, again, seed.tenant.domain);
  await press(again, 'Check access');
  await sees(again, 'Auth0 rejected the Client ID and Client Secret.');
  await again.close();

  await press(popup, 'Get started');
  const later = await firstSteps(world);
  expect([await textIn(later, 'Domain'), await textIn(later, 'Client ID')]).toEqual([
    'acme.eu.auth0.com',
    'theClientId',
  ]);
  expect(await textIn(later, 'Client Secret')).toBe('');
});
