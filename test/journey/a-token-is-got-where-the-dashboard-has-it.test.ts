import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { did, startCounting } from '../person/effort';
import { enter, find, openSettingsWithProfile, pageAt, press, sees, waitFor } from '../person/person';
import { seed } from '../standins';
import { it, itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();
const explorer = 'https://manage.auth0.com/dashboard/eu/acme/apis/management/explorer';

/** What a person copies there, from the code on older pages or the field on today's. */
const tokenOn = async (page: Page): Promise<string> => {
  const token = await waitFor(() =>
    page.evaluate(() => {
      const field = document.getElementById('token') as HTMLInputElement | null;
      const text = field?.value ?? document.querySelector('pre')?.textContent ?? '';
      return text.startsWith('eyJ') ? text : null;
    }),
  );
  if (!token) throw new Error('The API Explorer shows no token');
  return token;
};

it('from a fresh installation, by logging in, the choice of the tenant and a test application', async () => {
  const world = await open({ keepsFirstSteps: true });
  const { explorer: dashboard } = world.standins.auth0.settings;
  Object.assign(dashboard, { isLoggedIn: false, hasApplication: false, look: 'block' });
  const welcome = await pageAt(world, `${world.extension.origin}/src/pages/welcome/`);
  await welcome.bringToFront();
  const effort = startCounting(world.extension.browser);
  await press(welcome, 'Get a token');
  const page = await pageAt(world, 'https://auth0.auth0.com/');
  await press(page, 'Log in');
  await press(page, 'acme', 'link');
  await press(page, 'Create & Authorize Test Application');
  const token = await tokenOn(page);
  expect(page.url()).toBe(explorer);
  // Copied by a press on the page's button.
  did(page, { clicks: 1 });
  await welcome.bringToFront();
  await enter(welcome, 'Token', token);
  await sees(welcome, 'For the tenant acme.eu.auth0.com, until ');
  await world.extension.grantHost(seed.tenant.domain);
  did(welcome, { allowed: 1 });
  await press(welcome, 'Check access');
  await sees(welcome, 'All permissions granted.');
  await find(welcome, 'button', 'Set up Bitbucket login');
  expect(effort()).toEqual({ clicks: 7, pastes: 1, typed: 0, allowed: 1 });
});

itIn('firefox')('at once of the profile’s tenant, from its settings', async () => {
  const world = await open();
  world.standins.auth0.settings.explorer.look = 'dots';
  const settings = await openSettingsWithProfile(world);
  await press(settings, 'Get a token');
  const page = await pageAt(world, explorer);
  await press(page, 'Show token');
  const token = await tokenOn(page);
  await settings.bringToFront();
  await enter(settings, 'Token', token);
  await sees(
    settings,
    /For the tenant acme\.eu\.auth0\.com, until .+ It has every permission that Keyferry uses\./,
  );
});
