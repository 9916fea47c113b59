import browser from 'webextension-polyfill';
import { origin as bitbucket } from '../../bitbucket/settings-pages';

/**
 * The host permissions for a dashboard's domains: exactly these hosts. They have no port: Firefox takes none, and without one
 * they are for every port.
 */
const originsOf = (hosts: readonly string[]): string[] =>
  [...new Set(hosts)].map((host) => `https://${host.replace(/:\d+$/, '')}/*`);

/** Whether the browser lets the extension reach all of these hosts. */
export const mayReach = (hosts: readonly string[]): Promise<boolean> =>
  browser.permissions.contains({ origins: originsOf(hosts) });

/** Asks the person. Only in the handler of a click on one of the extension's own pages, before any `await`. */
export const requestHosts = (hosts: readonly string[]): Promise<boolean> =>
  browser.permissions.request({ origins: originsOf(hosts) });

const bitbucketHosts = [new URL(bitbucket).hostname];

/** Firefox, and Chrome's "on click", let people withhold a host that the manifest asks for. */
export const mayUseBitbucket = (): Promise<boolean> => mayReach(bitbucketHosts);

/** Whether the browser shows its question behind the popup that asks for it, as Firefox does. */
export const hidesQuestion = (): boolean => browser.runtime.getURL('').startsWith('moz-extension:');

/** As `requestHosts`. */
export const requestBitbucket = (): Promise<boolean> => requestHosts(bitbucketHosts);

/** The browser's own permission for notices; as `requestHosts`. */
export const requestNotices = (): Promise<boolean> =>
  browser.permissions.request({ permissions: ['notifications'] });

/** Calls back whenever permissions were given or taken back. */
export function onPermissions(changed: () => void, signal: AbortSignal): void {
  for (const event of [browser.permissions.onAdded, browser.permissions.onRemoved]) {
    event.addListener(changed);
    signal.addEventListener('abort', () => event.removeListener(changed));
  }
}
