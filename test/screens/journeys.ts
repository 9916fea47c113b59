import type { OthersChanges } from '../../src/dashboards/session';
import { afterAccess } from '../../src/setup/check-course';
import { unchecked } from '../../src/setup/client-points';
import { advance } from '../../src/setup/journey/advance';
import { begin, beginWithPair } from '../../src/setup/journey/begin';
import type { Event } from '../../src/setup/journey/event';
import type { Journey, Stage } from '../../src/setup/journey/journey';
import type { LastPage } from '../../src/setup/login-seen';
import { type Point, withPoints } from '../../src/setup/points';
import { fixes, type Problem, type ProblemCode, problem, withSaid } from '../../src/setup/problems';
import type { HandProfile, Profile } from '../../src/setup/profiles/profile';
import { profile } from '../fixtures/profile';

/** Profiles, and journeys at every stage, made from the events that lead there. */

export const minutesAgo = (minutes: number) => Date.now() - minutes * 60_000;

export const production = profile('production', { name: 'Production', scopes: ['account', 'email'] });
export const staging: typeof production = {
  ...production,
  id: 'staging',
  name: 'Staging',
  domain: 'acme-staging.eu.auth0.com',
  loginDomain: 'login.staging.acme.example',
  signIn: 'machine',
  clientId: 'q3rT8mZpL1vK0xYw',
};
export const keycloak: HandProfile = {
  id: 'keycloak',
  name: 'Keycloak',
  workspace: 'acme',
  scopes: ['account', 'email'],
  dashboard: 'other',
  tool: 'keycloak',
  callbackUrl: 'https://id.acme.example/realms/acme/broker/bitbucket/endpoint',
};

/** An Auth0 tenant of which only the callback URL is known. */
export const withoutCredential: HandProfile = {
  ...keycloak,
  id: 'form',
  name: 'Acme',
  tool: 'auth0',
  callbackUrl: 'https://acme.eu.auth0.com/login/callback',
};

export const pocketbase: Extract<Profile, { dashboard: 'pocketbase' }> = {
  id: 'pocketbase',
  name: 'PocketBase',
  workspace: 'acme',
  scopes: ['account', 'email'],
  dashboard: 'pocketbase',
  server: 'pb.acme.example',
  signIn: 'token',
  superuser: '',
  collection: 'users',
  applications: { kind: 'all' },
};
export const realm: Extract<Profile, { dashboard: 'keycloak' }> = {
  id: 'realm',
  name: 'Rockets',
  workspace: 'acme',
  scopes: ['account', 'email'],
  dashboard: 'keycloak',
  realm: 'https://sso.acme.example/realms/rockets',
  signIn: 'machine',
  clientId: 'keyferry',
  administrator: '',
  adminRealm: '',
  loginAddress: 'https://sso.acme.example/realms/rockets',
  alias: 'bitbucket',
  applications: { kind: 'all' },
};
export const project: Extract<Profile, { dashboard: 'supabase' }> = {
  id: 'project',
  name: 'Rockets',
  workspace: 'acme',
  scopes: ['account', 'email'],
  dashboard: 'supabase',
  project: 'abcdefghijklmnopqrst',
  loginDomain: 'abcdefghijklmnopqrst.supabase.co',
  applications: { kind: 'all' },
};
/** Set up, but without the rights to test a login. */
export const untested: Event[] = [
  { kind: 'applications-enabled', names: ['rockets'], alreadyThere: 0 },
  { kind: 'test-left', missing: 'manage-clients' },
];

export const start = (profile: Profile = production, mode: Journey['mode'] = 'create') =>
  begin({ id: 'j', profileId: profile.id, mode, workspace: 'acme', now: minutesAgo(4) });
export const after = (journey: Journey, ...events: readonly Event[]): Journey =>
  events.reduce((now, event, index) => advance(now, event, minutesAgo(3) + index * 2_000), journey);

