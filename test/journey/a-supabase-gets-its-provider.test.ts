import { expect } from 'vitest';
import {
  closeLogin,
  enter,
  find,
  grantAccess,
  pageAt,
  press,
  resultPage,
  sees,
  seesFilledForm,
  setUpFrom,
} from '../person/person';
import {
  openSupabase,
  openSupabaseSettings,
  type SupabaseBeside,
  saveSupabaseProfile,
} from '../person/supabase';
import type { World } from '../person/world';
import { seed } from '../standins';
import { backFor } from '../standins/supabase/login';
import { itIn, worldForEachTest } from './worlds';

// With Supabase's stand-in: the Management API cannot be run.

const open = worldForEachTest();

async function openWithSupabase(
  ...may: Parameters<typeof openSupabase>
): Promise<{ world: World; supabase: SupabaseBeside }> {
  const supabase = openSupabase(...may);
  const world = await open({ beside: supabase.beside });
  supabase.lead(world.standins);
  return { world, supabase };
}

const authorize = 'https://bitbucket.org/site/oauth2/authorize';
const clients = 'https://bitbucket.org/acme/workspace/settings/oauth-clients';
const failed = 'Login doesn’t work yet';
const theirs = 'https://shop.acme.example/welcome, https://*.acme.example/**';

/** Up to Bitbucket's question in the login's window. */
async function setUpToConsent() {
  const { world, supabase } = await openWithSupabase();
  supabase.store.config.uri_allow_list = theirs;
  const bitbucket = await setUpFrom(world, await saveSupabaseProfile(world, supabase));
  await press(bitbucket, 'Save');
  const consent = await pageAt(world, authorize);
  await find(consent, 'button', 'Grant access');
  const [consumer] = world.standins.bitbucket.consumers;
  if (!consumer) throw new Error('no consumer');
  return { world, ...supabase, bitbucket, consent, consumer };
}

itIn('chromium')(
  'by an access token: a token of another kind is refused at its field, and it works',
  async () => {
    const { world, supabase } = await openWithSupabase();
    const { store, token } = supabase;
    const { ref, host, config } = store;
    config.uri_allow_list = theirs;
    const settings = await openSupabaseSettings(world, store);
    await enter(settings, 'Access token', store.keys.serviceRole);
    await press(settings, 'Check access');
    await sees(settings, 'That’s a key of the project (service_role)');
    await enter(settings, 'Access token', `sbp_${'0123456789'.repeat(4)}`);
    await press(settings, 'Check access');
    await sees(settings, 'Supabase rejected the token.');
    expect(store.calls.at(-1)).toMatchObject({ status: 401 });
    await enter(settings, 'Access token', token);
    await press(settings, 'Check access');
    await sees(settings, 'Everything that could be checked is there.');
    await press(settings, 'Save profile');
    await sees(settings, 'Profile saved.');

    const bitbucket = await setUpFrom(world, settings);
    await press(bitbucket, 'Save');
    await pageAt(world, authorize);
    expect(config.uri_allow_list).toMatch(/^https:.*\/\*\*,https:\/\/[^,]+keyferry-login-test\?state=\*$/);
    await grantAccess(world);
    const result = await resultPage(world);
    await find(result, 'heading', 'It works!');
    await sees(result, `Enabled for ${ref}`);
    await find(result, 'heading', seed.person.displayName);
    await sees(result, seed.person.email);
    await sees(result, 'The test login’s address has been removed from the redirect URLs.');
    await sees(result, 'Whoever logged in for the test stays in Supabase as a user of the project.');
    expect(store.users).toHaveLength(1);
    const [consumer] = world.standins.bitbucket.consumers;
    expect(consumer?.callbackUrl).toBe(`https://${host}/auth/v1/callback`);
    expect(config).toMatchObject({
      uri_allow_list: theirs,
      external_bitbucket_enabled: true,
      external_bitbucket_client_id: consumer?.key,
      external_bitbucket_secret: consumer?.secret,
    });

    await press(result, 'Undo');
    await press(result, 'Delete the connection');
    await find(result, 'heading', 'Setup undone');
    expect(config).toMatchObject({
      external_bitbucket_enabled: false,
      external_bitbucket_client_id: '',
      external_bitbucket_secret: '',
    });
  },
);

