import { fakeBrowser } from '@webext-core/fake-browser';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('webextension-polyfill', () => ({ default: fakeBrowser }));

const { keepCredential, readCredential, tokenCache } = await import(
  '../../../src/extension/store/credentials'
);
const { forgetOverdue, keepBackup, keepPair, readBackup, storedPair } = await import(
  '../../../src/extension/store/vault'
);
const { Secret } = await import('../../../src/secret');

const minutes = (count: number) => count * 60_000;

beforeEach(() => {
  fakeBrowser.reset();
  vi.useFakeTimers();
});
afterEach(() => vi.useRealTimers());

const token = { kind: 'token', token: new Secret('theToken') } as const;

async function keepEverything(): Promise<void> {
  await keepPair('a', { key: 'theKey', secret: new Secret('theSecret') });
  await keepBackup('a', { connectionId: 'c', hasSecret: true, content: new Secret('before') });
  await keepCredential('p', token);
  await tokenCache('p', token, Date.now).write(new Secret('theAccessToken'), 86_400);
}

it('gives nothing out that has had its half hour, even while it is still there', async () => {
  await keepEverything();
  vi.advanceTimersByTime(minutes(29));
  expect(await storedPair('a')).toBeDefined();
  expect(await readBackup('a')).toBeDefined();
  vi.advanceTimersByTime(minutes(2));
  expect(await storedPair('a')).toBeUndefined();
  expect(await readBackup('a')).toBeUndefined();
  expect(await readCredential('p')).toBeUndefined();
  expect(await tokenCache('p', token, Date.now).read()).toBeUndefined();
});

it('keeps a credential as long as it is in use', async () => {
  await keepEverything();
  vi.advanceTimersByTime(minutes(29));
  await readCredential('p');
  vi.advanceTimersByTime(minutes(29));
  expect(await readCredential('p')).toBeDefined();
});

it('takes it all away, and nothing else, when its alarm comes', async () => {
  await keepEverything();
  await fakeBrowser.storage.session.set({ place: { tabId: 1 } });
  const alarm = await fakeBrowser.alarms.get('forget');
  expect(alarm?.scheduledTime).toBe(Date.now() + minutes(30));
  vi.advanceTimersByTime(minutes(10));
  await forgetOverdue();
  expect(Object.keys(await fakeBrowser.storage.session.get())).toHaveLength(5);
  vi.advanceTimersByTime(minutes(20));
  await forgetOverdue();
  expect(await fakeBrowser.storage.session.get()).toEqual({ place: { tabId: 1 } });
});

it('comes back for what is younger', async () => {
  await keepPair('a', { key: 'theKey', secret: new Secret('theSecret') });
  vi.advanceTimersByTime(minutes(10));
  await keepCredential('p', { kind: 'token', token: new Secret('theToken') });
  vi.advanceTimersByTime(minutes(20));
  await fakeBrowser.alarms.clear('forget');
  await forgetOverdue();
  expect(Object.keys(await fakeBrowser.storage.session.get())).toEqual(['credential:p']);
  expect(await fakeBrowser.alarms.get('forget')).toBeDefined();
});

describe('in whichever context', () => {
  /** The same module once more, as in another page or the background. */
  async function anotherContext(): Promise<typeof import('../../../src/extension/store/credentials')> {
    vi.resetModules();
    return import('../../../src/extension/store/credentials');
  }

  it('a use never brings back what was forgotten meanwhile', async () => {
    const other = await anotherContext();
    for (let turn = 0; turn < 20; turn += 1) {
      await keepCredential('p', token);
      const steps = [
        () => readCredential('p'),
        () => other.forgetCredential('p'),
        () => other.readCredential('p'),
      ];
      await Promise.all(steps.map((step) => step()));
      expect(await fakeBrowser.storage.session.get()).toEqual({});
    }
  });

  it('a token that comes after its credential was forgotten is not kept', async () => {
    const other = await anotherContext();
    await keepCredential('p', token);
    const cache = tokenCache('p', token, Date.now);
    await other.forgetCredential('p');
    await cache.write(new Secret('theAccessToken'), 600);
    expect(await fakeBrowser.storage.session.get()).toEqual({});
  });

  it('nor is one that comes for a credential in whose place there is another', async () => {
    const other = await anotherContext();
    await keepCredential('p', token);
    const cache = tokenCache('p', token, Date.now);
    await other.keepCredential('p', { kind: 'token', token: new Secret('another') });
    await cache.write(new Secret('theAccessToken'), 600);
    expect(await cache.read()).toBeUndefined();
  });
});
