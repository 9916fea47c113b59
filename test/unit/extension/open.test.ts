import { fakeBrowser } from '@webext-core/fake-browser';
import { beforeEach, expect, it, vi } from 'vitest';

const openPopup = vi.fn(async () => {
  throw new Error('Only for a click');
});
vi.mock('webextension-polyfill', () => ({
  default: {
    ...fakeBrowser,
    action: { openPopup },
    runtime: { ...fakeBrowser.runtime, getURL: (path: string) => `moz-extension://keyferry/${path}` },
  },
}));
const { openKeyferry } = await import('../../../src/extension/platform/open-popup');

const tabs = async () => (await fakeBrowser.tabs.query({})).filter(({ url }) => url?.includes('/popup/'));

beforeEach(() => {
  fakeBrowser.reset();
  openPopup.mockClear();
});

it('opens one tab in the popup’s place, however often it is asked, and whoever asks', async () => {
  await Promise.all(Array.from({ length: 40 }, openKeyferry));
  expect(await tabs()).toHaveLength(1);
  await openKeyferry();
  expect(await tabs()).toHaveLength(1);
  expect(openPopup).toHaveBeenCalledTimes(2);
});

it('opens no tab where the browser opens the popup', async () => {
  openPopup.mockResolvedValueOnce(undefined as never);
  await openKeyferry();
  expect(await tabs()).toEqual([]);
});
