import { decodeJwt, decodeProtectedHeader, type JWTPayload } from 'jose';
import { Secret } from '../../secret';
import { problem, type Reading } from '../settings';
import { apiAudience } from './domain';
import { textOf } from './options';
import { missingRights } from './rights';

const aToken = /eyJ[\w-]*\.[\w-]+\.[\w-]+/;
/** Nothing but a token, which a terminal or a mail has broken into lines. */
const inLines = /^["'\s]*(?:Bearer\s+)?[\w.-]+(?:\s+[\w.-]+)*["'%,;\s]*$/i;
/** In characters, of an RSA signature by the shortest key that there may be. */
const shortestSignature = 342;

/** The token in what was pasted, which may have quotes, a header's name, JSON or a terminal's mark around it. */
const tokenIn = (text: string): string | undefined =>
  aToken.exec(inLines.test(text) ? text.replace(/\s+/g, '') : text)?.[0];

/** Whether a token ends before its signature does. */
function isCutOff(token: string): boolean {
  const signature = token.slice(token.lastIndexOf('.') + 1);
  return /^[RP]S/.test(decodeProtectedHeader(token).alg ?? '') && signature.length < shortestSignature;
}

/**
 * Reads a pasted Management API token, without verifying or trusting it, to say before the first call what is wrong: it is
 * cut off, another tenant's or not for the Management API (`aud`; `iss` may be a custom domain of the same tenant), expired
 * (`exp`), or without a needed scope. `now` in epoch milliseconds.
 */
export function readToken(text: string, domain: string, now: number): Reading<Secret> {
  if (text.trim() === '') return problem('tokenEmpty');
  const token = tokenIn(text);
  const claims = token === undefined ? undefined : decode(token);
  if (token === undefined || !claims) return problem('tokenMalformed');
  if (isCutOff(token)) return problem('tokenCutOff');
  const audiences = [claims.aud ?? []].flat();
  if (!audiences.includes(apiAudience(domain))) {
    const issuer = hostOf(claims.iss);
    return issuer === domain
      ? problem('tokenNotForApi')
      : problem('tokenOtherTenant', issuer ?? textOf(claims.iss) ?? '?', domain);
  }
  if (claims.exp !== undefined && claims.exp * 1000 <= now)
    return problem('tokenExpired', String(claims.exp * 1000));
  const missing = missingRights(scopesIn(claims));
  if (missing.length > 0) return problem('tokenScopes', missing.join(', '));
  return { kind: 'ok', value: new Secret(token) };
}

/** The scopes that a token names; none where it is no token. */
export const scopesOf = (token: Secret): readonly string[] => scopesIn(decode(token.reveal()) ?? {});

const scopesIn = (claims: JWTPayload): readonly string[] =>
  typeof claims.scope === 'string' ? claims.scope.split(' ').filter(Boolean) : [];

function decode(token: string): JWTPayload | undefined {
  try {
    return decodeJwt(token);
  } catch {
    return undefined;
  }
}

/** The host of an issuer, which a token that nobody has verified may have of any kind. */
function hostOf(issuer: unknown): string | undefined {
  return typeof issuer === 'string' && URL.canParse(issuer) ? new URL(issuer).hostname : undefined;
}
