import { createHash, randomBytes } from 'node:crypto';
import { decodeJwt } from 'jose';
import type { Page } from 'puppeteer-core';
import { afterEach, expect, type TestContext } from 'vitest';
import { allRoles, openKeycloak, openKeycloakSettings, saveKeycloakProfile } from '../person/keycloak';
import {
  choose,
  closeLogin,
  enter,
  find,
  grantAccess,
  pageAt,
  press,
  resultPage,
  sees,
  setUpFrom,
} from '../person/person';
import type { World } from '../person/world';
import { administrator, host, type Realm } from '../servers/keycloak';
import { keycloakFor } from '../servers/shared-keycloak';
import { seed } from '../standins';
import { itIn, worldForEachTest } from './worlds';

// With the real Keycloak, whose own requests to Bitbucket go to the stand-in. It refuses each request with an extension's Origin:
// what gets through here has none. Not tested: an administrator with a one-time code.

const open = worldForEachTest();
const role = 'manage-identity-providers';
const authorize = 'https://bitbucket.org/site/oauth2/authorize';

/** How long a scenario may take, in milliseconds: one in the other browser may have its turn at Keycloak first. */
const longestMs = 420_000;
const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A world with a realm, which has a service client for each of these lists of roles. */
async function openWithRealm(test: TestContext, ...roles: readonly (readonly string[])[]) {
  const keycloak = await keycloakFor(test);
  const { realm, clients, beside } = await openKeycloak(keycloak, ...roles);
  ends.push(realm.remove);
  const world = await open({ beside });
  ends.push(await keycloak.lead(world.standins.ports));
  return { world, realm, clients };
}

const providers = async (realm: Realm) => (await realm.call('GET', 'identity-provider/instances')).body;

const redirect_uri = `https://${host}/shop/`;
const addShop = (realm: Realm) =>
  realm.call('POST', 'clients', {
    clientId: 'rocket-shop',
    name: 'Rocket Shop',
    publicClient: true,
    standardFlowEnabled: true,
    redirectUris: [redirect_uri],
  });

