import type { MessageKey } from '../../src/dashboards/words';
import type { OwnNoted } from '../../src/extension/store/own-access';
import type { Journey } from '../../src/setup/journey/journey';
import { type Past, pastOf } from '../../src/setup/past';
import { problem, withSaid } from '../../src/setup/problems';
import type { Profile } from '../../src/setup/profiles/profile';
import { failures } from './failures';
import {
  after,
  atLogin,
  capturedByHand,
  change,
  changed,
  checked,
  checking,
  checkingInVain,
  clientGone,
  closedToOthers,
  connected,
  enabled,
  failedLogin,
  filled,
  foreign,
  foreignBeside,
  guided,
  keycloak,
  list,
  loggedIn,
  login,
  mending,
  notForLogin,
  offeredElsewhere,
  ownSaved,
  ownTurned,
  pocketbase,
  production,
  project,
  realm,
  renewals,
  staging,
  start,
  stopped,
  surveyed,
  switchOnAsked,
  switchOnFound,
  undoneBy,
  untested,
  usingExisting,
  withoutAddress,
  withoutCredential,
  works,
} from './journeys';

/** Every screen in every state worth a look: what the extension keeps while it is shown. */
export interface Screen {
  readonly name: string;
  readonly page: 'popup' | 'result' | 'options' | 'welcome';
  readonly profiles: readonly Profile[];
  readonly journey?: Journey;
  /** The setup behind the one in front, or another profile's. */
  readonly aside?: Journey;
  /** The vault has the journey's pair. */
  readonly hasPair?: true;
  readonly login?: Readonly<Record<string, unknown>>;
  /** How far the first steps have come. */
  readonly firstSteps?: Readonly<Record<string, unknown>>;
  /** What was done before, by the profile's id. */
  readonly history?: Readonly<Record<string, readonly Past[]>>;
  /** The current profile's token is kept encrypted. */
  readonly isLocked?: true;
  /** A token of the tenant is in memory, and the browser lets the page ask the tenant. */
  readonly hasToken?: true;
  /** Keyferry has made itself an application for the current profile. */
  readonly own?: OwnNoted;
  /** What to wait for at the end, by its message. */
  readonly until?: MessageKey;
  /** Buttons to press, one after another, to see what they show: by their messages, in any language. */
  readonly press?: readonly MessageKey[];
}

/** As the first steps keep it. */
const entered = {
  profileId: 'new',
  domain: 'acme.eu.auth0.com',
  workspace: 'acme',
  signIn: 'token',
  clientId: '',
};

/** An application that Keyferry has made for itself. */
const madeItself: OwnNoted = {
  id: 'q7Wn2cXe5RtY8uIoP1aSdFgHjKl3zXcV',
  name: 'Keyferry',
  host: 'acme.eu.auth0.com',
  scopes: ['read:connections', 'create:connections', 'update:connections', 'read:clients'],
  at: Date.UTC(2026, 9, 14, 9, 30),
};

const one = [production];
const both = [production, staging];

/** As the history keeps them, each made so many days older. */
const pasts = (...all: readonly (readonly [id: string, daysAgo: number, journey: Journey])[]): Past[] =>
  all.flatMap(([id, daysAgo, journey]) => {
    const past = pastOf(journey);
    const before = daysAgo * 24 * 3_600_000;
    return past
      ? [{ ...past, id, startedAt: past.startedAt - before, changedAt: past.changedAt - before }]
      : [];
  });

