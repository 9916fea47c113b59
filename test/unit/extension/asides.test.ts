import { fakeBrowser } from '@webext-core/fake-browser';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Journey } from '../../../src/setup/journey/journey';
import type { HandProfile } from '../../../src/setup/profiles/profile';
import { newJourney } from '../../fixtures/journey';

// Setups of several profiles, and looks at a setup: none costs another anything that cannot be recovered.

vi.mock('webextension-polyfill', () => ({ default: fakeBrowser }));

const { carryOut } = await import('../../../src/extension/background/commands');
const { goOn } = await import('../../../src/extension/background/driver');
const { putInFront, replaceJourney } = await import('../../../src/extension/background/journal');
const { adoptTab, tabOf } = await import('../../../src/extension/background/bitbucket-tab');
const { asideFor, asidesFor, keepLogin, keptAside, keptJourney, keptLogin } = await import(
  '../../../src/extension/store/journey'
);
const { saveProfile } = await import('../../../src/extension/store/edit-profiles');
const { readProfiles, selectProfile } = await import('../../../src/extension/store/profiles');
const { keepBackup, keepPair, readBackup, storedPair } = await import('../../../src/extension/store/vault');
const { Secret } = await import('../../../src/secret');

const tool = (id: string): HandProfile => ({
  id,
  name: id,
  dashboard: 'other',
  tool: 'keycloak',
  callbackUrl: 'https://id.acme.example/realms/acme/broker/bitbucket/endpoint',
  workspace: 'acme',
  scopes: ['account', 'email'],
});

/** A setup of the profile that holds everything a setup can hold. */
async function heldSetup(id: string, profileId: string, more: Partial<Journey> = {}): Promise<Journey> {
  const journey: Journey = { ...newJourney({ id, profileId }), ...more };
  await keepPair(id, { key: `${id}Key`, secret: new Secret(`${id}Secret`) });
  await keepBackup(id, { connectionId: 'c', hasSecret: true, content: new Secret('{}') });
  await keepLogin(id, { sub: 's', name: 'Mira', picture: undefined, email: undefined, claims: {} });
  const tab = await fakeBrowser.tabs.create({ url: 'https://bitbucket.org/' });
  await adoptTab(journey, tab.id ?? 0);
  return journey;
}
const isHeld = async (journey: Journey) =>
  Promise.all([
    storedPair(journey.id).then((pair) => pair?.secret.reveal()),
    readBackup(journey.id).then((backup) => backup !== undefined),
    tabOf(journey).then((tab) => tab !== undefined),
  ]);
const allHeldOf = (journey: Journey) => [`${journey.id}Secret`, true, true];
const nothingHeld = [undefined, false, false];
const aside = async (profileId: string) => asideFor(profileId, await keptAside.read());

const asides = async (profileId: string) => asidesFor(profileId, await keptAside.read());

const atTheForm = { stage: { kind: 'creating', name: 'Login', isFilled: true } } as const;
const stopped = {
  stage: { kind: 'stopped', at: 'send', problem: { code: 'conflict', params: [] }, back: 'sending' },
} as const satisfies Partial<Journey>;

beforeEach(async () => {
  fakeBrowser.reset();
  fakeBrowser.runtime.getURL = (path) => `chrome-extension://test-extension-id/${path}`;
  Object.assign(fakeBrowser.tabs, { sendMessage: async () => undefined });
  Object.assign(fakeBrowser.permissions, { contains: async () => true });
  await saveProfile(tool('q'));
  await saveProfile(tool('p'));
});
afterEach(goOn);

it('another profile that is looked at costs the setup under way nothing', async () => {
  const setup = await heldSetup('a', 'p', atTheForm);
  await replaceJourney(setup);
  await selectProfile('q');
  await selectProfile('p');
  expect(await isHeld(setup)).toEqual(allHeldOf(setup));
  expect(await keptJourney.read()).toEqual(setup);
});

