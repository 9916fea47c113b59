import { Secret } from '../../secret';
import { aToken, claimsOf, isLongOver } from '../jwt';
import { fieldProblem, ok, type Reading } from '../reading';

/**
 * Reads a pasted token of a superuser's, without verifying or trusting it, to say before the first call what is wrong: it is no
 * token, or long expired. Whose it is, and whether it has just expired, is for the server to say. `now` in epoch milliseconds.
 */
export function readToken(text: string, now: number = Date.now()): Reading<Secret> {
  if (text.trim() === '') return fieldProblem('pocketbaseTokenEmpty');
  // A terminal or a mail may have broken it into lines.
  const token = aToken.exec(text.replace(/\s+/g, ''))?.[0];
  const expiresMs = token === undefined ? undefined : expiryOf(token);
  if (token === undefined || expiresMs === undefined) return fieldProblem('pocketbaseTokenMalformed');
  return isLongOver(expiresMs, now)
    ? fieldProblem('pocketbaseTokenExpired', expiresMs)
    : ok(new Secret(token));
}

/** When a token says that it expires, in epoch milliseconds; undefined where it is none. */
export function expiryOf(token: string): number | undefined {
  const { exp } = claimsOf(token) ?? {};
  return exp === undefined ? undefined : exp * 1000;
}
