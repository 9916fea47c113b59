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

/** What has the focus is called: its label, or what it says. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement;
    const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : undefined;
    return (element?.getAttribute('aria-label') ?? label ?? element?.textContent ?? '').trim();
  });

/** Goes there by the keyboard alone. */
async function tabTo(page: Page, name: string): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 60; presses += 1) {
    const now = await focused(page);
    if (now === name) return;
    passed.push(now.slice(0, 40));
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never comes to "${name}", but to ${passed.join(' · ')}`);
}

async function pressByKey(page: Page, name: string): Promise<void> {
  await find(page, 'button', name);
  await tabTo(page, name);
  await page.keyboard.press('Enter');
}

async function typeInto(page: Page, label: string, text: string): Promise<void> {
  await findField(page, label);
  await tabTo(page, label);
  await page.keyboard.type(text);
}

/** Nobody types a token. */
async function pasteInto(page: Page, label: string, text: string): Promise<void> {
  await findField(page, label);
  await tabTo(page, label);
  await page.evaluate((pasted) => document.execCommand('insertText', false, pasted), text);
}

const textIn = async (page: Page, label: string): Promise<string> =>
  (await findField(page, label)).evaluate((field) => (field as HTMLInputElement).value);

const profilesOn = (page: Page): Promise<unknown> =>
  page.evaluate(`chrome.storage.local.get('profiles').then(({ profiles }) => profiles.profiles)`);

const firstSteps = async (world: World): Promise<Page> => {
  const page = await pageAt(world, `${world.extension.origin}/src/pages/welcome/`);
  await page.bringToFront();
  return page;
};

itIn('chromium')('after the installation, by the keyboard alone', async () => {
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
