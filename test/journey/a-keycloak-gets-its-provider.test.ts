import { createHash, randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { decodeJwt } from 'jose';
import type { Page } from 'puppeteer-core';
import { afterEach, expect, type TestContext } from 'vitest';
import {
  choose,
  enter,
  find,
  findNow,
  grantAccess,
  pageAt,
  press,
  resultPage,
  sees,
  setUpFrom,
  takeHost,
} from '../person/person';
import type { World } from '../person/world';
import { frontOf } from '../servers/front';
import { administrator, host, type Realm } from '../servers/keycloak';
import { keycloakFor } from '../servers/shared-keycloak';
import { seed } from '../standins';
import { it, itIn, worldForEachTest } from './worlds';

// With the real Keycloak, whose own requests to Bitbucket come to the stand-in. It refuses each request that has the Origin of an
// extension: whatever comes through here has none. Not tested: a login by Keyferry itself, which it does not run here; an
// administrator with a one-time code.

const open = worldForEachTest();
const role = 'manage-identity-providers';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

/** A world beside a realm, and a service client in it for each of these lists of roles. */
async function openWithRealm(test: TestContext, ...roles: readonly string[][]) {
  const keycloak = await keycloakFor(test);
  const realm = await keycloak.addRealm();
  ends.push(realm.remove);
  const clients = await Promise.all(roles.map((each) => realm.addServiceClient(...each)));
  const tokens: string[] = [];
  const front = frontOf(keycloak);
  const app = new Hono().all('*', async ({ req }) => {
    const answer = await front.fetch(req.raw);
    if (req.path.endsWith('/token')) {
      const { access_token } = await answer.clone().json();
      if (access_token) tokens.push(access_token);
    }
    return answer;
  });
  const credentials = [...clients.map((each) => each.clientSecret), administrator.password];
  const world = await open({ beside: { host, app, tokens, credentials } });
  ends.push(await keycloak.lead(world.standins.ports));
  return { world, realm, clients };
}

/** The settings of a new profile, at the address of the console's page of the realm's providers. */
async function openSettings(world: World, realm: Realm): Promise<Page> {
  await world.extension.grantHost(host);
  const settings = await world.extension.openPage('src/pages/options/index.html');
  await takeHost(settings, host);
  await enter(settings, 'Profile name', 'Rockets');
  await choose(settings, 'Dashboard', 'Keycloak');
  const console = `https://${host}/admin/master/console/#/${realm.name}/identity-providers`;
  await enter(settings, 'Realm’s address', console);
  await enter(settings, 'Bitbucket workspace', seed.workspace.slug);
  return settings;
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

/** Logs in to that application, by the button on the realm's own page, and gives what it learns. */
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

it('as a service client: people can log in, and Keyferry says that it has not seen it', async (test) => {
  const { world, realm, clients } = await openWithRealm(test, [], [role, 'view-clients']);
  await addShop(realm);
  const [poor, rich] = clients;
  const settings = await openSettings(world, realm);
  await enter(settings, 'Client ID', poor?.clientId ?? '');
  await enter(settings, 'Client Secret', poor?.clientSecret ?? '');
  await press(settings, 'Check access');
  await sees(settings, `Access is not enough: ${role} missing.`);
  await enter(settings, 'Client ID', rich?.clientId ?? '');
  await enter(settings, 'Client Secret', 'not the secret');
  await press(settings, 'Check access');
  await sees(settings, 'The dashboard does not accept Client ID and Client Secret.');
  await enter(settings, 'Client Secret', rich?.clientSecret ?? '');
  await press(settings, 'Check access');
  await sees(settings, 'Access is complete.');
  await press(settings, 'Save profile');
  await sees(settings, 'Saved.');

  const bitbucket = await setUpFrom(world, settings);
  await press(bitbucket, 'Save');
  const result = await resultPage(world);
  await find(result, 'heading', 'Set up in Keycloak, not tested');
  await sees(result, `For ${realm.name} (Rocket Shop)`);
  await sees(result, 'every application that leads people to the realm’s login page has its button there');
  const [consumer] = world.standins.bitbucket.consumers;
  expect(consumer).toMatchObject({
    name: 'Keycloak login (sso)',
    callbackUrl: `https://${host}/realms/${realm.name}/broker/bitbucket/endpoint`,
  });
  expect(await providers(realm)).toMatchObject([
    { alias: 'bitbucket', providerId: 'bitbucket', enabled: true, config: { clientId: consumer?.key } },
  ]);
  expect(await rulesOf(settings)).toEqual([]);

  const popup = await world.extension.openPopup(settings);
  await find(popup, 'button', 'Check setup');
  expect(await findNow(popup, 'button', 'Run test login')).toBeNull();

  expect((await logIn(world, realm, 'Bitbucket')).email).toBe(seed.person.email);

  await press(result, 'Undo');
  await sees(result, 'A user without a password cannot log in any more.');
  await press(result, 'Delete the connection');
  await find(result, 'heading', 'Undone');
  expect(await providers(realm)).toEqual([]);
  expect(await rulesOf(settings)).toEqual([]);
});

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
    const settings = await openSettings(world, realm);
    await choose(settings, 'Sign in with', 'Administrator and password');
    await enter(settings, 'Administrator', administrator.user);
    await enter(settings, 'Password', 'not the password');
    await press(settings, 'Check access');
    await sees(settings, 'Invalid user credentials');
    await enter(settings, 'Password', administrator.password);
    await press(settings, 'Check access');
    await sees(settings, 'Access is complete.');
    await press(settings, 'Save profile');
    await sees(settings, 'Saved.');

    const bitbucket = await setUpFrom(world, settings);
    await press(bitbucket, 'Save');
    const result = await resultPage(world);
    await find(result, 'heading', 'Review changes');
    await sees(result, 'oldKeyOldKeyOldKey');
    expect(await providers(realm)).toEqual([before, theirs]);
    await press(result, 'Apply changes');
    await find(result, 'heading', 'Set up in Keycloak, not tested');
    await sees(result, 'Was enabled already');
    const [consumer] = world.standins.bitbucket.consumers;
    const [changed, left] = await providers(realm);
    expect(changed).toMatchObject({
      displayName: 'Our Bitbucket',
      config: { clientId: consumer?.key, guiOrder: '7' },
    });
    expect(left).toEqual(theirs);
    expect((await logIn(world, realm, 'Our Bitbucket')).email).toBe(seed.person.email);

    await press(result, 'Undo');
    await sees(result, 'Keycloak did not tell the previous Secret.');
    await sees(result, 'nobody has changed anything in it since.');
    await press(result, 'Put it back');
    await find(result, 'heading', 'Undone');
    expect(await providers(realm)).toEqual([before, theirs]);
  },
);

