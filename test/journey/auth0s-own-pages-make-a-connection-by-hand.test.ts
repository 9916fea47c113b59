import { expect } from 'vitest';
import { beLoggedIn, check, enter, find, grantAccess, press, sees } from '../person/person';
import { everyDashboard } from '../standins/auth0-dashboard/pages';
import { sayIn } from '../standins/auth0-dashboard/words';
import { itEach, named, worldForEachTest } from './worlds';

const open = worldForEachTest();

// Without Keyferry: setups in the stand-in's pages prove only as much as those pages do themselves.
itEach(everyDashboard, { chromium: named('classic, en'), firefox: named('redesigned, ja') })(
  'from the list to “It Works!”: %s',
  async (_, settings) => {
    const world = await open();
    const { auth0, bitbucket, applications } = world.standins;
    Object.assign(auth0.settings.dashboard, settings);
    const say = sayIn(settings.language);
    await beLoggedIn(world);
    const consumer = bitbucket.addConsumer('acme', 'clients', {
      name: 'By hand',
      description: '',
      callbackUrl: `https://${auth0.domain}/login/callback`,
      url: '',
      privacyPolicyUrl: '',
      eulaUrl: '',
      isPrivate: false,
      authorizationCode: true,
      scopes: ['account', 'email'],
    });
    const page = await world.extension.browser.newPage();
    await page.goto('https://manage.auth0.com/dashboard/eu/acme/connections/social');
    await press(page, say('Create Connection'));
    await press(page, 'Bitbucket');
    await press(page, say('Continue'));
    await enter(page, say('Client ID'), consumer.key);
    await enter(page, say('Client Secret'), consumer.secret);
    await check(page, say('Basic Profile'));
    await press(page, say('Create'));
    await find(page, 'tab', say('Applications'));
    await sees(page, say('Applications using this connection.'));
    const [connection] = auth0.connections;
    expect(connection?.options).toMatchObject({
      client_id: consumer.key,
      client_secret: consumer.secret,
      profile: true,
    });
    expect([...(connection?.enabledClients ?? [])]).toEqual([]);

    await page.evaluate(() => {
      const row = [...document.querySelectorAll('li')].find((each) => each.innerText.includes('Rocket Shop'));
      row?.querySelector('input')?.click();
    });
    await expect.poll(() => [...(connection?.enabledClients ?? [])]).toEqual([applications.shop.client_id]);
    await press(page, say('Try Connection'));
    await sees(await grantAccess(world), 'It Works!');
    expect(auth0.dashboardLog.pressedPopUps).toEqual([]);
  },
);
