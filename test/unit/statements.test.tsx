// @vitest-environment jsdom
import { cleanup, fireEvent, render } from '@testing-library/preact';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { FormItem, ItemState } from '../../src/bitbucket/form';
import { generations } from '../../src/bitbucket/generations';
import { givesEmail } from '../../src/bitbucket/scope-names';
import type { OthersChanges } from '../../src/dashboards/session';
import type { MessageKey } from '../../src/extension/words/text';
import type { FormSheet, PanelState, PanelTerms } from '../../src/helper/panel/state';
import messages from '../../src/public/_locales/en/messages.json';
import { Secret } from '../../src/secret';
import type { Did, Journey, Stage } from '../../src/setup/journey/journey';
import { undoOf } from '../../src/setup/journey/standing';
import type { StepId } from '../../src/setup/journey/steps';
import { workspaceHere, workspacesToChoose } from '../../src/setup/journey/told/log-in';
import type { LastPage } from '../../src/setup/login-seen';
import { type Standing, standings } from '../screens/journeys';
import { panelStates, stateName } from '../screens/panel-states';
import { englishBrowser } from './ui/english';

// Whatever the extension claims is true: every message that claims something is listed here with when it is true,
// every state of the panel, the popup and the result page is drawn, and none may say anything untrue.

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
// Parts that load later are there at once, so that their words are checked, too.
vi.mock('../../src/pages/result/seldom', async () => ({
  ...(await import('../../src/pages/result/checked')),
  ...(await import('../../src/pages/result/handed-over')),
  ...(await import('../../src/pages/result/nothing')),
  ...(await import('../../src/pages/result/works')),
  ...(await import('../../src/pages/result/undone')),
  ...(await import('../../src/pages/result/untested')),
  ...(await import('../../src/pages/result/test-account')),
  ...(await import('../../src/pages/asks/new-secret')),
  ...(await import('../../src/pages/parts/login-seen')),
}));
vi.mock('../../src/pages/result/help', () => import('../../src/pages/result/step-help'));
vi.mock('../../src/pages/asks/entering', async () => ({
  ...(await import('../../src/pages/asks/fresh-credential')),
  ...(await import('../../src/pages/asks/paste-pair')),
  ...(await import('../../src/pages/asks/unlock')),
}));
vi.mock('../../src/pages/asks/seldom', async () => ({
  ...(await import('../../src/pages/asks/aside')),
  ...(await import('../../src/pages/parts/check-points')),
  ...(await import('../../src/pages/asks/choose')),
  ...(await import('../../src/pages/asks/complaint')),
  ...(await import('../../src/pages/asks/consent')),
  ...(await import('../../src/pages/parts/foreign')),
  ...(await import('../../src/pages/asks/new-secret')),
  ...(await import('../../src/pages/asks/more-room')),
  ...(await import('../../src/pages/asks/no-helper')),
  ...(await import('../../src/pages/asks/refused')),
  ...(await import('../../src/pages/asks/stopped')),
  ...(await import('../../src/pages/parts/problem')),
  ...(await import('../../src/pages/asks/own-form')),
  ...(await import('../../src/pages/asks/pause')),
  ...(await import('../../src/pages/asks/reading')),
  ...(await import('../../src/pages/asks/send')),
  ...(await import('../../src/pages/asks/switch-on')),
  ...(await import('../../src/pages/asks/trying')),
  ...(await import('../../src/pages/asks/undo-question')),
}));

/** Words that claim something. A new message with one of them has to be put into one of the two lists below. */
const claiming =
  /filled in\b|Keyferry has|before Keyferry|\bgot the\b|can close|may close|\bsafe\b|captured|\benabled\b|\btested\b|it works|logged in\b|\bfits?\b|\bright\b|\bdone\b|\blost\b|is set up\b|\b(?:was|without) sav(?:ed|ing)|(?:is|are) ready|ready in|is saved|^saved|\bundone\b|nothing was|already|created|\bchanged$|has been|are back|is back|Keyferry read the|matches|correct\b|up to date|confirmed it|entered it|accepts|was before|is on this page|is kept/i;

type Shown =
  | { readonly panel: PanelState; readonly at?: never }
  | { readonly at: Standing; readonly panel?: never };
type IsTrue = (shown: Shown) => boolean;

