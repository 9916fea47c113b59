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
