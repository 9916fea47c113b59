import { randomBytes, randomInt } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import type { ExplorerSettings } from '../auth0-dashboard/explorer';
import { dashboardLog, dashboardSettings } from '../auth0-dashboard/pages';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
export const randomId = (length: number): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');

export interface Client {
  readonly client_id: string;
  client_secret: string;
  name: string;
  app_type: 'spa' | 'regular_web' | 'native' | 'non_interactive';
  callbacks: string[];
  grant_types: string[];
  token_endpoint_auth_method: 'none' | 'client_secret_post' | 'client_secret_basic';
  description?: string;
  oidc_conformant: boolean;
  is_first_party: boolean;
  /** `require`: people log in to it only through an organization. */
  organization_usage?: 'deny' | 'allow' | 'require';
  global: boolean;
  /** Texts from whoever made it. */
  client_metadata?: Record<string, string>;
}

/** What an application may do at an API, by the tenant's grants. */
export interface ClientGrant {
  readonly id: string;
  readonly client_id: string;
  readonly audience: string;
  scope: readonly string[];
}

export interface Connection {
  readonly id: string;
  readonly name: string;
  readonly strategy: string;
  options: Record<string, unknown>;
  readonly enabledClients: Set<string>;
  /** Off if it is only for connected accounts: nobody logs in with it. */
  isForLogin: boolean;
  isForAccounts: boolean;
  /** Every third-party application may use it. */
  isDomainConnection: boolean;
}

/** A login on its way through the upstream provider, found again by the `state` that was sent there. */
export interface Transaction {
  readonly client: Client;
  readonly connection: Connection;
  readonly redirectUri: string;
  readonly state: string | undefined;
  readonly nonce: string | undefined;
  readonly scope: string;
  readonly challenge: string | undefined;
  /** The host on which the login started: callback and issuer use the same one. */
  readonly host: string;
}

export interface UserProfile {
  readonly sub: string;
  readonly name: string;
  readonly nickname: string;
  readonly picture: string;
  readonly email?: string;
  readonly email_verified?: boolean;
}

/** `drop`: the connection breaks. `hang`: no answer ever comes. `page`: a page that leads nowhere. */
export type Fault =
  | 'drop'
  | 'hang'
  | { readonly status: 401 | 500 | 502 | 503; readonly body?: unknown }
  | { readonly page: { readonly title: string; readonly text: string } };

/** One call of the Management API, as it arrived. */
export interface LoggedCall {
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

export const managementScopes = [
  'read:connections',
  'read:connections_options',
  'create:connections',
  'update:connections',
  'update:connections_options',
  'delete:connections',
  'read:clients',
  'create:clients',
  'update:clients',
  'delete:clients',
  'read:client_keys',
  'update:client_keys',
  'read:client_grants',
  'create:client_grants',
  'update:client_grants',
  'delete:client_grants',
  'read:custom_domains',
] as const;

/** The keys for a domain, made once per process: that takes longer than the rest of a tenant's start. */
const made = new Map<string, ReturnType<typeof generateKeyPair>>();

/** Everything that the stand-in for one Auth0 tenant knows, in memory. */
export class Auth0Store {
  readonly clients: Client[] = [];
  readonly connections: Connection[] = [];
  readonly customDomains: { domain: string; status: 'ready' | 'pending_verification' }[] = [];
  readonly clientGrants: ClientGrant[] = [];
  readonly transactions = new Map<string, Transaction>();
  readonly codes = new Map<string, { transaction: Transaction; user: UserProfile }>();
  /** Tokens of the Management API that were made. */
  readonly issued = new Set<string>();
  /** Secrets with which an application signs in by itself, including earlier ones. */
  readonly machineSecrets = new Set<string>();
  readonly accessTokens = new Map<string, UserProfile>();
  readonly calls: LoggedCall[] = [];
  /** Tokens of the Management API that are no longer accepted, though not expired. */
  readonly revoked = new Set<string>();
  readonly settings = {
    /** Auth0's published description says 18 characters; whether the service enforces it is not known. */
    bitbucketClientId: 'any' as 'any' | '18 characters',
    /** Calls of the Management API until it answers 429; then until `resetAt` (epoch milliseconds). */
    callsLeft: Number.POSITIVE_INFINITY,
    resetAt: 0,
    /** Applications that the tenant's plan allows. */
    mostClients: Number.POSITIVE_INFINITY,
    /** Whether `options` are returned with their `client_secret`. */
    tellsSecrets: true,
    /** The dashboard, as a person who comes for a token finds it. */
    explorer: { isLoggedIn: true, look: 'field', hasApplication: true } as ExplorerSettings,
    /** Its pages about social connections. */
    dashboard: dashboardSettings(),
  };
  readonly dashboardLog = dashboardLog();
  /** What the network, or Auth0 itself, does to a call: before it takes effect, or to its answer. By default nothing. */
  interfere: (
    call: { method: string; path: string },
    when: 'before' | 'after',
  ) => Fault | undefined | Promise<Fault | undefined> = () => undefined;
  /** The dashboard's own application for its Try button; in no list. */
  readonly tester: Client;
  readonly keyId = randomId(21);

