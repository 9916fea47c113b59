// @vitest-environment jsdom
import { fakeBrowser } from '@webext-core/fake-browser';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import type { Journey } from '../../../src/setup/journey/journey';
import { problem } from '../../../src/setup/problems';
import { newJourney } from '../../fixtures/journey';
import { profile } from '../../fixtures/profile';
import { Auth0Store } from '../../standins/auth0/store';

vi.mock('webextension-polyfill', () => ({ default: fakeBrowser }));

const { happened, replaceJourney } = await import('../../../src/extension/background/journal');
const { keptJourney } = await import('../../../src/extension/store/journey');
const { adoptTab, awaitFirstWord, heard, tabChanged } = await import(
  '../../../src/extension/background/bitbucket-tab'
);
const { saveProfile } = await import('../../../src/extension/store/edit-profiles');
const { goOn } = await import('../../../src/extension/background/driver');
const { forgetCredential, keepCredential, readCredential } = await import(
  '../../../src/extension/store/credentials'
);
const { keepPair } = await import('../../../src/extension/store/vault');
const { Secret } = await import('../../../src/secret');
const { sealOf } = await import('../../../src/extension/store/pair-of');

const begun = newJourney({ id: 'a' });
const atTheForm = { ...begun, stage: { kind: 'creating', name: 'Login', isFilled: true } } as const;

beforeEach(async () => {
  fakeBrowser.reset();
  fakeBrowser.runtime.getURL = (path) => `chrome-extension://test-extension-id/${path}`;
  Object.assign(fakeBrowser.tabs, { sendMessage: async () => undefined });
  await saveProfile(profile('p'));
});

it('would be woken, were it stopped at something that needs nobody', async () => {
  await replaceJourney({ ...begun, stage: { kind: 'checking' } });
  await goOn();
  expect(await fakeBrowser.alarms.get('go-on')).toBeDefined();
});

it('would be woken, were it stopped before it has opened what the person is to look at', async () => {
  Object.assign(fakeBrowser, { permissions: { contains: async () => false } });
  const stage = { kind: 'reading', isOpen: false, problem: problem('loginClosed') } as const;
  await replaceJourney({ ...begun, stage });
  await goOn();
  expect(await fakeBrowser.alarms.get('go-on')).toBeDefined();
});

it('would be woken, were it stopped after the alarm went off while it was at work', async () => {
  let answer = () => {};
  const permitted = new Promise<boolean>((resolve) => {
    answer = () => resolve(false);
  });
  onTestFinished(() => answer());
  Object.assign(fakeBrowser, { permissions: { contains: () => permitted } });
  await replaceJourney({ ...begun, stage: { kind: 'testing', phase: 'preparing' } });
  const first = goOn();
  await vi.waitFor(async () => expect(await fakeBrowser.alarms.get('go-on')).toBeDefined());
  // An alarm that has gone off is no more.
  await fakeBrowser.alarms.clear('go-on');
  const second = goOn();
  await vi.waitFor(async () => expect(await fakeBrowser.alarms.get('go-on')).toBeDefined());
  answer();
  await Promise.all([first, second]);
  expect((await keptJourney.read())?.stage).toMatchObject({ problem: { code: 'hostPermission' } });
});

it('sleeps while the person has something to do on Bitbucket', async () => {
  const tab = await fakeBrowser.tabs.create({ url: 'https://bitbucket.org/' });
  await adoptTab(atTheForm, tab.id ?? 0);
  await replaceJourney(atTheForm);
  await goOn();
  expect((await keptJourney.read())?.stage).toEqual(atTheForm.stage);
  expect(await fakeBrowser.alarms.get('go-on')).toBeUndefined();
});

it('says that the tab is lost, where it went with the browser', async () => {
  await replaceJourney(atTheForm);
  await goOn();
  expect((await keptJourney.read())?.stage).toMatchObject({
    kind: 'stopped',
    problem: { code: 'tabClosed' },
    back: 'finding',
  });
});

it('says that the profile is gone, where it was deleted meanwhile', async () => {
  await replaceJourney({ ...begun, profileId: 'nobody', stage: { kind: 'sending' } });
  await goOn();
  expect((await keptJourney.read())?.stage).toMatchObject({ problem: { code: 'profileGone' } });
});

