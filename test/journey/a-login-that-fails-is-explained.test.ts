import { expect } from 'vitest';
import {
  closeLogin,
  find,
  grantAccess,
  leaveLogin,
  pageAt,
  press,
  resultPage,
  sees,
  setUpToFilledForm,
  waitFor,
} from '../person/person';
import type { World } from '../person/world';
import { browserName, itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();

const failed = 'Login doesn’t work yet';
const authorize = 'https://bitbucket.org/site/oauth2/authorize';

/** No application for a test is left in the tenant. */
const seesNoTestLeft = async ({ standins: { auth0 } }: World) => {
  const isGone = await waitFor(
    async () => !auth0.clients.some((each) => each.name === 'Keyferry login test') || undefined,
  );
  expect(isGone).toBe(true);
};

itIn('chromium')('by the page of the dashboard’s on which it ended, and what both sides say', async () => {
  const world = await open();
  const bitbucket = await setUpToFilledForm(world);
  const page = { title: 'Oops!, something went wrong', text: 'There could be a misconfiguration.' };
  world.standins.auth0.interfere = ({ path }, when) =>
    when === 'before' && path === '/login/callback' ? { page } : undefined;
  await press(bitbucket, 'Save');
  await grantAccess(world);
  const login = await pageAt(world, 'https://acme.eu.auth0.com/login/callback');
  await sees(login, page.text);
  await closeLogin(login);
  const result = await resultPage(world);
  await find(result, 'heading', failed);
  await sees(result, 'The login window was closed before the login finished.');
  await find(result, 'heading', 'What Keyferry saw');
  await sees(result, 'Last page: acme.eu.auth0.com/login/callback, titled “Oops!, something went wrong”.');
  await sees(result, 'Bitbucket accepts the connection’s Key and Secret.');
  await sees(result, 'Auth0 sends https://acme.eu.auth0.com/login/callback.');
  await seesNoTestLeft(world);
});

itIn('firefox')('by what the browser tells of the window that was closed by hand', async () => {
  const world = await open();
  const bitbucket = await setUpToFilledForm(world);
  await press(bitbucket, 'Save');
  const login = await pageAt(world, authorize);
  await find(login, 'button', 'Grant access');
  await closeLogin(login);
  const result = await resultPage(world);
  await find(result, 'heading', failed);
  await sees(result, 'Last page: bitbucket.org/site/oauth2/authorize, titled “Confirm access');
});

/** At Bitbucket's error page Chromium shows nothing, and closes the window; Firefox leaves that to the person. */
async function failedAtBitbucket(world: World) {
  const bitbucket = await setUpToFilledForm(world);
  await press(bitbucket, 'Save');
  await closeLogin(await pageAt(world, authorize));
  const result = await resultPage(world);
  await find(result, 'heading', failed);
  const [client] = world.standins.bitbucket.consumers;
  if (!client) throw new Error('no client');
  client.callbackUrl = 'https://wrong.example/';
  await press(result, 'Try again');
  await waitFor(
    async () => (await result.evaluate(() => !document.body.innerText.includes('yet'))) || undefined,
  );
  await leaveLogin(world, result, failed);
  return result;
}

itIn()('by Bitbucket’s error page', async () => {
  const result = await failedAtBitbucket(await open());
  await sees(
    result,
    browserName === 'firefox'
      ? 'Last page: bitbucket.org/site/oauth2/authorize, titled “Invalid redirect_uri — Bitbucket”.'
      : 'The browser told Keyferry about no page in it.',
  );
});

/** Closes every tab with the login. */
async function closeAll(world: World): Promise<void> {
  for (const { page, address } of await world.extension.openPages())
    if (address.startsWith(authorize)) await page.close();
}

itIn()('by the same login in a tab, where it can be read', async () => {
  const world = await open();
  const result = await failedAtBitbucket(world);
  await press(result, 'Open the same login in a tab');
  const tab = await pageAt(world, authorize);
  await sees(tab, 'Invalid redirect_uri');
  await result.bringToFront();
  await find(result, 'heading', 'Read what the login says');
  await press(result, 'I’ve read it');
  await find(result, 'heading', failed);
  await seesNoTestLeft(world);

  // Closing the tab says the same. The tab that was read is the person's.
  await closeAll(world);
  await press(result, 'Open the same login in a tab');
  await sees(await pageAt(world, authorize), 'Invalid redirect_uri');
  await result.bringToFront();
  await find(result, 'heading', 'Read what the login says');
  await closeAll(world);
  await find(result, 'heading', failed);
  await seesNoTestLeft(world);
});
