import type { Secret } from '../secret';
import { origin } from './addresses';

/** A consumer's Key and Secret ("Client ID" and "Secret" on today's pages), on their way to a dashboard. */
export interface Pair {
  readonly key: string;
  readonly secret: Secret;
}

/** What Bitbucket's token endpoint says of a pair. `not-checked`: it gave no answer that tells. */
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

/**
 * Reads the answer: a good private consumer gets a token, a good public one is told that it is public, a wrong pair is
 * `unauthorized_client`, and one without callback URL gets `invalid_request`.
 */
export function judgePairCheck(status: number, body: unknown): PairVerdict {
  if (status === 200) return 'good';
  const error = textIn(body, 'error');
  const description = textIn(body, 'error_description');
  if (error === 'unauthorized_client' && /invalid oauth client credentials/i.test(description)) return 'bad';
  if (error === 'invalid_grant' && /marked as "public"/i.test(description)) return 'good';
  if (error === 'invalid_request' && /no callback uri/i.test(description)) return 'no-callback';
  return 'not-checked';
}

function textIn(body: unknown, key: string): string {
  const value =
    typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[key] : undefined;
  return typeof value === 'string' ? value : '';
}
