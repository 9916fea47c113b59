import * as v from 'valibot';
import { origin } from '../../bitbucket/addresses';
import type { Pair } from '../../bitbucket/oauth';
import { expand, type Scope } from '../../bitbucket/scopes';
import type { ForeignPart } from '../session';

/** Options of a connection, as the Management API takes them. */

/**
 * Options as the API gives them, all of them: they are written as a whole, as they are told, and Valibot's records leave out
 * names like `constructor`.
 */
export const optionsSchema = v.custom<Record<string, unknown>>(
  (given) => typeof given === 'object' && given !== null && !Array.isArray(given),
);

/** A text that says something; undefined for anything else. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** The scopes in a connection's options, which have them as a list or in one text. */
export function scopesIn({ scope }: Readonly<Record<string, unknown>>): string[] {
  const found = typeof scope === 'string' ? scope.split(/[ ,]+/).filter(Boolean) : scope;
  return Array.isArray(found) ? found.filter((each) => typeof each === 'string') : [];
}

/** For Auth0's own Bitbucket strategy: the scopes as a list. */
export const ownOptions = ({ key, secret }: Pair, scopes: readonly Scope[]) => ({
  client_id: key,
  client_secret: secret.reveal(),
  scope: expand(scopes),
  profile: true,
  set_user_root_attributes: 'on_each_login' as const,
});

const authorizationURL = `${origin}/site/oauth2/authorize`;
const tokenURL = `${origin}/site/oauth2/access_token`;

/**
 * For a custom OAuth 2 connection (`client_id` up to 128 characters), which does by a script what the own strategy does by
 * itself: who logged in, and with which confirmed address. Bitbucket takes the token in the header only.
 */
export const generalOptions = ({ key, secret }: Pair, scopes: readonly Scope[]) => ({
  client_id: key,
  client_secret: secret.reveal(),
  authorizationURL,
  tokenURL,
  scope: expand(scopes).join(' '),
  scripts: { fetchUserProfile },
  set_user_root_attributes: 'on_each_login' as const,
});

/**
 * Which options of a custom OAuth 2 connection are not as a setup makes them: where people log in, where the Secret goes, or the
 * script that reads who logged in, and gets an access token for that.
 */
export function foreignParts(options: Readonly<Record<string, unknown>>): readonly ForeignPart[] {
  const scripts = (options.scripts ?? {}) as Readonly<Record<string, unknown>>;
  const isOurs: Readonly<Partial<Record<ForeignPart, boolean>>> = {
    authorization: options.authorizationURL === authorizationURL,
    token: options.tokenURL === tokenURL,
    script: scripts.fetchUserProfile === fetchUserProfile,
  };
  return (Object.keys(isOurs) as ForeignPart[]).filter((part) => !isOurs[part]);
}

/** Whether either of its addresses is on Bitbucket. */
export const mentionsBitbucket = (options: Readonly<Record<string, unknown>>): boolean =>
  [options.authorizationURL, options.tokenURL].some(
    (address) => typeof address === 'string' && URL.canParse(address) && new URL(address).origin === origin,
  );

/** Runs in Auth0's sandbox for such scripts, which has `request`; gives the same fields as the own strategy. */
const fetchUserProfile = `function fetchUserProfile(accessToken, context, callback) {
  const read = (path, then) =>
    request.get(
      { url: 'https://api.bitbucket.org/2.0' + path, headers: { Authorization: 'Bearer ' + accessToken } },
      (error, response, body) => {
        if (error) return callback(error);
        if (response.statusCode !== 200) return callback(new Error(body));
        try {
          then(JSON.parse(body));
        } catch (problem) {
          callback(problem);
        }
      },
    );
  read('/user', (user) =>
    read('/user/emails', (emails) => {
      const primary = (emails.values || []).find((each) => each.is_primary);
      callback(null, {
        user_id: user.uuid,
        name: user.display_name,
        nickname: user.nickname,
        picture: user.links && user.links.avatar && user.links.avatar.href,
        email: primary && primary.email,
        email_verified: Boolean(primary && primary.is_confirmed),
      });
    }),
  );
}`;