export const list = (names: readonly string[]): Event => ({
  kind: 'list-seen',
  workspace: 'acme',
  names,
  freeName: 'Auth0 login (acme)',
  pairIn: 'row',
});
/** Its Client ID, and the digest of that and the Secret in the vault. */
const pair = {
  key: 'yV5aWjGZz5xz7mhFCg',
  seal: 'b42f6b3899d4315240e6e595bd9d2d9a5dbff6a9a814b2094671b563a3b7925a',
};
export const opened = [list([])];
export const filled: Event[] = [...opened, { kind: 'form-filled', name: 'Auth0 login (acme)' }];
export const captured: Event[] = [
  ...filled,
  list(['Auth0 login (acme)']),
  { kind: 'pair-taken', name: 'Auth0 login (acme)', ...pair, from: 'saved-page' },
];
export const checked: Event[] = [...captured, { kind: 'pair-checked', verdict: 'good' }];
export const connected: Event[] = [
  ...checked,
  { kind: 'write-intended', did: 'created' },
  { kind: 'connection-ready', id: 'con_1', name: 'bitbucket', did: 'created' },
];
export const enabled: Event[] = [
  ...connected,
  { kind: 'applications-enabled', names: ['Rocket Shop', 'Rocket App'], alreadyThere: 0 },
];
export const atLogin: Event[] = [...enabled, { kind: 'test-application-intended' }, { kind: 'login-opened' }];
export const works: Event[] = [
  ...atLogin,
  { kind: 'test-application-gone' },
  { kind: 'logged-in', name: 'Mira Vogel' },
];
export const change: Event = {
  kind: 'change-found',
  connectionId: 'con_1',
  difference: {
    connectionName: 'bitbucket',
    oldKey: 'Qk3vW8nB2xTr5c81sZ',
    newKey: pair.key,
    scopesAdded: ['email'],
    scopesRemoved: [],
    optionsKept: ['profile', 'set_user_root_attributes'],
    digest: 'a-digest',
  },
};
/** To the end, in an existing connection. */
export const changed: Event[] = [
  ...checked,
  change,
  { kind: 'change-agreed', digest: 'a-digest' },
  { kind: 'write-intended', did: 'changed' },
  { kind: 'connection-ready', id: 'con_1', name: 'bitbucket', did: 'changed' },
  ...works.slice(connected.length),
];
/** Undone, after others have changed these parts of the connection. */
export const undoneBy = (others: Partial<OthersChanges>): Event => ({
  kind: 'undone',
  hadSecret: true,
  others: { what: [], options: [], isSecretTold: false, ...others },
});
/** A connection that leads to Bitbucket, and sends the Secret elsewhere. */
export const foreign: Event = {
  kind: 'foreign-found',
  connections: [{ name: 'bitbucket-people', parts: ['token', 'script'] }],
};
export const stopped = (events: readonly Event[], ...why: Parameters<typeof problem>): Journey =>
  after(start(), ...events, { kind: 'failed', problem: problem(...why) });

/** Who logged in, as it is kept. */
export interface Login {
  readonly journeyId: string;
  readonly sub: string;
  readonly name: string;
  readonly email?: string;
  readonly claims: Record<string, unknown>;
  readonly asks?: string[];
}
export const login = {
  journeyId: 'j',
  sub: 'bitbucket|{a8f0c1d2-3b4e}',
  name: 'Mira Vogel',
  email: 'mira@acme.example',
  claims: { sub: 'bitbucket|{a8f0c1d2-3b4e}', name: 'Mira Vogel', email: 'mira@acme.example' },
};
const { email: _, ...addressless } = login;
/** From a connection that asks for an address. */
export const withoutAddress: Login = { ...addressless, asks: ['email', 'account'] };

const callbackUrl = 'https://acme.eu.auth0.com/login/callback';
const asks = { callbackUrl, scopes: ['email', 'account'] as const };
const checkBegun = () =>
  begin({ id: 'j', profileId: 'production', mode: 'check', workspace: 'acme', now: minutesAgo(2) });
/** What the dashboard's side of a check reports if all is well. */
export const dashboardPoints: readonly Point[] = [
  { point: 'test', state: 'unknown', params: [], why: 'test' },
  { point: 'access', state: 'good', params: [] },
  { point: 'connection', state: 'good', params: ['bitbucket'] },
  { point: 'login', state: 'good', params: ['bitbucket'] },
  { point: 'applications', state: 'good', params: ['Rocket Shop, Rocket App'] },
  { point: 'pair', state: 'good', params: [] },
  { point: 'otherCallback', state: 'good', params: [] },
];
/** The dashboard's side is read, with these points in place of good ones. */
export const surveyed = (...instead: readonly Point[]): Journey =>
  after(
    checkBegun(),
    { kind: 'points-seen', points: dashboardPoints },
    { kind: 'points-seen', points: instead },
    {
      kind: 'surveyed',
      connection: { id: 'con_1', name: 'bitbucket' },
      client: { keyHint: 'yV5a…hFCg', asks },
    },
  );
/** A check under way: this much has been looked at. */
export const checkingUpTo = (count: number): Journey =>
  after(checkBegun(), { kind: 'points-seen', points: dashboardPoints.slice(0, count) });
/** A check that could not read the dashboard. */
export const checkingInVain: Journey = after(
  checkBegun(),
  {
    kind: 'points-seen',
    points: [
      { point: 'test', state: 'unknown', params: [], why: 'test' },
      { point: 'access', state: 'bad', params: [], problem: problem('credentialExpired') },
      ...unchecked(afterAccess, 'access'),
    ],
  },
  { kind: 'surveyed' },
);
const found: Event[] = [list(['Auth0 login (acme)']), { kind: 'consumer-found', name: 'Auth0 login (acme)' }];
/** A check to its end. `isGood`: the client has what it should. */
export const checking = (isGood: boolean, ...instead: readonly Point[]): Journey =>
  after(surveyed(...instead), ...found, {
    kind: 'consumer-read',
    settings: isGood
      ? { callbackUrl, scopes: ['email', 'account'] }
      : { callbackUrl: 'http://acme.eu.auth0.com/login/callback/', scopes: ['email'] },
  });