const panel =
  <Kind extends PanelState['kind']>(
    kind: Kind,
    isTrue: (state: Extract<PanelState, { kind: Kind }>) => boolean = () => true,
  ): IsTrue =>
  ({ panel: state }) =>
    state?.kind === kind && isTrue(state as Extract<PanelState, { kind: Kind }>);
const journey =
  (isTrue: (journey: Journey, at: Standing) => boolean): IsTrue =>
  ({ at }) =>
    at !== undefined && isTrue(at.journey, at);
const stage = <Kind extends Stage['kind']>(
  kind: Kind,
  isTrue: (stage: Extract<Stage, { kind: Kind }>) => boolean = () => true,
): IsTrue => journey((now) => now.stage.kind === kind && isTrue(now.stage as Extract<Stage, { kind: Kind }>));
const either =
  (...all: readonly IsTrue[]): IsTrue =>
  (shown) =>
    all.some((isTrue) => isTrue(shown));

/** The step is written down as done in that way. */
const has = ({ record }: Journey, step: StepId, ...dids: readonly Did[]): boolean =>
  record.some((each) => each.step === step && (dids as readonly string[]).includes(each.did));
const recorded = (step: StepId, did: Did): IsTrue => journey((now) => has(now, step, did));
const stoppedBy = (code: string): IsTrue =>
  either(
    journey(
      ({ stage: now, pause }) => (now.kind === 'stopped' ? now.problem : pause?.problem)?.code === code,
    ),
    panel('follow', (state) => state.problem?.code === code),
  );
const found = (point: string, state: string): IsTrue =>
  journey(({ points = [], loginSeen }) =>
    [...points, ...(loginSeen?.points ?? [])].some((each) => each.point === point && each.state === state),
  );

/** The person or Keyferry saw a login, and it is over. */
const sawLogin = (now: Journey): boolean =>
  now.stage.kind === 'done' && !now.points && has(now, 'test', 'tested', 'tried', 'triedInPage');
const isUnconfirmed = (claims: object | undefined): boolean =>
  claims !== undefined && 'email_verified' in claims && claims.email_verified === false;
const isOwnLogin = (now: Journey, { login }: Standing): boolean =>
  login?.journeyId === now.id && has(now, 'test', 'tested');
const itemsOf = (state: PanelState): readonly ItemState[] =>
  (state.kind === 'form' || state.kind === 'ask') && state.sheet ? state.sheet.items : [];
const isItem =
  (...states: readonly ItemState['state'][]): IsTrue =>
  ({ panel: state }) =>
    state !== undefined && itemsOf(state).some((each) => states.includes(each.state));

/** What a login needs is in the form; the name may be the person's own. */
const isWhole = ({ items, needed }: FormSheet): boolean =>
  needed.every((item: FormItem) => {
    const state = items.find((each) => each.item === item)?.state;
    return (
      state === 'filled' || state === 'right' || (item === 'name' && (state === 'kept' || state === 'there'))
    );
  });

/** Whether any change by others is named. */
const namesAny = ({ what, options }: Pick<OthersChanges, 'what' | 'options'>): boolean =>
  what.length + options.length > 0;

/** Whether the connection has the pair that waits for consent. */
const isThere = ({ stage: now, connection }: Journey): boolean =>
  now.kind === 'confirming' && connection?.did === 'same';

/** This is how the login's window was last seen when the login failed. */
const lastSeen = (kind: LastPage['kind']): IsTrue =>
  journey(({ loginSeen }) => loginSeen?.last.kind === kind);
/** This is how Bitbucket took the pair that the setup sent, which may differ from the dashboard's. */
const pairSeen = (state: string): IsTrue =>
  journey(
    ({ loginSeen }) =>
      loginSeen?.points.some(
        (each) => each.point === 'pair' && each.state === state && each.params[0] === 'sent',
      ) ?? false,
  );

const emailScopes: readonly string[] = givesEmail;
/** A login without an address, and what its connection is known to ask for. */
const noAddress = (isSo: (asks: readonly string[] | undefined) => boolean) =>
  journey((now, { login }) => sawLogin(now) && login !== undefined && !login.email && isSo(login.asks));

