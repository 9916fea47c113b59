import { beforeEach, expect, it, vi } from 'vitest';
import { pageForm } from '../../../src/dashboards/by-hand/page-form';
import type { GuidedSeen } from '../../../src/dashboards/guided';
import { ownFormOf } from '../../../src/dashboards/own-forms';
import type { Guiding } from '../../../src/extension/dashboard/own-form';
import { Secret } from '../../../src/secret';

const within = '/dashboard/eu/acme/';
const place = { tabId: 9, origin: 'https://manage.auth0.com', visit: 'v', documentId: undefined };
const form = { kind: 'one', heading: 'Bitbucket', fields: {} };
let pages: Record<number, Partial<GuidedSeen>>;
let tabs: { tabId: number; openedBy: number | undefined; address: string }[];
const surveyTab = vi.fn(async (tabId: number) => ({
  kind: 'survey',
  place: { ...place, tabId },
  leads: {},
  theirs: {},
  boxes: {},
  rows: undefined,
  made: [],
  isMarked: false,
  form: 'none',
  holds: 'nothing',
  hasSecret: false,
  complaint: '',
  headings: [],
  text: '',
  found: form,
  address: `${within}connections/social`,
  ...pages[tabId],
}));
const actThere = vi.fn(async (..._: unknown[]) => ({ kind: 'done' }));
const pointThere = vi.fn(async (..._: unknown[]) => undefined);
const fillForm = vi.fn(async (..._: unknown[]) => ({ kind: 'put', fields: {} }));
vi.mock('../../../src/extension/platform/guided-tab', () => ({
  surveyTab,
  actThere,
  pointThere,
  leadTab: vi.fn(),
  tabsNow: async () => tabs,
}));
vi.mock('../../../src/extension/platform/page-form', () => ({ fillForm }));
vi.mock('../../../src/extension/platform/permissions', () => ({ mayReach: async () => true }));
const { goOn, newMemory } = await import('../../../src/extension/dashboard/own-form');

const ownForm = ownFormOf('auth0');
if (!ownForm) throw new Error('Auth0 has no pages');
const pair = { key: 'uY7fHk2mPq', secret: new Secret('n0t-A-real+secret/of=2026') };
const tell = vi.fn(async () => undefined);
const guiding = (more: Partial<Guiding> = {}): Guiding => ({
  ownForm,
  form: pageForm,
  tabId: 9,
  soFar: { part: 'send', within, isFilled: false, connectionId: undefined },
  key: pair.key,
  pairNow: async () => pair,
  applications: 'all',
  notes: (message) => message,
  tell,
  ...more,
});
beforeEach(() => {
  pages = {};
  tabs = [{ tabId: 9, openedBy: undefined, address: 'https://manage.auth0.com/' }];
  vi.clearAllMocks();
});

it('notes that the form is filled before it is, and names the place of it all', async () => {
  pages[9] = { form: 'open' };
  fillForm.mockImplementationOnce(async () => {
    expect(tell).toHaveBeenCalledWith({ kind: 'own-form-filled' });
    return { kind: 'put', fields: {} };
  });
  await goOn(guiding(), await newMemory());
  expect(fillForm).toHaveBeenCalledExactlyOnceWith(place, pageForm, form, within, pair);
});

it('fills nothing where the note of it is not taken, or the pair is gone', async () => {
  pages[9] = { form: 'open' };
  await goOn(guiding({ pairNow: async () => undefined }), await newMemory());
  expect(tell).not.toHaveBeenCalled();
  tell.mockRejectedValueOnce(new Error('closed'));
  await expect(goOn(guiding(), await newMemory())).rejects.toThrow();
  expect(fillForm).not.toHaveBeenCalled();
});

it('points at what is the person’s, and does nothing to it', async () => {
  pages[9] = { theirs: { continue: 'there' } };
  expect(await goOn(guiding(), await newMemory())).toMatchObject({
    kind: 'move',
    move: { what: 'continue' },
  });
  expect(pointThere).toHaveBeenCalledWith(
    expect.objectContaining({ tabId: 9 }),
    ownForm.pages,
    'continue',
    'auth0InPageNoteContinue',
  );
  expect(actThere).not.toHaveBeenCalled();
});

