import { decodeProtectedHeader, type JWTPayload } from 'jose';
import { Secret } from '../../secret';
import { aToken, claimsOf, isLongOver } from '../jwt';
import { fieldProblem, ok, type Reading } from '../reading';
import { apiAudience } from './domain';
import { textOf } from './options';
import { missingRights } from './rights';

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
 * cut off, another tenant's or not for the Management API (`aud`; `iss` may be a custom domain of the same tenant), long expired
 * (`exp`), or without a needed scope. Whether it has just expired is for the tenant to say: the clock of this machine may be wrong.
 * Without a `domain` nothing can be told of whose it is. `now` in epoch milliseconds.
 */
export function readToken(
  text: string,
  domain: string | undefined,
  now: number = Date.now(),
): Reading<Secret> {
  if (text.trim() === '') return fieldProblem('auth0TokenEmpty');
  const token = tokenIn(text);
  const claims = token === undefined ? undefined : claimsOf(token);
  if (token === undefined || !claims) return fieldProblem('auth0TokenMalformed');
  if (isCutOff(token)) return fieldProblem('auth0TokenCutOff');
  if (domain === undefined) return ok(new Secret(token));
  if (!isFor(claims, domain)) {
    const issuer = hostOf(claims.iss);
    return issuer === domain
      ? fieldProblem('auth0TokenNotForApi')
      : fieldProblem('auth0TokenOtherTenant', issuer ?? textOf(claims.iss) ?? '?', domain);
  }
  if (claims.exp !== undefined && isLongOver(claims.exp * 1000, now))
    return fieldProblem('auth0TokenExpired', claims.exp * 1000);
  const missing = missingRights(scopesIn(claims));
  if (missing.length > 0) return fieldProblem('field_tokenScopes', missing.join(', '));
  return ok(new Secret(token));
}

const isFor = ({ aud = [] }: JWTPayload, domain: string): boolean =>
  [aud].flat().includes(apiAudience(domain));

/** Whether what was pasted is a token, and names this domain as the one whose Management API it is for. */
export function isTokenOf(text: string, domain: string): boolean {
  const claims = claimsOf(tokenIn(text) ?? '');
  return claims !== undefined && isFor(claims, domain);
}

/** The scopes that a token names; none where it is no token. */
export const scopesOf = (token: Secret): readonly string[] => scopesIn(claimsOf(token.reveal()) ?? {});

const scopesIn = (claims: JWTPayload): readonly string[] =>
  typeof claims.scope === 'string' ? claims.scope.split(' ').filter(Boolean) : [];

/** The host of an issuer, which a token that nobody has verified may have of any kind. */
function hostOf(issuer: unknown): string | undefined {
  return typeof issuer === 'string' && URL.canParse(issuer) ? new URL(issuer).hostname : undefined;
}