/** When each claim is true. */
const claims = {
  helperForm: panel('form', ({ sheet, isUndone }) => !isUndone && isWhole(sheet)),
  helperEnglish: panel('ask', ({ isForeign }) => isForeign),
  helperAskComplete: panel('ask', ({ sheet }) => sheet !== undefined && isWhole(sheet)),
  helperElsewhere: panel('elsewhere'),
  now_elsewhere: stage('finding', (at) => workspaceHere(at) !== undefined),
  helperWhichWorkspace: panel('choose-workspace', ({ found }) => found.length > 0),
  whichWorkspaceWhy: stage('finding', (at) => workspacesToChoose(at).length > 0),
  helperNotSaved: panel('not-saved', ({ isPart }) => !isPart),
  helperNotSeen: panel('not-saved', ({ isPart }) => isPart),
  helperUndone: panel('form', ({ isUndone }) => isUndone),
  itemState_filled: isItem('filled'),
  itemState_right: isItem('right'),
  itemState_there: isItem('there'),
  itemState_open_text: isItem('open'),

  helperKept: either(
    panel('kept'),
    panel('follow', ({ held }) => held !== undefined),
  ),
  helperMayClose: either(
    panel('kept', ({ isShown }) => isShown),
    panel('follow', ({ held, isShown }) => held !== undefined && isShown),
  ),
  helperHalf: panel('half'),
  helperWaiting: panel('waiting'),
  helperUnderWay: panel('under-way'),
  helperAwaiting: panel('awaiting'),
  now_awaiting: stage('capturing', ({ shownIn }) => shownIn === 'dialog'),
  now_handing: stage('handing'),
  now_confirming: stage('confirming'),
  confirmWhy: stage('confirming'),
  confirmNotSaved: stage('confirming', ({ why }) => why === 'not-saved'),
  confirmExisting: stage('confirming', ({ why }) => why === 'existing'),
  confirmOffered: stage('confirming', ({ why }) => why === 'offered'),
  confirmThereWhy: journey(isThere),
  now_confirming_there: journey(isThere),
  confirmGone: journey(({ stage: now }, { hasPair }) => now.kind === 'confirming' && !hasPair),
  confirmInstead: journey((_, { behind }) => behind !== undefined),
  confirmNotWhy: journey((_, { behind }) => behind !== undefined),
  lossUndo: journey((_, { behind }) => behind !== undefined && undoOf(behind.journey) !== undefined),
  lossSecret: journey((_, { behind }) => behind?.hasPair === true),
  lossTest_application: journey((_, { behind }) => behind?.journey.hasTestApplication === true),
  problem_secretMissed_what: stoppedBy('secretMissed'),
  problem_pairLost_what: stoppedBy('pairLost'),

  helperDone: panel('follow', ({ state }) => state === 'works'),
  worksTitle: journey(sawLogin),
  worksLead: journey((now) => sawLogin(now) && has(now, 'test', 'tested')),
  triedLead: journey((now) => sawLogin(now) && has(now, 'test', 'tried')),
  now_done: journey((now, at) => sawLogin(now) && isOwnLogin(now, at)),
  now_done_here: journey((now) => sawLogin(now) || has(now, 'send', 'handedOver')),
  loggedInAs: journey((now, at) => sawLogin(now) && isOwnLogin(now, at)),
  handedTitle: journey((now) => has(now, 'send', 'handedOver')),
  inPageLead: journey((now) => sawLogin(now) && has(now, 'test', 'triedInPage')),
  handedLead: either(
    journey((now) => has(now, 'send', 'handedOver')),
    panel('follow', ({ state }) => state === 'handed-over'),
  ),
  did_createdInPage: recorded('send', 'createdInPage'),
  did_triedInPage: recorded('test', 'triedInPage'),
  did_handedOver: recorded('send', 'handedOver'),
  did_testedByHand: recorded('test', 'testedByHand'),
  testAccountMade: journey(({ testAccount }) => testAccount !== undefined && !testAccount.isGone),
  testAccountGone: journey(({ testAccount }) => testAccount?.isGone === true),
  lossTestAccount: journey((_, { behind }) => behind?.journey.testAccount !== undefined),
  now_untested: journey(
    (now) =>
      now.stage.kind === 'done' &&
      has(now, 'send', 'connectionCreated') &&
      now.record.every(({ step }) => step !== 'test'),
  ),
  testRemoved_application: journey((now) => has(now, 'test', 'tested') && !now.hasTestApplication),
  testRemoved_address: journey((now) => has(now, 'test', 'tested') && !now.hasTestApplication),
  testLeft_address: journey((now) => now.hasTestApplication === true),
  supabaseTestLeaves: journey((now) => has(now, 'test', 'tested')),
  testLeft_application: journey((now) => now.hasTestApplication === true),
  noEmail: noAddress((asks) => asks !== undefined && !asks.some((each) => emailScopes.includes(each))),
  noEmailGiven: noAddress((asks) => asks?.some((each) => emailScopes.includes(each)) ?? false),
  noEmailUntold: noAddress((asks) => asks === undefined),
  emailUnconfirmed: journey((now, { login }) => sawLogin(now) && isUnconfirmed(login?.claims)),
  triedNothing: journey((now) => has(now, 'test', 'tried')),
  nextApplications: recorded('enable', 'enabledNone'),
  whatChanged: stage('done'),

  did_loggedIn: recorded('logIn', 'loggedIn'),
  did_loggedInMoved: recorded('logIn', 'loggedInMoved'),
  did_created: recorded('create', 'created'),
  did_usedExisting: recorded('create', 'usedExisting'),
  did_captured: recorded('capture', 'captured'),
  did_capturedUnchecked: recorded('capture', 'capturedUnchecked'),
  did_capturedUnclear: recorded('capture', 'capturedUnclear'),
  did_connectionCreated: recorded('send', 'connectionCreated'),
  did_connectionChanged: recorded('send', 'connectionChanged'),
  did_connectionSame: recorded('send', 'connectionSame'),
  did_enabled: recorded('enable', 'enabled'),
  did_alreadyEnabled: recorded('enable', 'alreadyEnabled'),
  did_enabledPart: recorded('enable', 'enabledPart'),
  did_enabledNone: recorded('enable', 'enabledNone'),
  did_tested: recorded('test', 'tested'),
  did_tried: recorded('test', 'tried'),
  stateLeft: either(
    recorded('enable', 'enabledNone'),
    recorded('enable', 'enabledByHand'),
    recorded('test', 'testedByHand'),
  ),
  stateDone: journey(({ record }) => record.length > 0),

  now_checked: either(
    journey(({ points }) => points !== undefined),
    panel('follow', ({ state }) => state === 'checked'),
  ),
  // Every point, and the login with them.
  checkGood: journey(
    ({ points = [] }) =>
      points.every(({ state }) => state === 'good') && points.some(({ point }) => point === 'test'),
  ),
  checkBad: journey(({ points }) => points?.some((each) => each.state === 'bad') ?? false),
  checkPart: journey(
    ({ points }) =>
      (points?.every((each) => each.state !== 'bad') && points.some((each) => each.state === 'unknown')) ??
      false,
  ),
  checkLead: journey(({ mode, points }) => mode === 'check' && points !== undefined),
  stateGood: journey(({ points = [], loginSeen }) =>
    [...points, ...(loginSeen?.points ?? [])].some((each) => each.state === 'good'),
  ),
  point_pair_good: found('pair', 'good'),
  point_consumer_good: found('consumer', 'good'),
  point_consumer_there: found('consumer', 'good'),
  point_consumer_bad: found('consumer', 'bad'),
  point_callback_good: found('callback', 'good'),
  point_applications_good: found('applications', 'good'),
  point_applications_bad: found('applications', 'bad'),
  point_applications_none: found('applications', 'bad'),
  point_thirdParty_unknown: found('thirdParty', 'unknown'),
  point_organizations_unknown: either(
    found('organizations', 'unknown'),
    journey(({ inOrganizations }) => inOrganizations !== undefined),
  ),
  now_mending: stage('mending'),
  now_switching: stage('switching'),
  now_agreeing: stage('agreeing'),
  switchWhy: stage('agreeing'),
  switchThen_login: stage('agreeing', ({ change }) => change.purpose === 'login'),
  switchThen_thirdParty: stage('agreeing', ({ change }) => change.purpose === 'third-party'),
  undoSwitchOff: journey(({ switchedFor = [] }) => switchedFor.length > 0),
  point_thirdParty_good: found('thirdParty', 'good'),
  point_test_good: found('test', 'good'),
  point_test_seen: found('test', 'good'),
  foreignLeft: journey(({ foreign = [] }) => foreign.length > 0),
  now_reviewing: stage('reviewing'),
  reviewWhy: stage('reviewing'),
  auth0OfferWhat: stage('offering'),
  now_undone: either(
    stage('undone'),
    panel('follow', ({ state }) => state === 'undone'),
  ),
  undoneTitle: stage('undone'),
  undoRestore: journey(({ connection }) => connection?.did === 'changed'),
  sinceLead: stage('undone', ({ others }) => others !== undefined && namesAny(others)),
  sinceNothing: stage('undone', ({ others }) => others !== undefined && !namesAny(others)),
  since_secret: stage('undone', ({ others }) => others?.what.includes('secret') ?? false),
  since_permissions: stage('undone', ({ others }) => others?.what.includes('permissions') ?? false),
  sinceOption: stage('undone', ({ others }) => (others?.options.length ?? 0) > 0),
  sinceNoSecret: stage('undone', ({ others }) => others?.isSecretTold === false),
  undoWho: recorded('enable', 'enabled'),
  undoWhoLess: recorded('enable', 'enabled'),
  undoRemove: journey(({ connection }) => connection?.did === 'created'),

  // What Bitbucket's list, or the person, says of the old client.
  now_retiring: stage('retiring'),
  now_deleting: stage('deleting', ({ seen }) => seen === undefined || seen === 'there'),
  now_deleting_absent: either(
    stage('deleting', ({ seen }) => seen === 'absent'),
    panel('retire', ({ is }) => is === 'absent'),
  ),
  now_deleting_unread: either(
    stage('deleting', ({ seen }) => seen === 'unread'),
    panel('retire', ({ is }) => is === 'unread'),
  ),
  helperRetire: panel('retire', ({ is, name }) => is === 'there' && name !== ''),
  did_oldNoted: recorded('look', 'oldNoted'),
  did_oldDeleted: recorded('retire', 'oldDeleted'),
  did_oldSaidDeleted: recorded('retire', 'oldSaidDeleted'),
  reviewRenew: journey(({ mode, stage: now }) => mode === 'renew' && now.kind === 'reviewing'),
  retireWhy: journey((now) => has(now, 'test', 'tested', 'tried') && now.old !== undefined),
  retireUsed: stage('retiring', ({ usedBy = [] }) => usedBy.length > 0),
  retireUnknown: stage('retiring', ({ usedBy }) => usedBy === undefined),
  retireDone: stage('deleting', ({ seen }) => seen !== 'there'),
  retireNameless: journey(({ old }) => old !== undefined && old.name === undefined),
  replacedDeleted: journey(({ old }) => old?.fate === 'deleted' && old.name !== undefined),
  replacedSaid: journey(({ old }) => old?.fate === 'said-deleted'),
  replacedKept: journey(({ old }) => old !== undefined && old.fate === undefined),
  undoOldDeleted: journey(({ old }) => old?.fate === 'deleted'),
  undoOldSaid: journey(({ old }) => old?.fate === 'said-deleted'),
  renewBack: journey(({ connection, old }) => connection?.did === 'changed' && old !== undefined),
  renewNoBack: journey(({ connection, old }) => connection?.did === 'changed' && old !== undefined),
  problem_keyUntold_why: stoppedBy('keyUntold'),
  problem_oldPair_what: stoppedBy('oldPair'),
  problem_renewalRefused_why: stoppedBy('renewalRefused'),

  problem_loginNotOpened_what: stoppedBy('loginNotOpened'),
  problem_pairBad_why: stoppedBy('pairBad'),
  problem_pairContradicted_what: stoppedBy('pairContradicted'),
  problem_pairContradicted_why: stoppedBy('pairContradicted'),
  otherClientTitle: stoppedBy('pairContradicted'),
  problem_pairNoCallback_why: stoppedBy('pairNoCallback'),
  problem_offline_why: stoppedBy('offline'),
  problem_needsCode_what: stoppedBy('needsCode'),
  problem_accountUnfinished_why: stoppedBy('accountUnfinished'),
  problem_clientIdRefused_why: stoppedBy('clientIdRefused'),
  problem_rejected_why: stoppedBy('rejected'),
  problem_changedSince_why: stoppedBy('changedSince'),
  problem_undoLost_why: stoppedBy('undoLost'),
  problem_stillThere_what: stoppedBy('stillThere'),
  problem_conflict_what: stoppedBy('conflict'),
  problem_conflict_why: stoppedBy('conflict'),
  problem_noConsumersPage_why: stoppedBy('noConsumersPage'),
  problem_secretShownOnce_why: stoppedBy('secretShownOnce'),
  problem_wrongClientSecret_why: stoppedBy('wrongClientSecret'),
  problem_wrongPassword_why: stoppedBy('wrongPassword'),
  problem_loginNoAnswer_what: stoppedBy('loginNoAnswer'),
  problem_loginEndMissed_why: stoppedBy('loginEndMissed'),
  problem_loginNotTaken_why: stoppedBy('loginNotTaken'),
  problem_loginAsksMore_why: stoppedBy('loginAsksMore'),
  problem_loginOtherUser_what: stoppedBy('loginOtherUser'),
  problem_loginOtherUser_why: stoppedBy('loginOtherUser'),
  problem_loginOtherUser_todo: stoppedBy('loginOtherUser'),
  straySince: stoppedBy('loginOtherUser'),
  problem_loginSecondProof_why: stoppedBy('loginSecondProof'),

  now_unheard: either(
    stage('finding', ({ silent }) => silent === 'there'),
    journey(({ unheard }) => unheard === 'settings'),
  ),
  now_away: journey(({ unheard }) => unheard === 'other'),
  problem_noHelper_what: either(
    stage('finding', ({ silent }) => silent === 'there'),
    stoppedBy('noHelper'),
  ),
  problem_noHelper_why: either(
    stage('finding', ({ silent }) => silent === 'there'),
    stoppedBy('noHelper'),
  ),
  unheardMaybe: stage('finding', ({ silent }) => silent === 'untold'),
  seenPage: lastSeen('page'),
  seenTitled: lastSeen('page'),
  seenUntold: lastSeen('untold'),
  seenUnseen: lastSeen('unseen'),
  seenSent_good: pairSeen('good'),
  seenSent_bad: pairSeen('bad'),
  now_reading: stage('reading', ({ isOpen }) => isOpen),
} as const satisfies Partial<Record<MessageKey, IsTrue>>;

