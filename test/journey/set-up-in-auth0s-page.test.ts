import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { startCounting } from '../person/effort';
import {
  allow,
  beLoggedIn,
  check,
  closed,
  find,
  findField,
  findNow,
  grantAccess,
  pageAt,
  press,
  resultPage,
  sees,
  seesFilledForm,
  takeHost,
} from '../person/person';
import type { World } from '../person/world';
import { everyDashboard } from '../standins/auth0-dashboard/pages';
import { sayIn } from '../standins/auth0-dashboard/words';
import { itEach, itIn, named, none, worldForEachTest } from './worlds';

const open = worldForEachTest();
const site = 'manage.auth0.com';
const dashboard = `https://${site}/dashboard/eu`;
const setIt = 'Set up in Auth0’s page';

const firstSteps = async (world: World): Promise<Page> => {
  const page = await pageAt(world, `${world.extension.origin}/src/pages/welcome/`);
  await page.bringToFront();
  return page;
};

/** From the first steps to the dashboard's pages. */
async function begin(world: World, isForAll = true): Promise<{ result: Page; page: Page }> {
  const welcome = await firstSteps(world);
  await press(welcome, setIt);
  if (!isForAll) await check(welcome, 'Then turn it on for every application that people log in to');
  await sees(welcome, `${dashboard}/acme/`);
  await press(welcome, 'Set up Bitbucket login');
  await press(await resultPage(world), 'Use workspace “acme”');
  const form = await pageAt(world, 'https://bitbucket.org/');
  await seesFilledForm(world, form);
  await press(form, 'Save');
  const result = await resultPage(world);
  return { result, page: await pageAt(world, `${dashboard}/acme/connections`) };
}

itEach(everyDashboard, {
  chromium: named('classic, en'),
  firefox: none,
})('from a fresh installation to “It works!” in eight clicks, with nothing typed: %s', async (_, pages) => {
  const world = await open({ keepsFirstSteps: true });
  const { auth0, applications, bitbucket } = world.standins;
  Object.assign(auth0.settings.dashboard, pages);
  const say = sayIn(pages.language);
  await beLoggedIn(world);
  await (await world.extension.browser.newPage()).goto(`${dashboard}/acme/`);
  await allow(world, await firstSteps(world), site);
  const effort = startCounting(world.extension.browser);
  const { result, page } = await begin(world);
  await press(page, say('Continue'));
  await sees(result, 'The form has this Client ID and a Client Secret, and Basic Profile is ticked.');
  expect(auth0.connections).toEqual([]);
  await press(page, say('Create'));
  await sees(result, 'Click Try Connection there');
  const [connection] = auth0.connections;
  const [consumer] = bitbucket.consumers;
  expect(connection?.options).toMatchObject({
    client_id: consumer?.key,
    client_secret: consumer?.secret,
    profile: true,
  });
  expect([...(connection?.enabledClients ?? [])]).toContain(applications.shop.client_id);
  await press(page, say('Try Connection'));
  await grantAccess(world);
  await find(result, 'heading', 'It works!');
  // Set up in the page, set it up, the workspace, Save; there Continue, Create, Try Connection; and Grant access.
  expect(effort()).toEqual({ clicks: 8, pastes: 0, typed: 0, allowed: 0 });
  expect(auth0.calls).toEqual([]);
  expect(auth0.issued.size).toBe(0);
  expect(auth0.dashboardLog).toMatchObject({ acceptedTerms: 1, pressedPopUps: [] });
});

/** The person is logged in at both, and has the tenant's dashboard open. */
async function ready(): Promise<World> {
  const world = await open({ keepsFirstSteps: true });
  await beLoggedIn(world);
  await (await world.extension.browser.newPage()).goto(`${dashboard}/acme/`);
  const welcome = await firstSteps(world);
  await allow(world, welcome, site);
  await takeHost(welcome, site);
  return world;
}
const setup = 'connections/social/create/bitbucket/setup';
const heldOn = (page: Page): Promise<string> =>
  page.evaluate(() => [...document.querySelectorAll('input')].map(({ value }) => value).join());

