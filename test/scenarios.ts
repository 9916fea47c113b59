import type { PointId } from '../src/setup/points';
import type { ProblemCode } from '../src/setup/problems';

/** A scenario, by its file below `test/` and its title in it; `row`: its row in a table. */
export interface Scenario {
  readonly file: string;
  readonly title: string;
  readonly row?: string;
}

const journey = (name: string, title: string): Scenario => ({ file: `journey/${name}.test.ts`, title });
const unit = (name: string, title: string, row?: string): Scenario => ({
  file: `unit/${name}.test.ts`,
  title,
  ...(row === undefined ? {} : { row }),
});
const mistake = (title: string) => journey('a-common-mistake-is-put-right', title);
const cause = (code: ProblemCode) =>
  unit('setup/causes', '%s is named where that is so, and is gone once it is mended', code);
const pairCause = (code: ProblemCode) =>
  unit('setup/causes', '%s is named in Bitbucket’s own words, and is gone with a good pair', code);
const untold = (code: ProblemCode) =>
  unit(
    'setup/causes',
    '%s is told of a connection without a Client ID, and is gone once it is told one',
    code,
  );
const window = (code: ProblemCode) =>
  unit('extension/actions', 'says how its window ended (%j), and still takes the application away', code);
const watched = (row: string) => unit('extension/actions', 'says why of one %s', row);
const renewing = (code: ProblemCode) =>
  unit('extension/actions', 'makes nothing where there is nothing to replace: %s', code);
const explained = (code: ProblemCode) => unit('setup/problems', 'a failed login is explained', code);

/**
 * For each symptom a scenario in which the sites are broken in just that way, and the cause is named: in a browser if that
 * shows more. `unit/ui/fixes.test.tsx` checks for all of them that the fix leads on. A new problem must have its own.
 */
