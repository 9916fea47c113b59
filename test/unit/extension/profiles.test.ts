import { fakeBrowser } from '@webext-core/fake-browser';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { profile } from '../../fixtures/profile';

vi.mock('webextension-polyfill', () => ({ default: fakeBrowser }));
const { keepWorkspace, saveProfile } = await import('../../../src/extension/store/edit-profiles');
const { readProfiles } = await import('../../../src/extension/store/profiles');
const { deleteProfile } = await import('../../../src/extension/store/delete-profile');

beforeEach(() => fakeBrowser.reset());

/** A profile of a dashboard that only a later version knows. */
const fromTheFuture = { id: 'future', name: 'Future', dashboard: 'okta', realm: 'acme' };

const keep = (profiles: unknown) => fakeBrowser.storage.local.set({ profiles });
const kept = async () => (await fakeBrowser.storage.local.get('profiles')).profiles;

describe('a profile that version 0.1 kept', () => {
  const common = { name: 'Development', workspace: 'acme', scopes: ['account', 'email'] };
  const byApi = {
    ...common,
    id: 'a',
    dashboard: 'auth0',
    domain: 'acme.eu.auth0.com',
    signIn: 'machine',
    clientId: 'theClientId',
    loginDomain: 'login.acme.example',
    applications: { kind: 'chosen', ids: ['shop'] },
  };
  const byHand = {
    ...common,
    id: 'b',
    dashboard: 'other',
    tool: 'gitea',
    callbackUrl: 'https://git.acme.example/user/oauth2/bitbucket/callback',
  };

  it.each([byApi, byHand])('is read as it was: $dashboard', async (before) => {
    await keep({ version: 1, current: before.id, profiles: [before], aside: [] });
    expect(await readProfiles()).toEqual({ current: before, profiles: [before] });
  });
});

it('a workspace that was kept with capitals has none, as at Bitbucket', async () => {
  await keep({ version: 1, current: 'a', profiles: [{ ...profile('a'), workspace: 'Acme' }], aside: [] });
  expect((await readProfiles()).current?.workspace).toBe('acme');
});

describe('after a downgrade', () => {
  it('the profiles that are understood are there, and the others are not lost', async () => {
    await keep({ version: 7, current: 'a', profiles: [profile('a'), fromTheFuture], colours: ['blue'] });
    expect((await readProfiles()).profiles.map((each) => each.id)).toEqual(['a']);
    await saveProfile(profile('b'));
    expect(await kept()).toMatchObject({
      current: 'b',
      profiles: [{ id: 'a' }, { id: 'b' }],
      aside: [fromTheFuture],
    });
    await deleteProfile('a');
    expect(await kept()).toMatchObject({ aside: [fromTheFuture] });
  });

  it.each([
    { domain: 'acme.eu.auth0.com.evil.example' },
    { loginDomain: 'acme.example/path' },
    { workspace: '../account' },
  ])('a profile whose addresses the settings would not take is used by nobody: %o', async (wrong) => {
    await keep({ version: 1, current: 'a', profiles: [{ ...profile('a'), ...wrong }], aside: [] });
    expect(await readProfiles()).toEqual({ current: undefined, profiles: [] });
  });

  it('a profile that was kept aside is taken back by a version that understands it', async () => {
    await keep({ version: 1, current: 'a', profiles: [], aside: [profile('a'), fromTheFuture] });
    expect((await readProfiles()).profiles.map((each) => each.id)).toEqual(['a']);
  });
});

it.each([['text'], [7], [['a list']], [{ profiles: 'nothing like it' }]])(
  'what is no list of profiles is kept aside whole: %s',
  async (damaged) => {
    await keep(damaged);
    expect(await readProfiles()).toEqual({ current: undefined, profiles: [] });
    await saveProfile(profile('a'));
    expect(await kept()).toMatchObject({ profiles: [{ id: 'a' }], aside: [damaged] });
  },
);

it('nothing kept is no profile, and nothing aside', async () => {
  expect(await readProfiles()).toEqual({ current: undefined, profiles: [] });
  await saveProfile(profile('a'));
  expect(await kept()).toMatchObject({ profiles: [{ id: 'a' }], aside: [] });
});

describe('a workspace that was chosen', () => {
  it('goes into the profile that names none', async () => {
    await saveProfile({ ...profile('a'), workspace: '' });
    await saveProfile({ ...profile('b'), workspace: 'boosters' });
    for (const id of ['a', 'b']) await keepWorkspace(id, 'rockets');
    expect(await kept()).toMatchObject({
      current: 'b',
      profiles: [{ workspace: 'rockets' }, { workspace: 'boosters' }],
    });
  });

  it('is not noted where the profile would be good for nothing with it', async () => {
    await saveProfile({ ...profile('a'), workspace: '' });
    await keepWorkspace('a', '{7f1c}');
    expect((await readProfiles()).current).toMatchObject({ id: 'a', workspace: '' });
  });
});
