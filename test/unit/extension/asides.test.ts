import { fakeBrowser } from '@webext-core/fake-browser';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Journey } from '../../../src/setup/journey/journey';
import type { HandProfile } from '../../../src/setup/profiles/profile';
import { newJourney } from '../../fixtures/journey';

// Setups of several profiles, and looks at a setup: none costs another anything that cannot be recovered.

vi.mock('webextension-polyfill', () => ({ default: fakeBrowser }));

const { carryOut } = await import('../../../src/extension/background/commands');
const { goOn } = await import('../../../src/extension/background/driver');
const { replaceJourney } = await import('../../../src/extension/background/journal');
const { adoptTab, tabOf } = await import('../../../src/extension/background/bitbucket-tab');
const { asideFor, keepLogin, keptAside, keptJourney, keptLogin } = await import(
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