describe('the wait for the helper’s first word', () => {
  /** What the browser tells of the journey's tab, after that was led. */
  const led = async (shown: { url?: string; status?: string }) => {
    await replaceJourney(begun);
    await goOn();
    const get = fakeBrowser.tabs.get.bind(fakeBrowser.tabs);
    vi.spyOn(fakeBrowser.tabs, 'get').mockImplementation(async (id) => {
      const { url: _, ...tab } = await get(id);
      return { ...tab, status: 'complete', ...shown };
    });
  };
  const stageNow = async () => (await keptJourney.read())?.stage;
  const list = 'https://bitbucket.org/acme/workspace/settings/oauth-consumers';
  const later = (ms: number) => vi.spyOn(Date, 'now').mockReturnValue(Date.now() + ms);
  afterEach(() => vi.restoreAllMocks());

  it('is ended by an alarm', async () => {
    await led({ url: list });
    await goOn();
    expect(await fakeBrowser.alarms.get('go-on')).toBeDefined();
    expect(await stageNow()).not.toHaveProperty('silent');
  });

  it.each([
    [{ url: list }, 'there'],
    [{ url: list, status: 'loading' }, 'untold'],
    [{}, 'untold'],
  ])('ends with what the browser tells of the tab: %j', async (shown, at) => {
    await led(shown);
    later(60_000);
    await goOn();
    expect(await stageNow()).toMatchObject({ kind: 'finding', silent: at });
    // Once, and not again.
    const before = await keptJourney.read();
    await goOn();
    expect(await keptJourney.read()).toEqual(before);
  });

  it('is over with that word', async () => {
    await led({ url: list });
    await heard(begun, 'D1');
    later(60_000);
    await goOn();
    expect(await stageNow()).not.toHaveProperty('silent');
  });

  it('begins anew with a page of Bitbucket’s that comes to rest there, as after a login, and not after the word', async () => {
    await led({ url: list });
    later(60_000);
    expect(await awaitFirstWord(begun)).toBe(true);
    await goOn();
    expect(await stageNow()).not.toHaveProperty('silent');
    await heard(begun, 'D1');
    expect(await awaitFirstWord(begun)).toBe(false);
  });
});

describe('a tab that shows something else in the middle', () => {
  const settings = 'https://bitbucket.org/acme/workspace/settings/oauth-clients?x=1';
  /** `hears`: whether anything on the page takes messages. */
  const shows = async (url: string | undefined, hears: boolean) => {
    const { id = 0 } = await fakeBrowser.tabs.create({});
    await adoptTab(atTheForm, id);
    await replaceJourney(atTheForm);
    vi.spyOn(fakeBrowser.tabs, 'get').mockImplementation(
      async () => ({ id, ...(url ? { url } : {}) }) as never,
    );
    const sendMessage = vi.fn(async () => {
      if (!hears) throw new Error('Receiving end does not exist.');
    });
    Object.assign(fakeBrowser.tabs, { sendMessage });
    await tabChanged(atTheForm);
    await goOn();
  };
  const unheard = async () => (await keptJourney.read())?.unheard;
  const later = (ms: number) => vi.spyOn(Date, 'now').mockReturnValue(Date.now() + ms);
  afterEach(() => vi.restoreAllMocks());

  it.each([
    ['https://bitbucket.org/acme/rockets', true, 'other'],
    [undefined, false, 'other'],
    [settings, false, 'settings'],
    [settings, true, undefined],
  ])('is looked at after a while: %s', async (url, hears, comesTo) => {
    await shows(url, hears);
    expect(await unheard()).toBeUndefined();
    expect(await fakeBrowser.alarms.get('go-on')).toBeDefined();
    later(60_000);
    await goOn();
    expect(await unheard()).toBe(comesTo);
    // Once, and not again.
    const before = await keptJourney.read();
    await goOn();
    expect(await keptJourney.read()).toEqual(before);
  });
});

