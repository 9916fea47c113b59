import type { Pair } from '../bitbucket/oauth';
import type { Scope } from '../bitbucket/scopes';
import type { Quotation } from '../said';
import type { Secret } from '../secret';
import type { Http } from './http';
import type { Cause, Outcome } from './outcome';
import type { OwnAccessOffer } from './own-access';
import type { MessageKey } from './words';

/** How the extension signs in to a dashboard's API; each dashboard takes some of the kinds. */
export type Credential =
  | { readonly kind: 'token'; readonly token: Secret }
  | {
      readonly kind: 'machine';
      readonly clientId: string;
      readonly clientSecret: Secret;
      /** The extension has made the application for itself. */
      readonly isOwn?: true | undefined;
    }
  | { readonly kind: 'password'; readonly user: string; readonly password: Secret };

/** What a right is for. A setup cannot go through without the rights of `setup`; the other features can be left out. */
export type Feature = 'setup' | 'change' | 'test' | 'account' | 'undo' | 'domains' | 'names';

/** One right of the dashboard's API, whether it is there, and what for. */
export interface AccessRight {
  readonly scope: string;
  readonly feature: Feature;
  /** Undefined: only its use tells. */
  readonly isGranted: boolean | undefined;
}

/** What a credential opens, and what there is in the dashboard to choose from. */
export interface Access {
  readonly rights: readonly AccessRight[];
  readonly applications: readonly Application[];
  /** The dashboard refused the rest of the applications. */
  readonly isPart?: true;
  /** What there is to choose from in the dashboard, by the ids of the fields that take it. */
  readonly offered: Readonly<Record<string, readonly string[]>>;
  /** What the dashboard itself calls otherwise than it was entered, by the ids of the fields; it replaces what was entered. */
  readonly corrected?: Readonly<Record<string, { readonly value: string; readonly says: MessageKey }>>;
  /** For a credential that an access of the extension's own could replace. */
  readonly ownAccess?: OwnAccessOffer;
}

/** An application for which a connection can be enabled. */
export interface Application {
  readonly id: string;
  readonly name: string;
  /** Somebody else's: the dashboard may not keep a connection for it. */
  readonly isThirdParty?: boolean;
  /** People log in to it through an organization only, and the connection has to be there for that as well. */
  readonly needsOrganization?: boolean;
}

/** A Bitbucket connection as the dashboard has it. */
export interface Connection {
  readonly id: string;
  readonly name: string;
  readonly key: string | undefined;
  readonly secret: Secret | undefined;
  readonly scopes: readonly string[];
  /** The credential may not read the key and the rest; false or none: they are as the dashboard has them. */
  readonly isUntold?: boolean;
  /** Nobody can log in with it, as the dashboard has it. */
  readonly isNotForLogin?: boolean;
  /** Every application of others may use it. */
  readonly isForThirdParties?: boolean;
}

/** What a connection can be switched on for: logging in at all, or applications of others. */
export const purposes = ['login', 'third-party'] as const;
export type Purpose = (typeof purposes)[number];

/** What switching a connection on would change: one setting of it, and nothing else. */
export interface SwitchOn {
  readonly purpose: Purpose;
  readonly connectionName: string;
  /** The whole Key that people would log in with; undefined where the dashboard does not tell it. */
  readonly key?: string | undefined;
  /** What the dashboard's API calls the setting. */
  readonly setting: string;
  /** Of the connection as it is, with every option and its value, and of the setting. */
  readonly digest: string;
}

/**
 * The dashboard's own kind of Bitbucket connection, or a general OAuth 2 connection that leads to Bitbucket, for a
 * dashboard that refuses the Client IDs of 2026.
 */
export type ConnectionForm = 'own' | 'general';

/**
 * What in a connection is not as a setup makes it. `kind`: it is of another kind altogether. `alias`: by its name, it has another
 * callback URL.
 */
export const foreignPartIds = ['authorization', 'token', 'script', 'profile', 'kind', 'alias'] as const;
export type ForeignPart = (typeof foreignPartIds)[number];

/** A connection that only looks like Bitbucket's. Nothing is ever written into it. */
export interface ForeignConnection {
  readonly name: string;
  readonly parts: readonly ForeignPart[];
}

/** The dashboard's connections with Bitbucket. */
export interface ConnectionsFound {
  /** Every Bitbucket connection, of both forms. */
  readonly connections: readonly Connection[];
  /** Every connection that looks like Bitbucket's, and is not. */
  readonly foreign: readonly ForeignConnection[];
}