/** The same, but the form on Bitbucket was not understood. */
export const checkingUnread = (...instead: readonly Point[]): Journey =>
  after(surveyed(...instead), ...found, { kind: 'consumer-read', settings: undefined });
export const foreignBeside: Point = {
  point: 'foreign',
  state: 'bad',
  params: ['bitbucket-people', 'token', 'script'],
};
/** The client of the connection was deleted. */
export const clientGone: Journey = after(
  surveyed({ point: 'pair', state: 'bad', params: [] }),
  list(['Another']),
  { kind: 'consumer-absent' },
);
/** The client's form is open to be put right. */
export const mending: Journey = after(checking(false), { kind: 'mend-asked' }, ...found, {
  kind: 'edit-form-seen',
});

/** The client that is replaced, and the new one. */
const oldKey = 'Qk3vW8nB2xTr5c81sZ';
const oldName = 'Auth0 login (acme)';
const newName = 'Auth0 login (acme) 2';
const renewal = () =>
  begin({ id: 'j', profileId: 'production', mode: 'renew', workspace: 'acme', now: minutesAgo(5) });
export const noted: Event[] = [
  { kind: 'old-noted', connection: { id: 'con_1', name: 'bitbucket' }, key: oldKey },
];
const renewedPair: Event[] = [
  ...noted,
  { ...list([oldName]), freeName: newName } as Event,
  { kind: 'form-filled', name: newName },
  list([oldName, newName]),
  { kind: 'pair-taken', name: newName, ...pair, from: 'saved-page' },
  { kind: 'pair-checked', verdict: 'good' },
];
const renewed: Event[] = [
  ...renewedPair,
  change,
  { kind: 'change-agreed', digest: 'a-digest' },
  { kind: 'write-intended', did: 'changed' },
  { kind: 'connection-ready', id: 'con_1', name: 'bitbucket', did: 'changed' },
  { kind: 'test-application-intended' },
  { kind: 'login-opened' },
  { kind: 'test-application-gone' },
];
const renewedWorks: Event[] = [...renewed, { kind: 'logged-in', name: 'Mira Vogel' }];
const weighed = (names?: readonly string[]): Event => ({ kind: 'uses-seen', ...(names ? { names } : {}) });
const ledTo: Event[] = [...renewedWorks, weighed([]), { kind: 'retire-asked' }, list([oldName, newName])];
const seenThere: Event = { kind: 'old-seen', is: 'there', name: oldName };
const seenAbsent: Event = { kind: 'old-seen', is: 'absent', name: '' };
/** A new Secret, after these events. */
const renewing = (...events: readonly Event[]): Journey => after(renewal(), ...events);
/** New Secrets, as far as each has come. */
export const renewals = {
  noting: renewal(),
  reviewing: renewing(...renewedPair, change),
  refused: renewing(...renewedPair, { kind: 'general-needed' }),
  oldPasted: renewing(
    ...noted,
    list([oldName]),
    { kind: 'form-filled', name: newName },
    {
      kind: 'failed',
      problem: problem('secretMissed', newName),
    },
    { kind: 'pair-taken', name: newName, key: oldKey, seal: 'its-seal', from: 'person' },
  ),
  failed: renewing(...renewed, { kind: 'failed', problem: problem('loginClosed') }),
  parting: renewing(...renewedWorks),
  retiring: renewing(...renewedWorks, weighed([])),
  named: renewing(
    ...renewedWorks,
    { kind: 'keys-seen', keys: [{ name: oldName, key: oldKey }] },
    weighed([]),
  ),
  needed: renewing(
    ...renewedWorks,
    { kind: 'keys-seen', keys: [{ name: oldName, key: oldKey }] },
    weighed(['bitbucket-staff']),
  ),
  notKnown: renewing(...renewedWorks, weighed()),
  leading: renewing(...renewedWorks, weighed([]), { kind: 'retire-asked' }, { kind: 'login-needed' }),
  led: renewing(...ledTo),
  there: renewing(...ledTo, seenThere),
  absent: renewing(...ledTo, seenAbsent),
  unread: renewing(...ledTo, seenThere, { kind: 'old-seen', is: 'unread', name: '' }),
  tabClosed: renewing(...ledTo, { kind: 'failed', problem: problem('tabClosed') }),
  deleted: renewing(...ledTo, seenThere, seenAbsent),
  said: renewing(...ledTo, seenAbsent, { kind: 'old-deleted' }),
  kept: renewing(...renewedWorks, weighed([]), { kind: 'old-kept' }),
  undoneDeleted: renewing(
    ...ledTo,
    seenThere,
    seenAbsent,
    { kind: 'undo-asked' },
    {
      kind: 'undone',
      hadSecret: true,
    },
  ),
} as const satisfies Record<string, Journey>;

