import { decodeJwt, type JWTPayload } from 'jose';

/** Tokens that a person pastes, as far as they can be read without verifying or trusting them. */

/** Where in a text a token is. */
export const aToken = /eyJ[\w-]*\.[\w-]+\.[\w-]+/;

/** Clocks that somebody has set wrong are off by a time zone, or by a day; in milliseconds. */
const furthestClockMs = 24 * 60 * 60_000;

/** Whether a time is over by any clock; both in epoch milliseconds. Whether it is just over is for the dashboard to say. */
export const isLongOver = (time: number, now: number): boolean => time + furthestClockMs <= now;

/** What a token says of itself; undefined where it is none. */
export function claimsOf(token: string): JWTPayload | undefined {
  try {
    return decodeJwt(token);
  } catch {
    return undefined;
  }
}