/** What it takes to give the dashboard the pair and the permissions. `foreign`: what is left alone, where there is any. */
export type ConnectionPlan = { readonly foreign?: readonly ForeignConnection[] } & (
  | { readonly kind: 'create' }
  | { readonly kind: 'same'; readonly connection: Connection }
  | { readonly kind: 'change'; readonly connection: Connection; readonly difference: Difference }
  /** More than one, and none chosen. */
  | { readonly kind: 'several'; readonly connections: readonly Connection[] }
);

/** Old and new of a change. Whole Keys; secrets never. */
export interface Difference {
  readonly connectionName: string;
  readonly oldKey?: string | undefined;
  readonly newKey: string;
  readonly scopesAdded: readonly string[];
  readonly scopesRemoved: readonly string[];
  /** Names of the options that stay as they are. */
  readonly optionsKept: readonly string[];
  /** Of all that the change is made from and of, values and secrets included (`digestOfChange`). */
  readonly digest: string;
}

/** A connection as it was before it was changed, so that it can be put back. The content is the dashboard's own. */
export interface Backup {
  readonly connectionId: string;
  /** Whether the dashboard told the previous secret; without it the secret cannot be put back. */
  readonly hasSecret: boolean;
  readonly content: Secret;
}

/** What has changed in a connection since a setup changed it, other than by that. Names only. */
export interface OthersChanges {
  /** `key`: another pair is there, so nothing is put back. `secret`: another one, for the same Key. */
  readonly what: readonly ('key' | 'secret' | 'permissions')[];
  /** Names of the other options, as the dashboard's API has them. */
  readonly options: readonly string[];
  /** Without it nobody knows whether the Secret is another one. */
  readonly isSecretTold: boolean;
}

/** Who logged in, as the dashboard reports it. */
export interface LoginProfile {
  readonly sub: string;
  readonly name: string | undefined;
  readonly picture: string | undefined;
  readonly email: string | undefined;
  /** Every claim of the validated id_token. */
  readonly claims: Readonly<Record<string, unknown>>;
}

/** Why a login came to nothing, as far as the dashboard's words, or where it ended, tell. */
export const loginFailures = [
  /** Bitbucket gave a code, and the dashboard got no token for it. */
  'no-token',
  /** Bitbucket refuses the callback URL that the dashboard sends. */
  'callback',
  /** Bitbucket knows no client of the Key that the dashboard sends. */
  'client',
  /** The login ended, and the browser did not let its end be seen. */
  'end-missed',
  /** The dashboard does not lead back to Keyferry any more: people end at an address of their own. */
  'led-elsewhere',
  /** The dashboard shows a page of its own where it should lead to Bitbucket. */
  'not-led',
  /** Bitbucket gave a code, and the dashboard shows an error, of which nothing more is told. */
  'not-taken',
  /** The dashboard knows who logs in, and asks them something: the pair is good. */
  'asks-more',
  /** The dashboard has made an account for who logs in, but has not let them in: somebody else is. */
  'other-user',
  /** The dashboard knows who logs in, and asks everybody for one more proof: the pair is good. */
  'second-proof',
] as const;
export type LoginFailure = (typeof loginFailures)[number];

/** A login that comes to nothing. `signOutAt`: where whoever is logged in to the dashboard logs out, where that may help. */
export interface FailedLogin {
  readonly why: LoginFailure;
  readonly signOutAt?: string | undefined;
}

/** What a test login has made at the dashboard: who logged in had no account there before. */
export interface TestAccount {
  readonly id: string;
}

/** How a login that came back to its address ended. */
export type LoginOutcome =
  | { readonly kind: 'logged-in'; readonly profile: LoginProfile; readonly made?: TestAccount }
  /** The provider came back with an error: OAuth's `error`, and its own words. */
  | {
      readonly kind: 'provider-error';
      readonly error: string;
      readonly description: string;
      /** The same, as it may be shown. */
      readonly said: Quotation;
    }
  | ({
      readonly kind: 'failed';
      readonly said?: Quotation;
      readonly made?: TestAccount;
      /** The names of accounts made since it began, where one may be this login's; undefined where that is not known. */
      readonly left?: readonly string[] | undefined;
    } & FailedLogin)
  /** What came back is not what a correct provider answers. */
  | { readonly kind: 'invalid-answer' }
  /** The login came back, but the dashboard did not say who it was, or was not reached. */
  | { readonly kind: 'no-answer'; readonly cause: Cause };

