import * as v from 'valibot';
import type { Quotation } from '../said';

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
  | 'paste'
  /** The browser is asked to let the extension reach a site. */
  | 'allow'
  /** Both sides are compared. */
  | 'check'
  /** The client's form on Bitbucket is opened, and what is wrong in it filled in. */
  | 'edit'
  | 'permit'
  /** The connection is enabled for the applications that the profile wants. */
  | 'enable'
  /** The connection is switched on for logging in, after a review. */
  | 'switch-on'
  /** The same, for applications of others. */
  | 'open-to-others';

/**
 * Every problem that can stop a journey, with the place of its fix. The words for each are the messages
 * `problem_{code}_what`, `_why` and `_todo`, into which the params go.
 */
export const fixes = {
  noConsumersPage: 'retry',
  noAccess: 'bitbucket',
  noHelper: 'retry',
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
  hostPermission: 'allow',
  bitbucketPermission: 'settings',
  offline: 'retry',
  timeout: 'retry',
  unreachable: 'retry',
  notThere: 'settings',
  rateLimited: 'retry',
  credentialExpired: 'credential',
  clockDiffers: 'credential',
  credentialInvalid: 'credential',
  wrongClientSecret: 'credential',
  wrongPassword: 'credential',
  passwordOrCode: 'credential',
  needsCode: 'settings',
  accountUnfinished: 'credential',
  noGrant: 'dashboard',
  ownAccessLost: 'settings',
  noClientSecret: 'settings',
  noMachine: 'dashboard',
  missingScope: 'credential',
  notFound: 'retry',
  stillThere: 'retry',
  conflict: 'retry',
  clientIdRefused: 'retry',
  rejected: 'dashboard',
  limitReached: 'dashboard',
  refused: 'dashboard',
  redirected: 'retry',
  serverError: 'retry',
  unexpectedAnswer: 'retry',
  nothingToRenew: 'start-over',
  keyUntold: 'credential',
  renewalRefused: 'retry',
  oldPair: 'paste',
  changesDeclined: 'retry',
  changedSince: 'dashboard',
  undoLost: 'dashboard',
  noConnection: 'start-over',
  connectionUntold: 'credential',
  developmentKeys: 'start-over',
  notForLogin: 'switch-on',
  noCollection: 'settings',
  tryFailed: 'check',
  profileGone: 'settings',
  loginWrongPair: 'start-over',
  loginLacksScope: 'check',
  loginScopeTooWide: 'check',
  loginDenied: 'test-again',
  loginRefused: 'test-again',
  loginClosed: 'check',
  loginPageFailed: 'check',
  loginNotOpened: 'dashboard',
  loginWindowFailed: 'test-again',
  noLoginWindow: 'dashboard',
  loginOverdue: 'test-again',
  loginNoToken: 'test-again',
  loginNoCallback: 'check',
  loginNoClient: 'start-over',
  loginEndMissed: 'test-again',
  loginLedElsewhere: 'test-again',
  loginNotLed: 'check',
  loginNotTaken: 'test-again',
  loginAsksMore: 'check',
  loginOtherUser: 'test-again',
  loginSecondProof: 'dashboard',
  loginInvalid: 'test-again',
  loginNoAnswer: 'test-again',
  loginOther: 'test-again',
  interrupted: 'test-again',
  unanswered: 'retry',
} as const satisfies Record<string, Fix>;

/** A problem, by the name that its messages go by. */
export type ProblemCode = keyof typeof fixes;

/** Those that ask something of the person rather than tell of a failure: something of theirs is wanted, or they chose to stop. */
const requests: ReadonlySet<ProblemCode> = new Set([
  'credentialMissing',
  'credentialLocked',
  'credentialExpired',
  'changesDeclined',
  'loginClosed',
]);

/** Whether nothing has failed, and the person is only asked for something. */
export const isRequest = ({ code }: Pick<Problem, 'code'>): boolean => requests.has(code);

/** Those that another way to sign in avoids. Their first param is the message with the settings' name for it. */
export const withOtherWay: readonly ProblemCode[] = ['passwordOrCode', 'needsCode', 'accountUnfinished'];

/** Whether the request is the whole story: nobody knows how a login that was closed would have ended. */
export const isOnlyAsked = (problem: Pick<Problem, 'code'>): boolean =>
  isRequest(problem) && problem.code !== 'loginClosed';

/** A problem as it is written down with a journey. */
export const problemSchema = v.object({
  code: v.picklist(Object.keys(fixes) as [ProblemCode, ...ProblemCode[]]),
  params: v.array(v.string()),
  /** What the site, or the browser, that refused something said of it. */
  said: v.optional(v.object({ by: v.string(), code: v.string(), text: v.string() })),
});
export type Problem = v.InferOutput<typeof problemSchema>;

/** A problem; `params` go into its three messages, and hold nothing secret. */
export const problem = (code: ProblemCode, ...params: string[]): Problem => ({ code, params });

/** The same, with what was said of it. */
export const withSaid = (problem: Problem, said: Quotation | undefined): Problem =>
  said ? { ...problem, said } : problem;
