import type { Secret } from '../secret';
import { origin } from './addresses';

/** A consumer's Key and Secret ("Client ID" and "Secret" on today's pages), on their way to a dashboard. */
export interface Pair {
  readonly key: string;
  readonly secret: Secret;
}

/** What Bitbucket's token endpoint says of a pair. `not-checked`: its answer does not tell. */
export type PairVerdict = 'good' | 'bad' | 'no-callback' | 'not-checked';

/** One request that tells a good pair from a bad one and grants nothing to anybody. */
export function pairCheckRequest(pair: Pair) {
  return {
    method: 'POST',
    url: `${origin}/site/oauth2/access_token`,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      authorization: `Basic ${btoa(`${pair.key}:${pair.secret.reveal()}`)}`,
    },
    body: 'grant_type=client_credentials',
    isRepeatable: true,
  } as const;
}

/** What the server says of a pair that is no client's. "Not authorized" is not enough: it may say that of a client's, too. */
const wrongPair =
  /\binvalid\b.*\bclient\b|\bclient\b.*\b(?:authentication|credentials)\b.*\b(?:failed|invalid|incorrect|wrong)\b|\b(?:unknown|no such) client\b|\bclient\b.*\bnot found\b/i;

/**
 * Reads the answer: a good private consumer gets a token, a good public one is told that it is public, a wrong pair is
 * `unauthorized_client` or, by the standard, `invalid_client`, and one without a callback URL gets `invalid_request`. The words
 * decide together with the code; any other answer does not tell. Nor does a code without words, which nobody has seen for a wrong
 * pair: to call a good one bad would cost its Secret, and the test login tells anyhow.
 */
export function judgePairCheck(status: number, body: unknown): PairVerdict {
  if (status === 200) return textIn(body, 'access_token') === '' ? 'not-checked' : 'good';
  if (status !== 400 && status !== 401) return 'not-checked';
  const error = textIn(body, 'error');
  const description = textIn(body, 'error_description');
  switch (error) {
    case 'unauthorized_client':
    case 'invalid_client':
      return wrongPair.test(description) ? 'bad' : 'not-checked';
    case 'invalid_grant':
      return /marked as "public"/i.test(description) ? 'good' : 'not-checked';
    case 'invalid_request':
      return /no callback uri/i.test(description) ? 'no-callback' : 'not-checked';
    default:
      return 'not-checked';
  }
}

function textIn(body: unknown, key: string): string {
  const value =
    typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[key] : undefined;
  return typeof value === 'string' ? value : '';
}