/** Messages with such a word that claim nothing about the setup. */
const others = {
  emptyWhat: 'what Keyferry is for',
  moreExisting: 'what can be chosen',
  perhapsElsewhere: 'a doubt',
  helperWrongPlace: 'where a consumer belongs',
  keptTitle: 'the settings',
  keptLocked: 'the settings, of a credential that was looked for',
  keptUnlocked: 'the settings, of a credential that was looked for',
  welcomePromise: 'what Keyferry does with secrets',
  why_description: 'what a field is for',
  accessCorrected: 'the settings, where the access was checked',
  pocketbaseOnlyCollection: 'the settings, where the access was checked',
  doing_removeAccount: 'what was tried',
  welcomeReady: 'the first steps, where the access was checked',
  saved: 'the settings',
  lookAtFields: 'the settings',
  ownForgets: 'what would be done',
  help_history: 'what is kept of the past',
  historyNone: 'the history',
  pastHandedOver: 'the history',
  pastNone: 'the history',
  pastWrong: 'the history',
  ownRemovedWhole: 'settings and first steps, where the dashboard has just answered so',
  ownNotRemoved: 'settings and first steps, where it did not come about',
  ownForgot: 'settings and first steps, once it was forgotten',
  importNothing: 'the settings',
  importWrong: 'the settings',
  without_change: 'what a permission is for',
  notUndone: 'a question',
  reportPersons: 'what a report may hold',
  auth0OfferWhy: 'what would be made',
  auth0FormWay5: 'what to press, and what to expect',
  auth0InPageConsent3: 'what is left alone, before anything is done',
  auth0InPageThere: 'what the dashboard’s page shows now: see the tests of the guided pages',
  auth0OwnExplains: 'what would be made',
  keycloakKnowSame: 'what to expect',
  keycloakKnowTest: 'what to expect',
  keycloakLostByRemoval: 'what would be lost',
  supabaseKnowProject: 'what to expect',
  supabaseLostByRemoval: 'what would be lost',
  pocketbaseLostByRemoval: 'what would be lost',
  tryHow: 'what to look for elsewhere',
  trySaw: 'what the person says',
  welcomeWhat_3: 'what to expect',
  toolBroken: 'a tool of others',
  badge_done: 'the toolbar, for a setup that is done',
  foreign_script: 'a part of a connection',
  foreign_profile: 'a part of a connection',
  problem_timeout_todo: 'what is looked at next',
  problem_serverError_todo: 'what is looked at next',
  problem_clientIdRefused_todo: 'what can be chosen',
  problem_unanswered_why: 'where to look',
  problem_renewalRefused_todo: 'what to wait for',
  helperNoAnswer: 'a doubt',
  problem_profileGone_why: 'the profiles',
  why_scopeLogin: 'what a permission is for',
  problem_credentialMissing_why: 'where a credential is',
} as const satisfies Partial<Record<string, string>>;

