// @vitest-environment node

import { expect, it, vi } from 'vitest';
import { englishBrowser } from '../ui/english';

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
const { makeMenu, onMenu } = await import('../../../src/extension/background/menu');

const made: { id: string; title: string; documentUrlPatterns: string[] }[] = [];
const clicked: ((info: { menuItemId: string }) => void)[] = [];
const openPopup = vi.fn(async () => undefined);
Object.assign(englishBrowser, {
  action: { openPopup },
  contextMenus: {
    removeAll: async () => {
      made.length = 0;
    },
    create: (entry: (typeof made)[number]) => made.push(entry),
    onClicked: { addListener: (listener: (typeof clicked)[number]) => clicked.push(listener) },
  },
});

it('has one entry, however often it is made, on pages with OAuth settings only', async () => {
  await makeMenu();
  await makeMenu();
  expect(made).toMatchObject([{ title: 'Set up Bitbucket login' }]);
  const isShown = (address: string) =>
    made[0]?.documentUrlPatterns.some((pattern) =>
      new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`).test(address),
    );
  expect(isShown('https://bitbucket.org/acme/workspace/settings/oauth-clients')).toBe(true);
  expect(isShown('https://bitbucket.org/acme/repository/src/main/')).toBe(false);
  expect(isShown('https://evil.example/bitbucket.org/acme/workspace/settings/oauth-clients')).toBe(false);
});

it('opens Keyferry, and starts nothing', () => {
  onMenu();
  clicked[0]?.({ menuItemId: 'another' });
  expect(openPopup).not.toHaveBeenCalled();
  clicked[0]?.({ menuItemId: 'open' });
  expect(openPopup).toHaveBeenCalledOnce();
});