export const screens: readonly Screen[] = [
  { name: 'Before there is a profile', page: 'popup', profiles: [] },
  { name: 'Ready', page: 'popup', profiles: both },
  { name: 'More to do', page: 'popup', profiles: both, press: ['more'] },
  { name: 'What will happen', page: 'popup', profiles: both, press: ['planTitle'] },
  {
    name: 'Log in to Bitbucket',
    page: 'popup',
    profiles: both,
    journey: after(start(), { kind: 'login-needed' }),
  },
  {
    name: 'A long login',
    page: 'popup',
    profiles: both,
    journey: after(start(), { kind: 'login-needed' }, { kind: 'helper-silent', at: 'untold' }),
  },
  {
    name: 'No helper on Bitbucket’s page',
    page: 'popup',
    profiles: both,
    journey: after(start(), { kind: 'helper-silent', at: 'there' }),
  },
  { name: 'The form is filled', page: 'popup', profiles: both, journey: after(start(), ...filled) },
  {
    name: 'The tab shows another page',
    page: 'popup',
    profiles: both,
    journey: after(start(), ...filled, { kind: 'tab-seen', shows: 'other' }),
  },
  { name: 'Sending', page: 'popup', profiles: both, journey: after(start(), ...checked) },
  {
    name: 'The dashboard asks to wait',
    page: 'popup',
    profiles: both,
    journey: after(start(), ...checked, {
      kind: 'put-off',
      problem: problem('rateLimited', '40'),
      until: Date.now() + 40 * 60_000,
    }),
  },
  { name: 'Changes to review', page: 'popup', profiles: both, journey: after(start(), ...checked, change) },
  {
    name: 'The token has expired',
    page: 'popup',
    profiles: both,
    journey: stopped(checked, 'credentialExpired'),
  },
  {
    name: 'The kept credential is locked',
    page: 'popup',
    profiles: both,
    journey: stopped(checked, 'credentialLocked', 'Production'),
    isLocked: true,
  },
  {
    name: 'The pair cannot be read',
    page: 'popup',
    profiles: both,
    journey: stopped(filled, 'pairUnreadable', 'behind-copy'),
  },
  { name: 'The login window is open', page: 'popup', profiles: both, journey: after(start(), ...atLogin) },
  {
    name: 'Another profile’s setup is under way',
    page: 'popup',
    profiles: both,
    journey: { ...after(start(), ...filled), profileId: staging.id },
  },
  {
    name: 'A setup waits, another profile’s is under way',
    page: 'popup',
    profiles: both,
    journey: { ...after(start(), ...filled), profileId: staging.id },
    aside: { ...after(start(), ...checked), id: 'before' },
  },
  {
    name: 'Discarding costs the Secret',
    page: 'popup',
    profiles: both,
    journey: stopped(checked, 'conflict'),
    hasPair: true,
    press: ['more', 'discard'],
  },
  { name: 'Done', page: 'popup', profiles: both, journey: after(start(), ...works), login },
  {
    name: 'Done, and more to do',
    page: 'popup',
    profiles: both,
    journey: after(start(), ...works),
    login,
    press: ['more'],
  },
  { name: 'Checked', page: 'popup', profiles: both, journey: checking(false) },

  { name: 'What it does', page: 'welcome', profiles: [] },
  {
    name: 'Access with an application',
    page: 'welcome',
    profiles: [],
    firstSteps: { ...entered, signIn: 'machine' },
  },
  { name: 'What is missing', page: 'welcome', profiles: [], press: ['checkAccess'] },

  { name: 'Nothing yet', page: 'result', profiles: one },
  {
    name: 'A report',
    page: 'result',
    profiles: one,
    journey: stopped(checked, 'limitReached'),
    press: ['reportProblem'],
  },
  { name: 'Under way', page: 'result', profiles: one, journey: after(start(), ...atLogin) },
  {
    name: 'A pair that was captured by hand',
    page: 'result',
    profiles: one,
    journey: capturedByHand,
    hasPair: true,
    aside: { ...after(start(), ...works), id: 'before' },
  },
  {
    name: 'A client that was there before is agreed to',
    page: 'result',
    profiles: one,
    journey: after(usingExisting, { kind: 'consent-needed' }),
    hasPair: true,
  },
  {
    name: 'A connection that has the pair is agreed to',
    page: 'result',
    profiles: one,
    journey: after(
      usingExisting,
      { kind: 'connection-ready', id: 'con_1', name: 'bitbucket', did: 'same' },
      { kind: 'consent-needed' },
    ),
    hasPair: true,
  },
  { name: 'Review changes', page: 'result', profiles: one, journey: after(start(), ...checked, change) },
  {
    name: 'Review changes, beside a connection that is left alone',
    page: 'result',
    profiles: one,
    journey: after(start(), ...checked, foreign, change),
  },
  {
    name: 'One of several connections',
    page: 'result',
    profiles: one,
    journey: after(start(), ...checked, {
      kind: 'several-found',
      connections: [
        { id: 'con_1', name: 'bitbucket', keyHint: 'Qk3v…81sZ' },
        { id: 'con_2', name: 'bitbucket-staff', keyHint: 'aB1c…9zZx' },
      ],
    }),
  },
  {
    name: 'A consumer from another tab',
    page: 'result',
    profiles: one,
    journey: offeredElsewhere,
    hasPair: true,
  },
  {
    name: 'Another way is offered',
    page: 'result',
    profiles: one,
    journey: after(start(), ...checked, { kind: 'general-needed' }),
  },
  {
    name: 'Try it in the dashboard',
    page: 'result',
    profiles: one,
    journey: after(start(), ...enabled, { kind: 'try-needed', missing: 'create:clients' }),
  },
  { name: 'It works', page: 'result', profiles: one, journey: after(start(), ...works), login },
  {
    name: 'It works, without an address',
    page: 'result',
    profiles: one,
    journey: after(start(), ...works),
    login: { ...withoutAddress },
  },
  {
    name: 'Undo asks',
    page: 'result',
    profiles: one,
    journey: after(start(), ...works),
    login,
    press: ['undo'],
  },
  {
    name: 'Undo, of what the browser no longer has',
    page: 'result',
    profiles: one,
    journey: after(start(), ...changed),
    press: ['undo'],
  },
  { name: 'What a new Secret takes', page: 'popup', profiles: one, press: ['more', 'newSecret'] },
  { name: 'A new Secret, the old consumer', page: 'popup', profiles: one, journey: renewals.retiring },
  { name: 'A new Secret, changes to review', page: 'result', profiles: one, journey: renewals.reviewing },
  { name: 'A new Secret, the login fails', page: 'result', profiles: one, journey: renewals.failed },
  {
    name: 'A new Secret, what about the old consumer',
    page: 'result',
    profiles: one,
    journey: renewals.named,
  },
  {
    name: 'A new Secret, the old Key is needed elsewhere',
    page: 'result',
    profiles: one,
    journey: renewals.needed,
  },
  { name: 'A new Secret, led to the old consumer', page: 'result', profiles: one, journey: renewals.there },
  { name: 'A new Secret, the list does not tell', page: 'result', profiles: one, journey: renewals.absent },
  {
    name: 'A new Secret, the old consumer deleted',
    page: 'result',
    profiles: one,
    journey: renewals.deleted,
    login,
  },
  {
    name: 'A new Secret, the old consumer kept',
    page: 'result',
    profiles: one,
    journey: renewals.kept,
    login,
  },
  {
    name: 'Undone',
    page: 'result',
    profiles: one,
    journey: after(start(), ...works, { kind: 'undo-asked' }, { kind: 'undone', hadSecret: true }),
  },
  {
    name: 'Undone, and others had changed something',
    page: 'result',
    profiles: one,
    journey: after(
      start(),
      ...changed,
      { kind: 'undo-asked' },
      undoneBy({ what: ['permissions'], options: ['non_persistent_attrs'], isSecretTold: true }),
    ),
  },
  {
    name: 'Bitbucket refuses the pair',
    page: 'result',
    profiles: one,
    journey: stopped(atLogin, 'loginWrongPair'),
  },
  {
    name: 'The login window was closed',
    page: 'result',
    profiles: one,
    journey: stopped(atLogin, 'loginClosed'),
  },
  {
    name: 'No helper on the page that the setup needs',
    page: 'result',
    profiles: one,
    journey: after(start(), { kind: 'helper-silent', at: 'there' }),
  },
  {
    name: 'The login failed, with what was seen',
    page: 'result',
    profiles: one,
    journey: after(start(), ...failedLogin),
  },
  {
    name: 'The login that failed is read in a tab',
    page: 'result',
    profiles: one,
    journey: after(start(), ...failedLogin, { kind: 'read-asked' }, { kind: 'read-opened' }),
  },
  {
    name: 'A scope is missing',
    page: 'result',
    profiles: one,
    journey: stopped(connected, 'missingScope', 'update:connections'),
  },
  {
    name: 'Refused for a reason that nobody knows',
    page: 'result',
    profiles: one,
    journey: after(start(), ...connected, {
      kind: 'failed',
      problem: withSaid(problem('refused', 'enable', 'acme.eu.auth0.com'), {
        by: 'Auth0',
        code: '403, operation_not_supported',
        text: 'This operation is not supported for the tenant.',
      }),
    }),
  },
  { name: 'Both sides are checked', page: 'result', profiles: one, journey: after(surveyed(), list([])) },
  {
    name: 'Everything fits',
    page: 'result',
    profiles: one,
    journey: after(checking(true), { kind: 'test-asked' }, { kind: 'login-opened' }, loggedIn),
  },
  { name: 'No problem found', page: 'result', profiles: one, journey: checking(true) },
  {
    name: 'Something needs fixing',
    page: 'result',
    profiles: one,
    journey: checking(
      false,
      { point: 'applications', state: 'bad', params: ['Rocket Shop'] },
      { point: 'thirdParty', state: 'unknown', params: ['MCP client'] },
      { point: 'organizations', state: 'unknown', params: ['Rocket App'] },
      { point: 'otherCallback', state: 'unknown', params: ['https://login.acme.example/login/callback'] },
      foreignBeside,
    ),
  },
  { name: 'The client is gone', page: 'result', profiles: one, journey: clientGone },
  { name: 'The connection is switched off', page: 'result', profiles: one, journey: notForLogin },
  { name: 'Closed to applications of others', page: 'result', profiles: one, journey: closedToOthers },
  {
    name: 'Review of switching it on',
    page: 'result',
    profiles: one,
    journey: after(notForLogin, switchOnAsked, switchOnFound),
  },
  {
    name: 'Review of switching it on, small',
    page: 'popup',
    profiles: one,
    journey: after(notForLogin, switchOnAsked, switchOnFound),
  },
  {
    name: 'A check that switched it on, and its undo',
    page: 'result',
    profiles: one,
    journey: { ...checking(true), switchedFor: ['login'] },
    press: ['undo'],
  },
  { name: 'The dashboard cannot be read', page: 'result', profiles: one, journey: checkingInVain },
  { name: 'The client’s form is open', page: 'result', profiles: one, journey: mending },
  {
    name: 'To be entered by hand',
    page: 'popup',
    profiles: [keycloak],
    journey: after(start(keycloak), ...checked, { kind: 'handing-needed' }),
    hasPair: true,
  },
  {
    name: 'A page that the browser withholds',
    page: 'popup',
    profiles: [keycloak],
    journey: after(start(keycloak), ...checked, { kind: 'handing-needed' }),
    hasPair: true,
    press: ['pageFillOffer'],
  },
  {
    name: 'In the dashboard’s own page',
    page: 'result',
    profiles: [withoutCredential],
    journey: after(start(withoutCredential), ...guided),
    hasPair: true,
  },
  {
    name: 'In the dashboard’s own page, in the popup',
    page: 'popup',
    profiles: [withoutCredential],
    journey: after(start(withoutCredential), ...guided),
    hasPair: true,
  },
  {
    name: 'It works in the dashboard’s own page',
    page: 'result',
    profiles: [withoutCredential],
    journey: after(start(withoutCredential), ...guided, ownSaved, ownTurned, { kind: 'own-login-seen' }),
  },
  { name: 'More to do, by hand', page: 'popup', profiles: [keycloak], press: ['more'] },
  {
    name: 'Entered by hand',
    page: 'result',
    profiles: [keycloak],
    journey: after(start(keycloak), ...checked, { kind: 'handing-needed' }, { kind: 'handed-over' }),
  },
  {
    name: 'An account that the test login has made',
    page: 'result',
    profiles: [pocketbase],
    journey: after(
      start(pocketbase),
      ...enabled,
      { kind: 'login-opened' },
      { ...loggedIn, made: 'r2m9x4k7q1w8z5t' },
    ),
  },
  {
    name: 'A PocketBase, with a superuser’s password',
    page: 'options',
    profiles: [{ ...pocketbase, signIn: 'password', superuser: 'admin@acme.example' }],
  },

  {
    name: 'Set up, not tested',
    page: 'result',
    profiles: [realm],
    journey: after(start(realm), ...connected, ...untested),
  },
  {
    name: 'Undo asks, with what is lost',
    page: 'result',
    profiles: [realm],
    journey: after(start(realm), ...connected, ...untested),
    press: ['undo'],
  },
  {
    name: 'A realm of Keycloak’s, with a service client',
    page: 'options',
    profiles: [realm],
  },
  {
    name: 'A realm of Keycloak’s, with an administrator’s password',
    page: 'options',
    profiles: [{ ...realm, signIn: 'password', clientId: '', administrator: 'admin', adminRealm: 'master' }],
  },

  {
    name: 'A project at Supabase, and what its test leaves',
    page: 'result',
    profiles: [project],
    journey: after(start(project), ...works),
    login,
  },
  {
    name: 'A project at Supabase, with an access token',
    page: 'options',
    profiles: [project],
  },
  ...failures,

  { name: 'A new profile', page: 'options', profiles: [] },
  { name: 'What is wrong at its field', page: 'options', profiles: [], press: ['saveProfile'] },
  { name: 'Two profiles', page: 'options', profiles: both },
  {
    name: 'How each profile stands, and what was done',
    page: 'options',
    profiles: both,
    journey: after(start(), ...works),
    history: {
      production: pasts(
        ['j', 0, after(start(), ...works)],
        ['k', 3, checking(false)],
        ['l', 4, stopped([], 'noAccess', 'acme')],
      ),
      staging: pasts(['m', 9, checking(true)], ['n', 9, after(start(), ...works)]),
    },
  },
  { name: 'A machine-to-machine application', page: 'options', profiles: [staging] },
  { name: 'A credential that is kept', page: 'options', profiles: one, isLocked: true },
  { name: 'A new passphrase', page: 'options', profiles: one, isLocked: true, press: ['changePassphrase'] },
  { name: 'Another dashboard', page: 'options', profiles: [keycloak] },
  {
    name: 'An access of its own is offered',
    page: 'options',
    profiles: one,
    hasToken: true,
    press: ['checkAccess'],
    until: 'ownMake',
  },
  {
    name: 'An access of its own',
    page: 'options',
    profiles: [{ ...production, signIn: 'machine', clientId: madeItself.id }],
    own: madeItself,
  },
  {
    name: 'Removing an access of its own',
    page: 'options',
    profiles: [{ ...production, signIn: 'machine', clientId: madeItself.id }],
    own: madeItself,
    press: ['ownRemove'],
  },
  {
    name: 'An access of its own is offered',
    page: 'welcome',
    profiles: one,
    firstSteps: { ...entered, profileId: production.id },
    hasToken: true,
    press: ['checkAccess'],
    until: 'ownMake',
  },
  {
    name: 'Permissions that a login has no need of',
    page: 'options',
    profiles: [{ ...staging, scopes: [...staging.scopes, 'repository:write', 'webhook'] }],
  },
  { name: 'Changes that are not saved', page: 'options', profiles: one, press: ['duplicate'] },
  {
    name: 'A problem is reported',
    page: 'options',
    profiles: one,
    journey: stopped(atLogin, 'loginClosed'),
    press: ['reportProblem'],
  },
];