itIn()('that is there is changed only after review, and checked', async () => {
  const { world, supabase } = await openWithSupabase();
  const { config } = supabase.store;
  Object.assign(config, {
    external_bitbucket_client_id: 'oldKeyOldKeyOldKey',
    external_bitbucket_secret: 'old-secret',
    external_bitbucket_enabled: true,
    external_github_client_id: 'theirs',
  });
  const before = { ...config };
  const bitbucket = await setUpFrom(world, await saveSupabaseProfile(world, supabase));
  await press(bitbucket, 'Save');
  const result = await resultPage(world);
  await find(result, 'heading', 'Review changes');
  await sees(result, 'oldKeyOldKeyOldKey');
  expect(config).toEqual(before);
  await press(result, 'Apply changes');
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
  await sees(result, 'Already enabled');
  const [consumer] = world.standins.bitbucket.consumers;
  expect(config).toEqual({
    ...before,
    external_bitbucket_client_id: consumer?.key,
    external_bitbucket_secret: consumer?.secret,
  });

  await press(await world.extension.openPopup(result), 'Check setup');
  await pageAt(world, 'https://bitbucket.org/');
  await sees(result, 'Whether it can also change things shows only when it does');
});

itIn()('whose login fails by a wrong Secret is told that, and is set up again', async () => {
  const { world, store, bitbucket, consumer } = await setUpToConsent();
  consumer.secret = 'aQ9dTm4Zx7LwP2tRv8sYc1nBd6fGj3aE';
  await grantAccess(world);
  const result = await resultPage(world);
  await find(result, 'heading', failed);
  await sees(result, 'Bitbucket rejected the Key and Secret stored in Supabase.');
  await sees(result, 'Unable to exchange external code');
  expect(store.config.uri_allow_list).toBe(theirs);
  expect(store.users).toEqual([]);

  await bitbucket.close();
  await press(result, 'Set up again');
  // Until now, the connection that does not work could be deleted.
  await find(result, 'dialog', 'Replace your last setup?');
  await press(result, 'Set up again');
  const form = await pageAt(world, `${clients}/create`);
  await seesFilledForm(world, form);
  await press(form, 'Save');
  await press(await resultPage(world), 'Apply changes');
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
  expect(store.config.external_bitbucket_client_id).toBe(world.standins.bitbucket.consumers[1]?.key);
  expect(store.config.uri_allow_list).toBe(theirs);
});

itIn()('whose login was cancelled, and then closed by hand, leaves no address behind', async () => {
  const { world, store, consent } = await setUpToConsent();
  await press(consent, 'Cancel');
  const result = await resultPage(world);
  await sees(result, 'The login was canceled.');
  expect(store.config.uri_allow_list).toBe(theirs);
  await press(result, 'Try again');
  await closeLogin(await pageAt(world, authorize));
  await sees(await resultPage(world), 'The login window was closed before the login finished.');
  expect(store.config.uri_allow_list).toBe(theirs);
  await press(result, 'Try again');
  await grantAccess(world);
  await find(await resultPage(world), 'heading', 'It works!');
});

itIn()('whose login is cut short by a background that was stopped leaves no address behind', async () => {
  const { world, store, consent } = await setUpToConsent();
  expect(store.config.uri_allow_list).not.toBe(theirs);
  await world.extension.stopBackground();
  await consent.close();
  await sees(await resultPage(world), 'The test login was interrupted.');
  await expect.poll(() => store.config.uri_allow_list).toBe(theirs);
});

itIn()('whose login may not come back any more is told as that, and leaves nothing of its own', async () => {
  const { world, store, consent } = await setUpToConsent();
  // Somebody else saves the list as they knew it, and the login begins once more in the same window.
  store.config.uri_allow_list = theirs;
  for (const [state, flow] of store.flows)
    store.flows.set(state, { ...flow, back: backFor(store, flow.back) });
  await press(consent, 'Grant access');
  const site = await pageAt(world, store.config.site_url);
  await closeLogin(site);
  const result = await resultPage(world);
  await sees(result, 'Supabase no longer leads logins back to Keyferry.');
  expect(store.config.uri_allow_list).toBe(theirs);
  await press(result, 'Try again');
  // Access was granted before, so Bitbucket asks nobody.
  await find(await resultPage(world), 'heading', 'It works!');
});

itIn()('without the right to read who logged in is set up, and said not to be tested', async () => {
  const { world, supabase } = await openWithSupabase([
    'auth_config_read',
    'auth_config_write',
    'project_admin_write',
  ]);
  const bitbucket = await setUpFrom(world, await saveSupabaseProfile(world, supabase));
  await press(bitbucket, 'Save');
  await sees(await resultPage(world), 'api_gateway_keys_read');
  expect(supabase.store.config).toMatchObject({ external_bitbucket_enabled: true, uri_allow_list: '' });
});
