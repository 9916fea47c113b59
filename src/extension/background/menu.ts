import browser from 'webextension-polyfill';
import { settingsPages } from '../../bitbucket/settings-pages';
import { openKeyferry } from '../platform/open-popup';
import { t } from '../words/text';

/** The entry in the context menu of Bitbucket's pages on which Keyferry has something to do. */

const id = 'open';

/** Once for each version that is installed: the browser keeps it. */
export async function makeMenu(): Promise<void> {
  await browser.contextMenus.removeAll();
  browser.contextMenus.create({
    id,
    title: t('setUp'),
    contexts: ['page', 'editable', 'link', 'selection'],
    documentUrlPatterns: settingsPages,
  });
}

/** Registered in the background's first turn. It opens Keyferry, where the person starts. */
export function onMenu(): void {
  browser.contextMenus.onClicked.addListener((clicked) => {
    if (clicked.menuItemId === id) void openKeyferry();
  });
}
