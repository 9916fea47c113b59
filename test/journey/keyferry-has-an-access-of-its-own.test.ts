import type { Page } from 'puppeteer-core';
import { expect } from 'vitest';
import { did, startCounting } from '../person/effort';
import {
  allow,
  beLoggedIn,
  check,
  choose,
  closed,
  enter,
  find,
  findNow,
  openMore,
  openSettingsWithProfile,
  pageAt,
  passphrase,
  press,
  resultPage,
  saveAndReachItWorks,
  sees,
  seesFilledForm,
} from '../person/person';
import type { World } from '../person/world';
import { seed } from '../standins';
import { managementScopes } from '../standins/auth0/store';
import { itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();
const site = 'manage.auth0.com';
const makeIt = 'Make Keyferry’s access';
const removeIt = 'Remove Keyferry’s access';
const isMade = 'the application “Keyferry”, Client ID';

const own = ({ standins: { auth0 } }: World) =>
  auth0.clients.filter((each) => each.client_metadata?.keyferry !== undefined);

/** The settings with a token that was checked. */
async function checked(world: World, token?: string): Promise<Page> {
  const settings = await openSettingsWithProfile(world);
  await allow(world, settings, seed.tenant.domain);
  await enter(settings, 'Token', token ?? (await world.standins.auth0.managementToken()));
  await press(settings, 'Check access');
  await find(settings, 'heading', 'Keyferry’s own access');
  return settings;
}

itIn('chromium')(
  'from a fresh installation: taken, made, “It works!”, a second setup with no access click, removed',
  async () => {
    const world = await open({ keepsFirstSteps: true });
    const { auth0 } = world.standins;
    await beLoggedIn(world);
    const welcome = await pageAt(world, `${world.extension.origin}/src/pages/welcome/`);
    await welcome.bringToFront();
    await allow(world, welcome, site, seed.tenant.domain);
    const first = startCounting(world.extension.browser);
    await press(welcome, 'Take it from my Auth0 dashboard');
    await press(welcome, 'Use this token');
    await press(welcome, makeIt);
    await sees(welcome, isMade);
    expect(own(world)).toHaveLength(1);
    // The token is gone; the new credential may do only what was listed.
    const kept = await welcome.evaluate('chrome.storage.session.get().then((all) => JSON.stringify(all))');
    expect([...auth0.issued].some((token) => String(kept).includes(token))).toBe(false);
    await press(welcome, 'Set up Bitbucket login');
    await press(await resultPage(world), 'Use workspace “acme”');
    const form = await pageAt(world, 'https://bitbucket.org/');
    await seesFilledForm(world, form);
    const result = await saveAndReachItWorks(world, form);
    // As with only the token, plus one click: Make Keyferry's access.
    expect(first()).toEqual({ clicks: 7, pastes: 0, typed: 0, allowed: 0 });
    const [connection] = auth0.connections;
    expect(connection?.enabledClients.has(own(world)[0]?.client_id ?? '')).toBe(false);

    // A second one, for somebody who has deleted the first.
    auth0.connections.splice(0);
    world.standins.bitbucket.consumers.splice(0);
    await form.close();
    const second = startCounting(world.extension.browser);
    const menu = await world.extension.openPopup(result);
    did(result, { clicks: 1 });
    await openMore(menu);
    await press(menu, 'Set up Bitbucket login');
    await find(menu, 'button', 'Cancel');
    await press(menu, 'Set up Bitbucket login').catch(closed);
    const again = await pageAt(world, 'https://bitbucket.org/');
    await seesFilledForm(world, again);
    await saveAndReachItWorks(world, again);
    // The toolbar's button, More, Set up, the question about the first one's undo, Save, and Grant access: no click for the access.
    expect(second()).toEqual({ clicks: 6, pastes: 0, typed: 0, allowed: 0 });

    const settings = await world.extension.openPage('src/pages/options/index.html');
    await press(settings, removeIt);
    await press(settings, 'Delete the application');
    await sees(settings, '“Keyferry” is no longer in Auth0.');
    await sees(settings, 'This profile has no access now.');
    expect([own(world).length, auth0.clientGrants.filter((each) => !isSeed(world, each.client_id))]).toEqual([
      0,
      [],
    ]);
    expect(auth0.connections).toHaveLength(1);
    const popup = await world.extension.openPopup(settings);
    await press(popup, 'Run test login');
    await sees(popup, 'Enter your Auth0 credential to continue.');
  },
);
const isSeed = ({ standins }: World, id: string): boolean => standins.applications.machine.client_id === id;

itIn('firefox')(
  'kept under a passphrase it is unlocked for a later setup, and where it was deleted meanwhile that is said',
  async () => {
    const world = await open();
    const settings = await checked(world);
    await check(settings, 'Save this access on this computer, encrypted');
    await enter(settings, 'New passphrase', passphrase);
    await enter(settings, 'Confirm new passphrase', passphrase);
    await press(settings, makeIt);
    await sees(settings, isMade);
    await press(settings, 'Lock now');
    await sees(settings, 'Saved encrypted, and locked.');
    await beLoggedIn(world);
    const popup = await world.extension.openPopup(settings);
    await press(popup, 'Set up Bitbucket login');
    await enter(popup, 'Passphrase', passphrase);
    await press(popup, 'Unlock');
    const form = await pageAt(world, 'https://bitbucket.org/');
    await seesFilledForm(world, form);
    await saveAndReachItWorks(world, form);

    const [made] = own(world);
    if (made) world.standins.auth0.removeClient(made.client_id);
    await settings.bringToFront();
    await press(settings, 'Check access');
    await sees(settings, 'Auth0 no longer lets Keyferry’s own application in.');
    await choose(settings, 'Access method', 'Management API token');
    await enter(settings, 'Token', await world.standins.auth0.managementToken());
    await press(settings, 'Check access');
    await press(settings, makeIt);
    await expect.poll(() => own(world).length, { timeout: 20_000 }).toBe(1);
    await sees(settings, `Client ID ${own(world)[0]?.client_id}`);
    expect(own(world)[0]?.client_id).not.toBe(made?.client_id);
  },
);

itIn('chromium')('closed in the middle, it is found again and completed, and not made twice', async () => {
  const world = await open();
  const { auth0 } = world.standins;
  let isHolding = true;
  let held = 0;
  auth0.interfere = ({ method, path }, when) => {
    const isGrant = when === 'before' && method === 'POST' && path.endsWith('/client-grants');
    if (!isHolding || !isGrant) return undefined;
    held += 1;
    return 'hang';
  };
  const settings = await checked(world);
  await press(settings, makeIt);
  // A request that is on its way arrives also after its page was closed.
  await expect.poll(() => held).toBe(1);
  expect(own(world)).toHaveLength(1);
  await settings.close();
  expect(auth0.clientGrants.filter((each) => !isSeed(world, each.client_id))).toEqual([]);
  isHolding = false;
  const again = await checked(world);
  await press(again, makeIt);
  await sees(again, 'with Keyferry’s mark');
  await sees(again, 'It gets a new Secret.');
  await press(again, 'Use this application');
  await sees(again, isMade);
  expect(own(world)).toHaveLength(1);
});

itIn()('refused by a token that may less, and by a tenant that is busy, with the next step', async () => {
  const world = await open();
  const { auth0 } = world.standins;
  const lesser = await auth0.managementToken(managementScopes.filter((each) => !each.includes('grants')));
  const settings = await checked(world, lesser);
  await sees(settings, 'it lacks read:client_grants, create:client_grants.');
  expect(await findNow(settings, 'button', makeIt)).toBeNull();
  await enter(settings, 'Token', await auth0.managementToken());
  await press(settings, 'Check access');
  await find(settings, 'button', makeIt);
  Object.assign(auth0.settings, { callsLeft: 3, resetAt: Date.now() + 90_000 });
  await press(settings, makeIt);
  await sees(settings, 'What Keyferry made so far is found again next time');
  Object.assign(auth0.settings, { callsLeft: Number.POSITIVE_INFINITY });
  await press(settings, makeIt);
  await press(settings, 'Use this application').catch(() => undefined);
  await sees(settings, isMade);
  expect(own(world)).toHaveLength(1);
});
