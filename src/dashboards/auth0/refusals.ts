import * as v from 'valibot';
import type { Cause, Doing } from '../outcome';
import type { Credential } from '../session';

/**
 * What Auth0's refusals mean. A cause is named only where code and words name it; everything else stays a refusal, and is
 * shown as it came. Pure.
 */

/** From the Management API: `{statusCode, error, message, errorCode}`. */
const errorBody = v.object({ message: v.optional(v.string(), ''), errorCode: v.optional(v.string(), '') });
/** From the token endpoint. */
const oauthError = v.object({ error: v.string(), error_description: v.optional(v.string(), '') });

interface Refused {
  readonly doing: Doing;
  readonly host: string;
  readonly credential: Pick<Credential, 'kind'>;
}

/** The cause of a refusal by the Management API. `status`: 300 or more. */
export function causeOfRefusal(status: number, body: unknown, { doing, host, credential }: Refused): Cause {
  const unknown: Cause = { kind: 'refusal', doing, host };
  if (status >= 500) return { kind: 'server-error', status };
  const parsed = v.safeParse(errorBody, body);
  if (!parsed.success) return unknown;
  const { message, errorCode } = parsed.output;
  switch (`${status} ${errorCode}`) {
    case '400 invalid_body': {
      // Both are shown, and written down with the setup: a tenant may send any amount.
      const field = /\bon property ([a-z_.]{1,100})/.exec(message)?.[1]?.replace(/\.+$/, '');
      if (!field) return unknown;
      // Until 2026 every Client ID of Bitbucket's had 18 characters, which some tenants still insist on.
      return field === 'options.client_id' ? { kind: 'client-id-refused' } : { kind: 'rejected', field };
    }
    case '400 invalid_token':
    case '401 invalid_token':
    // Older answers have their words alone.
    case '401 ':
      return tokenRefused(message, credential) ?? unknown;
    case '403 insufficient_scope': {
      const list = /expected any of: ([a-z:_, ]{1,500})/.exec(message)?.[1] ?? '';
      const scopes = list.split(/[, ]+/).filter(Boolean);
      return scopes.length > 0 ? { kind: 'missing-scope', scopes } : unknown;
    }
    case '403 too_many_entities':
      return /limit/i.test(message) ? { kind: 'limit-reached' } : unknown;
    case '404 inexistent_connection':
      return /connection/i.test(message) ? { kind: 'not-found' } : unknown;
    case '409 conflict':
      return /already exists|same name/i.test(message) ? { kind: 'conflict' } : unknown;
    default:
      return unknown;
  }
}

/** A token that a person pasted can be replaced by them; one that Auth0 has just made for an application cannot. */
function tokenRefused(message: string, credential: Refused['credential']): Cause | undefined {
  if (credential.kind !== 'token') return undefined;
  if (/expired/i.test(message)) return { kind: 'credential-refused', reason: 'expired' };
  return /\btoken\b|authentication header/i.test(message)
    ? { kind: 'credential-refused', reason: 'invalid' }
    : undefined;
}

/** Why an application was not signed in; `status`: 300 or more. `isOwn`: the extension has made it, and nobody mistypes its Secret. */
export function causeOfSignIn(status: number, body: unknown, host: string, isOwn = false): Cause {
  const cause = causeOfApplication(status, body, host);
  return isOwn && cause.kind === 'credential-refused' ? credentialRefused('own-lost') : cause;
}

function causeOfApplication(status: number, body: unknown, host: string): Cause {
  const unknown: Cause = { kind: 'refusal', doing: 'signIn', host };
  if (status >= 500) return { kind: 'server-error', status };
  const parsed = v.safeParse(oauthError, body);
  if (!parsed.success) return unknown;
  const { error, error_description: text } = parsed.output;
  switch (`${status} ${error}`) {
    case '401 access_denied':
      return /^unauthorized\b/i.test(text) ? credentialRefused('wrong-secret') : unknown;
    case '401 invalid_client':
      return /authentication method|client.assertion|certificate|mtls/i.test(text)
        ? credentialRefused('no-secret')
        : unknown;
    case '403 access_denied':
      return /not authorized to access|client.grant/i.test(text) ? credentialRefused('no-grant') : unknown;
    case '403 unauthorized_client':
      return /grant type/i.test(text) && /not allowed/i.test(text)
        ? credentialRefused('no-machine')
        : unknown;
    default:
      return unknown;
  }
}

const credentialRefused = (reason: Extract<Cause, { kind: 'credential-refused' }>['reason']): Cause => ({
  kind: 'credential-refused',
  reason,
});
