import * as v from 'valibot';
import type { PairVerdict } from '../bitbucket/oauth';
import type { LoginOutcome } from '../dashboards/dashboard';
import type { Cause } from '../dashboards/outcome';

/** Where the person is taken to put a problem right; `credential` and `unlock`: entered where the problem is shown. */
export type Fix =
  | 'retry'
  | 'credential'
  | 'unlock'
  | 'test-again'
  | 'start-over'
  | 'settings'
  | 'bitbucket'
  | 'dashboard'
  | 'paste';

/**
 * Every problem that can stop a journey, with the place of its fix. The words for each are the messages
 * `problem_{code}_what`, `_why` and `_todo`, into which the params go.
 */
export const fixes = {
  noConsumersPage: 'retry',
  noAccess: 'bitbucket',
  pairUnreadable: 'paste',
  secretMissed: 'start-over',
  secretShownOnce: 'paste',
  pairBad: 'start-over',
  pairContradicted: 'start-over',
  pairNoCallback: 'bitbucket',
  pairLost: 'start-over',
  tabClosed: 'retry',
  credentialMissing: 'credential',
  credentialLocked: 'unlock',
  hostPermission: 'settings',
  bitbucketPermission: 'settings',
  offline: 'retry',
  timeout: 'retry',
  unreachable: 'retry',
  rateLimited: 'retry',
  credentialExpired: 'credential',
  credentialInvalid: 'credential',
  wrongClientSecret: 'credential',
  noGrant: 'dashboard',
  missingScope: 'credential',
  notFound: 'retry',
  conflict: 'retry',
  clientIdRefused: 'retry',
  rejected: 'dashboard',
  serverError: 'retry',
  unexpectedAnswer: 'retry',
  changesDeclined: 'retry',
  changedSince: 'dashboard',
  undoLost: 'dashboard',
  noConnection: 'start-over',
  connectionForeign: 'dashboard',
  tryFailed: 'dashboard',
  profileGone: 'settings',
  loginWrongPair: 'start-over',
  loginLacksScope: 'bitbucket',
  loginScopeTooWide: 'bitbucket',
  loginDenied: 'test-again',
  loginClosed: 'test-again',
  loginInvalid: 'test-again',
  loginNoAnswer: 'test-again',
  loginOther: 'test-again',
  interrupted: 'test-again',
  unanswered: 'retry',
} as const satisfies Record<string, Fix>;

export type ProblemCode = keyof typeof fixes;

/** A problem as it is written down with a journey. */
export const problemSchema = v.object({
  code: v.picklist(Object.keys(fixes) as [ProblemCode, ...ProblemCode[]]),
  params: v.array(v.string()),
});
export type Problem = v.InferOutput<typeof problemSchema>;

/** A problem; `params` go into its three messages, and hold nothing secret. */
export const problem = (code: ProblemCode, ...params: string[]): Problem => ({ code, params });

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
    case 'rejected':
      return cause.field === 'options.client_id'
        ? problem('clientIdRefused')
        : problem('rejected', cause.field);
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
  return problem('loginOther', (description || error).slice(0, 200));
}
