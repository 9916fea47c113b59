import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, type TestContext } from 'vitest';
import { enterAddress } from '../browsers/go-to';
import { type LoopbackProxy, startProxy } from '../browsers/proxy';
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
import { type PocketBase, pocketBaseFor, startPocketBase, superuser } from '../servers/pocketbase';
import { seed } from '../standins';
import { itIn, worldForEachTest } from './worlds';

// With the real PocketBase, whose own requests to Bitbucket come to the stand-in.

const open = worldForEachTest();
const host = 'pb.acme.example';

let server: PocketBase | undefined;
let proxy: LoopbackProxy | undefined;
let folder: string | undefined;
afterEach(async () => {
  await server?.close();
  await proxy?.close();
  if (folder) rmSync(folder, { recursive: true });
});

async function openWithPocketBase(test: TestContext): Promise<{ world: World; pocketBase: PocketBase }> {
  const binary = await pocketBaseFor(test);
  proxy = await startProxy();
  folder = mkdtempSync(join(tmpdir(), 'keyferry-certificate-'));
  // Read at its first request, by when it is there.
  const certificate = join(folder, 'standins.pem');
  server = await startPocketBase(binary, {
    HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
    SSL_CERT_FILE: certificate,
  });
  const world = await open({ beside: { host, app: frontOf(server), tokens: [server.token] } });
  writeFileSync(certificate, world.standins.certificate.cert);
  proxy.lead(world.standins.ports);
  return { world, pocketBase: server };
}

const oauth2 = async ({ call }: PocketBase) => (await call('GET', 'collections/users')).body.oauth2;

/** Logs in as an application of PocketBase's does, and gives what that answers. */
async function logIn(world: World, pocketBase: PocketBase) {
  const methods = await pocketBase.call('GET', 'collections/users/auth-methods');
  const [provider] = methods.body.oauth2.providers;
  const redirectURL = `https://${host}/api/oauth2-redirect`;
  const page = await world.extension.browser.newPage();
  await enterAddress(page, provider.authURL + encodeURIComponent(redirectURL));
  await grantAccess(world);
  const isBack = ({ host: to, path }: { host: string; path: string }) =>
    to === host && path.startsWith('/api/oauth2-redirect?');
  await expect.poll(() => world.standins.requests.some(isBack)).toBe(true);
  const { path = '' } = world.standins.requests.find(isBack) ?? {};
  await page.close();
  return pocketBase.call('POST', 'collections/users/auth-with-oauth2', {
    provider: provider.name,
    code: new URL(path, redirectURL).searchParams.get('code'),
    codeVerifier: provider.codeVerifier,
    redirectURL,
  });
}

itIn('chromium')(
  'with a superuser’s password: people can log in, and Keyferry says that it has not seen it',
  async (test) => {
    const { world, pocketBase } = await openWithPocketBase(test);
    await world.extension.grantHost(host);
    const settings = await world.extension.openPage('src/pages/options/index.html');
    await takeHost(settings, host);
    await enter(settings, 'Profile name', 'Rockets');
    await choose(settings, 'Dashboard', 'PocketBase');
    await enter(settings, 'Address', `https://${host}/_/#/collections`);
    await choose(settings, 'Sign in with', 'Superuser and password');
    await enter(settings, 'Superuser’s email', superuser.email);
    await enter(settings, 'Password', 'not the password');
    await enter(settings, 'Bitbucket workspace', seed.workspace.slug);
    await press(settings, 'Check access');
    await sees(settings, 'Failed to authenticate.');
    await enter(settings, 'Password', superuser.password);
    await press(settings, 'Check access');
    await sees(settings, 'Access is complete.');
    await press(settings, 'Save profile');
    await sees(settings, 'Saved.');

    const bitbucket = await setUpFrom(world, settings);
    await press(bitbucket, 'Save');
    const result = await resultPage(world);
    await find(result, 'heading', 'Set up in PocketBase, not tested');
    await sees(result, 'For users');
    const [consumer] = world.standins.bitbucket.consumers;
    expect(consumer).toMatchObject({
      name: 'PocketBase login (pb)',
      callbackUrl: `https://${host}/api/oauth2-redirect`,
    });
    expect(await oauth2(pocketBase)).toMatchObject({
      enabled: true,
      providers: [{ name: 'bitbucket', clientId: consumer?.key }],
    });

    const popup = await world.extension.openPopup(settings);
    await find(popup, 'button', 'Check setup');
    expect(await findNow(popup, 'button', 'Run test login')).toBeNull();

    const { status, body } = await logIn(world, pocketBase);
    expect({ status, email: body.meta?.email }).toEqual({ status: 200, email: seed.person.email });

    await press(result, 'Undo');
    await press(result, 'Delete the connection');
    await find(result, 'heading', 'Undone');
    expect(await oauth2(pocketBase)).toMatchObject({ enabled: false, providers: [] });
  },
);

itIn('chromium')(
  'with a token: a provider that is there is changed only after review, and checked',
  async (test) => {
    const { world, pocketBase } = await openWithPocketBase(test);
    const theirs = { name: 'github', clientId: 'theirs', clientSecret: 'their-secret' };
    const old = { name: 'bitbucket', clientId: 'oldKeyOldKeyOldKey', clientSecret: 'old-secret' };
    await pocketBase.call('PATCH', 'collections/users', {
      oauth2: { enabled: true, providers: [theirs, old] },
    });
    await world.extension.grantHost(host);
    const settings = await world.extension.openPage('src/pages/options/index.html');
    await takeHost(settings, host);
    await enter(settings, 'Profile name', 'Rockets');
    await choose(settings, 'Dashboard', 'PocketBase');
    await enter(settings, 'Address', host);
    await enter(settings, 'Token', pocketBase.token);
    await enter(settings, 'Bitbucket workspace', seed.workspace.slug);
    await press(settings, 'Save profile');
    await sees(settings, 'Saved.');

    const bitbucket = await setUpFrom(world, settings);
    await press(bitbucket, 'Save');
    const result = await resultPage(world);
    await find(result, 'heading', 'Review changes');
    await sees(result, 'oldKeyOldKeyOldKey');
    expect((await oauth2(pocketBase)).providers[1].clientId).toBe('oldKeyOldKeyOldKey');
    await press(result, 'Apply changes');
    await find(result, 'heading', 'Set up in PocketBase, not tested');
    await sees(result, 'Was enabled already');
    const [consumer] = world.standins.bitbucket.consumers;
    expect((await oauth2(pocketBase)).providers).toMatchObject([
      { name: 'github', clientId: 'theirs' },
      { name: 'bitbucket', clientId: consumer?.key },
    ]);
    expect(await pocketBase.secretsOf('users')).toEqual({
      github: 'their-secret',
      bitbucket: consumer?.secret,
    });

    await press(result, 'Check setup');
    await pageAt(world, 'https://bitbucket.org/');
    await find(result, 'heading', 'No problem found');
    await sees(result, 'Keyferry cannot run a login through PocketBase.');
    expect(await findNow(result, 'button', 'Run test login')).toBeNull();
  },
);
