// Written once for the manifest, the menu and every script. One of those runs on all of Bitbucket's pages, so this is small and
// imports nothing.

/** Bitbucket's origin, without a slash. */
export const origin = 'https://bitbucket.org';

/** Every page of Bitbucket's, as a match pattern. */
export const everyPage = `${origin}/*`;

/** The pages on which Keyferry has something to do, as match patterns: a workspace's settings, an account's own. */
export const settingsPages = [
  `${origin}/*/workspace/settings`,
  `${origin}/*/workspace/settings/*`,
  `${origin}/account/*`,
];

const asPattern = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`);

/** Whether an address without its query and fragment is one of those pages, by the browser's own rule for match patterns. */
export const isSettingsPage = (address: string): boolean =>
  settingsPages.some((each) => asPattern(each).test(address));
