import { fakeBrowser } from '@webext-core/fake-browser';
import { beforeEach, expect, it, vi } from 'vitest';
import { newJourney } from '../../fixtures/journey';

vi.mock('webextension-polyfill', () => ({ default: fakeBrowser }));

const { goToBitbucket } = await import('../../../src/extension/background/bitbucket-tab');

const journey = newJourney();
const address = 'https://bitbucket.org/acme/workspace/settings/oauth-clients';

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
