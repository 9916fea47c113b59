import type { PairVerdict } from '../bitbucket/oauth';
import { cut } from '../cut';
import type { Cause } from '../dashboards/outcome';
import type { LoginOutcome } from '../dashboards/session';
import { type Problem, type ProblemCode, problem } from './problems';

/** Which problem it is that a request, or a test login, came to nothing. Pure; for where it is found out, not for where it is shown. */

/** The problem that a person is told for why a request did not do what it should. */
export function fromCause(cause: Cause): Problem {
  switch (cause.kind) {
    case 'offline':
    case 'timeout':
      return problem(cause.kind);
    case 'unreachable':
      return problem('unreachable', cause.host);
    case 'not-allowed':
      return problem('hostPermission', cause.host);
    case 'rate-limited':
      return problem('rateLimited', String(cause.seconds));
    case 'credential-refused':
      return problem(credentialProblems[cause.reason]);
    case 'missing-scope':
      return problem('missingScope', cause.scopes.join(', '));
    case 'not-found':
      return problem('notFound');
    case 'conflict':
      return problem('conflict');
    case 'changed-since':
      return problem('changedSince');
    case 'client-id-refused':
      return problem('clientIdRefused');
    case 'rejected':
      return problem('rejected', cause.field);
    case 'server-error':
      return problem('serverError', String(cause.status));
    case 'unexpected-answer':
      return problem('unexpectedAnswer', String(cause.status));
  }
}

const credentialProblems = {
  expired: 'credentialExpired',
  invalid: 'credentialInvalid',
  'wrong-secret': 'wrongClientSecret',
  'no-grant': 'noGrant',
} as const satisfies Record<string, ProblemCode>;

/**
 * Why a test login failed, from what came back and, where the pair is still known, from what Bitbucket says of it now.
 * Providers pass the upstream's words on in `error_description`.
 */
export function fromLogin(
  outcome: Exclude<LoginOutcome, { kind: 'logged-in' }>,
  verdict: PairVerdict | undefined,
): Problem {
  if (verdict === 'bad') return problem('loginWrongPair');
  if (outcome.kind === 'no-answer') return problem('loginNoAnswer');
  if (outcome.kind === 'invalid-answer') return problem('loginInvalid');
  const { error, description } = outcome;
  if (/invalid oauth client credentials/i.test(description) || error === 'unauthorized_client')
    return problem('loginWrongPair');
  if (/lack one or more required privilege scopes/i.test(description)) return problem('loginLacksScope');
  if (error === 'invalid_scope' || /not valid for client scope/i.test(description))
    return problem('loginScopeTooWide');
  if (error === 'access_denied') return problem('loginDenied');
  return problem('loginOther', cut(description || error, 200));
}
