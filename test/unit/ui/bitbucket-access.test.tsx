// @vitest-environment jsdom
import { cleanup, render } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { englishBrowser } from './english';

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));

const { BitbucketAccess } = await import('../../../src/pages/parts/bitbucket-access');

const request = vi.fn(async () => false);
const openOptionsPage = vi.fn(async () => undefined);
const never = { addListener: () => {}, removeListener: () => {} };
let origin: string;

beforeEach(() => {
  request.mockClear();
  openOptionsPage.mockClear();
  Object.assign(englishBrowser, {
    permissions: { contains: async () => false, request, onAdded: never, onRemoved: never },
  });
  Object.assign(englishBrowser.runtime, { openOptionsPage, getURL: () => `${origin}://an-id/` });
});
afterEach(cleanup);

it.each([
  ['chrome-extension', true, 'request'],
  ['chrome-extension', false, 'request'],
  ['moz-extension', false, 'request'],
  ['moz-extension', true, 'settings'],
] as const)('of %s, in the popup: %s, it leads to the %s', async (scheme, isSmall, leadsTo) => {
  origin = scheme;
  const { findByRole } = render(<BitbucketAccess isSmall={isSmall} />);
  (
    await findByRole('button', {
      name: leadsTo === 'request' ? 'Allow access to Bitbucket' : 'Open settings to allow it',
    })
  ).click();
  await vi.waitFor(() => expect(leadsTo === 'request' ? request : openOptionsPage).toHaveBeenCalledOnce());
  expect(leadsTo === 'request' ? openOptionsPage : request).not.toHaveBeenCalled();
});
