import * as v from 'valibot';
import type { Cause, Doing } from '../outcome';
import type { MessageKey } from '../words';

/**
 * What Keycloak's refusals mean. A cause is named only where status and words name it; everything else stays a refusal, and is
 * shown as it came. Pure.
 */

/** Its refusals have one of three shapes. */
const errorBody = v.object({
  error: v.optional(v.string(), ''),
  error_description: v.optional(v.string(), ''),
  errorMessage: v.optional(v.string(), ''),
});

/** What a service client is called where the way to sign in is chosen: it needs no code. */
const asService: MessageKey = 'keycloakSignInMachine';

interface Refused {
  readonly doing: Doing;
  /** What the call takes. */
  readonly role: string;
  readonly host: string;
}

/** The cause of a refusal by the API. `status`: 300 or more. */
export function causeOfRefusal(status: number, body: unknown, { doing, role, host }: Refused): Cause {
  const unknown: Cause = { kind: 'refusal', doing, host };
  if (status >= 500) return { kind: 'server-error', status };
  const parsed = v.safeParse(errorBody, body);
  if (!parsed.success) return unknown;
  const { error, errorMessage } = parsed.output;
  switch (status) {
    case 403:
      return /^HTTP 403 Forbidden$/.test(error) ? { kind: 'missing-scope', scopes: [role] } : unknown;
    case 404:
      if (isOfNoRealm(error)) return { kind: 'not-there', host };
      return /^(?:HTTP 404 Not Found|Could not find client|User not found)$/.test(error)
        ? { kind: 'not-found' }
        : unknown;
    case 409:
      return /already exists/i.test(errorMessage) ? { kind: 'conflict' } : unknown;
    default:
      return unknown;
  }
}

/** Why nobody was signed in; `status`: 300 or more. */
export function causeOfSignIn(status: number, body: unknown, host: string): Cause {
  const unknown: Cause = { kind: 'refusal', doing: 'signIn', host };
  if (status >= 500) return { kind: 'server-error', status };
  const parsed = v.safeParse(errorBody, body);
  if (!parsed.success) return unknown;
  const { error, error_description: words } = parsed.output;
  switch (`${status} ${error}`) {
    // A client that it does not know, and a Secret that is not the client's: the words are the same.
    case '401 invalid_client':
    case '401 unauthorized_client':
      if (/invalid client credentials/i.test(words))
        return { kind: 'credential-refused', reason: 'wrong-secret' };
      if (/public client/i.test(words)) return { kind: 'credential-refused', reason: 'no-secret' };
      return /not enabled to retrieve service account/i.test(words)
        ? { kind: 'credential-refused', reason: 'no-machine' }
        : unknown;
    case '400 invalid_grant':
      // A missing one-time code has the same words as a wrong password.
      if (/^invalid user credentials$/i.test(words))
        return { kind: 'credential-refused', reason: 'password-or-code', otherWay: asService };
      return /^account is not fully set up$/i.test(words)
        ? { kind: 'credential-refused', reason: 'unfinished', otherWay: asService }
        : unknown;
    default:
      return status === 404 && isOfNoRealm(error) ? { kind: 'not-there', host } : unknown;
  }
}

/** Whether a refusal says that the address leads to no realm: it has another name, or the server another path. */
export const isOfNoRealm = (error: string): boolean =>
  /^realm (?:does not exist|not found)|^unable to find matching target resource method/i.test(error);