/** A login that can be opened in a window and finished with the address that the window ends on. */
export interface PreparedLogin {
  readonly url: string;
  finish(callbackAddress: string): Promise<LoginOutcome>;
}

/** An address that a site leads on from at once, so that no window ever shows it: it is shown at another, with the same query. */
export interface Hold {
  readonly address: string;
  /** On the same site, where nothing is. */
  readonly at: string;
  /** Only where the query has this, OAuth's `state`: letters, digits, `-` and `_`. */
  readonly state: string;
}

/** A login for a window that the extension watches. It can be finished by whoever has the memo, in another life of the background. */
export interface WatchedLogin {
  readonly url: string;
  /** What it takes to tell its end and to finish it; for memory only. */
  readonly memo: Secret;
  readonly hold?: Hold;
}

/** A page of a login's window, as the browser tells of it: with all that its address carries. */
export interface LoginPage {
  readonly url: string;
  /** What stands in the window's title; an address, before the page has one. */
  readonly title: string;
}

/** What a page of a login's window means: its end, from which it is finished, or that it never comes to one. */
export type LoginRead = { readonly kind: 'end' } | ({ readonly kind: 'failed' } & FailedLogin);

/** Keeps an API token between calls, so that it is fetched once. */
export interface TokenCache {
  read(): Promise<Secret | undefined>;
  write(token: Secret, expiresInSeconds: number): Promise<void>;
  forget(): Promise<void>;
}

/** The way into a dashboard's API. `Own`: what a profile has of its own for it. */
export interface ApiAccess<
  Own = Readonly<Record<string, unknown>>,
  Session extends DashboardSession = DashboardSession,
> {
  /**
   * Why a credential that is kept would be refused, as far as can be told without asking, and without a clock; undefined where it
   * may work.
   */
  refusalOf(credential: Credential, own: Own): Cause | undefined;
  signIn(options: {
    readonly own: Own;
    readonly credential: Credential;
    readonly http: Http;
    readonly cache: TokenCache;
  }): Session;
}

/** What a setup has switched on for a connection that it made: it goes with the connection, unless it is a part of it anyway. */
export interface Switched {
  readonly applications: readonly string[];
  readonly purposes: readonly Purpose[];
}

/**
 * Calls of a dashboard's API. Each can be repeated without doubling anything, and looks whether a request whose answer
 * was lost took effect before it is sent again.
 */
export interface DashboardSession {
  checkAccess(): Promise<Outcome<Access>>;
  listConnections(): Promise<Outcome<ConnectionsFound>>;
  /** Reads only. `chosen` is the id of one of several connections. */
  planConnection(pair: Pair, scopes: readonly Scope[], chosen?: string): Promise<Outcome<ConnectionPlan>>;
  createConnection(pair: Pair, scopes: readonly Scope[], form: ConnectionForm): Promise<Outcome<Connection>>;
  /**
   * Changes key, secret and scopes; every other option stays as it is. Refused as `changed-since` where the difference, just
   * before the change, is not the one that was agreed to. `keep` gets what was there, and the change waits for it.
   */
  changeConnection(
    id: string,
    pair: Pair,
    scopes: readonly Scope[],
    agreed: Difference,
    keep: (backup: Backup) => Promise<void>,
  ): Promise<Outcome<Connection>>;
  /** What `restoreConnection` would find changed by others. `written`: the Key, or, where no more is known, its ends. Reads only. */
  changesSince(backup: Backup, written: string): Promise<Outcome<OthersChanges>>;
  /** Puts back what a change replaced, if the Key is still that one, and returns what others have changed since. */
  restoreConnection(backup: Backup, written: string): Promise<Outcome<OthersChanges>>;
  /** Deletes a connection, if its Key is still the one that was `written`, and takes back what was switched on with it. */
  removeConnection(id: string, written: string, switched?: Switched): Promise<Outcome<void>>;
  /** What it takes to switch a connection on; undefined where it is on already. Reads only. */
  planSwitchOn(id: string, purpose: Purpose): Promise<Outcome<SwitchOn | undefined>>;
  /** Switches it on; refused as `changed-since` where, just before, that would be another change than was agreed to. */
  switchOn(id: string, agreed: SwitchOn): Promise<Outcome<void>>;
  /** Takes back what `switchOn` did, for an undo; also `done` where somebody else has by then. */
  switchOff(id: string, purpose: Purpose): Promise<Outcome<void>>;
  /**
   * Applications that people log in to, to the last page. Where the dashboard refuses the rest of the list, those before it are
   * enough if all that are `wanted` are among them; undefined: all are wanted.
   */
  listApplications(wanted?: readonly string[]): Promise<Outcome<readonly Application[]>>;
  listEnabled(connectionId: string): Promise<Outcome<readonly string[]>>;
  /** Every callback that a login may send to Bitbucket, by where it starts; the profile's own is one of them. */
  listCallbacks(): Promise<Outcome<readonly string[]>>;
  enable(connectionId: string, applicationIds: readonly string[]): Promise<Outcome<void>>;
  /** Takes back what `enable` did, for an undo. */
  disable(connectionId: string, applicationIds: readonly string[]): Promise<Outcome<void>>;
}

