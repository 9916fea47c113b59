import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import {
  enter,
  find,
  grantAccess,
  press,
  pressInPopup,
  resultPage,
  saveAndReachItWorks,
  sees,
  setUpToFilledForm,
  waitFor,
} from '../person/person';
import type { World } from '../person/world';
import { itIn, worldForEachTest } from './worlds';

// The sites are broken as people break them: the check names the cause, and its button leads to a check that finds nothing.

const open = worldForEachTest();

/** Breaks a login that works; returns the page of the check that follows. */
async function broken(
  generation: 'clients' | 'consumers',
  breakIt: (standins: World['standins']) => void,
): Promise<{ readonly world: World; readonly result: Page }> {
  const world = await open({ generation });
  world.standins.auth0.customDomains.length = 0;
  await saveAndReachItWorks(world, await setUpToFilledForm(world));
  breakIt(world.standins);
  await pressInPopup(world, await resultPage(world), 'Check setup');
  const result = await resultPage(world);
  await find(result, 'heading', 'Something needs fixing');
  return { world, result };
}

/** The names of the wrong points, in order, with their buttons. */
const wrongOn = (result: Page) =>
  result.$$eval('[data-state="bad"]', (points) =>
    points.map((point) =>
      [
        point.querySelector('.label')?.textContent,
        ...[...point.querySelectorAll('button')].map((each) => each.textContent),
      ].join(': '),
    ),
  );

const clientOf = ({ standins }: World) => {
  const [client] = standins.bitbucket.consumers;
  if (!client) throw new Error('no client');
  return client;
};

/** Saves the form that was filled, and waits for the check that follows by itself. */
async function saveAndSeeNoProblem(world: World, result: Page): Promise<void> {
  await press(await filledForm(world), 'Save');
  await find(result, 'heading', 'No problem found');
}

/** A new client, in the existing connection if there is one. */
async function setUpAgain(world: World, result: Page): Promise<void> {
  await press(result, 'Set up again');
  // The setup that once worked could be undone until now.
  await find(result, 'dialog', 'Replace your last setup?');
  await press(result, 'Set up again');
  const bitbucket = await filledForm(world);
  const isNew = world.standins.auth0.connections.length === 0;
  await press(bitbucket, 'Save');
  const review = await resultPage(world);
  if (!isNew) await press(review, 'Apply changes');
  await grantAccess(world);
  await find(review, 'heading', 'It works!');
  await pressInPopup(world, review, 'Check setup');
  await find(await resultPage(world), 'heading', 'No problem found');
}

/** The page with the filled form: the tab of the setup before may still be open. */
async function filledForm(world: World): Promise<Page> {
  const found = await waitFor(async () => {
    for (const { page, address } of await world.extension.openPages())
      if (address.startsWith('https://bitbucket.org/acme/') && (await isFilled(world, page))) return page;
    return undefined;
  });
  if (!found) throw new Error('No form was filled');
  return found;
}

const isFilled = async (world: World, page: Page): Promise<boolean> =>
  (await world.extension.textsInPanel(page).catch(() => '')).includes('Filled in.');

itIn('chromium')('a wrong callback is filled in where it stands, and nothing else', async () => {
  const { world, result } = await broken('clients', ({ bitbucket }) => {
    const [client] = bitbucket.consumers;
    if (client) client.callbackUrl = 'https://acme.eu.auth0.com/login/callback/';
  });
  expect(await wrongOn(result)).toEqual(['Callback URL: Copy Callback URL: Edit on Bitbucket']);
  const before = { ...clientOf(world) };
  await press(result, 'Edit on Bitbucket');
  await saveAndSeeNoProblem(world, result);
  expect(clientOf(world)).toEqual({ ...before, callbackUrl: 'https://acme.eu.auth0.com/login/callback' });
  await press(result, 'Run test login');
  await find(result, 'heading', 'Everything matches');
});

itIn()('a missing permission is added', async () => {
  const { world, result } = await broken('consumers', ({ bitbucket }) => {
    const [client] = bitbucket.consumers;
    if (client) client.scopes = ['email', 'wiki'];
  });
  expect(await wrongOn(result)).toEqual(['Permissions on Bitbucket: Add the missing permission']);
  await press(result, 'Add the missing permission');
  await saveAndSeeNoProblem(world, result);
  expect(new Set(clientOf(world).scopes)).toEqual(new Set(['email', 'account', 'wiki']));
});

itIn()('a client that was deleted is set up again', async () => {
  const { world, result } = await broken('clients', ({ bitbucket }) => {
    bitbucket.deleteConsumer(bitbucket.consumers[0]?.id ?? 0);
  });
  expect(await wrongOn(result)).toEqual(['Consumer on Bitbucket: Set up again', 'Key and Secret']);
  await sees(result, 'No consumer in the workspace “acme” matches the connection’s Key');
  await setUpAgain(world, result);
});

