import browser from 'webextension-polyfill';

/** The host permissions that a dashboard's domains take: exactly these hosts. */
const originsOf = (hosts: readonly string[]): string[] =>
  [...new Set(hosts)].map((host) => `https://${host}/*`);

export const mayReach = (hosts: readonly string[]): Promise<boolean> =>
  browser.permissions.contains({ origins: originsOf(hosts) });

/** Asks the person. Only in the handler of a click on one of the extension's own pages, before any `await`. */
export const requestHosts = (hosts: readonly string[]): Promise<boolean> =>
  browser.permissions.request({ origins: originsOf(hosts) });