describe('a pause for want of a network', () => {
  const paused = (again: number) =>
    replaceJourney({
      ...begun,
      stage: { kind: 'checking' },
      pause: { problem: { code: 'offline', params: [] }, again },
    });
  const { locks } = navigator;
  const stubOnline = (onLine: boolean) => vi.stubGlobal('navigator', { onLine, locks });
  const pauseNow = async () => (await keptJourney.read())?.pause;
  afterEach(() => vi.unstubAllGlobals());

  it('is over after a while, by an alarm, in a browser that calls itself offline for ever', async () => {
    stubOnline(false);
    const again = Date.now() + 60_000;
    await paused(again);
    await goOn();
    expect(await pauseNow()).toMatchObject({ again });
    expect((await fakeBrowser.alarms.get('go-on'))?.scheduledTime).toBe(again);
    await paused(Date.now() - 1);
    await goOn();
    expect(await pauseNow()).toBeUndefined();
  });

  it('is over as soon as the browser says that it is online', async () => {
    stubOnline(false);
    await paused(Date.now() + 60_000);
    await goOn();
    stubOnline(true);
    globalThis.dispatchEvent(new Event('online'));
    await vi.waitFor(async () => expect(await pauseNow()).toBeUndefined());
  });
});

describe('requests under way', () => {
  const machine = { kind: 'machine', clientId: 'c', clientSecret: new Secret('theClientSecret') } as const;
  const pair = { key: 'yV5aWjGZz5xz7mhFCg', secret: new Secret('PXTGu8Umm4FCmPV4tfd6YLpdkNEHcdrN') };
  /** The dashboard's answers to requests for its list, page after page without an end; each waits to be let through. */
  let isLate = false;
  let asked: { readonly signal: AbortSignal; readonly answer: (isLast?: boolean) => void }[] = [];

  beforeEach(async () => {
    asked = [];
    isLate = false;
    Object.assign(fakeBrowser, { permissions: { contains: async () => true } });
    vi.stubGlobal('fetch', (input: URL | string, { signal }: RequestInit & { signal: AbortSignal }) => {
      if (String(input).endsWith('/oauth/token'))
        return Promise.resolve(Response.json({ access_token: 'theToken', expires_in: 600 }));
      return new Promise<Response>((resolve, reject) => {
        if (!isLate) signal.addEventListener('abort', () => reject(signal.reason));
        const next = `page-${asked.length}`;
        asked.push({
          signal,
          answer: (isLast = false) =>
            resolve(Response.json({ connections: [], ...(isLast ? {} : { next }) })),
        });
      });
    });
    await saveProfile({ ...profile('p'), signIn: 'machine', clientId: 'c' });
    await keepCredential('p', machine);
    await keepPair('a', pair);
    const consumer = { name: 'Login', keyHint: '', key: pair.key, seal: await sealOf(pair) };
    await replaceJourney({ ...begun, stage: { kind: 'sending' }, consumer, agreedSeal: consumer.seal });
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    asked[0]?.answer();
    await vi.waitFor(() => expect(asked, 'a list that goes on').toHaveLength(2));
  });
  afterEach(() => vi.unstubAllGlobals());

  it('end with the setup, and with them a list without an end', async () => {
    await replaceJourney(undefined);
    await goOn();
    await vi.waitFor(() => expect(asked[1]?.signal.aborted).toBe(true));
    asked[1]?.answer();
    await new Promise((resolve) => setTimeout(resolve));
    expect(asked).toHaveLength(2);
    expect(await keptJourney.read()).toBeUndefined();
  });

  it('are no failure of the setup that takes the place', async () => {
    const next: Journey = { ...begun, id: 'b', stage: { kind: 'confirming' } };
    await replaceJourney(next);
    await vi.waitFor(() => expect(asked[1]?.signal.aborted).toBe(true));
    await goOn();
    expect(await keptJourney.read()).toEqual(next);
  });

  it('end with the credential, and what is said is that there is none', async () => {
    await forgetCredential('p');
    await vi.waitFor(() => expect(asked[1]?.signal.aborted).toBe(true));
    await goOn();
    expect((await keptJourney.read())?.stage).toMatchObject({
      kind: 'stopped',
      problem: { code: 'credentialMissing' },
      back: 'sending',
    });
    expect(asked).toHaveLength(2);
  });

  it('lead to nothing where the answer was there already', async () => {
    isLate = true;
    asked[1]?.answer();
    await vi.waitFor(() => expect(asked).toHaveLength(3));
    await forgetCredential('p');
    await vi.waitFor(() => expect(asked[2]?.signal.aborted).toBe(true));
    asked[2]?.answer(true);
    await goOn();
    const kept = await keptJourney.read();
    expect(kept?.intended, 'nothing is about to be written').toBeUndefined();
    expect(kept?.stage).toMatchObject({ kind: 'stopped', problem: { code: 'credentialMissing' } });
    expect(asked).toHaveLength(3);
  });

  it('go on where the credential is only used', async () => {
    await readCredential('p');
    asked[1]?.answer();
    await vi.waitFor(() => expect(asked).toHaveLength(3));
    expect(asked[2]?.signal.aborted).toBe(false);
    await replaceJourney(undefined);
    await goOn();
  });
});

