import { afterEach, expect, type TestContext } from 'vitest';
import {
  choose,
  closeLogin,
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
import { host, openPocketBase, type PocketBaseBeside, savePocketBaseProfile } from '../person/pocketbase';
import type { World } from '../person/world';
import { type PocketBase, pocketBaseFor, superuser } from '../servers/pocketbase';
import { seed } from '../standins';
import { itIn, worldForEachTest } from './worlds';

// With the real PocketBase, whose own requests to Bitbucket go to the stand-in.

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

const people = async ({ call }: PocketBase) => (await call('GET', 'collections/users/records')).body.items;

const authorize = 'https://bitbucket.org/site/oauth2/authorize';
const failed = 'Login doesn’t work yet';

/** No window of a login is open any more. */
const seesNoWindow = (world: World): Promise<unknown> =>
  expect
    .poll(async () =>
      (await world.extension.openPages()).filter(({ address }) => address.startsWith(authorize)),
    )
    .toEqual([]);

/** Up to Bitbucket's question in the login's window. */
async function setUpToConsent(test: TestContext) {
  const { world, pocketBase } = await openWithPocketBase(test);
  const settings = await savePocketBaseProfile(world, pocketBase);
  const bitbucket = await setUpFrom(world, settings);
  await press(bitbucket, 'Save');
  const consent = await pageAt(world, authorize);
  await find(consent, 'button', 'Grant access');
  const [consumer] = world.standins.bitbucket.consumers;
  if (!consumer) throw new Error('no consumer');
  return { world, pocketBase, settings, consent, consumer };
}

itIn('chromium')(
  'with a superuser’s password: it works, and the account of the test is deleted where the person says so',
  async (test) => {
    const { world, pocketBase } = await openWithPocketBase(test);
    await world.extension.grantHost(host);
    const settings = await world.extension.openPage('src/pages/options/index.html');
    await takeHost(settings, host);
    await enter(settings, 'Profile name', 'Rockets');
    await choose(settings, 'Dashboard', 'PocketBase');
    await enter(settings, 'Address', `https://${host}/_/#/collections`);
    await choose(settings, 'Access method', 'Superuser and password');
    await enter(settings, 'Superuser’s email', superuser.email);
    await enter(settings, 'Password', 'not the password');
    await enter(settings, 'Bitbucket workspace', seed.workspace.slug);
    await press(settings, 'Check access');
    await sees(settings, 'PocketBase rejected the name and password.');
    await sees(settings, 'Failed to authenticate.');
    await enter(settings, 'Password', superuser.password);
    await press(settings, 'Check access');
    await sees(settings, 'All permissions granted.');
    await press(settings, 'Save profile');
    await sees(settings, 'Profile saved.');

    const bitbucket = await setUpFrom(world, settings);
    await press(bitbucket, 'Save');
    await grantAccess(world);
    const result = await resultPage(world);
    await find(result, 'heading', 'It works!');
    await seesNoWindow(world);
    await sees(result, 'Enabled for users');
    await find(result, 'heading', seed.person.displayName);
    await sees(result, seed.person.email);
    const [consumer] = world.standins.bitbucket.consumers;
    expect(consumer).toMatchObject({
      name: 'PocketBase login (pb)',
      callbackUrl: `https://${host}/api/oauth2-redirect`,
    });
    expect(await oauth2(pocketBase)).toMatchObject({
      enabled: true,
      providers: [{ name: 'bitbucket', clientId: consumer?.key }],
    });

    const [account] = await people(pocketBase);
    await sees(
      result,
      `The test login created an account in PocketBase: ${seed.person.email}, ${account.id}.`,
    );
    await press(result, 'Undo');
    await sees(result, 'Accounts in PocketBase that it has linked to Bitbucket: 1.');
    await press(result, 'Cancel');
    await press(result, 'Delete the account');
    await sees(
      result,
      `This deletes the account ${seed.person.email}, ${account.id} in PocketBase (${host})`,
    );
    expect(await people(pocketBase)).toHaveLength(1);
    await press(result, 'Delete the account');
    await sees(result, 'The account that the test login created was deleted.');
    expect(await people(pocketBase)).toEqual([]);

    await press(result, 'Undo');
    await press(result, 'Delete the connection');
    await find(result, 'heading', 'Setup undone');
    expect(await oauth2(pocketBase)).toMatchObject({ enabled: false, providers: [] });
  },
);

itIn()(
  'whose people need one more proof: the pair is right, and the account of the test is deleted where the person says so',
  async (test) => {
    const { world, pocketBase, consent } = await setUpToConsent(test);
    await pocketBase.call('PATCH', 'collections/users', {
      mfa: { enabled: true, duration: 600 },
      otp: { enabled: true, duration: 180, length: 8 },
    });
    await press(consent, 'Grant access');
    const result = await resultPage(world);
    await sees(result, 'After Bitbucket, PocketBase asks for one more proof.');
    await sees(result, 'so the Key and Secret are correct');
    await seesNoWindow(world);
    const [account] = await people(pocketBase);
    await sees(result, `The test login created an account in PocketBase: ${account.id}.`);
    await press(result, 'Delete the account');
    await find(result, 'dialog', 'Delete this account?');
    await press(result, 'Delete the account');
    await sees(result, 'The account that the test login created was deleted.');
    expect(await people(pocketBase)).toEqual([]);
    await pocketBase.call('PATCH', 'collections/users', { mfa: { enabled: false } });
    // Bitbucket knows by now that access is granted.
    await press(result, 'Try again');
    await find(await resultPage(world), 'heading', 'It works!');
  },
);

itIn()(
  'whose superuser’s password is another one in the middle: the new one goes on at the same step',
  async (test) => {
    const { world, pocketBase } = await openWithPocketBase(test);
    // Not the one whose token the test has: a new password ends that token.
    const records = 'collections/_superusers/records';
    const email = 'ada@acme.example';
    const passwords = (password: string) => ({ password, passwordConfirm: password });
    const { body } = await pocketBase.call('POST', records, { email, ...passwords('the old password') });
    await world.extension.grantHost(host);
    const settings = await world.extension.openPage('src/pages/options/index.html');
    await takeHost(settings, host);
    await enter(settings, 'Profile name', 'Rockets');
    await choose(settings, 'Dashboard', 'PocketBase');
    await enter(settings, 'Address', host);
    await choose(settings, 'Access method', 'Superuser and password');
    await enter(settings, 'Superuser’s email', email);
    await enter(settings, 'Password', 'the old password');
    await enter(settings, 'Bitbucket workspace', seed.workspace.slug);
    await press(settings, 'Save profile');
    await sees(settings, 'Profile saved.');
    const bitbucket = await setUpFrom(world, settings);
    await pocketBase.call('PATCH', `${records}/${body.id}`, passwords('the new password'));
    await press(bitbucket, 'Save');
    const result = await resultPage(world);
    await sees(result, 'PocketBase rejected the name and password.');
    expect(await oauth2(pocketBase)).toMatchObject({ enabled: false, providers: [] });
    await enter(result, 'Password', 'the new password');
    await press(result, 'Continue');
    await grantAccess(world);
    await find(await resultPage(world), 'heading', 'It works!');
    expect(world.standins.bitbucket.consumers).toHaveLength(1);
  },
);

itIn()('with a token: a provider that is there is changed only after review, and checked', async (test) => {
  const { world, pocketBase } = await openWithPocketBase(test);
  const theirs = { name: 'github', clientId: 'theirs', clientSecret: 'their-secret' };
  const old = { name: 'bitbucket', clientId: 'oldKeyOldKeyOldKey', clientSecret: 'old-secret' };
  await pocketBase.call('PATCH', 'collections/users', {
    oauth2: { enabled: true, providers: [theirs, old] },
  });
  // Somebody who already has an account keeps it, whatever is tested.
  const account = {
    email: seed.person.email,
    password: 'a long password',
    passwordConfirm: 'a long password',
  };
  await pocketBase.call('POST', 'collections/users/records', { ...account, verified: true });
  const bitbucket = await setUpFrom(world, await savePocketBaseProfile(world, pocketBase));
  await press(bitbucket, 'Save');
  const result = await resultPage(world);
  await find(result, 'heading', 'Review changes');
  await sees(result, 'oldKeyOldKeyOldKey');
  expect((await oauth2(pocketBase)).providers[1].clientId).toBe('oldKeyOldKeyOldKey');
  await press(result, 'Apply changes');
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
  await sees(result, 'Already enabled');
  expect(await findNow(result, 'button', 'Delete the account')).toBeNull();
  expect(await people(pocketBase)).toHaveLength(1);
  const [consumer] = world.standins.bitbucket.consumers;
  expect((await oauth2(pocketBase)).providers).toMatchObject([
    { name: 'github', clientId: 'theirs' },
    { name: 'bitbucket', clientId: consumer?.key },
  ]);
  expect(await pocketBase.secretsOf('users')).toEqual({
    github: 'their-secret',
    bitbucket: consumer?.secret,
  });

  await press(await world.extension.openPopup(result), 'Check setup');
  await pageAt(world, 'https://bitbucket.org/');
  await find(result, 'heading', 'No problem found');
  await press(result, 'Run test login');
  // Access was granted before, so Bitbucket asks nobody.
  await sees(result, `${seed.person.displayName} logged in.`);
  // PocketBase tells no Secret, so nobody asked Bitbucket whether it accepts it.
  await find(result, 'heading', 'No problem found');
  await seesNoWindow(world);
});

itIn()('whose login goes on where it was, when the background was stopped meanwhile', async (test) => {
  const { world, pocketBase } = await setUpToConsent(test);
  await world.extension.stopBackground();
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
  await seesNoWindow(world);
  expect(await people(pocketBase)).toHaveLength(1);
});

itIn()('whose login was cancelled, and then closed by hand, and each is told as that', async (test) => {
  const { world, consent } = await setUpToConsent(test);
  await press(consent, 'Cancel');
  const result = await resultPage(world);
  await sees(result, 'The login was canceled.');
  await seesNoWindow(world);
  await press(result, 'Try again');
  await closeLogin(await pageAt(world, authorize));
  await sees(await resultPage(world), 'The login window was closed before the login finished.');
  await sees(result, 'Last page: bitbucket.org/site/oauth2/authorize, titled “Confirm access');
  await press(result, 'Try again');
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
});

itIn()('whose login is ended by a wrong Secret, and by one that nobody knows any more', async (test) => {
  const { world, consumer } = await setUpToConsent(test);
  consumer.secret = 'aQ9dTm4Zx7LwP2tRv8sYc1nBd6fGj3aE';
  await grantAccess(world);
  const result = await resultPage(world);
  await find(result, 'heading', failed);
  await sees(result, 'Bitbucket rejected the Key and Secret stored in PocketBase.');
  await sees(result, 'Failed to fetch OAuth2 token.');
  await seesNoWindow(world);

  const popup = await world.extension.openPopup(result);
  await press(popup, 'Run test login');
  await sees(await resultPage(world), 'PocketBase got no token from Bitbucket.');
});

itIn()('whose login Bitbucket refuses, which is told at once, and can be read in a tab', async (test) => {
  const { world, consent, consumer } = await setUpToConsent(test);
  await closeLogin(consent);
  const result = await resultPage(world);
  await find(result, 'heading', failed);
  consumer.callbackUrl = 'https://wrong.example/';
  await press(result, 'Try again');
  await sees(result, 'Bitbucket rejects the callback URL that PocketBase sends.');
  await seesNoWindow(world);
  await press(result, 'Open the same login in a tab');
  const tab = await pageAt(world, authorize);
  await sees(tab, 'Invalid redirect_uri');
  await result.bringToFront();
  await sees(result, `Once it comes back to https://${host}/api/oauth2-redirect`);
  await press(result, 'I’ve read it');
  await find(result, 'heading', failed);
});

itIn()('whose login’s window goes with the setup that is discarded', async (test) => {
  const { world, settings } = await setUpToConsent(test);
  await settings.bringToFront();
  const popup = await world.extension.openPopup(settings);
  await press(popup, 'Discard setup');
  await find(popup, 'dialog', 'Discard this setup?');
  await press(popup, 'Discard setup');
  await seesNoWindow(world);
});
