// @vitest-environment node

import { beforeEach, expect, it, vi } from 'vitest';
import { advance } from '../../../src/setup/journey/advance';
import type { Event } from '../../../src/setup/journey/event';
import { problem } from '../../../src/setup/problems';
import { newJourney } from '../../fixtures/journey';
import { profile } from '../../fixtures/profile';
import { englishBrowser } from '../ui/english';

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
const { listenToNotices, tellOf } = await import('../../../src/extension/background/notices');
const { requestNotices } = await import('../../../src/extension/platform/permissions');
const { keptWish } = await import('../../../src/extension/store/preferences');

const { saveProfile } = await import('../../../src/extension/store/edit-profiles');

const told = new Map<string, { message: string }>();
const clicked: ((id: string) => void)[] = [];
const own = 'chrome-extension://keyferry/src/pages/result/index.html';
/** What the browser says of itself. */
const usual = {
  isAllowed: true,
  isPopupOpen: false,
  isFocused: true,
  front: { id: 9, url: 'https://news.example/' },
};
let now = usual;
const openPopup = vi.fn(async () => undefined);

beforeEach(async () => {
  englishBrowser.reset();
  told.clear();
  now = usual;
  Object.assign(englishBrowser, {
    permissions: { contains: async () => now.isAllowed, request: async () => now.isAllowed },
    notifications: {
      create: async (id: string, options: { message: string }) => void told.set(id, options),
      clear: async (id: string) => told.delete(id),
      onClicked: { addListener: (listener: (id: string) => void) => clicked.push(listener) },
    },
    extension: { getViews: () => (now.isPopupOpen ? [{}] : []) },
    action: { openPopup },
  });
  Object.assign(englishBrowser.windows, { getLastFocused: async () => ({ id: 1, focused: now.isFocused }) });
  Object.assign(englishBrowser.tabs, { query: async () => [now.front] });
  Object.assign(englishBrowser.runtime, { getURL: (path: string) => `chrome-extension://keyferry/${path}` });
  await keptWish.write({ isWanted: true });
  await saveProfile(profile('p'));
});

const journey = (...events: Event[]) =>
  events.reduce((before, event) => advance(before, event, 1), newJourney());
const messages = () => [...told.values()].map((each) => each.message);

it('tells in one notice how a setup goes, each time in place of the one before', async () => {
  await tellOf(journey());
  expect(messages()).toEqual(['Log in to Bitbucket…']);
  await tellOf(journey({ kind: 'login-needed' }));
  expect(messages()).toEqual([
    'Log in to Bitbucket in the tab that opened. Keyferry continues automatically.',
  ]);
});

it('tells that something needs attention, and nothing of what', async () => {
  await tellOf(journey({ kind: 'failed', problem: problem('credentialExpired') }));
  expect(messages()).toEqual(['The setup of “p” needs your attention.']);
});

it.each<[string, Partial<typeof usual>]>([
  ['who took the permission back', { isAllowed: false }],
  ['who has the popup open', { isPopupOpen: true }],
  ['who looks at a page of the extension’s', { front: { id: 9, url: own } }],
])('tells nothing to one %s', async (_, differing) => {
  now = { ...usual, ...differing };
  await tellOf(journey());
  expect(messages()).toEqual([]);
});

it('tells nothing to one who does not want it', async () => {
  await keptWish.write({ isWanted: false });
  await tellOf(journey());
  expect(messages()).toEqual([]);
});

it('tells one whose browser is behind other windows, whatever is in front in it', async () => {
  now = { ...usual, front: { id: 9, url: own }, isFocused: false };
  await tellOf(journey());
  expect(messages()).toHaveLength(1);
});

it('is gone with the setup', async () => {
  await tellOf(journey());
  await tellOf(undefined);
  expect(messages()).toEqual([]);
});

it('leads to Keyferry, and listens once', () => {
  listenToNotices();
  listenToNotices();
  expect(clicked).toHaveLength(1);
  clicked[0]?.('another');
  expect(openPopup).not.toHaveBeenCalled();
  clicked[0]?.('setup');
  expect(openPopup).toHaveBeenCalledOnce();
});

it('asks for the permission', async () => {
  expect(await requestNotices()).toBe(true);
  now = { ...usual, isAllowed: false };
  expect(await requestNotices()).toBe(false);
});
