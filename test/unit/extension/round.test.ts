import { fakeBrowser } from '@webext-core/fake-browser';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Journey } from '../../../src/setup/journey/journey';
import { type Problem, problem } from '../../../src/setup/problems';
import type { Profile } from '../../../src/setup/profiles/profile';
import { newJourney } from '../../fixtures/journey';
import { profile } from '../../fixtures/profile';

// One check after another: what begins one is in `start.ts`, with its own tests.

vi.mock('webextension-polyfill', () => ({ default: fakeBrowser }));
const started: { readonly profileId: string; readonly tabId: number | undefined }[] = [];
let refusals: Record<string, Problem>;
vi.mock('../../../src/extension/background/start', () => ({
  start: async (mode: Journey['mode'], { id: profileId }: Profile, told: { id: string; tabId?: number }) => {
    if (refusals[profileId]) return refusals[profileId];
    started.push({ profileId, tabId: told.tabId });
    await keptJourney.write({ ...newJourney({ id: told.id, profileId, mode }) });
    return undefined;
  },
}));
const { keptJourney } = await import('../../../src/extension/store/journey');
const { isInRound, keptRound } = await import('../../../src/extension/store/round');
const { beginRound, endRound, goOnWithRound } = await import('../../../src/extension/background/round');
const { carryOut } = await import('../../../src/extension/background/commands');
const { goOn } = await import('../../../src/extension/background/driver');
const { adoptTab } = await import('../../../src/extension/background/bitbucket-tab');
const { saveProfile } = await import('../../../src/extension/store/edit-profiles');

beforeEach(async () => {
  fakeBrowser.reset();
  Object.assign(fakeBrowser.permissions, { contains: async () => false });
  Object.assign(fakeBrowser.tabs, { sendMessage: async () => undefined });
  fakeBrowser.runtime.getURL = (path) => `chrome-extension://test-extension-id/${path}`;
  started.length = 0;
  refusals = {};
  for (const id of ['a', 'b', 'c']) await saveProfile(profile(id));
});

const present = async (): Promise<Journey> => {
  const journey = await keptJourney.read();
  if (!journey) throw new Error('There is no journey.');
  return journey;
};
/** The check that is under way ends. */
const end = async () => {
  const over: Journey = { ...(await present()), stage: { kind: 'done' } };
  await keptJourney.write(over);
  await goOnWithRound();
  return over;
};

it('checks one profile after the other, in one tab', async () => {
  await beginRound(['a', 'b']);
  expect(await present()).toMatchObject({ profileId: 'a', mode: 'check' });
  await goOnWithRound();
  expect(started).toHaveLength(1);
  const { id: tabId } = await fakeBrowser.tabs.create({ url: 'https://bitbucket.org/' });
  await adoptTab(await present(), tabId ?? 0);
  const first = await end();
  expect(started).toEqual([
    { profileId: 'a', tabId: undefined },
    { profileId: 'b', tabId },
  ]);
  const second = await end();
  expect([await isInRound(first), await isInRound(second)]).toEqual([true, true]);
  expect((await keptRound.read())?.now).toBeUndefined();
});

it('notes what keeps a check from being started, and goes on', async () => {
  refusals = { b: problem('credentialMissing') };
  await beginRound(['a', 'b', 'c']);
  await end();
  expect(await keptRound.read()).toMatchObject({ now: 'c', refused: { b: { code: 'credentialMissing' } } });
  expect(started.map((each) => each.profileId)).toEqual(['a', 'c']);
});

it('passes over a profile that was deleted meanwhile', async () => {
  await beginRound(['gone', 'b']);
  expect(await present()).toMatchObject({ profileId: 'b' });
});

it('starts no other once it is ended, and leaves the check that is under way', async () => {
  await beginRound(['a', 'b']);
  const { id } = await present();
  await endRound();
  expect((await present()).id).toBe(id);
  await end();
  expect(started.map((each) => each.profileId)).toEqual(['a']);
});

it('is not ended by the wake-up of a background for it, nor by what was there as it began', async () => {
  await keptJourney.write({ ...newJourney({ id: 'before', profileId: 'c' }), stage: { kind: 'done' } });
  await Promise.all([beginRound(['a', 'b']), goOnWithRound()]);
  expect(await keptRound.read()).toMatchObject({ now: 'a', left: ['b'] });
});

it('goes on once where the end of a check is told twice', async () => {
  await beginRound(['a', 'b', 'c']);
  await keptJourney.write({ ...(await present()), stage: { kind: 'done' } });
  await Promise.all([goOnWithRound(), goOnWithRound()]);
  expect(await keptRound.read()).toMatchObject({ now: 'b', left: ['c'] });
});

it('goes on after an answer to what its check asks', async () => {
  await beginRound(['a', 'b']);
  const connections = [{ id: 'con_1', name: 'bitbucket', keyHint: '' }];
  await keptJourney.write({ ...(await present()), stage: { kind: 'picking', connections } });
  const { id: journeyId } = await present();
  await carryOut({ type: 'journey/decided', journeyId, event: { kind: 'connection-picked', id: 'con_1' } });
  await goOn();
  expect(await present()).toMatchObject({ id: journeyId, chosenConnection: 'con_1' });
  await end();
  expect(started.map((each) => each.profileId)).toEqual(['a', 'b']);
});

it('ends where the person decides about something else', async () => {
  await beginRound(['a', 'b']);
  await carryOut({ type: 'journey/decided', journeyId: 'before', event: { kind: 'retried' } });
  await end();
  expect(started.map((each) => each.profileId)).toEqual(['a']);
});

it('is over where something else has taken the place of its check', async () => {
  await beginRound(['a', 'b']);
  const setup = newJourney({ id: 'setup', profileId: 'c' });
  await keptJourney.write(setup);
  await goOnWithRound();
  expect(started).toHaveLength(1);
  expect(await keptRound.read()).toMatchObject({ left: [], journeys: [] });
});
