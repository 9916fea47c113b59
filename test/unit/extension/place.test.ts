import { fakeBrowser } from '@webext-core/fake-browser';
import { beforeEach, expect, it, vi } from 'vitest';
import { begin } from '../../../src/setup/journey';

vi.mock('webextension-polyfill', () => ({ default: fakeBrowser }));

const { goToBitbucket } = await import('../../../src/extension/place');

const journey = begin({ id: 'j', profileId: 'p', mode: 'create', workspace: 'acme', now: 0 });
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

it('leads it there again, where the background was stopped just before', async () => {
  fakeBrowser.tabs.update = vi.fn(() => new Promise(() => undefined)) as never;
  void goToBitbucket(journey);
  await vi.waitFor(() => expect(fakeBrowser.tabs.update).toHaveBeenCalledOnce());

  const led = vi.fn(async () => undefined);
  fakeBrowser.tabs.update = led as never;
  const standing = { status: 'loading', url: 'about:blank' };
  fakeBrowser.tabs.get = (async () => standing) as never;
  await goToBitbucket(journey);
  expect(led).not.toHaveBeenCalled();
  standing.status = 'complete';
  await goToBitbucket(journey);
  expect(led).toHaveBeenCalledOnce();
  await goToBitbucket(journey);
  expect(led).toHaveBeenCalledOnce();
});