itIn()('steps aside for pop-ups, and goes on in another tab, where nothing is done twice', async () => {
  const world = await ready();
  const { auth0, bitbucket, applications } = world.standins;
  Object.assign(auth0.settings.dashboard, { popUps: true, generation: 'redesigned' });
  const { result, page } = await begin(world, false);
  await sees(result, 'Something lies over the page: “Meet your new navigation”.');
  expect(auth0.dashboardLog.pressedPopUps).toEqual([]);
  await page.bringToFront();
  await press(page, 'Show me');
  await find(page, 'button', 'Continue');
  await sees(result, 'Read in Auth0 what you agree to');
  expect(auth0.dashboardLog.acceptedTerms).toBe(0);
  auth0.settings.dashboard.popUps = false;

  // Closed before anything is filled in.
  await page.close();
  await sees(result, 'The tab was closed.');
  await press(result, 'Open it again');
  let again = await pageAt(world, `${dashboard}/acme/connections`);
  await press(again, 'Continue');
  await sees(result, 'The form has this Client ID and a Client Secret');
  // After a reload the form is empty; the Secret goes in once more only if the person says so.
  await again.reload();
  await sees(result, 'The values were put into the form once');
  expect(await heldOn(again)).not.toContain(bitbucket.consumers[0]?.secret);
  await press(result, 'Put the values in again');
  await sees(result, 'The form has this Client ID and a Client Secret');
  // The background has to wake to note what is seen next.
  await world.extension.stopBackground();
  await again.bringToFront();
  await press(again, 'Create');
  await sees(result, 'Which applications should people log in to with Bitbucket?');
  // Closed before the applications, and before the test.
  await again.close();
  await sees(result, 'The tab was closed.');
  await press(result, 'Open it again');
  again = await pageAt(world, `${dashboard}/acme/connections/social/con_`);
  await sees(result, 'Which applications should people log in to with Bitbucket?');
  const [connection, ...others] = auth0.connections;
  expect([...(connection?.enabledClients ?? [])]).toEqual([]);
  await result.bringToFront();
  await check(result, 'Rocket Shop');
  await press(result, 'Turn on the ticked ones');
  await sees(result, 'Click Try Connection there');
  expect([...(connection?.enabledClients ?? [])]).toEqual([applications.shop.client_id]);
  await again.close();
  await sees(result, 'The tab was closed.');
  await press(result, 'Open it again');
  again = await pageAt(world, `${dashboard}/acme/connections/social/con_`);
  // The dashboard's own words for a login that fails.
  if (!connection) throw new Error('no connection');
  const { options } = connection;
  const good = options.client_secret;
  options.client_secret = 'another';
  await sees(result, 'Click Try Connection there');
  await press(again, 'Try Connection');
  await grantAccess(world);
  await sees(result, 'The try failed. Auth0 says: “Oops!, something went wrong');
  options.client_secret = good;
  await again.bringToFront();
  // Bitbucket remembers the grant, and does not ask.
  await press(again, 'Try Connection');
  await find(result, 'heading', 'It works!');
  expect([others, bitbucket.consumers.length]).toEqual([[], 1]);
});

itIn()(
  'says what keeps it from going on, and does nothing in another tenant or to a connection that is there',
  async () => {
    const world = await ready();
    const { auth0, bitbucket } = world.standins;
    const { dashboard: pages, explorer } = auth0.settings;
    explorer.isLoggedIn = false;
    const welcome = await firstSteps(world);
    await press(welcome, setIt);
    await sees(welcome, `${dashboard}/acme/`);
    await press(welcome, 'Set up Bitbucket login');
    await press(await resultPage(world), 'Use workspace “acme”');
    const form = await pageAt(world, 'https://bitbucket.org/');
    await seesFilledForm(world, form);
    await press(form, 'Save');
    const result = await resultPage(world);
    // Nobody is logged in to the dashboard any more.
    const page = await pageAt(world, 'https://auth0.auth0.com/');
    await sees(result, 'The tab shows a page of another site, or nothing yet');
    await press(page, 'Log in');
    await find(page, 'button', 'Continue').catch(closed);
    await sees(result, 'Read in Auth0 what you agree to');

    auth0.dashboardLog.acceptedTerms = 1;
    await page.goto(`${dashboard}/other/${setup}`);
    await findField(page, 'Client Secret');
    await sees(result, 'this is another tenant. Keyferry does nothing here.');
    expect(await heldOn(page)).not.toContain(bitbucket.consumers[0]?.key);

    await result.bringToFront();
    await result.evaluate(`chrome.permissions.remove({ origins: ['https://${site}/*'] })`);
    await sees(result, `Without access to ${site}, Keyferry can’t look at the page.`);
    await press(result, 'Allow access');
    await press(result, 'Lead the tab back');
    await sees(result, 'Read in Auth0 what you agree to');

    pages.form = 'other-words';
    await page.goto(`${dashboard}/acme/${setup}`);
    await findField(page, 'Private phrase');
    await sees(result, 'Keyferry doesn’t find the form for a Bitbucket connection on this page.');
    await find(result, 'button', 'Copy Secret');
    pages.form = 'usual';

    const there = auth0.addConnection({
      name: 'bitbucket',
      strategy: 'bitbucket',
      options: { client_id: 'old' },
    });
    await page.goto(`${dashboard}/acme/connections/social`);
    await sees(result, 'This tenant already has a Bitbucket connection.');
    expect(await findNow(result, 'button', 'Put the values in again')).toBeNull();
    await page.goto(`${dashboard}/acme/connections/social/${there.id}/settings`);
    await sees(result, 'This tenant already has a Bitbucket connection.');
    await press(result, 'Enter by hand instead');
    await sees(result, 'Enter these in Auth0');
    expect(there.options).toMatchObject({ client_id: 'old' });
    expect(auth0.calls).toEqual([]);
  },
);
