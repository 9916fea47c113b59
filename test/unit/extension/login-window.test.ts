// @vitest-environment node
import { fakeBrowser } from '@webext-core/fake-browser';
import { beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('webextension-polyfill', () => ({ default: fakeBrowser }));
const { openLogin, redirectAddress } = await import('../../../src/extension/platform/login-window');

// The events come as each browser was seen to send them.

const login = 'https://acme.eu.auth0.com/authorize?state=s';
const consent = { url: 'https://bitbucket.org/site/oauth2/authorize?state=t', title: 'Confirm access' };

type Listener = (...args: unknown[]) => void;
const hear = (event: { addListener(listener: Listener): void }) => {
  const listeners = new Set<Listener>();
  Object.assign(event, {
    addListener: (listener: Listener) => listeners.add(listener),
    removeListener: (listener: Listener) => listeners.delete(listener),
  });
  return Object.assign((...args: unknown[]) => [...listeners].map((each) => each(...args)), { listeners });
};
let heard: Readonly<Record<'window' | 'created' | 'updated', ReturnType<typeof hear>>>;
/** The tabs of a window, as far as the browser tells of them. */
let tabs: Record<number, object[]> = {};

beforeEach(() => {
  tabs = {};
  Object.assign(fakeBrowser, {
    windows: { onCreated: {} },
    tabs: {
      onCreated: {},
      onUpdated: {},
      query: async ({ windowId }: { windowId: number }) => tabs[windowId] ?? [],
    },
  });
  heard = {
    window: hear(fakeBrowser.windows.onCreated as never),
    created: hear(fakeBrowser.tabs.onCreated as never),
    updated: hear(fakeBrowser.tabs.onUpdated as never),
  };
});

const tab = (more: object, windowId = 7) => ({ id: 8, windowId, ...more });
const told = (shown: ReturnType<typeof tab>) => heard.updated(8, {}, shown);

/** A login whose window first shows this, and then ends with that. */
async function loginWith(show: () => unknown) {
  Object.assign(fakeBrowser, {
    identity: {
      launchWebAuthFlow: async () => {
        await show();
        await new Promise((resolve) => setTimeout(resolve));
        throw new Error('Authorization page could not be loaded.');
      },
    },
  });
  const { last } = await openLogin(login);
  return last;
}

it('tells the page of a popup that has appeared since, as Chromium shows it: the window first', async () => {
  const last = await loginWith(() => {
    heard.window({ id: 7, type: 'popup' });
    heard.created(tab(consent));
  });
  expect(last).toEqual(consent);
});

it('tells the last page of several, as Firefox shows them: the tab first', async () => {
  const last = await loginWith(async () => {
    tabs[7] = [tab({})];
    heard.created(tab({}));
    await Promise.all(heard.window({ id: 7, type: 'popup' }));
    told(tab({ url: login, title: '' }));
    told(tab(consent));
  });
  expect(last).toEqual(consent);
});

it('says that it is not told of the page, where the browser tells no address', async () => {
  const last = await loginWith(() => {
    heard.window({ id: 7, type: 'popup' });
    heard.created(tab(consent));
    told(tab({}));
  });
  expect(last).toBe('untold');
});

it('takes no other window for it: one that was there, an ordinary one, one that a page has opened', async () => {
  const pages = [
    () => told(tab(consent)),
    () => {
      heard.window({ id: 7, type: 'normal' });
      heard.created(tab(consent));
    },
    () => {
      heard.window({ id: 7, type: 'popup' });
      heard.created(tab({ ...consent, openerTabId: 1 }));
      told(tab({ ...consent, openerTabId: 1 }));
    },
    async () => {
      heard.window({ id: 7, type: 'popup' });
      heard.created(tab({ url: 'https://bitbucket.org/elsewhere' }, 9));
    },
  ];
  for (const each of pages) expect(await loginWith(each)).toBeUndefined();
});

it('listens for no longer than the login takes', async () => {
  await loginWith(() => {
    for (const { listeners } of Object.values(heard)) expect(listeners.size).toBe(1);
  });
  for (const { listeners } of Object.values(heard)) expect(listeners.size).toBe(0);
});

describe('a login that the browser ends at once', () => {
  const endOf = async (words: string, show: () => unknown = () => undefined) => {
    Object.assign(fakeBrowser, {
      identity: {
        launchWebAuthFlow: async () => {
          await show();
          throw new Error(words);
        },
      },
    });
    return openLogin(login);
  };

  it.each(['Not supported.', 'The user did not approve access.', 'User cancelled or denied access.', ''])(
    'is not said to be closed by hand: %j',
    async (words) => {
      expect(await endOf(words)).toEqual({ kind: 'not-opened', words });
    },
  );

  it('is said to have had a window where one was seen', async () => {
    const show = () => {
      heard.window({ id: 7, type: 'popup' });
      heard.created(tab(consent));
    };
    expect(await endOf('The user did not approve access.', show)).toEqual({
      kind: 'failed',
      words: 'The user did not approve access.',
      last: consent,
    });
  });

  it('has the browser’s words where a page of it did not load', async () => {
    const words = 'Authorization page could not be loaded.';
    expect(await endOf(words)).toEqual({ kind: 'page-failed', words });
  });
});

it.each<[string, object | undefined]>([
  ['no identity API', undefined],
  ['nothing to open a login with', { getRedirectURL: () => 'https://a.chromiumapp.org/' }],
  ['nothing to come back to', { launchWebAuthFlow: async () => '' }],
])('says of a browser with %s that it has no login windows', (_, identity) => {
  Object.assign(fakeBrowser, { identity });
  expect(redirectAddress()).toBeUndefined();
});