const english = Object.entries(messages).map(([key, { message }]) => ({ key: key as MessageKey, message }));

it('knows of every message that claims something when it is true', () => {
  const unlisted = english.filter(
    ({ key, message }) => claiming.test(message) && !(key in claims) && !(key in others),
  );
  expect(unlisted).toEqual([]);
  expect([...Object.keys(claims), ...Object.keys(others)].filter((key) => !(key in messages))).toEqual([]);
});

/** The messages asked for since the last look. */
const said = new Set<MessageKey>();
const { getMessage } = englishBrowser.i18n;
englishBrowser.i18n.getMessage = (key: MessageKey, params?: string[]) => {
  said.add(key);
  return getMessage(key, params);
};

const quoted = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** What a message looks like with anything filled in. */
const patternOf = (key: MessageKey) =>
  new RegExp(messages[key].message.split(/\$\d/).map(quoted).join('[^]*'));

/** The texts on the screen, and the names of elements without text. */
const textsOf = (root: Element): string[] =>
  [root, ...root.querySelectorAll('*')].flatMap((each) => [
    ...[...each.childNodes].flatMap((node) => (node.nodeType === 3 ? [node.textContent ?? ''] : [])),
    each.getAttribute('aria-label') ?? '',
  ]);

/** Draws something, and returns the untrue things that it says. */
async function untrueIn(shown: Shown, draw: () => Promise<Element>): Promise<string[]> {
  said.clear();
  const root = await draw();
  const untrue = Object.entries<IsTrue>(claims).filter(
    ([key, isTrue]) => said.has(key as MessageKey) && !isTrue(shown),
  );
  // No words outside messages may claim anything.
  const loose = textsOf(root).filter(
    (text) => claiming.test(text) && ![...said].some((key) => patternOf(key).test(text)),
  );
  return [...untrue.map(([key]) => key), ...loose];
}

