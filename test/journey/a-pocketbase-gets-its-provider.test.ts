import { afterEach, expect, type TestContext } from 'vitest';
import {
  choose,
  enter,
  find,
  findNow,
  pageAt,
  press,
  resultPage,
  sees,
  setUpFrom,
  takeHost,
} from '../person/person';
import {
  host,
  logInToPocketBase,
  openPocketBase,
  type PocketBaseBeside,
  savePocketBaseProfile,
} from '../person/pocketbase';
import type { World } from '../person/world';
import { type PocketBase, pocketBaseFor, superuser } from '../servers/pocketbase';
import { seed } from '../standins';
import { itIn, worldForEachTest } from './worlds';

// With the real PocketBase, whose own requests to Bitbucket come to the stand-in.

const open = worldForEachTest();

let pocketBase: PocketBaseBeside | undefined;
afterEach(async () => {
  await pocketBase?.close();
  pocketBase = undefined;
});

async function openWithPocketBase(test: TestContext): Promise<{ world: World; pocketBase: PocketBase }> {
  pocketBase = await openPocketBase(await pocketBaseFor(test));
  const world = await open({ beside: pocketBase.beside });
  pocketBase.lead(world.standins);
  return { world, pocketBase: pocketBase.server };
}

const oauth2 = async ({ call }: PocketBase) => (await call('GET', 'collections/users')).body.oauth2;

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

    const { status, body } = await logInToPocketBase(world, pocketBase);
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
    const settings = await savePocketBaseProfile(world, pocketBase);

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
