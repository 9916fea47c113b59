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
const { adoptTab } = await import('../../../src/extension/background/bitbucket-tab');
const { saveProfile } = await import('../../../src/extension/store/edit-profiles');

beforeEach(async () => {
  fakeBrowser.reset();
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
  await goOnWithRound(over);
  return over;
};

it('checks one profile after the other, in one tab', async () => {
  await beginRound(['a', 'b']);
  expect(await present()).toMatchObject({ profileId: 'a', mode: 'check' });
  await goOnWithRound(await present());
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

it('is over where something else has taken the place of its check', async () => {
  await beginRound(['a', 'b']);
  const setup = newJourney({ id: 'setup', profileId: 'c' });
  await keptJourney.write(setup);
  await goOnWithRound(setup);
  expect(started).toHaveLength(1);
  expect(await keptRound.read()).toMatchObject({ left: [], journeys: [] });
});