const nothing = () => undefined;
const actions = {
  fill: nothing,
  undo: nothing,
  capture: nothing,
  point: nothing,
  copy: async () => true,
  put: nothing,
  lead: nothing,
  go: nothing,
  open: nothing,
  place: nothing,
};

afterEach(cleanup);

describe('the panel says what is so', () => {
  const shownStates = panelStates.filter((state) => state.kind !== 'hidden');
  const kinds = [...new Set(shownStates.map(({ kind }) => kind))];

  const draw = async (state: (typeof shownStates)[number], generation: PanelTerms['generation']) => {
    const { PanelView } = await import('../../src/helper/panel/view');
    return render(
      <PanelView
        state={state}
        terms={{ dashboardName: 'Auth0', generation, workspace: 'acme' }}
        actions={actions}
        press={(action) => () => action()}
        isFolded={false}
        place={{ corner: 'bottom-right', isCollapsed: false }}
        corner={() => 'bottom-right'}
        choosePlace={nothing}
        drag={nothing}
      />,
    ).container;
  };
  const words = { filled: 'filled in', right: 'already correct' } as const;

  it.each(kinds)('%s, and marks each item as it stands', async (kind) => {
    for (const state of shownStates) {
      if (state.kind !== kind) continue;
      // On a form the words do not follow the pages' generation.
      for (const generation of itemsOf(state).length > 0 ? generations.slice(0, 1) : generations) {
        let root: Element | undefined;
        const untrue = await untrueIn({ panel: state }, async () => {
          root = await draw(state, generation.terms);
          return root;
        });
        expect(untrue, stateName(state)).toEqual([]);
        const marks = [...(root?.querySelectorAll('.state') ?? [])].map((each) => each.textContent);
        for (const standing of marks.length > 0 ? (['filled', 'right'] as const) : [])
          expect(marks.filter((each) => each === words[standing])).toHaveLength(
            itemsOf(state).filter((each) => each.state === standing).length,
          );
        cleanup();
      }
    }
  });
});