itIn('chromium')('whose alias something else has is left alone, and another alias is taken', async (test) => {
  const { world, realm, clients } = await openWithRealm(test, [role]);
  await realm.call('POST', 'identity-provider/instances', {
    alias: 'bitbucket',
    providerId: 'github',
    config: { clientId: 'theirs', clientSecret: 'their-secret' },
  });
  const [theirs] = await providers(realm);
  const settings = await openSettings(world, realm);
  await enter(settings, 'Client ID', clients[0]?.clientId ?? '');
  await enter(settings, 'Client Secret', clients[0]?.clientSecret ?? '');
  await enter(settings, 'Alias', 'bitbucket-cloud');
  await press(settings, 'Save profile');
  await sees(settings, 'Saved.');
  const bitbucket = await setUpFrom(world, settings);
  await press(bitbucket, 'Save');
  const result = await resultPage(world);
  await find(result, 'heading', 'Set up in Keycloak, not tested');
  const [left, made] = await providers(realm);
  expect(left).toEqual(theirs);
  const [consumer] = world.standins.bitbucket.consumers;
  expect(made).toMatchObject({ alias: 'bitbucket-cloud', config: { clientId: consumer?.key } });
  expect(consumer?.callbackUrl).toMatch(/\/broker\/bitbucket-cloud\/endpoint$/);

  await press(result, 'Check setup');
  await pageAt(world, 'https://bitbucket.org/');
  await find(result, 'heading', 'No problem found');
  await sees(result, 'Keyferry cannot run a login through Keycloak.');
});