  private constructor(
    readonly tenant: string,
    readonly domain: string,
    readonly privateKey: CryptoKey,
    readonly publicJwk: JWK,
  ) {
    this.tester = this.addClient({ name: 'Dashboard tester', app_type: 'regular_web' });
    this.clients.pop();
  }

  static async create(tenant: string, domain: string): Promise<Auth0Store> {
    const keys = made.get(domain) ?? generateKeyPair('RS256');
    made.set(domain, keys);
    const { privateKey, publicKey } = await keys;
    return new Auth0Store(tenant, domain, privateKey, await exportJWK(publicKey));
  }

  get domains(): string[] {
    return [
      this.domain,
      ...this.customDomains.filter((each) => each.status === 'ready').map((each) => each.domain),
    ];
  }

  get audience(): string {
    return `https://${this.domain}/api/v2/`;
  }

  addClient(fields: Pick<Client, 'name' | 'app_type'> & Partial<Client>): Client {
    const client: Client = {
      client_id: randomId(32),
      client_secret: randomBytes(48).toString('base64url'),
      callbacks: [],
      grant_types: ['authorization_code', 'implicit', 'refresh_token'],
      token_endpoint_auth_method: 'client_secret_post',
      oidc_conformant: true,
      is_first_party: true,
      global: false,
      ...fields,
    };
    this.clients.push(client);
    if (client.app_type === 'non_interactive') this.machineSecrets.add(client.client_secret);
    return client;
  }

  /** Grants an application scopes of an API; by default of the Management API. */
  grant(client_id: string, scope: readonly string[], audience = this.audience): ClientGrant {
    const made: ClientGrant = { id: `cgr_${randomId(16)}`, client_id, audience, scope };
    this.clientGrants.push(made);
    return made;
  }

  /** Removes an application, with its grants and the connections enabled for it. */
  removeClient(client_id: string): void {
    const kept = <Item extends { client_id: string }>(items: Item[]) =>
      items.splice(0, items.length, ...items.filter((each) => each.client_id !== client_id));
    kept(this.clients);
    kept(this.clientGrants);
    for (const connection of this.connections) connection.enabledClients.delete(client_id);
  }

  addConnection(
    fields: Pick<Connection, 'name' | 'strategy' | 'options'> & { readonly id?: string },
  ): Connection {
    const connection: Connection = {
      id: `con_${randomId(16)}`,
      ...fields,
      enabledClients: new Set(),
      isForLogin: true,
      isForAccounts: false,
      isDomainConnection: false,
    };
    this.connections.push(connection);
    return connection;
  }

  sign(
    claims: Record<string, unknown>,
    header: { issuer: string; audience: string | string[]; expiresIn: number },
  ): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: this.keyId })
      .setIssuer(header.issuer)
      .setAudience(header.audience)
      .setIssuedAt(Math.min(now, now + header.expiresIn - 1))
      .setExpirationTime(now + header.expiresIn)
      .sign(this.privateKey);
  }

  /** A Management API token like one from the API Explorer. `expiresIn` in seconds, 24 hours by default. */
  async managementToken(scopes: readonly string[] = managementScopes, expiresIn = 86_400): Promise<string> {
    const token = await this.sign(
      {
        sub: `${randomId(32)}@clients`,
        gty: 'client-credentials',
        azp: randomId(32),
        scope: scopes.join(' '),
      },
      { issuer: `https://${this.domain}/`, audience: this.audience, expiresIn },
    );
    this.issued.add(token);
    return token;
  }
}