describe('what a journey’s stage was about to write', () => {
  const pair = { key: 'yV5aWjGZz5xz7mhFCg', secret: new Secret('PXTGu8Umm4FCmPV4tfd6YLpdkNEHcdrN') };

  /** Goes on from `sending` in a tenant without a connection; gives the methods that it was asked with. */
  async function sent(meanwhile: () => Promise<unknown>): Promise<string[]> {
    const asked: string[] = [];
    vi.stubGlobal('fetch', async (url: string, { method = 'GET' }: RequestInit = {}) => {
      const { pathname } = new URL(url);
      asked.push(`${method} ${pathname}`);
      if (pathname === '/oauth/token') return Response.json({ access_token: 'token', expires_in: 3600 });
      if (method !== 'GET') return Response.json({ message: 'no' }, { status: 400 });
      await meanwhile();
      return Response.json({ connections: [] });
    });
    Object.assign(fakeBrowser, { permissions: { contains: async () => true } });
    await saveProfile({ ...profile('p'), signIn: 'machine', clientId: 'an-application' });
    await keepCredential('p', {
      kind: 'machine',
      clientId: 'an-application',
      clientSecret: new Secret('its-client-secret'),
    });
    await keepPair('a', pair);
    const consumer = { name: 'Login', keyHint: '', key: pair.key, seal: await sealOf(pair) };
    await replaceJourney({ ...begun, consumer, agreedSeal: consumer.seal, stage: { kind: 'sending' } });
    await goOn();
    vi.unstubAllGlobals();
    return asked.filter((each) => each.endsWith('connections'));
  }
  const post = 'POST /api/v2/connections';

  it('is written while it stands there', async () => {
    expect(await sent(async () => undefined)).toContain(post);
  });

  it('is not written once something else has ended the stage', async () => {
    const keys = [{ name: 'Login', key: `z${pair.key.slice(1)}` }];
    expect(await sent(() => happened('a', { kind: 'keys-seen', keys }))).not.toContain(post);
    expect((await keptJourney.read())?.stage).toMatchObject({ problem: { code: 'pairContradicted' } });
  });

  it('is not written with another pair in the vault than the journey names', async () => {
    const other = { key: 'yV5aXXXXXXXXXXhFCg', secret: pair.secret };
    expect(await sent(async () => undefined)).toContain(post);
    await keepPair('a', other);
    const asked = vi.fn();
    vi.stubGlobal('fetch', asked);
    const journey = await keptJourney.read();
    if (journey) await replaceJourney({ ...journey, stage: { kind: 'sending' } });
    await goOn();
    vi.unstubAllGlobals();
    expect(asked).not.toHaveBeenCalled();
    expect((await keptJourney.read())?.stage).toMatchObject({ problem: { code: 'pairLost' } });
  });
});

it('leaves the test login to the person at once where the browser has no login windows', async () => {
  Object.assign(fakeBrowser, { identity: undefined, permissions: { contains: async () => true } });
  const store = await Auth0Store.create('acme', 'acme.eu.auth0.com');
  await keepCredential('p', { kind: 'token', token: new Secret(await store.managementToken()) });
  const connection = { id: 'con_1', name: 'bitbucket', did: 'created' } as const;
  await replaceJourney({ ...begun, connection, stage: { kind: 'testing', phase: 'preparing' } });
  await goOn();
  expect((await keptJourney.read())?.stage).toMatchObject({
    kind: 'trying',
    isOpen: true,
    problem: { code: 'noLoginWindow' },
  });
});