/** With the good pair of an existing client. */
export const usingExisting: Journey = after(
  begin({ id: 'j', profileId: 'production', mode: 'existing', workspace: 'acme', now: minutesAgo(2) }),
  list(['Shop login']),
  { kind: 'pair-taken', name: 'Shop login', ...pair, from: 'page' },
  { kind: 'pair-checked', verdict: 'good' },
);

export const capturedByHand: Journey = beginWithPair({
  id: 'j',
  profileId: production.id,
  workspace: 'acme',
  now: minutesAgo(1),
  name: 'Login',
  ...pair,
});

/** A client that the person made in a tab other than the setup's. */
export const offeredElsewhere = after(start(), ...filled, {
  kind: 'pair-offered',
  workspace: 'acme',
  name: 'Auth0 login (acme) 2',
  ...pair,
});

/** A journey as a page shows it, with what else is kept then. */
export interface Standing {
  readonly name: string;
  readonly journey: Journey;
  readonly profile: Profile;
  readonly login?: Login;
  /** Whether the vault has the journey's pair. */
  readonly hasPair?: boolean;
  /** The finished setup, behind one that waits for consent. */
  readonly behind?: { readonly journey: Journey; readonly hasPair: boolean };
}

const from = (events: readonly Event[], more: Partial<Standing> & { readonly name: string }): Standing => {
  const profile = more.profile ?? production;
  return { journey: after(start(profile), ...events), profile, ...more };
};
const mode = (kind: Journey['mode'], ...events: readonly Event[]): Journey =>
  after(start(production, kind), ...events);

const ownForm = { within: '/dashboard/eu/acme/', isForAll: true } as const;
/** The person has agreed to be guided through the dashboard's own pages. */
export const guided: readonly Event[] = [
  ...checked,
  { kind: 'handing-needed' },
  { kind: 'own-form-agreed', ownForm },
  { kind: 'own-tab-opened', tabId: 9 },
];
export const ownSaved: Event = { kind: 'own-form-saved', connectionId: 'con_1' };
export const ownTurned: Event = { kind: 'own-applications', names: ['Rocket Shop'], notKept: [], others: 1 };

