import { fakeBrowser } from '@webext-core/fake-browser';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('webextension-polyfill', () => ({ default: fakeBrowser }));

const { showResult } = await import('../../../src/extension/background/result-tab');

const page = 'chrome-extension://test-extension-id/src/pages/result/index.html';
const { get } = fakeBrowser.tabs;
/** What the browser tells of each tab but its id, and of the extension's pages that are loaded in them. */
let told: { readonly url?: string; readonly pendingUrl?: string };
let contexts: { readonly documentUrl: string }[];
const opened = async () => (await fakeBrowser.tabs.query({})).filter(({ url }) => url === page).length;
const later = () => vi.setSystemTime(Date.now() + 60_000);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] });
  fakeBrowser.reset();
  told = {};
  contexts = [];
  fakeBrowser.runtime.getURL = (path) => `chrome-extension://test-extension-id/${path}`;
  Object.assign(fakeBrowser.runtime, { getContexts: async () => contexts });
  Object.assign(fakeBrowser.tabs, {
    get: async (id: number) => {
      const { url: _, ...tab } = await get(id);
      return { ...tab, ...told };
    },
    update: vi.fn(async () => undefined),
  });
});
afterEach(() => void vi.useRealTimers());

describe('a result', () => {
  it.each([
    ['as Firefox tells its address', { url: `${page}#more` }, []],
    ['as Chromium tells of the page in it', {}, [{ documentUrl: page }]],
    ['which is on its way there', { url: 'about:blank', pendingUrl: page }, []],
  ])('is shown in the tab that is there, %s', async (_, tells, loaded) => {
    await showResult('one');
    later();
    told = tells;
    contexts = loaded;
    await showResult('another');
    expect(await opened()).toBe(1);
    expect(fakeBrowser.tabs.update).toHaveBeenCalledOnce();
  });

  it('is shown in a tab of which only the id was noted', async () => {
    const tab = await fakeBrowser.tabs.create({ url: page });
    await fakeBrowser.storage.session.set({ shown: { what: '', tabId: tab.id } });
    told = { url: page };
    await showResult('one');
    expect(await opened()).toBe(1);
  });

  it('is shown in a tab that was just opened, of whose page nothing is told yet', async () => {
    await showResult('one');
    await showResult('another');
    expect(await opened()).toBe(1);
  });

  it.each([
    ['is told', { url: 'https://bitbucket.org/acme' }],
    ['is not', {}],
  ])(
    'has a new tab where the person has led the one before elsewhere, whose address %s',
    async (_, tells) => {
      await showResult('one');
      later();
      told = tells;
      await showResult('another');
      expect(await opened()).toBe(2);
      await showResult('a third');
      expect(await opened(), 'the new one is used from now on').toBe(2);
    },
  );
});