const row = (title: string, below: string, isOn: boolean) => ({ title, below, isOn, isLocked: false });
const enable = { part: 'enable', within, isFilled: true, connectionId: 'con_1' } as const;
const address = `${within}connections/social/con_1/applications`;
const rows = [
  row('Shop', 'Native', false),
  row('Jobs', 'Machine to Machine', false),
  row('Staff', 'Native', true),
];

it.each([
  ['all that people log in to', 'all', [0]],
  ['those that were chosen', ['Jobs'], [1]],
  ['none', [], []],
] as const)('turns on %s, and tells what the page shows then', async (_, applications, turned) => {
  vi.useFakeTimers();
  pages[9] = { address, rows };
  const gone = goOn(guiding({ soFar: enable, applications }), await newMemory());
  await vi.advanceTimersByTimeAsync(10_000);
  await gone;
  vi.useRealTimers();
  const turns = actThere.mock.calls.map(([, , , what]) => what);
  expect(turns).toEqual(turned.map((index) => ({ act: 'turn', index, title: rows[index]?.title })));
  // The stand-in's page keeps none of them.
  expect(tell).toHaveBeenCalledWith({
    kind: 'own-applications',
    names: [],
    notKept: turned.map((index) => rows[index]?.title),
    others: 1,
  });
});

it('waits for a switch that turns only once the dashboard has answered', async () => {
  vi.useFakeTimers();
  pages[9] = { address, rows };
  const gone = goOn(guiding({ soFar: enable }), await newMemory());
  await vi.advanceTimersByTimeAsync(1_500);
  expect(tell).not.toHaveBeenCalled();
  pages[9] = { address, rows: rows.map((each) => ({ ...each, isOn: each.title !== 'Jobs' })) };
  await vi.advanceTimersByTimeAsync(500);
  await gone;
  vi.useRealTimers();
  expect(tell).toHaveBeenCalledExactlyOnceWith({
    kind: 'own-applications',
    names: ['Shop'],
    notKept: [],
    others: 1,
  });
});

it('turns on nothing before the person has chosen', async () => {
  pages[9] = { address, rows };
  expect(await goOn(guiding({ soFar: enable, applications: undefined }), await newMemory())).toMatchObject({
    move: { kind: 'applications' },
  });
  expect([actThere.mock.calls, tell.mock.calls]).toEqual([[], []]);
});

const test = { ...enable, part: 'test' } as const;
const tried = (tabId: number, openedBy: number | undefined) => ({
  tabId,
  openedBy,
  address: 'https://manage.auth0.com/tester/callback?connection=bitbucket',
});
const works = { headings: ['It Works!'], text: 'It Works!' };

it('takes only the page that the guided tab has opened since for how a try went', async () => {
  pages = { 9: { address }, 4: works, 5: works, 6: works };
  tabs.push(tried(4, 9));
  const memory = await newMemory();
  tabs.push(tried(5, 7));
  expect((await goOn(guiding({ soFar: test }), memory)).kind).toBe('move');
  expect(tell).not.toHaveBeenCalled();
  tabs.push({ ...tried(6, 9), address: 'https://bitbucket.org/' });
  expect(await goOn(guiding({ soFar: test }), memory)).toEqual({ kind: 'login-open' });
  tabs = [...tabs.slice(0, -1), tried(6, 9)];
  expect(await goOn(guiding({ soFar: test }), memory)).toEqual({ kind: 'worked' });
  expect(tell).toHaveBeenCalledExactlyOnceWith({ kind: 'own-login-seen' });
});

it('tells a try that failed in the dashboard’s words', async () => {
  pages = { 9: { address }, 6: { headings: ['Oops!'], text: 'Oops! access_denied' } };
  const memory = await newMemory();
  tabs.push(tried(6, 9));
  expect(await goOn(guiding({ soFar: test }), memory)).toEqual({
    kind: 'failed',
    text: 'Oops! access_denied',
  });
  expect(tell).not.toHaveBeenCalled();
});
