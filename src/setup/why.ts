import type { PairVerdict } from '../bitbucket/oauth';
import type { Cause } from '../dashboards/outcome';
import type { LoginFailure, LoginOutcome } from '../dashboards/session';
import { type Problem, type ProblemCode, problem, withSaid } from './problems';

/**
 * Which problem it is when a request, or a test login, comes to nothing. Whatever was said of it goes with the problem. Pure; for
 * where it is found out, not for where it is shown.
 */

/** The problem that a person is told for why a request did not do what it should. */
export const fromCause = (cause: Cause): Problem => withSaid(problemOf(cause), cause.said);

function problemOf(cause: Cause): Problem {
  switch (cause.kind) {
    case 'offline':
    case 'timeout':
      return problem(cause.kind);
    case 'unreachable':
    case 'redirected':
      return problem(cause.kind, cause.host);
    case 'not-there':
      return problem('notThere', cause.host);
    case 'not-allowed':
      return problem('hostPermission', cause.host);
    case 'rate-limited':
      return problem('rateLimited', String(cause.seconds));
    case 'credential-refused':
      if (cause.clockOffSeconds !== undefined) return problem('clockDiffers', String(cause.clockOffSeconds));
      return problem(credentialProblems[cause.reason], ...(cause.otherWay ? [cause.otherWay] : []));
    case 'missing-scope':
      return problem('missingScope', cause.scopes.join(', '));
    case 'limit-reached':
      return problem('limitReached');
    case 'not-found':
      return problem('notFound');
    case 'still-there':
      return problem('stillThere');
    case 'conflict':
      return problem('conflict');
    case 'changed-since':
      return problem('changedSince');
    case 'not-for-login':
      return problem('notForLogin', cause.name, cause.id);
    case 'no-collection':
      return problem('noCollection', cause.name, cause.there.join(', ') || '–');
    case 'client-id-refused':
      return problem('clientIdRefused');
    case 'rejected':
      return problem('rejected', cause.field);
    case 'server-error':
      return problem('serverError', String(cause.status));
    case 'unexpected-answer':
      return problem('unexpectedAnswer', String(cause.status));
    case 'refusal':
      return problem('refused', cause.doing, cause.host);
  }
}

const credentialProblems = {
  expired: 'credentialExpired',
  invalid: 'credentialInvalid',
  'wrong-secret': 'wrongClientSecret',
  'no-grant': 'noGrant',
  'no-secret': 'noClientSecret',
  'no-machine': 'noMachine',
  'wrong-password': 'wrongPassword',
  'password-or-code': 'passwordOrCode',
  'needs-code': 'needsCode',
  unfinished: 'accountUnfinished',
  'own-lost': 'ownAccessLost',
} as const satisfies Record<string, ProblemCode>;

/**
 * What Bitbucket is known to say of a login, and the codes with which a dashboard may pass it on: Bitbucket's own, and those
 * for something that went wrong upstream.
 */
const upstream: readonly (readonly [code: RegExp, words: RegExp, ProblemCode])[] = [
  [/^unauthorized_client$/, /invalid oauth client credentials/i, 'loginWrongPair'],
  [/^insufficient_scope$/, /lack one or more required privilege scopes/i, 'loginLacksScope'],
  [/^invalid_scope$/, /not valid for client scope/i, 'loginScopeTooWide'],
  // Bitbucket's words for a person who pressed Cancel.
  [/^access_denied$/, /^the user denied access to the application\b/i, 'loginDenied'],
];
const passedOn = /^(?:access_denied|server_error|invalid_request)$/;

/**
 * Why a test login failed, from what came back and, where the pair is still known, from what Bitbucket says of it now.
 * Providers pass the upstream's words on in `error_description`.
 */
export function fromLogin(
  outcome: Exclude<LoginOutcome, { kind: 'logged-in' }>,
  verdict: PairVerdict | undefined,
): Problem {
  const said = outcome.kind === 'provider-error' || outcome.kind === 'failed' ? outcome.said : undefined;
  if (verdict === 'bad') return withSaid(problem('loginWrongPair'), said);
  if (outcome.kind === 'no-answer') {
    const { cause } = outcome;
    const isNamed = cause.kind === 'rate-limited' || cause.kind === 'server-error';
    return isNamed ? fromCause(cause) : withSaid(problem('loginNoAnswer'), cause.said);
  }
  if (outcome.kind === 'invalid-answer') return problem('loginInvalid');
  if (outcome.kind === 'failed') {
    const { why, signOutAt, left } = outcome;
    const params = why === 'other-user' ? [signOutAt ?? '', left?.join(', ') ?? ''] : [signOutAt];
    return withSaid(problem(failures[why], ...params.filter((each) => each !== undefined)), said);
  }
  const { error, description } = outcome;
  const [, , code] =
    upstream.find(
      ([codes, words]) => (codes.test(error) || passedOn.test(error)) && words.test(description.trim()),
    ) ?? [];
  return withSaid(problem(code ?? withoutCause(error, description)), said);
}

const failures = {
  'no-token': 'loginNoToken',
  callback: 'loginNoCallback',
  client: 'loginNoClient',
  'end-missed': 'loginEndMissed',
  'led-elsewhere': 'loginLedElsewhere',
  'not-led': 'loginNotLed',
  'not-taken': 'loginNotTaken',
  'asks-more': 'loginAsksMore',
  'other-user': 'loginOtherUser',
  'second-proof': 'loginSecondProof',
} as const satisfies Record<LoginFailure, ProblemCode>;

/** A dashboard's own code denies in words of its own: where there are none, Cancel was pressed on Bitbucket. */
function withoutCause(error: string, description: string): ProblemCode {
  if (error !== 'access_denied') return 'loginOther';
  return description.trim() === '' ? 'loginDenied' : 'loginRefused';
}