/** Logs in to that application by the button on the realm's own page, and returns what the application learns. */
async function logIn(world: World, realm: Realm, button: string) {
  const base = `https://${host}/realms/${realm.name}`;
  const verifier = randomBytes(32).toString('base64url');
  const query = new URLSearchParams({
    client_id: 'rocket-shop',
    redirect_uri,
    response_type: 'code',
    scope: 'openid',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  const page = await world.extension.browser.newPage();
  await page.goto(`${base}/protocol/openid-connect/auth?${query}`);
  await press(page, button, 'link');
  await grantAccess(world);
  const isBack = ({ host: to, path }: { host: string; path: string }) =>
    to === host && path.startsWith('/shop/?');
  await expect.poll(() => world.standins.requests.some(isBack)).toBe(true);
  const { path = '' } = world.standins.requests.find(isBack) ?? {};
  await page.close();
  const { body } = await world.standins.send(`${base}/protocol/openid-connect/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: 'rocket-shop',
      redirect_uri,
      code: new URL(path, redirect_uri).searchParams.get('code') ?? '',
      code_verifier: verifier,
    }).toString(),
  });
  return decodeJwt((body as { id_token: string }).id_token);
}

const rulesOf = (own: Page): Promise<unknown> =>
  own.evaluate('chrome.declarativeNetRequest.getSessionRules()');

/** An administrator of only this realm, who may do all that a setup needs. */
async function addAdministrator(realm: Realm, password: string) {
  const user = 'ada';
  const name = { email: 'ada@acme.example', firstName: 'Ada', lastName: 'Min' };
  const { id } = await realm.call('POST', 'users', { username: user, ...name, enabled: true });
  const setPassword = (value: string) =>
    realm.call('PUT', `users/${id}/reset-password`, { type: 'password', value, temporary: false });
  await setPassword(password);
  const [management] = (await realm.call('GET', 'clients?clientId=realm-management')).body;
  const roles = await Promise.all(
    allRoles.map(async (each) => (await realm.call('GET', `clients/${management.id}/roles/${each}`)).body),
  );
  await realm.call('POST', `users/${id}/role-mappings/clients/${management.id}`, roles);
  return { user, setPassword };
}

const users = async (realm: Realm) => (await realm.call('GET', 'users')).body;

/** The test login's client is gone, and so is its window. */
async function seesNothingLeft(world: World, realm: Realm): Promise<void> {
  await expect
    .poll(async () =>
      (await world.extension.openPages()).filter(({ address }) =>
        address.startsWith(`https://${host}/realms/`),
      ),
    )
    .toEqual([]);
  expect((await realm.call('GET', 'clients?clientId=keyferry-login-test')).body).toEqual([]);
}

itIn('chromium')(
  'as a service client: it works, and the user of the test is deleted where the person says so',
  async (test) => {
    const { world, realm, clients } = await openWithRealm(test, [], allRoles);
    await addShop(realm);
    const [poor, rich] = clients;
    const settings = await openKeycloakSettings(world, realm);
    await enter(settings, 'Client ID', poor?.clientId ?? '');
    await enter(settings, 'Client Secret', poor?.clientSecret ?? '');
    await press(settings, 'Check access');
    await sees(settings, `Missing permissions: ${role}.`);
    await enter(settings, 'Client ID', rich?.clientId ?? '');
    await enter(settings, 'Client Secret', 'not the secret');
    await press(settings, 'Check access');
    await sees(settings, 'Keycloak rejected the Client ID and Client Secret.');
    await enter(settings, 'Client Secret', rich?.clientSecret ?? '');
    await press(settings, 'Check access');
    await sees(settings, 'All permissions granted.');
    await press(settings, 'Save profile');
    await sees(settings, 'Profile saved.');

    const bitbucket = await setUpFrom(world, settings);
    await press(bitbucket, 'Save');
    await grantAccess(world);
    const result = await resultPage(world);
    await find(result, 'heading', 'It works!');
    await find(result, 'heading', seed.person.displayName);
    await sees(result, seed.person.email);
    await sees(result, `Enabled for ${realm.name} (Rocket Shop)`);
    await sees(result, 'The temporary test application has been deleted.');
    await seesNothingLeft(world, realm);
    const [consumer] = world.standins.bitbucket.consumers;
    expect(consumer).toMatchObject({
      name: 'Keycloak login (sso)',
      callbackUrl: `https://${host}/realms/${realm.name}/broker/bitbucket/endpoint`,
    });
    expect(await providers(realm)).toMatchObject([
      { alias: 'bitbucket', providerId: 'bitbucket', enabled: true, config: { clientId: consumer?.key } },
    ]);
    expect(await rulesOf(settings)).toEqual([]);

    const [made] = await users(realm);
    expect(made).toMatchObject({ email: seed.person.email });
    await sees(result, `The test login created an account in Keycloak: ${seed.person.email}, ${made.id}.`);
    await press(result, 'Delete the account');
    await find(result, 'dialog', 'Delete this account?');
    await press(result, 'Delete the account');
    await sees(result, 'The account that the test login created was deleted.');
    expect(await users(realm)).toEqual([]);

    await press(result, 'Undo');
    await sees(result, 'A user without a password can’t log in anymore.');
    await sees(result, 'It has linked no account in Keycloak to Bitbucket.');
    await press(result, 'Delete the connection');
    await find(result, 'heading', 'Setup undone');
    expect(await providers(realm)).toEqual([]);
    expect(await rulesOf(settings)).toEqual([]);
  },
  longestMs,
);

/** Up to Bitbucket's question in the login's window. */
async function setUpToConsent(test: TestContext) {
  const { world, realm, clients } = await openWithRealm(test, allRoles);
  const bitbucket = await setUpFrom(world, await saveKeycloakProfile(world, realm, clients[0]));
  await press(bitbucket, 'Save');
  const consent = await pageAt(world, authorize);
  await find(consent, 'button', 'Grant access');
  const [consumer] = world.standins.bitbucket.consumers;
  if (!consumer) throw new Error('no consumer');
  return { world, realm, consent, consumer };
}

itIn()(
  'whose login goes on where it was, when the background was stopped meanwhile',
  async (test) => {
    const { world, realm } = await setUpToConsent(test);
    await world.extension.stopBackground();
    await grantAccess(world);
    await find(await resultPage(world), 'heading', 'It works!');
    await seesNothingLeft(world, realm);
  },
  longestMs,
);

itIn()(
  'whose login was cancelled, then closed by hand, and then ended by a wrong Secret, and each is told as that',
  async (test) => {
    const { world, realm, consent, consumer } = await setUpToConsent(test);
    await press(consent, 'Cancel');
    const result = await resultPage(world);
    await sees(result, 'The login was canceled.');
    await seesNothingLeft(world, realm);
    await press(result, 'Try again');
    await closeLogin(await pageAt(world, authorize));
    await sees(await resultPage(world), 'The login window was closed before the login finished.');
    await seesNothingLeft(world, realm);
    consumer.secret = 'aQ9dTm4Zx7LwP2tRv8sYc1nBd6fGj3aE';
    await press(result, 'Try again');
    await grantAccess(world);
    await sees(await resultPage(world), 'Bitbucket rejected the Key and Secret stored in Keycloak.');
    await seesNothingLeft(world, realm);

    // Nobody knows the pair any more: only the address of Keycloak's page tells.
    await press(await world.extension.openPopup(result), 'Run test login');
    await sees(await resultPage(world), 'Bitbucket let the user through, and Keycloak stopped there.');
    await sees(result, `Log out at https://${host}/realms/${realm.name}/account`);
    await seesNothingLeft(world, realm);
  },
  longestMs,
);

itIn()(
  'whose login Bitbucket refuses for its callback URL, which is told at once, and tried again',
  async (test) => {
    const { world, realm, consent, consumer } = await setUpToConsent(test);
    await closeLogin(consent);
    const result = await resultPage(world);
    await sees(result, 'The login window was closed before the login finished.');
    const { callbackUrl } = consumer;
    consumer.callbackUrl = 'https://wrong.example/';
    await press(result, 'Try again');
    await sees(result, 'Bitbucket rejects the callback URL that Keycloak sends.');
    await seesNothingLeft(world, realm);
    consumer.callbackUrl = callbackUrl;
    await press(result, 'Try again');
    await grantAccess(world);
    await find(await resultPage(world), 'heading', 'It works!');
  },
  longestMs,
);

itIn()(
  'whose login meets somebody’s account, and then somebody else who is logged in, and each is told as that',
  async (test) => {
    const { world, realm, consent } = await setUpToConsent(test);
    const theirs = { username: 'mira-of-old', email: seed.person.email, enabled: true };
    const { id } = await realm.call('POST', 'users', theirs);
    await press(consent, 'Grant access');
    const result = await resultPage(world);
    await sees(result, 'Keycloak asks something before it lets the user in.');
    await sees(result, 'the Key and Secret are correct.');
    await seesNothingLeft(world, realm);
    expect((await users(realm)).map((each: { id: string }) => each.id)).toEqual([id]);
    await realm.call('DELETE', `users/${id}`);

    const credentials = [{ type: 'password', value: 'a long password', temporary: false }];
    const boss = { username: 'boss', email: 'boss@acme.example', firstName: 'The', lastName: 'Boss' };
    await realm.call('POST', 'users', { ...boss, enabled: true, credentials });
    const account = await world.extension.browser.newPage();
    await account.goto(`https://${host}/realms/${realm.name}/account/`);
    await enter(account, 'Username or email', 'boss');
    await enter(account, 'Password', 'a long password');
    await press(account, 'Sign In');
    await sees(account, 'Personal info');
    await account.close();
    await press(result, 'Try again');
    await sees(result, 'Keycloak created an account for the user, and didn’t let them in.');
    await sees(result, `Log out at https://${host}/realms/${realm.name}/account first.`);
    await sees(result, `created at about the time of the test: ${seed.person.email}. Nothing proves`);
    await seesNothingLeft(world, realm);
    expect(await users(realm)).toHaveLength(2);
  },
  longestMs,
);

itIn('firefox')(
  'as an administrator: a provider that is there is changed only after review, checked, and put back without its Secret',
  async (test) => {
    const { world, realm } = await openWithRealm(test);
    await addShop(realm);
    const config = { clientId: 'oldKeyOldKeyOldKey', clientSecret: 'old-secret', guiOrder: '7' };
    await realm.call('POST', 'identity-provider/instances', {
      alias: 'bitbucket',
      providerId: 'bitbucket',
      displayName: 'Our Bitbucket',
      config,
    });
    await realm.call('POST', 'identity-provider/instances', {
      alias: 'github',
      providerId: 'github',
      config: { clientId: 'theirs', clientSecret: 'their-secret' },
    });
    const [before, theirs] = await providers(realm);
    const settings = await openKeycloakSettings(world, realm);
    await choose(settings, 'Access method', 'Administrator and password');
    await enter(settings, 'Administrator', administrator.user);
    await enter(settings, 'Password', 'not the password');
    await press(settings, 'Check access');
    await sees(settings, 'If the account has one-time codes, choose “Service client” in the settings');
    await sees(settings, 'Invalid user credentials');
    await enter(settings, 'Password', administrator.password);
    await press(settings, 'Check access');
    await sees(settings, 'All permissions granted.');
    await press(settings, 'Save profile');
    await sees(settings, 'Profile saved.');

    const bitbucket = await setUpFrom(world, settings);
    await press(bitbucket, 'Save');
    const result = await resultPage(world);
    await find(result, 'heading', 'Review changes');
    await sees(result, 'oldKeyOldKeyOldKey');
    expect(await providers(realm)).toEqual([before, theirs]);
    await press(result, 'Apply changes');
    await grantAccess(world);
    await find(await resultPage(world), 'heading', 'It works!');
    await sees(result, 'Already enabled');
    const [consumer] = world.standins.bitbucket.consumers;
    const [changed, left] = await providers(realm);
    expect(changed).toMatchObject({
      displayName: 'Our Bitbucket',
      config: { clientId: consumer?.key, guiOrder: '7' },
    });
    expect(left).toEqual(theirs);

    await press(result, 'Undo');
    await sees(result, 'Keycloak doesn’t reveal the previous Secret.');
    await sees(result, 'nobody has changed anything in it since.');
    await press(result, 'Restore previous settings');
    await find(result, 'heading', 'Setup undone');
    expect(await providers(realm)).toEqual([before, theirs]);
  },
  longestMs,
);

itIn()(
  'whose administrator’s password is another one in the middle: the new one goes on at the same step',
  async (test) => {
    const { world, realm } = await openWithRealm(test);
    const ada = await addAdministrator(realm, 'the old password');
    const settings = await openKeycloakSettings(world, realm);
    await choose(settings, 'Access method', 'Administrator and password');
    await enter(settings, 'Administrator', ada.user);
    await enter(settings, 'Password', 'the old password');
    await enter(settings, 'Administrator’s realm', realm.name);
    await press(settings, 'Save profile');
    await sees(settings, 'Profile saved.');
    const bitbucket = await setUpFrom(world, settings);
    await ada.setPassword('the new password');
    await press(bitbucket, 'Save');
    const result = await resultPage(world);
    await sees(result, 'Keycloak doesn’t let this account in.');
    await sees(result, 'The name or password is wrong, or the account also needs a one-time code');
    await sees(result, 'choose “Service client” in the settings');
    expect(await providers(realm)).toEqual([]);
    await enter(result, 'Password', 'not the password');
    await press(result, 'Continue');
    await sees(result, 'Invalid user credentials');
    const popup = await world.extension.openPopup(result);
    await sees(popup, 'Keycloak doesn’t let this account in.');
    await enter(popup, 'Password', 'the new password');
    await press(popup, 'Continue');
    await grantAccess(world);
    await find(await resultPage(world), 'heading', 'It works!');
    expect(await providers(realm)).toHaveLength(1);
    expect(world.standins.bitbucket.consumers).toHaveLength(1);
  },
  longestMs,
);

itIn()(
  'whose alias something else has is left alone, and another alias is taken, and not tested without the right to',
  async (test) => {
    const { world, realm, clients } = await openWithRealm(test, [role]);
    await addShop(realm);
    await realm.call('POST', 'identity-provider/instances', {
      alias: 'bitbucket',
      providerId: 'github',
      config: { clientId: 'theirs', clientSecret: 'their-secret' },
    });
    const [theirs] = await providers(realm);
    const settings = await openKeycloakSettings(world, realm);
    await enter(settings, 'Client ID', clients[0]?.clientId ?? '');
    await enter(settings, 'Client Secret', clients[0]?.clientSecret ?? '');
    await enter(settings, 'Alias', 'bitbucket-cloud');
    await press(settings, 'Save profile');
    await sees(settings, 'Profile saved.');
    const bitbucket = await setUpFrom(world, settings);
    await press(bitbucket, 'Save');
    const result = await resultPage(world);
    await find(result, 'heading', 'Set up in Keycloak, not tested');
    await sees(result, 'The credential is missing manage-clients');
    await sees(result, 'every application that sends users to the realm’s login page has its button there');
    const [left, made] = await providers(realm);
    expect(left).toEqual(theirs);
    const [consumer] = world.standins.bitbucket.consumers;
    expect(made).toMatchObject({ alias: 'bitbucket-cloud', config: { clientId: consumer?.key } });
    expect(consumer?.callbackUrl).toMatch(/\/broker\/bitbucket-cloud\/endpoint$/);

    // People can log in all the same.
    expect((await logIn(world, realm, 'Bitbucket')).email).toBe(seed.person.email);

    await result.bringToFront();
    await press(result, 'Check setup');
    await pageAt(world, 'https://bitbucket.org/');
    await find(result, 'heading', 'No problem found');
    await press(result, 'Run test login');
    await sees(result, 'Missing permission: manage-clients.');
  },
  longestMs,
);
