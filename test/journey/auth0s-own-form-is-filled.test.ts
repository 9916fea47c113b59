import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import {
  check,
  choose,
  enter,
  find,
  findField,
  findNow,
  grantAccess,
  pageAt,
  press,
  resultPage,
  sees,
  setUpFrom,
} from '../person/person';
import type { World } from '../person/world';
import { seed } from '../standins';
import { everyDashboard } from '../standins/auth0-dashboard/pages';
import { sayIn } from '../standins/auth0-dashboard/words';
import { itEach, itIn, named, none, worldForEachTest } from './worlds';

const open = worldForEachTest();
const fill = 'Fill the Key and Secret into this page';
const dashboard = 'https://manage.auth0.com/dashboard/eu';

/** A setup for a tenant for which Keyferry has no credential, until the pair waits. */
async function setUp(world: World) {
  const settings = await world.extension.openPage('src/pages/options/index.html');
  await enter(settings, 'Profile name', 'Rockets');
  await choose(settings, 'Dashboard', 'Another tool (manual setup)');
  await choose(settings, 'Tool', 'Auth0');
  await enter(settings, 'Callback URL', `https://${seed.tenant.domain}/login/callback`);
  await enter(settings, 'Bitbucket workspace', 'acme');
  await press(settings, 'Save profile');
  await sees(settings, 'Profile saved.');
  await press(await setUpFrom(world, settings), 'Save');
  const result = await resultPage(world);
  await sees(result, 'Enter these in Auth0');
  const [consumer] = world.standins.bitbucket.consumers;
  if (!consumer) throw new Error('no consumer');
  return { consumer, result };
}

/** What the popup says of the page, after a click on the toolbar. */
async function popupOver(world: World, page: Page): Promise<Page> {
  await page.bringToFront();
  const popup = await world.extension.openPopup(page);
  await press(popup, 'Fill the page in this tab');
  return popup;
}

itEach(everyDashboard, { chromium: named('classic, en'), firefox: none })(
  'without any credential of the tenant’s, to “It Works!”: %s',
  async (_, pages) => {
    const world = await open();
    const { auth0, applications } = world.standins;
    Object.assign(auth0.settings.dashboard, pages);
    const say = sayIn(pages.language);
    const { consumer, result } = await setUp(world);
    await press(result, 'Open Auth0');
    const page = await pageAt(world, `${dashboard}/acme/connections`);
    await press(page, say('Create Connection'));
    await press(page, 'Bitbucket');
    await press(page, say('Continue'));
    await findField(page, say('Client Secret'));

    const popup = await popupOver(world, page);
    await sees(popup, `${dashboard}/acme/`);
    await press(popup, fill);
    await sees(popup, 'The Key and Secret are in the page’s fields.');
    await popup.close();
    expect(auth0.connections).toEqual([]);

    await page.bringToFront();
    await check(page, say('Basic Profile'));
    await press(page, say('Create'));
    await sees(page, say('Applications using this connection.'));
    const [connection] = auth0.connections;
    expect(connection?.options).toMatchObject({
      client_id: consumer.key,
      client_secret: consumer.secret,
      profile: true,
    });
    await page.evaluate(() => {
      const row = [...document.querySelectorAll('li')].find((each) => each.innerText.includes('Rocket Shop'));
      row?.querySelector('input')?.click();
    });
    await expect.poll(() => [...(connection?.enabledClients ?? [])]).toEqual([applications.shop.client_id]);
    await press(page, say('Try Connection'));
    await sees(await grantAccess(world), 'It Works!');

    await result.bringToFront();
    await press(result, 'I’ve entered them');
    await find(result, 'heading', 'Almost done: test the login in Auth0');
    // No call of the Management API, and no token for it.
    expect(auth0.calls).toEqual([]);
    expect(auth0.issued.size).toBe(0);
  },
);

itIn()('puts nothing into another tenant, or into a connection that is there', async () => {
  const world = await open();
  const { auth0 } = world.standins;
  auth0.dashboardLog.acceptedTerms = 1;
  const there = auth0.addConnection({
    name: 'bitbucket',
    strategy: 'bitbucket',
    options: { client_id: 'old' },
  });
  const { consumer } = await setUp(world);
  const page = await world.extension.browser.newPage();
  const setup = 'connections/social/create/bitbucket/setup';
  for (const [path, why] of [
    [`other/${setup}`, 'another tenant. Nothing is put in here.'],
    [`acme/connections/social/${there.id}/settings`, 'This is a connection that is there.'],
  ] as const) {
    await page.goto(`${dashboard}/${path}`);
    await findField(page, 'Client Secret');
    const popup = await popupOver(world, page);
    await sees(popup, why);
    expect(await findNow(popup, 'button', fill)).toBeNull();
    await popup.close();
  }
  // The tenant is switched while the popup is open.
  await page.goto(`${dashboard}/acme/${setup}`);
  await findField(page, 'Client Secret');
  const popup = await popupOver(world, page);
  await find(popup, 'button', fill);
  await page.evaluate((path) => history.pushState({}, '', path), `/dashboard/eu/other/${setup}`);
  await press(popup, fill);
  await sees(popup, 'The tab shows another page now.');
  const held = await page.evaluate(() => [...document.querySelectorAll('input')].map(({ value }) => value));
  expect(held.join()).not.toContain(consumer.secret);
  await popup.close();
});

itIn()('says so where it cannot read the Secret again, or finds no form it knows', async () => {
  const world = await open();
  const { dashboard: pages } = world.standins.auth0.settings;
  world.standins.auth0.dashboardLog.acceptedTerms = 1;
  const { consumer } = await setUp(world);
  const page = await world.extension.browser.newPage();
  const setup = `${dashboard}/acme/connections/social/create/bitbucket/setup`;
  pages.form = 'other-words';
  await page.goto(setup);
  await findField(page, 'Private phrase');
  let popup = await popupOver(world, page);
  await sees(popup, 'Keyferry sees no form on this page that takes a Client ID and a Secret.');
  await popup.close();

  Object.assign(pages, { form: 'usual', secret: 'dots' });
  await page.goto(setup);
  await findField(page, 'Client Secret');
  popup = await popupOver(world, page);
  await press(popup, fill);
  await sees(popup, 'The page changed the value in Client Secret.');
  await popup.close();
  await page.bringToFront();
  await press(page, 'Create');
  await expect.poll(() => world.standins.auth0.connections[0]?.options.client_secret).toBe(consumer.secret);
});