const saved: Event[] = [...filled, { ...list(['Auth0 login (acme)']), pairIn: 'dialog' } as Event];
const several: Event = {
  kind: 'several-found',
  connections: [
    { id: 'con_1', name: 'bitbucket', keyHint: 'Qk3v…81sZ' },
    { id: 'con_2', name: 'bitbucket-staff', keyHint: '' },
  ],
};
/** What was seen of a failed login; by default at Bitbucket's error page. */
export const seenOfLogin = (last?: LastPage, ...instead: readonly Point[]): Event => ({
  kind: 'login-seen',
  seen: {
    last: last ?? {
      kind: 'page',
      address: 'bitbucket.org/site/oauth2/authorize',
      title: 'Invalid redirect_uri — Bitbucket',
    },
    points: withPoints(
      dashboardPoints.filter(({ point }) => ['connection', 'login', 'applications', 'pair'].includes(point)),
      instead,
    ),
    asks: { callbackUrl, scopes: [...asks.scopes] },
  },
});
/** A failed login, with what was seen of it. */
export const failedLogin: Event[] = [
  ...atLogin,
  { kind: 'test-application-gone' },
  seenOfLogin(),
  { kind: 'failed', problem: problem('loginClosed') },
];
const enabledNone: Event[] = [...connected, { kind: 'applications-enabled', names: [], alreadyThere: 0 }];
const tryNeeded: Event = { kind: 'try-needed', missing: 'create:clients' };
const limited: Problem = withSaid(problem('limitReached'), {
  by: 'Auth0',
  code: '403, too_many_entities',
  text: 'You reached the limit of entities of this type for this tenant.',
});
export const loggedIn: Extract<Event, { kind: 'logged-in' }> = { kind: 'logged-in', name: 'Mira Vogel' };
/** What came before, if it was not a checked pair. */
const stepsBefore: Partial<Record<ProblemCode, readonly Event[]>> = {
  noConsumersPage: [],
  noAccess: [],
  noHelper: [],
  pairUnreadable: filled,
  secretMissed: saved,
  secretShownOnce: opened,
  tabClosed: filled,
  pairBad: captured,
  pairNoCallback: captured,
  changesDeclined: [...checked, change],
  loginWrongPair: atLogin,
  loginLacksScope: atLogin,
  loginScopeTooWide: atLogin,
  loginDenied: atLogin,
  loginRefused: atLogin,
  loginPageFailed: atLogin,
  loginNotOpened: atLogin,
  loginWindowFailed: atLogin,
  loginClosed: atLogin,
  loginInvalid: atLogin,
  loginNoAnswer: atLogin,
  loginOther: atLogin,
  interrupted: atLogin,
  tryFailed: [...enabled, tryNeeded],
  changedSince: [...works, { kind: 'undo-asked' }],
  undoLost: [...works, { kind: 'undo-asked' }],
};
/** What goes into its words, if that is not a name. */
const paramsOf: Partial<Record<ProblemCode, readonly string[]>> = {
  noConsumersPage: ['acme'],
  noAccess: ['acme'],
  pairUnreadable: ['masked'],
  pairContradicted: ['Auth0 login (acme)', 'Qk3v…81sZ', 'yV5a…hFCg'],
  credentialLocked: ['Production'],
  hostPermission: ['acme.eu.auth0.com'],
  unreachable: ['acme.eu.auth0.com'],
  notThere: ['acme.eu.auth0.com'],
  redirected: ['acme.eu.auth0.com'],
  missingScope: ['update:connections'],
  rejected: ['options.client_id'],
  serverError: ['503'],
  unexpectedAnswer: ['200'],
  changesDeclined: ['bitbucket'],
  keyUntold: ['bitbucket'],
  connectionUntold: ['bitbucket'],
  developmentKeys: ['bitbucket'],
  notForLogin: ['bitbucket'],
  noCollection: ['users', 'members, staff'],
  undoLost: ['bitbucket'],
  oldPair: ['Qk3vW8nB2xTr5c81sZ'],
  loginNotTaken: ['https://acme.eu.auth0.com'],
  loginOtherUser: ['https://acme.eu.auth0.com'],
  rateLimited: ['40'],
  clockDiffers: ['86400'],
  refused: ['enable', 'acme.eu.auth0.com'],
  passwordOrCode: ['keycloakSignInMachine'],
  needsCode: ['pocketbaseSignInToken'],
  accountUnfinished: ['keycloakSignInMachine'],
};
const stops: readonly Standing[] = (Object.keys(fixes) as ProblemCode[]).map((code) => ({
  name: `stopped: ${code}`,
  profile: production,
  journey: stopped(stepsBefore[code] ?? checked, code, ...(paramsOf[code] ?? ['Auth0 login (acme)'])),
}));

/** A check whose connection is switched off, and one whose connection is closed to third-party applications. */
export const notForLogin = checking(true, { point: 'login', state: 'bad', params: ['bitbucket'] });
export const closedToOthers = checking(true, {
  point: 'thirdParty',
  state: 'unknown',
  params: ['MCP client'],
});
export const switchOnAsked = { kind: 'switch-on-asked', purpose: 'login' } as const;
export const switchOnFound = {
  kind: 'switch-on-found',
  change: {
    purpose: 'login',
    connectionName: 'bitbucket',
    key: pair.key,
    setting: 'authentication.active',
    digest: 'a-digest',
  },
} as const;

