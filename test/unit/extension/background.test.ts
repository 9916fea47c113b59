import { fakeBrowser } from '@webext-core/fake-browser';
import { beforeEach, expect, it, vi } from 'vitest';
import { newJourney } from '../../fixtures/journey';

// Moving a tab into a container opens another one beside it, with its address and another `cookieStoreId`, and closes the first.

const hear = () => {
  const heard: ((...told: never[]) => unknown)[] = [];
  return {
    addListener: (each: (typeof heard)[number]) => void heard.push(each),
    removeListener: () => {},
    tell: (...told: unknown[]) => Promise.all(heard.map((each) => each(...(told as never[])))),
  };
};
const onCreated = hear();
const onRemoved = hear();
Object.assign(fakeBrowser.tabs, {
  onCreated,
  onRemoved,
  onReplaced: hear(),
  sendMessage: async () => undefined,
});
Object.assign(fakeBrowser, {
  permissions: { onAdded: hear(), onRemoved: hear(), contains: async () => true },
  contextMenus: { onClicked: hear() },
  declarativeNetRequest: { getSessionRules: async () => [] },
  i18n: { getMessage: (key: string) => key, getUILanguage: () => 'en' },
  action: new Proxy({}, { get: () => async () => undefined }),
});
fakeBrowser.runtime.getURL = (path) => `moz-extension://an-id/${path}`;

vi.mock('webextension-polyfill', () => ({ default: fakeBrowser }));

const address = 'https://bitbucket.org/acme/workspace/settings/oauth-clients';
interface Tab {
  readonly id: number;
  readonly url: string;
  readonly cookieStoreId: string;
  readonly autoDiscardable?: boolean;
}
let tabs: Map<number, Tab>;
const appear = async (tab: Tab) => {
  tabs.set(tab.id, tab);
  await onCreated.tell(tab);
};
const close = (id: number) => {
  tabs.delete(id);
  return onRemoved.tell(id, {});
};

const { keptJourney } = await import('../../../src/extension/store/journey');
const { adoptTab, tabOf } = await import('../../../src/extension/background/bitbucket-tab');
await import('../../../src/extension/background/background');

const atTheForm = { ...newJourney(), stage: { kind: 'creating', name: 'Login', isFilled: true } } as const;
const stage = async () => (await keptJourney.read())?.stage;
const own = { id: 1, url: address, cookieStoreId: 'firefox-default' };

beforeEach(async () => {
  tabs = new Map([[own.id, own]]);
  fakeBrowser.tabs.get = (async (id: number) => {
    const tab = tabs.get(id);
    if (!tab) throw new Error('No tab');
    return tab;
  }) as never;
  await adoptTab(atTheForm, own.id);
  await keptJourney.write(atTheForm);
});

it('goes on in the tab that was opened in a container as its own was closed', async () => {
  await appear({ id: 7, url: 'https://example.com/', cookieStoreId: 'firefox-container-2' });
  await appear({ id: 8, url: address, cookieStoreId: 'firefox-container-2' });
  await close(own.id);
  expect(await tabOf(atTheForm)).toBe(8);
  expect(await stage()).toEqual(atTheForm.stage);
});

it('asks the browser not to discard its tab, and no more once it is over', async () => {
  const updated = vi.fn(async () => undefined);
  fakeBrowser.tabs.update = updated as never;
  tabs.set(own.id, { ...own, autoDiscardable: true });
  await keptJourney.write({ ...atTheForm, startedAt: 1 });
  await vi.waitFor(() => expect(updated).toHaveBeenLastCalledWith(own.id, { autoDiscardable: false }));
  await keptJourney.remove();
  await vi.waitFor(() => expect(updated).toHaveBeenLastCalledWith(own.id, { autoDiscardable: true }));
});

it('says that its tab was closed where none was opened beside it', async () => {
  await close(own.id);
  await vi.waitFor(async () => expect(await stage()).toMatchObject({ problem: { code: 'tabClosed' } }));
});

it('is not touched by any other tab that is closed', async () => {
  await appear({ id: 9, url: address, cookieStoreId: 'firefox-default' });
  await close(9);
  expect(await stage()).toEqual(atTheForm.stage);
});