export const problemScenarios: Readonly<Record<ProblemCode, Scenario>> = {
  noConsumersPage: unit('setup/journey', 'tries the next address, and says when none leads anywhere'),
  noHelper: journey(
    'a-page-without-its-helper-is-told',
    'where the browser keeps extensions off that domain, with the ways round',
  ),
  noAccess: journey('the-right-workspace-is-found', 'not without being an administrator of it'),
  pairUnreadable: journey(
    'every-way-to-show-a-pair-reaches-it-works',
    'behind buttons that copy, which the person presses, and pastes on the result page',
  ),
  secretMissed: journey(
    'a-secret-that-was-missed-is-said-to-be-lost',
    'when its dialog is closed before it could be read, with the way out',
  ),
  secretShownOnce: journey(
    'an-existing-consumer-is-used',
    'with pasted values, where Bitbucket shows the Secret only once',
  ),
  pairBad: pairCause('pairBad'),
  pairContradicted: unit('extension/helper-requests', 'is not gone on with, where the list comes after it'),
  pairNoCallback: pairCause('pairNoCallback'),
  pairLost: unit('extension/driver', 'is not written with another pair in the vault than the journey names'),
  tabClosed: journey('a-tab-that-is-closed-is-opened-again', 'before Save'),
  credentialMissing: journey('a-credential-has-one-turn-at-a-time', 'in the background, while a page has it'),
  credentialLocked: journey(
    'a-kept-credential-is-unlocked',
    'where the setup stopped, after memory was lost',
  ),
  hostPermission: journey(
    'a-withheld-dashboard-is-asked-for',
    'where the setup stopped, which goes on with its pair once it is given',
  ),
  bitbucketPermission: journey('a-withheld-bitbucket-is-asked-for', 'and the setup goes on once it is given'),
  offline: journey('without-a-network-it-waits', 'and goes on as soon as there is one'),
  timeout: cause('timeout'),
  unreachable: cause('unreachable'),
  notThere: cause('notThere'),
  rateLimited: journey('a-busy-dashboard-is-waited-for', 'shows how long, and goes on by itself'),
  credentialExpired: cause('credentialExpired'),
  clockDiffers: cause('clockDiffers'),
  credentialInvalid: journey(
    'a-refused-credential-is-entered-where-it-failed',
    'a token that is no longer accepted: a fresh one goes on at the same step',
  ),
  wrongClientSecret: journey(
    'a-machine-to-machine-application-signs-in',
    'says that the Client Secret is wrong before anything is made at Bitbucket',
  ),
  wrongPassword: journey(
    'a-pocketbase-gets-its-provider',
    'whose superuser’s password is another one in the middle: the new one goes on at the same step',
  ),
  passwordOrCode: journey(
    'a-keycloak-gets-its-provider',
    'whose administrator’s password is another one in the middle: the new one goes on at the same step',
  ),
  needsCode: unit(
    'dashboards/pocketbase',
    'a right password that is not enough is told as that, and a wrong one is not taken for it',
  ),
  accountUnfinished: unit(
    'dashboards/keycloak',
    'an administrator who %s comes to nothing, with the right password',
    'is to set up one-time codes first',
  ),
  noGrant: cause('noGrant'),
  ownAccessLost: cause('ownAccessLost'),
  noClientSecret: cause('noClientSecret'),
  noMachine: cause('noMachine'),
  missingScope: journey(
    'a-refused-credential-is-entered-where-it-failed',
    'a missing scope is named, and a token that has it goes on',
  ),
  notFound: cause('notFound'),
  conflict: cause('conflict'),
  stillThere: cause('stillThere'),
  clientIdRefused: journey(
    'a-client-id-that-is-refused-goes-another-way',
    'or not at all, when the person keeps it as it is',
  ),
  rejected: cause('rejected'),
  limitReached: cause('limitReached'),
  refused: cause('refused'),
  redirected: cause('redirected'),
  serverError: cause('serverError'),
  unexpectedAnswer: cause('unexpectedAnswer'),
  changesDeclined: journey(
    'an-existing-connection-is-changed-only-after-review',
    'leaves the connection as it is when the person says so, and changes it after all if they do',
  ),
  changedSince: journey('a-setup-is-undone', 'leaves alone what somebody else has changed since'),
  nothingToRenew: renewing('nothingToRenew'),
  keyUntold: renewing('keyUntold'),
  renewalRefused: unit(
    'setup/new-secret',
    'makes no second connection where the dashboard refuses the Client ID',
  ),
  oldPair: unit('setup/new-secret', 'takes no pair of the old client'),
  undoLost: unit('extension/actions', 'says that it cannot where nothing is kept, or of another connection'),
  noConnection: unit(
    'extension/actions',
    'finds the connection first, where it is not known',
    'noConnection',
  ),
  connectionUntold: untold('connectionUntold'),
  developmentKeys: untold('developmentKeys'),
  notForLogin: cause('notForLogin'),
  noCollection: unit(
    'dashboards/pocketbase',
    'a collection that is not there is told with those that are, before and in a setup',
  ),
  tryFailed: unit(
    'setup/journey',
    'without the right to make one is tried by the person, who says what they saw',
  ),
  profileGone: unit('extension/driver', 'says that the profile is gone, where it was deleted meanwhile'),
  loginWrongPair: journey(
    'a-secret-changed-in-between-fails-the-test-login',
    'says that Bitbucket refuses the pair, and leaves no test application behind',
  ),
  loginLacksScope: explained('loginLacksScope'),
  loginScopeTooWide: explained('loginScopeTooWide'),
  loginDenied: journey('a-cancelled-login-can-be-tried-again', 'after Cancel on the consent page'),
  loginRefused: explained('loginRefused'),
  loginClosed: journey(
    'a-cancelled-login-can-be-tried-again',
    'after its window was closed, with the likely causes',
  ),
  loginPageFailed: window('loginPageFailed'),
  loginNotOpened: window('loginNotOpened'),
  loginWindowFailed: window('loginWindowFailed'),
  loginOverdue: watched('that was open too long'),
  loginNoToken: journey(
    'a-pocketbase-gets-its-provider',
    'whose login is ended by a wrong Secret, and by one that nobody knows any more',
  ),
  loginNoCallback: journey(
    'a-pocketbase-gets-its-provider',
    'whose login Bitbucket refuses, which is told at once, and can be read in a tab',
  ),
  loginNoClient: watched('whose client is gone'),
  loginEndMissed: watched('that was led on'),
  loginLedElsewhere: journey(
    'a-supabase-gets-its-provider',
    'whose login may not come back any more is told as that, and leaves nothing of its own',
  ),
  loginNotLed: watched('that never came to Bitbucket'),
  loginNotTaken: watched('that was not taken'),
  loginAsksMore: watched('that was asked something'),
  loginOtherUser: watched('beside somebody else'),
  loginSecondProof: journey(
    'a-pocketbase-gets-its-provider',
    'whose people need one more proof: the pair is right, and the account of the test is deleted where the person says so',
  ),
  noLoginWindow: unit('extension/actions', 'is the person’s where the browser has no login windows'),
  loginInvalid: explained('loginInvalid'),
  loginNoAnswer: unit(
    'setup/causes',
    'loginNoAnswer is told where a login came back and the dashboard did not say who it was',
  ),
  loginOther: explained('loginOther'),
  interrupted: journey(
    'a-background-that-is-stopped-goes-on',
    'while the login window is open: interrupted, never failed, and cleaned up',
  ),
  unanswered: unit('extension/ask', 'does not wait for ever'),
};

/** For each point of a check a scenario in which it is not right, and its button, if it has one, leads on. */
export const pointScenarios: Readonly<Record<PointId, Scenario>> = {
  access: mistake('a token that is no longer accepted is replaced, and the check goes on with the new one'),
  connection: mistake('a connection that was deleted is set up again'),
  login: mistake('a connection that is not for logging in is switched on after a review, and off again'),
  applications: mistake('a connection that no application has is enabled'),
  thirdParty: mistake(
    'a connection that third-party applications may not use is opened to them after a review',
  ),
  organizations: journey(
    'check-setup-compares-both-sides',
    'tells applications apart that may have no button for Bitbucket all the same',
  ),
  consumer: mistake('a client that was deleted is set up again'),
  callback: mistake('a wrong callback is filled in where it stands, and nothing else'),
  otherCallback: journey(
    'check-setup-compares-both-sides',
    'says what was compared, that everything fits once a login was seen, and what does not, and changes nothing',
  ),
  permissions: mistake('a missing permission is added'),
  pair: mistake('a pair whose Secret was changed is replaced'),
  test: mistake('a wrong callback is filled in where it stands, and nothing else'),
  foreign: journey('check-setup-compares-both-sides', 'names a connection that only looks like Bitbucket’s'),
};
