import { origin } from './settings-pages';

/** Bitbucket's page on which people grant access, and what it may say instead. */

/** Where a dashboard sends people to log in. */
export const authorizeAddress = `${origin}/site/oauth2/authorize`;

/** What Bitbucket says of a bad request at once, never leading back. */
const refusals = [
  [/\binvalid redirect_uri\b/i, 'callback'],
  [/\binvalid client_id\b/i, 'client'],
] as const;

/**
 * What Bitbucket refuses in a request, by the title of the page that it shows for that; undefined where the title does not say.
 * It is not known whether every generation of the page has these words in its title.
 */
export function refusedOn({ url, title }: { readonly url: string; readonly title: string }) {
  const isThere = URL.canParse(url) && url.split(/[?#]/)[0] === authorizeAddress;
  return isThere ? refusals.find(([words]) => words.test(title))?.[1] : undefined;
}