describe('a setup of another profile', () => {
  it('has the first one kept aside, and given back when it is taken up', async () => {
    const first = await heldSetup('a', 'p', atTheForm);
    await replaceJourney(first);
    await selectProfile('q');
    expect(await carryOut({ type: 'setup/start', mode: 'create' })).toEqual({ kind: 'done' });
    const second = await keptJourney.read();
    expect(second?.profileId).toBe('q');
    expect(await aside('p')).toEqual(first);

    await carryOut({ type: 'setup/take-up', journeyId: 'a' });
    expect(await keptJourney.read()).toEqual(first);
    expect(await isHeld(first)).toEqual(allHeldOf(first));
    expect((await aside('q'))?.id).toBe(second?.id);
    expect(await aside('p')).toBeUndefined();
  });

  it('leaves the first one what it had when it is discarded', async () => {
    const first = await heldSetup('a', 'p', stopped);
    await replaceJourney(first);
    await selectProfile('q');
    await carryOut({ type: 'setup/start', mode: 'create' });
    await carryOut({ type: 'setup/discard', journeyId: (await keptJourney.read())?.id ?? '' });
    expect(await keptJourney.read()).toBeUndefined();
    expect(await aside('p')).toEqual(first);
    expect(await isHeld(first)).toEqual(allHeldOf(first));
  });

  it('stays when the one that is kept aside is discarded', async () => {
    const first = await heldSetup('a', 'p', stopped);
    await replaceJourney(first);
    await selectProfile('q');
    await carryOut({ type: 'setup/start', mode: 'create' });
    const second = await keptJourney.read();
    await carryOut({ type: 'setup/discard', journeyId: 'a' });
    expect((await keptJourney.read())?.id).toBe(second?.id);
    expect(await keptAside.read()).toBeUndefined();
    expect(await isHeld(first)).toEqual(nothingHeld);
  });

  it('is not taken up, and nothing lost, by an id that there is none of', async () => {
    const first = await heldSetup('a', 'p', stopped);
    await replaceJourney(first);
    await carryOut({ type: 'setup/take-up', journeyId: 'gone' });
    expect(await keptJourney.read()).toEqual(first);
  });
});

describe('of the same profile', () => {
  it.each(['test', 'check'] as const)(
    'a %s leaves the setup behind it, which stands there again',
    async (mode) => {
      const setup = await heldSetup('a', 'p', stopped);
      await replaceJourney(setup);
      await carryOut({ type: 'setup/start', mode });
      const look = await keptJourney.read();
      expect(look?.mode).toBe(mode);
      expect(await isHeld(setup)).toEqual(allHeldOf(setup));
      // A second look replaces the first, not the setup.
      await carryOut({ type: 'setup/start', mode });
      expect((await keptJourney.read())?.id).not.toBe(look?.id);
      expect(await aside('p')).toEqual(setup);
      await carryOut({ type: 'setup/discard', journeyId: (await keptJourney.read())?.id ?? '' });
      expect(await keptJourney.read()).toEqual(setup);
      expect(await keptAside.read()).toBeUndefined();
    },
  );

  it('a setup takes the place of the one before, and of the one behind a look', async () => {
    const setup = await heldSetup('a', 'p', stopped);
    await replaceJourney(setup);
    await carryOut({ type: 'setup/start', mode: 'test' });
    await carryOut({ type: 'setup/start', mode: 'existing' });
    expect((await keptJourney.read())?.mode).toBe('existing');
    expect(await keptAside.read()).toBeUndefined();
    expect(await isHeld(setup)).toEqual(nothingHeld);
    expect(await keptLogin.read()).toBeUndefined();
  });
});