/** Every stage, in each of its variants. */
export const standings: { readonly [Kind in Stage['kind']]: readonly Standing[] } = {
  finding: [
    from([], { name: 'on the way' }),
    from([{ kind: 'login-needed' }], { name: 'log in' }),
    from([{ kind: 'elsewhere-seen', workspace: 'rivals' }], { name: 'another workspace' }),
    { name: 'on the way to the old client', profile: production, journey: renewals.leading },
    from([{ kind: 'login-needed' }, { kind: 'helper-silent', at: 'untold' }], {
      name: 'a long login, or nothing that comes from it',
    }),
    from([{ kind: 'helper-silent', at: 'there' }], { name: 'no helper on the page' }),
    {
      name: 'no helper on the page, in a check',
      profile: production,
      journey: after(surveyed(), { kind: 'helper-silent', at: 'there' }),
    },
    {
      name: 'which workspace',
      profile: { ...production, workspace: '' },
      journey: after(begin({ id: 'j', profileId: production.id, mode: 'create', workspace: '', now: 0 }), {
        kind: 'workspace-needed',
        found: ['acme', 'boosters'],
      }),
    },
  ],
  creating: [
    from(opened, { name: 'opening' }),
    from(filled, { name: 'filled' }),
    from([...filled, { kind: 'tab-seen', shows: 'other' }], {
      name: 'filled, and the tab shows another page',
    }),
    from([...filled, { kind: 'tab-seen', shows: 'settings' }], {
      name: 'filled, and nothing comes any more',
    }),
    from(
      [
        { kind: 'workspace-moved', workspace: 'acme-rockets' },
        { ...list([]), workspace: 'acme-rockets' } as Event,
      ],
      {
        name: 'in a workspace that was renamed',
      },
    ),
    from([...filled, { kind: 'form-refused', complaint: 'This name is taken.' }], { name: 'refused' }),
  ],
  capturing: [
    from([...filled, list(['Auth0 login (acme)'])], { name: 'in its row' }),
    from(saved, { name: 'in a dialog' }),
    {
      name: 'which one',
      profile: production,
      journey: mode('existing', list(['One', 'Two'])),
    },
  ],
  checking: [from(captured, { name: 'asking Bitbucket', hasPair: true })],
  confirming: [
    {
      name: 'a pair without a journey',
      profile: production,
      hasPair: true,
      login: { ...login, journeyId: 'before' },
      journey: capturedByHand,
    },
    {
      name: 'a pair without a press on Save',
      profile: production,
      hasPair: true,
      journey: after(start(), ...filled, {
        kind: 'pair-taken',
        name: 'Auth0 login (acme)',
        ...pair,
        from: 'page',
      }),
    },
    {
      name: 'a pair from another tab',
      profile: production,
      hasPair: true,
      journey: offeredElsewhere,
    },
    {
      name: 'a pair of a client that was there before',
      profile: production,
      hasPair: true,
      journey: after(usingExisting, { kind: 'consent-needed' }),
    },
    {
      name: 'a pair that the connection has already',
      profile: production,
      hasPair: true,
      journey: after(
        usingExisting,
        { kind: 'connection-ready', id: 'con_1', name: 'bitbucket', did: 'same' },
        { kind: 'consent-needed' },
      ),
    },
    { name: 'a pair that has had its time', profile: production, journey: capturedByHand },
    {
      name: 'a pair in front of a setup that works',
      profile: production,
      hasPair: true,
      journey: capturedByHand,
      behind: { journey: { ...after(start(), ...works), id: 'before' }, hasPair: false },
    },
    {
      name: 'a pair in front of one that failed with its Secret, and left its test',
      profile: production,
      hasPair: true,
      journey: capturedByHand,
      behind: { journey: { ...stopped(atLogin, 'loginClosed'), id: 'before' }, hasPair: true },
    },
    {
      name: 'a pair in front of one that left nothing',
      profile: production,
      hasPair: true,
      journey: capturedByHand,
      behind: { journey: { ...stopped([], 'noAccess'), id: 'before' }, hasPair: false },
    },
  ],
  sending: [
    from(checked, { name: 'writing', hasPair: true }),
    from([...captured, { kind: 'pair-checked', verdict: 'not-checked' }], { name: 'not checked' }),
    from([...captured, { kind: 'pair-checked', verdict: 'not-checked', answered: '503' }], {
      name: 'not told',
    }),
    from([...checked, change, { kind: 'change-agreed', digest: 'a-digest' }], { name: 'agreed' }),
    from(
      [...checked, { kind: 'put-off', problem: problem('rateLimited', '40'), until: Date.now() + 60_000 }],
      { name: 'put off' },
    ),
    from([...checked, { kind: 'put-off', problem: problem('offline'), until: undefined }], {
      name: 'offline',
    }),
  ],
  picking: [from([...checked, several], { name: 'several connections' })],
  reviewing: [
    from([...checked, change], { name: 'a change' }),
    { name: 'a new Secret', profile: production, journey: renewals.reviewing },
    from([...checked, foreign, change], { name: 'a change, beside a connection that is left alone' }),
  ],
  switching: [
    { name: 'looking', profile: production, journey: after(notForLogin, switchOnAsked) },
    {
      name: 'agreed',
      profile: production,
      journey: after(notForLogin, switchOnAsked, switchOnFound, {
        kind: 'switch-on-agreed',
        digest: 'a-digest',
      }),
    },
  ],
  agreeing: [
    {
      name: 'for logging in',
      profile: production,
      journey: after(notForLogin, switchOnAsked, switchOnFound),
    },
    {
      name: 'for applications of others',
      profile: production,
      journey: after(
        closedToOthers,
        { kind: 'switch-on-asked', purpose: 'third-party' },
        {
          kind: 'switch-on-found',
          change: { ...switchOnFound.change, purpose: 'third-party', setting: 'is_domain_connection' },
        },
      ),
    },
  ],
  offering: [from([...checked, { kind: 'general-needed' }], { name: 'another way' })],
  handing: [
    from([...checked, { kind: 'handing-needed' }], { name: 'by hand', profile: keycloak, hasPair: true }),
    from([...checked, { kind: 'handing-needed' }], {
      name: 'in the dashboard’s own form',
      profile: withoutCredential,
      hasPair: true,
    }),
  ],
  guiding: [
    from(guided, { name: 'in the dashboard’s own pages', profile: withoutCredential, hasPair: true }),
    from([...guided, { kind: 'own-form-filled' }], {
      name: 'once the form is filled',
      profile: withoutCredential,
      hasPair: true,
    }),
    from([...guided, ownSaved], { name: 'at the applications', profile: withoutCredential, hasPair: true }),
    from([...guided, ownSaved, ownTurned], {
      name: 'before the dashboard’s own test',
      profile: withoutCredential,
      hasPair: true,
    }),
  ],
  enabling: [from(connected, { name: 'enabling' })],
  surveying: [
    { name: 'at the beginning', profile: production, journey: checkBegun() },
    { name: 'half of it', profile: production, journey: checkingUpTo(4) },
  ],
  noting: [{ name: 'the old Key', profile: production, journey: renewals.noting }],
  parting: [{ name: 'who has the old Key', profile: production, journey: renewals.parting }],
  retiring: [
    { name: 'nobody needs it', profile: production, journey: renewals.retiring },
    { name: 'another connection needs it', profile: production, journey: renewals.needed },
    { name: 'it is not known who needs it', profile: production, journey: renewals.notKnown },
  ],
  deleting: [
    { name: 'nobody has looked', profile: production, journey: renewals.led },
    { name: 'it is there', profile: production, journey: renewals.there },
    { name: 'it was never there', profile: production, journey: renewals.absent },
    { name: 'the list does not tell', profile: production, journey: renewals.unread },
  ],
  inspecting: [
    { name: 'looking', profile: production, journey: after(surveyed(), list(['Auth0 login (acme)'])) },
  ],
  mending: [{ name: 'the form is open', profile: production, journey: mending }],
  testing: [
    from(enabled, { name: 'preparing' }),
    from(atLogin, { name: 'login is open' }),
    { name: 'a test alone', profile: production, journey: mode('test') },
  ],
  trying: [
    from([...enabled, tryNeeded], { name: 'after a setup' }),
    from([...connected, { kind: 'applications-enabled', names: [], alreadyThere: 2 }, tryNeeded], {
      name: 'all were enabled',
    }),
    from([...enabledNone, tryNeeded], { name: 'with no application to enable' }),
    from([...enabled, { kind: 'try-needed', missing: '', problem: limited }], {
      name: 'at the tenant’s limit',
    }),
    from([...enabled, { kind: 'try-needed', missing: '', problem: problem('noLoginWindow') }], {
      name: 'without login windows',
    }),
    {
      name: 'a test alone that has to be tried',
      profile: production,
      journey: mode('test', { kind: 'connection-known', id: 'con_1', name: 'bitbucket' }, tryNeeded),
    },
  ],
  done: [
    { name: 'a new Secret, the old client deleted', profile: production, journey: renewals.deleted, login },
    { name: 'a new Secret, deleted as they said', profile: production, journey: renewals.said, login },
    { name: 'a new Secret, the old client kept', profile: production, journey: renewals.kept, login },
    from(changed, { name: 'works, in a connection that was there', login }),
    from(works, { name: 'works', login }),
    from(works, { name: 'works, after the browser was closed' }),
    from(works, { name: 'works, without an address', login: withoutAddress }),
    from(works, {
      name: 'works, without an address that nobody asked for',
      login: { ...addressless, asks: ['team'] },
    }),
    from(works, {
      name: 'works, without an address that may have been asked for',
      login: addressless,
    }),
    from(works, {
      name: 'works, with an address that is not confirmed',
      login: { ...login, claims: { ...login.claims, email_verified: false } },
    }),
    from([...atLogin, loggedIn], { name: 'works, with the test left behind', login }),
    from(
      [
        ...connected,
        { kind: 'applications-enabled', names: ['Rocket Shop'], notKept: ['MCP client'], alreadyThere: 0 },
        { kind: 'login-opened' },
        loggedIn,
      ],
      { name: 'works, and one application did not keep it', login },
    ),
    from([...enabledNone, { kind: 'login-opened' }, loggedIn], { name: 'works, enabled for none', login }),
    from(
      [
        ...connected,
        { kind: 'applications-enabled', names: ['Staff'], alreadyThere: 0, inOrganizations: ['Staff'] },
        { kind: 'login-opened' },
        loggedIn,
      ],
      { name: 'works, and one application needs more', login },
    ),
    from([...enabled, tryNeeded, { kind: 'tried', worked: true }], { name: 'tried' }),
    from([...guided, ownSaved, ownTurned, { kind: 'own-login-seen' }], {
      name: 'in the dashboard’s own pages',
      profile: withoutCredential,
    }),
    from([...checked, { kind: 'handing-needed' }, { kind: 'handed-over' }], {
      name: 'handed over',
      profile: keycloak,
    }),
    from([...checked, { kind: 'handing-needed' }, { kind: 'handed-over' }], {
      name: 'handed over, after a login of another setup',
      profile: keycloak,
      login: { ...login, journeyId: 'before' },
    }),
    from([...works, { kind: 'test-application-gone' }], {
      name: 'works, with an address that the test took',
      profile: project,
      login,
    }),
    from([...atLogin, loggedIn], {
      name: 'works, with the address of the test left behind',
      profile: project,
      login,
    }),
    from([...connected, ...untested], { name: 'set up for a realm, not tested', profile: realm }),
    from([...connected, { kind: 'test-left' }], {
      name: 'set up, where no login can be tested',
      profile: realm,
    }),
    from([...enabled, { kind: 'login-opened' }, { ...loggedIn, made: 'r2m9x4k7q1w8z5t' }], {
      name: 'works, and the test has made an account',
      profile: pocketbase,
      login,
    }),
    from(
      [
        ...enabled,
        { kind: 'login-opened' },
        { ...loggedIn, made: 'r2m9x4k7q1w8z5t' },
        { kind: 'test-account-gone' },
      ],
      {
        name: 'works, and the account of the test is deleted',
        profile: pocketbase,
        login,
      },
    ),
    { name: 'a test alone worked', profile: production, login, journey: mode('test', loggedIn) },
    {
      name: 'everything fits',
      profile: production,
      journey: after(checking(true), { kind: 'test-asked' }, { kind: 'login-opened' }, loggedIn),
    },
    { name: 'no problem, and no login yet', profile: production, journey: checking(true) },
    { name: 'something does not fit', profile: production, journey: checking(false) },
    {
      name: 'a connection beside that leads elsewhere',
      profile: production,
      journey: checkingUnread(foreignBeside),
    },
    { name: 'not everything could be read', profile: production, journey: checkingUnread() },
    {
      name: 'not everything could be read, and something is wrong',
      profile: production,
      journey: checkingUnread({ point: 'applications', state: 'bad', params: ['Rocket Shop'] }),
    },
    { name: 'the dashboard could not be read', profile: production, journey: checkingInVain },
    { name: 'the client is gone', profile: production, journey: clientGone },
    { name: 'the connection is switched off', profile: production, journey: notForLogin },
    { name: 'closed to applications of others', profile: production, journey: closedToOthers },
    {
      name: 'a check that switched it on',
      profile: production,
      journey: { ...checking(true), switchedFor: ['login'] },
    },
  ],
  reading: [
    from([...failedLogin, { kind: 'read-asked' }], { name: 'a login that is about to open in a tab' }),
    from([...failedLogin, { kind: 'read-asked' }, { kind: 'read-opened' }], {
      name: 'a login that is open in a tab',
    }),
  ],
  undoing: [from([...works, { kind: 'undo-asked' }], { name: 'putting back' })],
  undone: [
    { name: 'undone, with the old client deleted', profile: production, journey: renewals.undoneDeleted },
    from([...works, { kind: 'undo-asked' }, { kind: 'undone', hadSecret: true }], { name: 'undone', login }),
    from([...works, { kind: 'undo-asked' }, { kind: 'undone', hadSecret: false }], {
      name: 'undone without the Secret',
    }),
    from([...changed, { kind: 'undo-asked' }, undoneBy({ what: [], options: [] })], {
      name: 'undone, and nobody had changed anything',
    }),
    from(
      [
        ...changed,
        { kind: 'undo-asked' },
        undoneBy({ what: ['secret', 'permissions'], options: ['non_persistent_attrs'], isSecretTold: true }),
      ],
      { name: 'undone, and others had changed much' },
    ),
  ],
  stopped: [
    ...stops,
    { name: 'stopped: the login of a new Secret', profile: production, journey: renewals.failed },
    { name: 'stopped: the old pair was pasted', profile: production, journey: renewals.oldPasted },
    { name: 'stopped: a new Secret that is refused', profile: production, journey: renewals.refused },
    { name: 'stopped: on the way to the old client', profile: production, journey: renewals.tabClosed },
    from(failedLogin, { name: 'stopped: a login that failed, with what was seen' }),
    from(
      [
        ...atLogin,
        seenOfLogin(
          {
            kind: 'page',
            address: 'acme.eu.auth0.com/login/callback',
            title: '',
            said: { by: 'acme.eu.auth0.com', code: 'access_denied', text: 'Please verify your email.' },
          },
          { point: 'pair', state: 'good', params: ['sent'] },
        ),
        { kind: 'failed', problem: problem('loginClosed') },
      ],
      { name: 'stopped: a login that failed with an error in its address' },
    ),
    from(
      [
        ...atLogin,
        seenOfLogin({ kind: 'untold' }, { point: 'pair', state: 'bad', params: ['sent'] }),
        { kind: 'failed', problem: problem('loginWrongPair') },
      ],
      { name: 'stopped: a login that failed out of sight' },
    ),
    from(
      [...atLogin, seenOfLogin({ kind: 'unseen' }), { kind: 'failed', problem: problem('loginPageFailed') }],
      {
        name: 'stopped: a login whose window was not seen',
      },
    ),
  ],
};