const all = Object.values<readonly Standing[]>(standings).flat();
const never = () => new Promise<never>(nothing);
const event = { addListener: nothing, removeListener: nothing };

/** Stores what the extension keeps at such a time. */
async function keep({ journey: now, profile, login, hasPair, behind }: Standing): Promise<void> {
  const { keptAside, keptJourney, keptLogin } = await import('../../src/extension/store/journey');
  const { keptProfiles } = await import('../../src/extension/store/profiles');
  const { keepBackup, keepPair } = await import('../../src/extension/store/vault');
  await keptProfiles.write({ version: 1, current: profile.id, profiles: [profile], aside: [] });
  await keptJourney.write(now);
  await englishBrowser.storage.session.clear();
  if (login) await keptLogin.write(login);
  const pair = { key: 'yV5aWjGZz5xz7mhFCg', secret: new Secret('PXTGu8Umm4FCmPV4tfd6YLpdkNEHcdrN') };
  if (hasPair) await keepPair(now.id, pair);
  if (now.connection)
    await keepBackup(now.id, { connectionId: now.connection.id, hasSecret: true, content: new Secret('{}') });
  if (behind?.hasPair) await keepPair(behind.journey.id, pair);
  await (behind ? keptAside.write({ [behind.journey.profileId]: behind.journey }) : keptAside.remove());
}

