import { decodeJwt, type JWTPayload } from 'jose';
import { Secret } from '../../secret';
import { problem, type Reading } from '../settings';
import { apiAudience } from './domain';
import { textOf } from './options';
import { missingRights } from './rights';

/**
 * Reads a pasted Management API token, without verifying or trusting it, to say before the first call what is wrong:
 * another tenant's (`iss`), not for the Management API (`aud`), expired (`exp`), or without a needed scope. `now` in
 * epoch milliseconds.
 */
export function readToken(text: string, domain: string, now: number): Reading<Secret> {
  const token = text.trim().replace(/^Bearer\s+/i, '');
  if (token === '') return problem('tokenEmpty');
  const claims = decode(token);
  if (!claims) return problem('tokenMalformed');
  const issuer = hostOf(claims.iss);
  if (issuer !== domain) return problem('tokenOtherTenant', issuer ?? textOf(claims.iss) ?? '?', domain);
  if (![claims.aud ?? []].flat().includes(apiAudience(domain))) return problem('tokenNotForApi');
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
