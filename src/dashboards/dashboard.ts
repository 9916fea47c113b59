import type { Pair } from '../bitbucket/oauth';
import type { Scope } from '../bitbucket/scopes';
import type { Secret } from '../secret';
import type { Http } from './http';
import type { Outcome } from './outcome';

/** How the extension signs in to a dashboard's API. */
export type Credential =
  | { readonly kind: 'token'; readonly token: Secret }
  | { readonly kind: 'machine'; readonly clientId: string; readonly clientSecret: Secret };

/** Something wrong with what a person entered, by code; the screens have the words. */
export interface FieldProblem {
  readonly code: FieldProblemCode;
  /** Fills the placeholders of the message, in order. */
  readonly params: readonly string[];
}

export type FieldProblemCode =
  | 'domainEmpty'
  | 'domainHttp'
  | 'domainMalformed'
  | 'domainDashboard'
  | 'domainForeign'
  | 'tokenEmpty'
  | 'tokenMalformed'
  | 'tokenOtherTenant'
  | 'tokenNotForApi'
  | 'tokenExpired'
  | 'tokenScopes';

export type Reading<Value> =
  | { readonly kind: 'ok'; readonly value: Value }
  | { readonly kind: 'problem'; readonly problem: FieldProblem };

export const problem = (code: FieldProblemCode, ...params: string[]) =>
  ({ kind: 'problem', problem: { code, params } }) as const;

/** One right of the dashboard's API, whether it is there, and what for. */
export interface AccessRight {
  readonly scope: string;
  readonly purpose: 'read' | 'create' | 'change' | 'applications' | 'test';
  /** Without it a setup cannot go through; the others belong to a feature that can be left out. */
  readonly isRequired: boolean;
  readonly isGranted: boolean;
}

export interface Access {
  readonly rights: readonly AccessRight[];
  readonly applications: readonly Application[];
  /** Domains on which a login may start, the canonical one first. */
  readonly loginDomains: readonly string[];
}

export interface Application {
  readonly id: string;
  readonly name: string;
}

/** A Bitbucket connection as the dashboard has it. */
export interface Connection {
  readonly id: string;
  readonly name: string;
  readonly key: string | undefined;
  readonly secret: Secret | undefined;
  readonly scopes: readonly string[];
}

/** What it takes to bring the dashboard to the pair and the permissions. */
export type ConnectionPlan =
  | { readonly kind: 'create' }
  | { readonly kind: 'same'; readonly connection: Connection }
  | { readonly kind: 'change'; readonly connection: Connection; readonly difference: Difference }
  | { readonly kind: 'several'; readonly names: readonly string[] };

/** Old and new of a change. Keys as hints; secrets never. */
export interface Difference {
  readonly connectionName: string;
  readonly oldKey: string | undefined;
  readonly newKey: string;
  readonly scopesAdded: readonly string[];
  readonly scopesRemoved: readonly string[];
}

/** Who logged in, as the dashboard reports it. */
export interface LoginProfile {
  readonly sub: string;
  readonly name: string | undefined;
  readonly picture: string | undefined;
  readonly email: string | undefined;
}

export type LoginOutcome =
  | { readonly kind: 'logged-in'; readonly profile: LoginProfile }
  /** The provider came back with an error: OAuth's `error`, and its own words. */
  | { readonly kind: 'provider-error'; readonly error: string; readonly description: string }
  /** What came back is not what a correct provider answers. */
  | { readonly kind: 'invalid-answer' };

/** A login that can be opened in a window and finished with the address that the window ends on. */
export interface PreparedLogin {
  readonly url: string;
  finish(callbackAddress: string): Promise<LoginOutcome>;
}

/** Keeps an API token between calls, so that it is fetched once. */
export interface TokenCache {
  read(): Promise<Secret | undefined>;
  write(token: Secret, expiresInSeconds: number): Promise<void>;
}

/** A kind of dashboard: what it is called, what can be told without asking it, and the way in. */
export interface Dashboard {
  readonly id: DashboardId;
  readonly name: string;
  /** The canonical domain in what a person enters, addresses of the dashboard's pages included. */
  readDomain(text: string): Reading<string>;
  /** Reads a pasted API token before anything is sent: whose it is, whether it is valid now, and what it may do. */
  readToken(text: string, domain: string, now: number): Reading<Secret>;
  /** The callback URL to register at Bitbucket for logins that start on `loginDomain`. */
  callbackUrl(loginDomain: string): string;
  /** The dashboard's own page of a connection. */
  connectionPage(domain: string): string;
  signIn(options: {
    readonly domain: string;
    readonly credential: Credential;
    readonly http: Http;
    readonly cache: TokenCache;
  }): DashboardSession;
}

export type DashboardId = 'auth0';

/** Calls of a dashboard's API. Each can be repeated without doubling anything. */
export interface DashboardSession {
  checkAccess(): Promise<Outcome<Access>>;
  planConnection(pair: Pair, scopes: readonly Scope[]): Promise<Outcome<ConnectionPlan>>;
  createConnection(pair: Pair, scopes: readonly Scope[]): Promise<Outcome<Connection>>;
  /** Changes key, secret and scopes; every other option stays as it is. */
  changeConnection(id: string, pair: Pair, scopes: readonly Scope[]): Promise<Outcome<Connection>>;
  readConnection(): Promise<Outcome<Connection | undefined>>;
  /** Applications that people log in to, to the last page. */
  listApplications(): Promise<Outcome<readonly Application[]>>;
  listEnabled(connectionId: string): Promise<Outcome<readonly string[]>>;
  /** Enables, never disables. */
  enable(connectionId: string, applicationIds: readonly string[]): Promise<Outcome<void>>;
  /** An application for one test login, allowed for the connection. `onMade` is called before anything else can fail. */
  makeTestApplication(
    connectionId: string,
    redirectUri: string,
    onMade: (id: string) => Promise<void>,
  ): Promise<Outcome<string>>;
  removeTestApplication(id: string): Promise<Outcome<void>>;
  prepareLogin(options: {
    readonly loginDomain: string;
    readonly applicationId: string;
    readonly connectionName: string;
    readonly redirectUri: string;
  }): Promise<Outcome<PreparedLogin>>;
}