/** Which login is tested. `redirectUri`: where it comes back to. */
export interface LoginRequest {
  /** The id of the application that was made for it; undefined where it takes none. */
  readonly applicationId: string | undefined;
  readonly connectionId: string;
  readonly connectionName: string;
  readonly redirectUri: string;
}

/** For a dashboard whose test logins need something of their own there: an application, or what stands for one. */
export interface TestApplications {
  /** What one test login needs, made or found again, and allowed for the connection. */
  makeTestApplication(connectionId: string, redirectUri: string): Promise<Outcome<string>>;
  /**
   * Removes the application of the test with this redirect URI, which is looked for where its id is not known; also `done` where
   * there is none.
   */
  removeTestApplication(redirectUri: string, id?: string): Promise<Outcome<void>>;
}

/** For a dashboard whose logins come back to an address of the extension's own, whatever they end with. */
export interface RedirectedLogins {
  prepareLogin(request: LoginRequest): Promise<Outcome<PreparedLogin>>;
  /**
   * For a dashboard that silently leads people elsewhere where a login may not come back: why one has not come back; undefined
   * where that is not the reason, or is not known.
   */
  whyNotBack?(redirectUri: string): Promise<FailedLogin | undefined>;
}

/** For a dashboard whose logins end on its own pages: in a window that the extension watches. */
export interface WatchedLogins {
  /** The address of the dashboard's that such a login comes back to. */
  readonly loginEnd: string;
  prepareLogin(request: LoginRequest): Promise<Outcome<WatchedLogin>>;
  /** Pure. Undefined: the login goes on. */
  readLogin(memo: Secret, page: LoginPage): LoginRead | undefined;
  /** Finishes it with the address of its end. Once: no code is good for a second time. */
  finishLogin(memo: Secret, address: string): Promise<LoginOutcome>;
}

/** For a dashboard that keeps an account of whoever logs in, and tells whether a login has made it. */
export interface TestAccounts {
  /** Removes the account that a test login has made; also `done` where it is gone. */
  removeTestAccount(connectionId: string, account: TestAccount): Promise<Outcome<void>>;
}

/** For a dashboard at which a login may leave an account behind that nothing ties to it. */
export interface StrayAccounts {
  /** The names of accounts without a link made since a login began; undefined where they are not told. Reads only. */
  straysSince(memo: Secret): Promise<Outcome<readonly string[] | undefined>>;
}

/** For a dashboard that keeps an account of whoever logs in, and counts those that a connection has linked to Bitbucket. */
export interface LinkedAccounts {
  /** How many there are; undefined where the answer does not tell. Reads only. */
  countLinked(connectionId: string): Promise<Outcome<number | undefined>>;
}

/** For a dashboard that lets a login be tested. */
export type LoginTests = RedirectedLogins | WatchedLogins;

/** Whether a login can be tested over the dashboard's API. */
export const canTest = (session: DashboardSession): session is DashboardSession & LoginTests =>
  'prepareLogin' in session;

/** Whether it is tested in a window that the extension watches. */
export const isWatched = (session: DashboardSession): session is DashboardSession & WatchedLogins =>
  'readLogin' in session;

/** Whether a test login takes an application of its own. */
export const takesApplication = (session: DashboardSession): session is DashboardSession & TestApplications =>
  'makeTestApplication' in session;

/** Whether an account that a test login has made can be removed. */
export const takesBackAccounts = (session: DashboardSession): session is DashboardSession & TestAccounts =>
  'removeTestAccount' in session;

/** Whether it tells how many accounts a connection has linked. */
export const countsLinked = (session: DashboardSession): session is DashboardSession & LinkedAccounts =>
  'countLinked' in session;

/** Whether a login there may leave an account behind that nothing ties to it. */
export const leavesStrays = (session: DashboardSession): session is DashboardSession & StrayAccounts =>
  'straysSince' in session;
