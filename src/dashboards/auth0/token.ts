import { decodeProtectedHeader, type JWTPayload } from 'jose';
import { Secret } from '../../secret';
import type { Told } from '../fieldset';
import { aToken, claimsOf, isLongOver } from '../jwt';
import { fieldProblem, ok, type Reading } from '../reading';
import { say } from '../words';
import { apiHostIn, isDomain } from './domain';
import { missingRights, rightsWith } from './rights';

/** Nothing but a token, which a terminal or a mail has broken into lines. */
const inLines = /^["'\s]*(?:Bearer\s+)?[\w.-]+(?:\s+[\w.-]+)*["'%,;\s]*$/i;
/** In characters: an RSA signature by the shortest possible key. */
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
 * Without a `domain` it is read for the tenant that it names. `now` in epoch milliseconds.
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
  const hosts = apiHosts(claims);
  const [host] = hosts;
  if (host === undefined) return fieldProblem('auth0TokenNotForApi');
  if (domain !== undefined && !hosts.includes(domain))
    return fieldProblem('auth0TokenOtherTenant', hosts.join(', '), domain);
  if (domain === undefined && !hosts.some(isDomain)) return fieldProblem('auth0DomainForeign', host);
  if (claims.exp !== undefined && isLongOver(claims.exp * 1000, now))
    return fieldProblem('auth0TokenExpired', claims.exp * 1000);
  const missing = missingRights(scopesIn(claims));
  if (missing.length > 0) return fieldProblem('field_tokenScopes', missing.join(', '));
  return ok(new Secret(token));
}

/** The hosts whose Management API a token is for, by its audience; its issuer may be a custom domain. */
const apiHosts = ({ aud = [] }: JWTPayload): readonly string[] => [
  ...new Set([aud].flat().flatMap((each) => apiHostIn(String(each)) ?? [])),
];

/** Whether what was pasted is a token, and names this domain as the one whose Management API it is for. */
export function isTokenOf(text: string, domain: string): boolean {
  const claims = claimsOf(tokenIn(text) ?? '');
  return claims !== undefined && apiHosts(claims).includes(domain);
}

/** The domains of the tenants that a token is for: one, as Auth0 makes them. */
const tenantsIn = (claims: JWTPayload): readonly string[] => apiHosts(claims).filter(isDomain);

/** The tenant's domain that a pasted token names; undefined where it is none, or for no tenant, or for several. */
export function domainIn(text: string): string | undefined {
  const [domain, ...others] = tenantsIn(claimsOf(tokenIn(text) ?? '') ?? {});
  return others.length === 0 ? domain : undefined;
}

/** What a pasted token says: whose it is, until when, and which of the extension's permissions it lacks. */
export function toldBy(text: string): Told | undefined {
  const claims = claimsOf(tokenIn(text) ?? '') ?? {};
  const tenants = tenantsIn(claims);
  if (tenants.length === 0) return undefined;
  const domain = domainIn(text);
  const whose = tenants.join(', ');
  const lacking = rightsWith(scopesIn(claims)).filter((each) => !each.isGranted);
  return {
    fills: domain === undefined ? {} : { domain },
    says: [
      claims.exp === undefined
        ? say('auth0TokenTellsTenant', whose)
        : say('auth0TokenTells', whose, claims.exp * 1000),
      lacking.length > 0
        ? say('auth0TokenTellsLacks', lacking.map((each) => each.scope).join(', '))
        : say('auth0TokenTellsAll'),
    ],
  };
}

/** The scopes that a token names; none where it is no token. */
export const scopesOf = (token: Secret): readonly string[] => scopesIn(claimsOf(token.reveal()) ?? {});

const scopesIn = (claims: JWTPayload): readonly string[] =>
  typeof claims.scope === 'string' ? claims.scope.split(' ').filter(Boolean) : [];