describe('what stands in front of a setup, as another profile is set up', () => {
  /** A pair of the first profile's, which was captured by hand, in front of its setup that is over. */
  async function withPair() {
    const setup = await heldSetup('a', 'p', stopped);
    await replaceJourney(setup);
    const pair = await heldSetup('pair', 'p', { mode: 'existing', stage: { kind: 'confirming' } });
    await putInFront(pair, async () => undefined);
    return { setup, pair };
  }
  const startOther = async () => {
    await selectProfile('q');
    expect(await carryOut({ type: 'setup/start', mode: 'create' })).toEqual({ kind: 'done' });
  };

  it('is a pair that waits for consent: both are kept, and “Don’t send” gives the setup back', async () => {
    const { setup, pair } = await withPair();
    await startOther();
    expect(await asides('p')).toEqual([pair, setup]);
    expect(await isHeld(pair)).toEqual(allHeldOf(pair));
    expect(await isHeld(setup)).toEqual(allHeldOf(setup));

    await carryOut({ type: 'setup/take-up', journeyId: 'pair' });
    expect(await keptJourney.read()).toEqual(pair);
    expect(await asides('p')).toEqual([setup]);
    await carryOut({ type: 'journey/decided', journeyId: 'pair', event: { kind: 'send-declined' } });
    expect(await keptJourney.read()).toEqual(setup);
    expect(await isHeld(setup)).toEqual(allHeldOf(setup));
    expect(await isHeld(pair)).toEqual(nothingHeld);
    expect(await asides('p')).toEqual([]);
    expect(await asides('q')).toHaveLength(1);
  });

  it('is discarded alone', async () => {
    const { setup, pair } = await withPair();
    await startOther();
    await carryOut({ type: 'setup/discard', journeyId: 'pair' });
    expect(await asides('p')).toEqual([setup]);
    expect(await isHeld(setup)).toEqual(allHeldOf(setup));
    expect(await isHeld(pair)).toEqual(nothingHeld);
  });

  it('gives way with it to the next setup of the profile, and is deleted with that', async () => {
    for (const end of [
      () => carryOut({ type: 'setup/start', mode: 'create' }),
      () => carryOut({ type: 'profile/delete', profileId: 'p' }),
    ]) {
      const { setup, pair } = await withPair();
      await startOther();
      await selectProfile('p');
      await end();
      expect(await asides('p')).toEqual([]);
      for (const each of [setup, pair]) expect(await isHeld(each)).toEqual(nothingHeld);
    }
  });

  it('is a look with which nothing is lost: it is cleared up', async () => {
    const setup = await heldSetup('a', 'p', stopped);
    const other = await heldSetup('b', 'q', atTheForm);
    for (const leave of [startOther, () => carryOut({ type: 'setup/take-up', journeyId: 'b' })]) {
      await replaceJourney(setup);
      await carryOut({ type: 'setup/start', mode: 'test' });
      const look = await heldSetup('look', 'p', { mode: 'test', stage: { kind: 'testing', phase: 'open' } });
      await keptJourney.write(look);
      await keptAside.write({ ...(await keptAside.read()), q: other });
      const closed = vi.spyOn(fakeBrowser.tabs, 'remove');
      await fakeBrowser.storage.session.set({ 'watch:look': { tabId: 77 } });
      await leave();
      expect(await asides('p')).toEqual([setup]);
      expect(await isHeld(look)).toEqual(nothingHeld);
      expect(await fakeBrowser.storage.session.get('watch:look')).toEqual({});
      expect(closed).toHaveBeenCalledWith(77);
      await selectProfile('p');
    }
  });

  it('is a look that has left a test application: it is kept, and discarded gives the setup back', async () => {
    const setup = await heldSetup('a', 'p', stopped);
    await replaceJourney(setup);
    const look = await heldSetup('look', 'p', {
      mode: 'test',
      stage: { kind: 'done' },
      hasTestApplication: true,
    });
    await replaceJourney(look, { isBeforeKept: true });
    await startOther();
    expect(await asides('p')).toEqual([look, setup]);
    await carryOut({ type: 'setup/take-up', journeyId: 'look' });
    await carryOut({ type: 'setup/discard', journeyId: 'look' });
    expect(await keptJourney.read()).toEqual(setup);
  });

  it('is a setup that was taken up from behind a pair: the pair is kept', async () => {
    const { setup, pair } = await withPair();
    await carryOut({ type: 'setup/take-up', journeyId: 'a' });
    expect(await keptJourney.read()).toEqual(setup);
    expect(await asides('p')).toEqual([pair]);
    expect(await isHeld(pair)).toEqual(allHeldOf(pair));
  });
});

it('a profile is deleted with all of its setups, and with no other’s', async () => {
  const setup = await heldSetup('a', 'p', stopped);
  await replaceJourney(setup);
  await carryOut({ type: 'setup/start', mode: 'test' });
  await selectProfile('q');
  await carryOut({ type: 'setup/start', mode: 'create' });
  const others = await keptJourney.read();
  await carryOut({ type: 'profile/delete', profileId: 'p' });
  expect((await readProfiles()).profiles.map(({ id }) => id)).toEqual(['q']);
  expect(await isHeld(setup)).toEqual(nothingHeld);
  expect(await keptAside.read()).toBeUndefined();
  expect((await keptJourney.read())?.id).toBe(others?.id);
});

it('what is kept aside and damaged hides no other', async () => {
  const first = await heldSetup('a', 'p', stopped);
  await keptAside.write({ p: first, q: { id: 'damaged' } });
  expect(await aside('q')).toBeUndefined();
  await carryOut({ type: 'setup/take-up', journeyId: 'a' });
  expect(await keptJourney.read()).toEqual(first);
});

it('no profile gets the pair of another’s setup', async () => {
  const { pairOf } = await import('../../../src/extension/store/pair-of');
  const first = await heldSetup('a', 'p', stopped);
  await replaceJourney(first);
  await selectProfile('q');
  await carryOut({ type: 'setup/start', mode: 'create' });
  const second = await keptJourney.read();
  expect(second && (await pairOf(second))).toBeUndefined();
});