beforeAll(() => {
  Object.assign(englishBrowser.runtime, { sendMessage: never });
  Object.assign(englishBrowser, {
    permissions: { contains: async () => true, onAdded: event, onRemoved: event },
    identity: { launchWebAuthFlow: never, getRedirectURL: () => 'https://keyferry.chromiumapp.org/' },
  });
});

describe.each(['popup', 'result'] as const)('the %s page says what is so', (page) => {
  const draw = async () => {
    const { Popup } = await import('../../src/pages/popup/popup');
    const { Result } = await import('../../src/pages/result/result');
    const { container, findByText } = render(page === 'popup' ? <Popup /> : <Result />);
    await vi.waitFor(() => expect(container.textContent).not.toBe(''));
    const undo = [...container.querySelectorAll('button')].find((each) => each.textContent === 'Undo');
    if (undo) {
      fireEvent.click(undo);
      await findByText('Undo this setup?');
    }
    if (container.textContent?.includes('Don’t send'))
      await vi.waitFor(() =>
        expect(
          [...container.querySelectorAll('button')].some(
            (each) => each.textContent === 'Send to Auth0' && !each.disabled,
          ) || container.textContent?.includes('no longer has this Key'),
        ).toBe(true),
      );
    await Promise.resolve();
    return container;
  };

  it.each(all.map((at) => [at.journey.stage.kind, at.name, at] as const))('%s: %s', async (_, _name, at) => {
    await keep(at);
    expect(await untrueIn({ at }, draw)).toEqual([]);
  });

  it('and ticks the steps that are written down as done, no others', async () => {
    const { stepsOf } = await import('../../src/setup/journey/steps');
    for (const at of all) {
      await keep(at);
      const container = await draw();
      const steps = stepsOf(at.journey.mode);
      const ticked = [...container.querySelectorAll('[aria-label="Setup steps"] > li')].flatMap(
        (each, index) => (each.querySelector('[aria-label=Done]') ? [steps[index]] : []),
      );
      const done = at.journey.record.map((each) => each.step);
      expect(
        ticked.filter((step) => !done.some((each) => each === step)),
        at.name,
      ).toEqual([]);
      cleanup();
    }
  });
});

describe('a page without a setup claims nothing', () => {
  it.each(['popup', 'result'] as const)('%s', async (page) => {
    const { keptJourney } = await import('../../src/extension/store/journey');
    const [at] = all;
    if (at) await keep(at);
    await keptJourney.remove();
    const { Popup } = await import('../../src/pages/popup/popup');
    const { Result } = await import('../../src/pages/result/result');
    said.clear();
    render(page === 'popup' ? <Popup /> : <Result />);
    expect([...said].filter((key) => key in claims)).toEqual([]);
  });
});
