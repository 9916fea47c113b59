import { decodeJwt } from 'jose';
import { Secret } from '../../secret';
import { fieldProblem, ok, type Reading } from '../reading';

const aToken = /eyJ[\w-]*\.[\w-]+\.[\w-]+/;
/** Clocks that somebody has set wrong are off by a time zone, or by a day; in milliseconds. */
const furthestClockMs = 24 * 60 * 60_000;

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
  return expiresMs + furthestClockMs <= now
    ? fieldProblem('pocketbaseTokenExpired', expiresMs)
    : ok(new Secret(token));
}

/** When a token says that it expires, in epoch milliseconds; undefined where it is none. */
export function expiryOf(token: string): number | undefined {
  try {
    const { exp } = decodeJwt(token);
    return exp === undefined ? undefined : exp * 1000;
  } catch {
    return undefined;
  }
}
