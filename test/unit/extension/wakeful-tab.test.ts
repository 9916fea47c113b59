import { fakeBrowser } from '@webext-core/fake-browser';
import { beforeEach, expect, it, vi } from 'vitest';
import { newJourney } from '../../fixtures/journey';

vi.mock('webextension-polyfill', () => ({ default: fakeBrowser }));

const { keepTabAwake } = await import('../../../src/extension/background/wakeful-tab');
const { adoptTab } = await import('../../../src/extension/background/bitbucket-tab');

const atTheForm = { ...newJourney(), stage: { kind: 'creating', name: 'Login', isFilled: true } } as const;
const sending = { ...newJourney(), stage: { kind: 'sending' } } as const;

let may: Record<number, boolean | undefined>;
const updates = () => Object.entries(may);
beforeEach(async () => {
  fakeBrowser.reset();
  may = { 1: true, 2: true };
  fakeBrowser.tabs.get = (async (id: number) => {
    if (!(id in may)) throw new Error('No tab');
    return { id, autoDiscardable: may[id] };
  }) as never;
  fakeBrowser.tabs.update = (async (id: number, { autoDiscardable }: { autoDiscardable: boolean }) => {
    if (!(id in may)) throw new Error('No tab');
    may[id] = autoDiscardable;
  }) as never;
  await adoptTab(atTheForm, 1);
});

it('keeps the tab while the setup is at Bitbucket, and gives it back then', async () => {
  await keepTabAwake(atTheForm);
  expect(may).toEqual({ 1: false, 2: true });
  await keepTabAwake(atTheForm);
  expect(may).toEqual({ 1: false, 2: true });
  await keepTabAwake(sending);
  expect(may).toEqual({ 1: true, 2: true });
});

it.each([undefined, { ...atTheForm, id: 'another' }])(
  'gives it back where another setup, or none, is there',
  async (next) => {
    await keepTabAwake(atTheForm);
    if (next) await adoptTab(next, 2);
    await keepTabAwake(next);
    expect(may).toEqual({ 1: true, 2: next === undefined });
  },
);

it('leaves one alone that the person does not want discarded, or of which the browser tells nothing', async () => {
  for (const before of [false, undefined]) {
    may[1] = before;
    await keepTabAwake(atTheForm);
    await keepTabAwake(undefined);
    expect(may[1]).toBe(before);
  }
});

it('does without one that was closed', async () => {
  await keepTabAwake(atTheForm);
  delete may[1];
  await keepTabAwake(undefined);
  await adoptTab(atTheForm, 2);
  await keepTabAwake(atTheForm);
  expect(updates()).toEqual([['2', false]]);
});