itIn()('a connection that was deleted is set up again', async () => {
  const { world, result } = await broken('clients', ({ auth0 }) => {
    auth0.connections.length = 0;
  });
  expect(await wrongOn(result)).toEqual(['Connection: Set up again']);
  await setUpAgain(world, result);
  expect(world.standins.auth0.connections).toHaveLength(1);
});

itIn()('a token that is no longer accepted is replaced, and the check goes on with the new one', async () => {
  const world = await open({ generation: 'clients' });
  const { auth0 } = world.standins;
  auth0.customDomains.length = 0;
  const token = await auth0.managementToken();
  await saveAndReachItWorks(world, await setUpToFilledForm(world, { token }));
  auth0.revoked.add(token);
  await pressInPopup(world, await resultPage(world), 'Check setup');
  const result = await resultPage(world);
  await find(result, 'heading', 'Something needs fixing');
  expect(await wrongOn(result)).toEqual(['Access to Auth0: Get a token']);
  const settings = await world.extension.openPage('src/pages/options/index.html');
  await enter(settings, 'Token', await auth0.managementToken());
  await press(settings, 'Save profile');
  await sees(settings, 'Profile saved.');
  await result.bringToFront();
  await press(result, 'Check again');
  await find(result, 'heading', 'No problem found');
});

itIn()('a connection that no application has is enabled', async () => {
  const { world, result } = await broken('clients', ({ auth0 }) => {
    auth0.connections[0]?.enabledClients.clear();
  });
  expect(await wrongOn(result)).toEqual(['Applications: Enable']);
  await press(result, 'Enable');
  await find(result, 'heading', 'No problem found');
  expect(world.standins.auth0.connections[0]?.enabledClients.size).toBeGreaterThan(0);
});

itIn()('a pair whose Secret was changed is replaced', async () => {
  const { world, result } = await broken('consumers', ({ bitbucket }) => {
    const [client] = bitbucket.consumers;
    if (client) bitbucket.replaceSecret(client);
  });
  expect(await wrongOn(result)).toEqual(['Key and Secret: Set up again']);
  await setUpAgain(world, result);
});

itIn()('a connection that is not for logging in is switched on after a review, and off again', async () => {
  const { world, result } = await broken('clients', ({ auth0 }) => {
    const [connection] = auth0.connections;
    if (connection) Object.assign(connection, { isForLogin: false, isForAccounts: true });
  });
  const connectionNow = () => structuredClone(world.standins.auth0.connections[0]);
  const before = connectionNow();
  expect(await wrongOn(result)).toEqual(['For logging in: Switch it on in Auth0']);
  await press(result, 'Switch it on in Auth0');
  await find(result, 'heading', 'Review changes');
  await sees(result, 'authentication.active');
  expect(connectionNow()).toEqual(before);
  // Somebody changes it meanwhile: nobody has agreed to what was not shown.
  const [there] = world.standins.auth0.connections;
  if (there) there.options = { ...there.options, non_persistent_attrs: ['phone'] };
  await press(result, 'Apply changes');
  await find(result, 'heading', 'Review changes');
  expect(connectionNow()?.isForLogin).toBe(false);
  await press(result, 'Apply changes');
  await find(result, 'heading', 'No problem found');
  const options = { ...before?.options, non_persistent_attrs: ['phone'] };
  expect(connectionNow()).toEqual({ ...before, options, isForLogin: true });
  await press(result, 'Run test login');
  await find(result, 'heading', 'Everything matches');
  await press(result, 'Undo');
  await press(result, 'Switch it off again');
  await find(result, 'heading', 'Setup undone');
  expect(connectionNow()).toEqual({ ...before, options });
});

itIn()(
  'a connection that third-party applications may not use is opened to them after a review',
  async () => {
    const world = await open({ generation: 'clients' });
    const { auth0 } = world.standins;
    auth0.customDomains.length = 0;
    await saveAndReachItWorks(world, await setUpToFilledForm(world));
    auth0.addClient({ name: 'MCP client', app_type: 'native', is_first_party: false });
    await pressInPopup(world, await resultPage(world), 'Check setup');
    const result = await resultPage(world);
    await sees(result, 'Not enabled for MCP client.');
    await press(result, 'Switch it on for third-party applications');
    await find(result, 'heading', 'Review changes');
    await press(result, 'Leave unchanged');
    await sees(result, 'Not enabled for MCP client.');
    expect(auth0.connections[0]?.isDomainConnection).toBe(false);
    await press(result, 'Switch it on for third-party applications');
    await press(result, 'Apply changes');
    await find(result, 'heading', 'No problem found');
    await sees(result, 'Open to every third-party application');
    expect(auth0.connections[0]?.isDomainConnection).toBe(true);
  },
);
