import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { startCounting } from '../person/effort';
import {
  allow,
  beLoggedIn,
  enter,
  find,
  findNow,
  openSettingsWithProfile,
  pageAt,
  press,
  resultPage,
  saveAndReachItWorks,
  sees,
  seesFilledForm,
  takeHost,
  waitFor,
} from '../person/person';
import type { World } from '../person/world';
import { seed } from '../standins';
import { itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();
const site = 'manage.auth0.com';
const explorer = `https://${site}/dashboard/eu/acme/apis/management/explorer`;
const takeIt = 'Take it from my Auth0 dashboard';
const useIt = 'Use this token';

const firstSteps = async (world: World): Promise<Page> => {
  const page = await pageAt(world, `${world.extension.origin}/src/pages/welcome/`);
  await page.bringToFront();
  return page;
};

/** What a look has left on the page in front: nothing may be left once the looking is over. */
const drawnOn = (page: Page): Promise<{ notes: number; outlined: string[] }> =>
  page.evaluate(() => ({
    notes: [...document.documentElement.children].filter((each) => each.matches('div')).length,
    outlined: [...document.querySelectorAll('button')]
      .filter((each) => getComputedStyle(each).outlineStyle === 'solid')
      .map((each) => (each.textContent ?? '').replace(/\s+/g, ' ').trim()),
  }));

const until = async <Value>(look: () => Promise<Value>, isIt: (value: Value) => boolean): Promise<void> => {
  let last: Value | undefined;
  const found = await waitFor(async () => {
    last = await look();
    return isIt(last) || undefined;
  });
  expect(found, JSON.stringify(last)).toBe(true);
};

itIn('chromium')('from a fresh installation to “It works!”, with nothing typed or pasted', async () => {
  const world = await open({ keepsFirstSteps: true });
  await beLoggedIn(world);
  const welcome = await firstSteps(world);
  await allow(world, welcome, site, seed.tenant.domain);
  const effort = startCounting(world.extension.browser);
  await press(welcome, takeIt);
  await sees(
    welcome,
    /The page shows this token:\s+For the tenant acme\.eu\.auth0\.com, until .+\. It has every/,
  );
  await sees(welcome, 'it can’t be revoked');
  expect(await welcome.evaluate(() => document.documentElement.outerHTML)).not.toContain('eyJ');
  await press(welcome, useIt);
  await sees(welcome, 'All permissions granted.');
  await press(welcome, 'Set up Bitbucket login');
  await press(await resultPage(world), 'Use workspace “acme”');
  const form = await pageAt(world, 'https://bitbucket.org/');
  await seesFilledForm(world, form);
  await saveAndReachItWorks(world, form);
  // Take it, Use it, Set up, the workspace, Save, and Grant access. The browser's two questions are answered beforehand.
  expect(effort()).toEqual({ clicks: 6, pastes: 0, typed: 0, allowed: 0 });
});

itIn('chromium')(
  'waits for a person to log in, to choose the tenant, and to press the button that it points at',
  async () => {
    const world = await open({ keepsFirstSteps: true });
    const { explorer: dashboard } = world.standins.auth0.settings;
    Object.assign(dashboard, { isLoggedIn: false, hasApplication: false, look: 'block' });
    // With pages of two tenants open, Keyferry cannot say which is meant.
    for (const tenant of ['acme', 'other'])
      await (await world.extension.browser.newPage()).goto(`https://${site}/dashboard/eu/${tenant}/`);
    const welcome = await firstSteps(world);
    await allow(world, welcome, site, seed.tenant.domain);
    await takeHost(welcome, site);
    await press(welcome, takeIt);
    const page = await pageAt(world, 'https://auth0.auth0.com/');
    await sees(welcome, 'The tab shows a page of another site, or nothing yet');
    await press(page, 'Log in');
    await sees(welcome, 'Auth0 asks which tenant you mean.');
    await press(page, 'acme', 'link');
    await sees(welcome, 'The API Explorer has no token yet. Click the outlined button there');
    await page.bringToFront();
    const button = 'Create & Authorize Test Application';
    await until(
      () => drawnOn(page),
      ({ notes, outlined }) => notes === 1 && outlined.join() === button,
    );
    expect(dashboard.hasApplication).toBe(false);

    // What it has drawn goes when the wait ends.
    await welcome.bringToFront();
    await press(welcome, 'Stop looking');
    await page.bringToFront();
    await until(
      () => drawnOn(page),
      ({ notes, outlined }) => notes === 0 && outlined.length === 0,
    );

    await press(page, button);
    await find(page, 'heading', 'Token');
    await welcome.bringToFront();
    await press(welcome, takeIt);
    await press(await pageAt(world, `https://${site}/#/select-tenant`), 'acme', 'link');
    await press(welcome, useIt);
    await sees(welcome, 'All permissions granted.');
  },
);

itIn('firefox')(
  'asks for a paste where the page has only dots, and takes it once the page shows it',
  async () => {
    const world = await open();
    world.standins.auth0.settings.explorer.look = 'dots';
    const settings = await openSettingsWithProfile(world);
    await allow(world, settings, site);
    await takeHost(settings, site);
    await press(settings, takeIt);
    await sees(settings, 'The page hides the token');
    const page = await pageAt(world, explorer);
    await page.goto(`https://${site}/dashboard/eu/acme/connections/social`);
    await sees(settings, 'The tab shows another page of the Auth0 dashboard.');
    await page.goto(explorer);
    await sees(settings, 'The page hides the token');
    await press(page, 'Show token');
    await settings.bringToFront();
    await sees(settings, 'The page shows this token:');
    await page.close();
    await sees(settings, 'The tab was closed.');
    expect(await findNow(settings, 'button', useIt)).toBeNull();
    await press(settings, 'Stop looking');
    await enter(settings, 'Token', await world.standins.auth0.managementToken());
    await press(settings, 'Check access');
    await sees(settings, 'All permissions granted.');
  },
);
