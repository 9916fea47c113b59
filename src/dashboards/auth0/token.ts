import { decodeJwt, type JWTPayload } from 'jose';
import { Secret } from '../../secret';
import { ok, problem, type Reading } from '../reading';
import { apiAudience } from './domain';
import { textOf } from './options';
import { missingRights } from './rights';

/**
 * Reads a pasted Management API token, without verifying or trusting it, to say before the first call what is wrong:
 * another tenant's (`iss`), not for the Management API (`aud`), expired (`exp`), or without a needed scope. Without a
 * `domain` nothing can be told of what is in it. `now` in epoch milliseconds.
 */
export function readToken(text: string, domain: string | undefined, now: number): Reading<Secret> {
  const token = text.trim().replace(/^Bearer\s+/i, '');
  if (token === '') return problem('auth0TokenEmpty');
  const claims = decode(token);
  if (!claims) return problem('auth0TokenMalformed');
  if (domain === undefined) return ok(new Secret(token));
  const issuer = hostOf(claims.iss);
  if (issuer !== domain) return problem('auth0TokenOtherTenant', issuer ?? textOf(claims.iss) ?? '?', domain);
  if (![claims.aud ?? []].flat().includes(apiAudience(domain))) return problem('auth0TokenNotForApi');
  if (claims.exp !== undefined && claims.exp * 1000 <= now)
    return problem('auth0TokenExpired', claims.exp * 1000);
  const missing = missingRights(scopesIn(claims));
  if (missing.length > 0) return problem('field_tokenScopes', missing.join(', '));
  return ok(new Secret(token));
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
