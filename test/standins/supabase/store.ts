import { createHash, randomBytes, randomInt, randomUUID } from 'node:crypto';
import { UnsecuredJWT } from 'jose';

const letters = 'abcdefghijklmnopqrstuvwxyz';
const anyLetters = (length: number): string =>
  Array.from({ length }, () => letters[randomInt(letters.length)]).join('');

/** The auth settings that the stand-in knows, with a new project's values. For a secret it tells a digest. */
export const firstConfig = {
  site_url: 'https://shop.acme.example',
  uri_allow_list: '',
  disable_signup: false,
  jwt_exp: 3600,
  mailer_autoconfirm: false,
  external_email_enabled: true,
  external_bitbucket_enabled: false,
  external_bitbucket_client_id: '',
  external_bitbucket_secret: '',
  external_bitbucket_email_optional: false,
  external_github_enabled: false,
  external_github_client_id: '',
  external_github_secret: '',
  external_github_email_optional: false,
};
export type AuthConfig = typeof firstConfig;

/** Permissions of a fine-grained token, as far as they are used here. */
export const permissions = [
  'auth_config_read',
  'auth_config_write',
  'project_admin_write',
  'api_gateway_keys_read',
] as const;
export type Permission = (typeof permissions)[number];

export interface User {
  readonly id: string;
  readonly email: string;
  readonly created_at: string;
  readonly user_metadata: Readonly<Record<string, unknown>>;
}

/** A login on its way through Bitbucket, found again by the `state` that was sent there. */
export interface Flow {
  /** Where it comes back: at the requested address, or at the site's own if that is not allowed. */
  readonly back: string;
  /** Undefined: the tokens are in the address that it comes back to. */
  readonly challenge: { readonly method: 's256' | 'plain'; readonly value: string } | undefined;
  /** The host on which Bitbucket comes back. */
  readonly host: string;
}

/** What the network, or Supabase itself, does to a call. `drop`: the connection breaks. */
export type Fault = 'drop' | { readonly status: 429 | 500; readonly headers?: Record<string, string> };

export interface LoggedCall {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly body: unknown;
}

/** Everything that the stand-in for one Supabase project knows, in memory. */
export class SupabaseStore {
  readonly config: AuthConfig = { ...firstConfig };
  readonly users: User[] = [];
  readonly flows = new Map<string, Flow>();
  readonly codes = new Map<string, { readonly flow: Flow; readonly user: User }>();
  /** Tokens for the Management API, with what each may do. */
  readonly tokens = new Map<string, ReadonlySet<Permission>>();
  /** Tokens of people who logged in. */
  readonly sessions: string[] = [];
  readonly calls: LoggedCall[] = [];
  /** The project's own domain that is in use. */
  customDomain: string | undefined;
  /** Calls of the Management API until it answers 429. */
  callsLeft = Number.POSITIVE_INFINITY;
  readonly keys;
  interfere: (call: { method: string; path: string }, when: 'before' | 'after') => Fault | undefined = () =>
    undefined;

  constructor(readonly ref: string = anyLetters(20)) {
    const key = (role: string) =>
      `${new UnsecuredJWT({ iss: 'supabase', ref, role }).encode()}${randomBytes(32).toString('base64url')}`;
    this.keys = {
      anon: key('anon'),
      serviceRole: key('service_role'),
      publishable: `sb_publishable_${randomBytes(16).toString('hex')}`,
      secret: `sb_secret_${randomBytes(16).toString('hex')}`,
    };
  }

  get host(): string {
    return `${this.ref}.supabase.co`;
  }

  /** A personal access token that may do this; by default everything. */
  addToken(may: readonly Permission[] = permissions): string {
    const token = `sbp_${randomBytes(20).toString('hex')}`;
    this.tokens.set(token, new Set(may));
    return token;
  }

  /** The user with the address, who is made if there is none. */
  userOf(email: string, user_metadata: User['user_metadata']): User {
    const known = this.users.find((each) => each.email === email);
    if (known) return known;
    const user = { id: randomUUID(), email, created_at: new Date().toISOString(), user_metadata };
    this.users.push(user);
    return user;
  }

  /** As the API tells them. */
  told(): AuthConfig {
    const digest = (secret: string) =>
      secret === '' ? '' : createHash('sha256').update(secret).digest('hex');
    return {
      ...this.config,
      external_bitbucket_secret: digest(this.config.external_bitbucket_secret),
      external_github_secret: digest(this.config.external_github_secret),
    };
  }
}
