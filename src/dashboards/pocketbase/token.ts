import { Secret } from '../../secret';
import type { Told } from '../fieldset';
import { aToken, claimsOf, isLongOver } from '../jwt';
import { fieldProblem, ok, type Reading } from '../reading';
import { say } from '../words';

/** The token in a text: a terminal or a mail may have broken it into lines. */
const tokenIn = (text: string): string | undefined => aToken.exec(text.replace(/\s+/g, ''))?.[0];

/**
 * Reads a pasted token of a superuser's, without verifying or trusting it, to say before the first call what is wrong: it is no
 * token, or long expired. Whose it is, and whether it has just expired, is for the server to say. `now` in epoch milliseconds.
 */
export function readToken(text: string, now: number = Date.now()): Reading<Secret> {
  if (text.trim() === '') return fieldProblem('pocketbaseTokenEmpty');
  const token = tokenIn(text);
  const expiresMs = token === undefined ? undefined : expiryOf(token);
  if (token === undefined || expiresMs === undefined) return fieldProblem('pocketbaseTokenMalformed');
  return isLongOver(expiresMs, now)
    ? fieldProblem('pocketbaseTokenExpired', expiresMs)
    : ok(new Secret(token));
}

/** What a pasted token says: until when it is good. It does not say of which server. */
export function toldBy(text: string): Told | undefined {
  const until = expiryOf(tokenIn(text) ?? '');
  return until === undefined ? undefined : { fills: {}, says: [say('pocketbaseTokenTells', until)] };
}

/** When a token says that it expires, in epoch milliseconds; undefined where it is none. */
export function expiryOf(token: string): number | undefined {
  const { exp } = claimsOf(token) ?? {};
  return exp === undefined ? undefined : exp * 1000;
}
