import { origin } from './settings-pages';

/** Bitbucket's page on which people grant access, and what it says in its place. */

/** Where a dashboard sends people to log in. */
export const authorizeAddress = `${origin}/site/oauth2/authorize`;

/** What Bitbucket says of a request at once, and never leads back. */
const refusals = [
  [/\binvalid redirect_uri\b/i, 'callback'],
  [/\binvalid client_id\b/i, 'client'],
] as const;

/**
 * What of a request Bitbucket refuses on the page that it shows for it, by the page's title; undefined where it does not say so. Whether
 * every generation of the page has the words in its title is not known.
 */
export function refusedOn({ url, title }: { readonly url: string; readonly title: string }) {
  const isThere = URL.canParse(url) && url.split(/[?#]/)[0] === authorizeAddress;
  return isThere ? refusals.find(([words]) => words.test(title))?.[1] : undefined;
}
