import { fakeBrowser } from '@webext-core/fake-browser';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { newJourney } from '../../fixtures/journey';

vi.mock('webextension-polyfill', () => ({ default: fakeBrowser }));

const { findMoved, goToBitbucket, isHeir, isHome, tabAppeared, tabOf, tabReplaced } = await import(
  '../../../src/extension/background/bitbucket-tab'
);

const journey = newJourney();
const address = 'https://bitbucket.org/acme/workspace/settings/oauth-clients';

const { get } = fakeBrowser.tabs;
let visited: (string | undefined)[];
beforeEach(() => {
  fakeBrowser.reset();
  visited = [];
  fakeBrowser.tabs.update = vi.fn(async (_: unknown, { url }: { url?: string }) => {
    visited.push(url);
  }) as never;
});

it('leads a tab to its address once', async () => {
  await goToBitbucket(journey);
  await goToBitbucket(journey);
  expect(visited).toEqual([address]);
});

it.each(['loading', 'complete'])(
  'leads a blank tab there again that is %s, where the background was stopped just before',
  async (status) => {
    fakeBrowser.tabs.update = vi.fn(() => new Promise(() => undefined)) as never;
    void goToBitbucket(journey);
    await vi.waitFor(() => expect(fakeBrowser.tabs.update).toHaveBeenCalledOnce());

    const led = vi.fn(async () => undefined);
    fakeBrowser.tabs.update = led as never;
    expect(await fakeBrowser.alarms.get('go-on')).toBeDefined();
    const standing = { status, url: 'about:blank', pendingUrl: address };
    fakeBrowser.tabs.get = (async () => standing) as never;
    await goToBitbucket(journey);
    expect(led, 'it is on its way').not.toHaveBeenCalled();
    standing.pendingUrl = 'about:blank';
    await goToBitbucket(journey);
    expect(led).toHaveBeenCalledOnce();
    await goToBitbucket(journey);
    expect(led).toHaveBeenCalledOnce();
  },
);

describe('the journey’s tab', () => {
  afterEach(() => void vi.useRealTimers());
  const gone = new Set<number>();
  const close = (id: number) => void gone.add(id);
  let now = Date.now();
  beforeEach(() => {
    // What appeared in the previous test is long past.
    now += 60_000;
    vi.useFakeTimers({ toFake: ['Date', 'setTimeout'], now });
    gone.clear();
    fakeBrowser.tabs.sendMessage = vi.fn(async () => undefined) as never;
    fakeBrowser.tabs.get = (async (id: number) => {
      if (gone.has(id)) throw new Error(`No tab with id: ${id}`);
      return get(id);
    }) as never;
  });

  const tab = async (url: string) => (await fakeBrowser.tabs.create({ url })).id ?? 0;
  const opened = async (url: string) => {
    const id = await tab(url);
    tabAppeared(id);
    return id;
  };
  const home = async () => {
    await goToBitbucket(journey);
    return (await tabOf(journey)) ?? 0;
  };

  it('is known by the id that the browser gives it when it is discarded', async () => {
    const before = await home();
    const after = await tab(address);
    await tabReplaced(before, after);
    close(before);
    expect(await tabOf(journey)).toBe(after);
    await goToBitbucket(journey);
    expect(visited, 'nothing is led anew').toEqual([address]);
  });

  it('is another’s business where another one is discarded', async () => {
    const before = await home();
    await tabReplaced(before + 1, before + 2);
    expect(await tabOf(journey)).toBe(before);
  });

  it('is found again where it was opened anew at the same address just as it went', async () => {
    const before = await home();
    const other = await opened('https://example.com/');
    const moved = await opened(address);
    close(before);
    expect(await findMoved(journey)).toBe(true);
    expect(await tabOf(journey)).toBe(moved);
    expect(await isHome(journey, other)).toBe(false);
    expect(fakeBrowser.tabs.sendMessage, 'its helper looks again').toHaveBeenCalledOnce();
    await goToBitbucket(journey);
    expect(visited).toEqual([address]);
  });

  it('is gone where nothing appeared, or only what was there before', async () => {
    const before = await home();
    await tab(address);
    close(before);
    expect(await findMoved(journey)).toBe(false);
    expect(await tabOf(journey)).toBeUndefined();
  });

  it('may still be the one that appeared as it went, once that shows the workspace', async () => {
    const before = await home();
    const atLogin = await opened('https://id.atlassian.com/login');
    close(before);
    const found = findMoved(journey);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(await found).toBe(false);
    expect(await isHeir(journey, atLogin + 1)).toBe(false);
    expect(await isHeir(journey, atLogin)).toBe(true);
    expect(await tabOf(journey)).toBe(atLogin);
  });
});
