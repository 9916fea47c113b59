import { fakeBrowser } from '@webext-core/fake-browser';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { profile as profileCalled } from '../../fixtures/profile';

vi.mock('webextension-polyfill', () => ({ default: fakeBrowser }));

const { changePassphrase, forgetLockedAway, isLockedAway, lockAway, unlock } = await import(
  '../../../src/extension/store/locker'
);
const { forgetCredential, hasCredential, readCredential } = await import(
  '../../../src/extension/store/credentials'
);
const { forgetOverdue } = await import('../../../src/extension/store/vault');
const { deleteProfile } = await import('../../../src/extension/store/delete-profile');
const { Secret } = await import('../../../src/secret');

const profile = profileCalled('a');
const passphrase = new Secret('four words that differ');
const credential = { kind: 'machine', clientId: 'theClient', clientSecret: new Secret('theSecret') } as const;
const minutes = (count: number) => count * 60_000;

// The test of encrypted texts checks the number of rounds; here they would only take time.
const derive = crypto.subtle.deriveKey.bind(crypto.subtle);
const derived = vi.spyOn(crypto.subtle, 'deriveKey').mockImplementation(quickly);
function quickly(...[algorithm, ...rest]: Parameters<SubtleCrypto['deriveKey']>): Promise<CryptoKey> {
  return derive({ ...(algorithm as Pbkdf2Params), iterations: 1 }, ...rest);
}

beforeEach(() => {
  fakeBrowser.reset();
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => vi.useRealTimers());

it('keeps on disk only what is encrypted', async () => {
  await lockAway(profile, credential, passphrase);
  const onDisk = JSON.stringify(await fakeBrowser.storage.local.get());
  expect(onDisk).toContain(profile.id);
  expect(onDisk).not.toMatch(/theClient|theSecret|four words/);
});

it('is unlocked for a quarter of an hour after its last use, and then locked again', async () => {
  await lockAway(profile, credential, passphrase);
  vi.setSystemTime(Date.now() + minutes(14));
  expect(await readCredential(profile.id)).toBeDefined();
  vi.setSystemTime(Date.now() + minutes(14));
  expect(await hasCredential(profile.id)).toBe(true);
  vi.setSystemTime(Date.now() + minutes(2));
  expect(await readCredential(profile.id)).toBeUndefined();
  await forgetOverdue();
  expect(await fakeBrowser.storage.session.get()).toEqual({});
  expect(await isLockedAway(profile.id)).toBe(true);

  expect(await unlock(profile, new Secret('four words that do not'))).toBe(false);
  expect(await readCredential(profile.id)).toBeUndefined();
  expect(await unlock(profile, passphrase)).toBe(true);
  const read = await readCredential(profile.id);
  expect(read?.kind === 'machine' && read.clientSecret.reveal()).toBe('theSecret');
});

it('keeps the others, and itself, where one entry is damaged', async () => {
  const other = profileCalled('b');
  await lockAway(profile, credential, passphrase);
  await lockAway(other, credential, passphrase);
  const { locker } = (await fakeBrowser.storage.local.get('locker')) as {
    locker: { sealed: Record<string, object> };
  };
  const damaged = { ...locker.sealed.b, rounds: 1 };
  await fakeBrowser.storage.local.set({ locker: { ...locker, sealed: { ...locker.sealed, b: damaged } } });
  expect(await isLockedAway('b')).toBe(false);
  expect(await isLockedAway('a')).toBe(true);
  expect(await unlock(profile, passphrase)).toBe(true);
  expect(await unlock(other, passphrase)).toBe(false);
  await lockAway(profileCalled('c'), credential, passphrase);
  expect(await fakeBrowser.storage.local.get('locker')).toMatchObject({
    locker: { sealed: { a: locker.sealed.a, b: damaged, c: {} } },
  });
});

it('does not open for a profile that was made to lead to another domain', async () => {
  await lockAway(profile, credential, passphrase);
  await forgetCredential(profile.id);
  expect(await unlock({ ...profile, domain: 'evil.eu.auth0.com' }, passphrase)).toBe(false);
});

it('gets another passphrase only from who knows the one before', async () => {
  await lockAway(profile, credential, passphrase);
  const next = new Secret('five other words altogether');
  expect(await changePassphrase(profile, new Secret('a guess at it all'), next)).toBe(false);
  expect(await changePassphrase(profile, passphrase, next)).toBe(true);
  expect([await unlock(profile, passphrase), await unlock(profile, next)]).toEqual([false, true]);
});

it('is forgotten on its own, and with its profile', async () => {
  await lockAway(profile, credential, passphrase);
  await lockAway({ ...profile, id: 'other' }, credential, passphrase);
  await deleteProfile(profile.id);
  expect([await isLockedAway(profile.id), await isLockedAway('other')]).toEqual([false, true]);
  await forgetLockedAway('other');
  expect(await isLockedAway('other')).toBe(false);
});

it('is not brought back by a use that overlaps with its being forgotten', async () => {
  await lockAway(profile, credential, passphrase);
  await Promise.all([readCredential(profile.id), forgetCredential(profile.id), readCredential(profile.id)]);
  expect(await hasCredential(profile.id)).toBe(false);
});

const isUnlocked = () => unlock(profile, passphrase);
const isGivenAnother = () => changePassphrase(profile, passphrase, new Secret('five other words altogether'));
it.each<[string, number, () => Promise<unknown>]>([
  ['unlocked', 0, isUnlocked],
  ['opened for another passphrase', 0, isGivenAnother],
  ['given another passphrase', 1, isGivenAnother],
])('is not brought back where it is forgotten while it is %s', async (_, before, use) => {
  vi.resetModules();
  const other = await import('../../../src/extension/store/locker');
  await lockAway(profile, credential, passphrase);
  const isDeriving = new Promise<(go: unknown) => void>((resolve) => {
    for (let each = 0; each < before; each += 1) derived.mockImplementationOnce(quickly);
    derived.mockImplementationOnce(async (...given) => {
      await new Promise(resolve);
      return quickly(...given);
    });
  });
  const used = use();
  const goOn = await isDeriving;
  await other.forgetEverywhere(profile.id);
  goOn(undefined);
  expect(await used).toBe(false);
  expect(await isLockedAway(profile.id)).toBe(false);
  expect(await hasCredential(profile.id)).toBe(false);
});
