import { fakeBrowser } from '@webext-core/fake-browser';
import { beforeEach, expect, it, vi } from 'vitest';
import { begin } from '../../../src/setup/journey';

vi.mock('webextension-polyfill', () => ({ default: fakeBrowser }));

const { goToBitbucket } = await import('../../../src/extension/place');

const journey = begin({ id: 'j', profileId: 'p', mode: 'create', workspace: 'acme', now: 0 });
const address = 'https://bitbucket.org/acme/workspace/settings/oauth-clients';

let visited: (string | undefined)[];
let isStopped: boolean;
beforeEach(() => {
  fakeBrowser.reset();
  visited = [];
  isStopped = false;
  fakeBrowser.tabs.update = vi.fn(async (_: unknown, { url }: { url?: string }) => {
    if (isStopped) throw new Error('The background is gone');
    visited.push(url);
  }) as never;
});

it('leads a tab to its address once', async () => {
  await goToBitbucket(journey);
  await goToBitbucket(journey);
  expect(visited).toEqual([address]);
});

it('leads the same tab there again, where the background was stopped on the way', async () => {
  isStopped = true;
  await expect(goToBitbucket(journey)).rejects.toThrow();
  const tabs = await fakeBrowser.tabs.query({});
  isStopped = false;
  await goToBitbucket(journey);
  expect(visited).toEqual([address]);
  expect(await fakeBrowser.tabs.query({})).toHaveLength(tabs.length);
});
