import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { expand } from './scopes';

export type Generation = 'clients' | 'consumers';

export interface Account {
  readonly uuid: string;
  readonly accountId: string;
  readonly username: string;
  readonly nickname: string;
  readonly displayName: string;
  readonly password: string;
  readonly emails: readonly { email: string; isPrimary: boolean; isConfirmed: boolean }[];
}

export interface Workspace {
  /** In braces, as in Bitbucket's API. */
  readonly uuid: string;
  readonly slug: string;
  readonly name: string;
  readonly administrators: ReadonlySet<string>;
  readonly members: ReadonlySet<string>;
}

/** What a person enters in the form of either generation. */
export interface ConsumerFields {
  name: string;
  description: string;
  callbackUrl: string;
  url: string;
  privacyPolicyUrl: string;
  eulaUrl: string;
  /** "This is a private consumer", or the grant type "Client credentials". */
  isPrivate: boolean;
  /** The grant type "Authorization code"; consumers always have it. */
  authorizationCode: boolean;
  scopes: string[];
}

export interface Consumer extends ConsumerFields {
  readonly id: number;
  workspace: string;
  readonly key: string;
  secret: string;
}

interface AuthorizationCode {
  readonly consumer: Consumer;
  readonly account: Account;
  readonly scopes: ReadonlySet<string>;
  readonly redirectUri: string | undefined;
  readonly challenge: { method: string; value: string } | undefined;
  readonly expiresAt: number;
}

interface AccessToken {
  readonly account: Account;
  readonly scopes: ReadonlySet<string>;
  readonly expiresAt: number;
}

export type FieldErrors = Partial<Record<keyof ConsumerFields, string>>;

/** A consumer as a person would have made it, to start from. */
export const consumerFields = (name: string, more: Partial<ConsumerFields> = {}): ConsumerFields => ({
  name,
  description: '',
  callbackUrl: 'https://acme.eu.auth0.com/login/callback',
  url: '',
  privacyPolicyUrl: '',
  eulaUrl: '',
  isPrivate: false,
  authorizationCode: true,
  scopes: ['account'],
  ...more,
});

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const randomText = (length: number): string =>
  Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');

/** Lengths seen: Key and Secret 18 and 32; Client ID and Secret 32 and 76 (2026). */
const lengths: Record<Generation, { key: number; secret: number }> = {
  consumers: { key: 18, secret: 32 },
  clients: { key: 32, secret: 76 },
};

/** Everything that the stand-in for Bitbucket knows, in memory. */
export class BitbucketStore {
  readonly accounts = new Map<string, Account>();
  readonly workspaces = new Map<string, Workspace>();
  /** Former slug → today's. */
  readonly renamed = new Map<string, string>();
  readonly consumers: Consumer[] = [];
  /** Session cookie → account, and the CSRF token that belongs to it. */
  readonly sessions = new Map<string, { account: Account; csrf: string }>();
  readonly codes = new Map<string, AuthorizationCode>();
  readonly accessTokens = new Map<string, AccessToken>();
  readonly refreshTokens = new Map<string, { consumer: Consumer; account: Account; scopes: Set<string> }>();
  /** Session's CSRF token → a consumer whose pair the next list shows, once. */
  readonly shownOnce = new Map<string, Consumer>();
  /** `{account uuid} {consumer key}` → the scopes that the person granted. */
  readonly grants = new Map<string, Set<string>>();
  #nextId = randomInt(400_000, 900_000);

  addAccount(fields: { username: string; displayName: string; password: string; email: string }): Account {
    const account: Account = {
      uuid: `{${randomUUID()}}`,
      accountId: `557058:${randomUUID()}`,
      username: fields.username,
      nickname: fields.displayName,
      displayName: fields.displayName,
      password: fields.password,
      emails: [
        { email: fields.email, isPrimary: true, isConfirmed: true },
        { email: `second.${fields.email}`, isPrimary: false, isConfirmed: false },
      ],
    };
    this.accounts.set(account.username, account);
    return account;
  }

  addWorkspace(slug: string, name: string, administrators: Account[], members: Account[] = []): Workspace {
    const workspace: Workspace = {
      uuid: `{${randomUUID()}}`,
      slug,
      name,
      administrators: new Set(administrators.map((each) => each.uuid)),
      members: new Set([...administrators, ...members].map((each) => each.uuid)),
    };
    this.workspaces.set(slug, workspace);
    return workspace;
  }

  /** From now on its pages are at another address; the consumers stay with it. */
  renameWorkspace(slug: string, to: string): void {
    const workspace = this.workspaces.get(slug);
    if (!workspace) throw new Error(`No workspace ${slug}`);
    this.workspaces.delete(slug);
    this.workspaces.set(to, { ...workspace, slug: to });
    this.renamed.set(slug, to);
    for (const each of this.consumers) if (each.workspace === slug) each.workspace = to;
  }

  /** Where an address with a former slug, or with the UUID, leads. */
  slugOf(part: string): string | undefined {
    const byUuid = [...this.workspaces.values()].find(({ uuid }) => uuid === part);
    return byUuid?.slug ?? this.renamed.get(part);
  }

  /** Bitbucket's own checks of the form: the name is the only required field, and unique in the workspace. */
  problemsOf(workspace: string, fields: ConsumerFields, id?: number): FieldErrors {
    const errors: FieldErrors = {};
    const name = fields.name.trim();
    if (name === '') errors.name = 'This field is required.';
    else if (this.inWorkspace(workspace).some((each) => each.name === name && each.id !== id)) {
      errors.name = 'You already have a consumer with this name.';
    }
    for (const key of ['callbackUrl', 'url', 'privacyPolicyUrl', 'eulaUrl'] as const) {
      if (fields[key] !== '' && !isAcceptedUrl(fields[key])) errors[key] = 'Enter a valid URL.';
    }
    return errors;
  }

  addConsumer(workspace: string, generation: Generation, fields: ConsumerFields): Consumer {
    const consumer: Consumer = {
      ...fields,
      name: fields.name.trim(),
      id: this.#nextId++,
      workspace,
      key: randomText(lengths[generation].key),
      secret: randomText(lengths[generation].secret),
      scopes: [...expand(fields.scopes)],
    };
    this.consumers.push(consumer);
    return consumer;
  }

  changeConsumer(consumer: Consumer, fields: ConsumerFields): void {
    Object.assign(consumer, fields, { name: fields.name.trim(), scopes: [...expand(fields.scopes)] });
  }

  deleteConsumer(id: number): void {
    const index = this.consumers.findIndex((each) => each.id === id);
    if (index >= 0) this.consumers.splice(index, 1);
  }

  /** As if a consumer was deleted and made again after somebody had copied its pair. */
  replaceSecret(consumer: Consumer): void {
    consumer.secret = randomText(consumer.secret.length);
  }

  inWorkspace(slug: string): Consumer[] {
    return this.consumers
      .filter((each) => each.workspace === slug)
      .sort((one, other) => one.name.localeCompare(other.name));
  }

  startSession(account: Account): { cookie: string; csrf: string } {
    const cookie = randomBytes(24).toString('base64url');
    const csrf = randomBytes(24).toString('base64url');
    this.sessions.set(cookie, { account, csrf });
    return { cookie, csrf };
  }

  issueCode(fields: Omit<AuthorizationCode, 'expiresAt'>): string {
    const code = randomText(18);
    this.codes.set(code, { ...fields, expiresAt: Date.now() + 10 * 60_000 });
    return code;
  }

  issueTokens(consumer: Consumer, account: Account, scopes: ReadonlySet<string>) {
    const accessToken = randomBytes(48).toString('base64url');
    const refreshToken = randomText(18);
    this.accessTokens.set(accessToken, { account, scopes, expiresAt: Date.now() + 7200_000 });
    this.refreshTokens.set(refreshToken, { consumer, account, scopes: new Set(scopes) });
    return { accessToken, refreshToken };
  }
}

function isAcceptedUrl(text: string): boolean {
  if (text === 'urn:ietf:wg:oauth:2.0:oob') return true;
  try {
    return /^https?:$/.test(new URL(text).protocol);
  } catch {
    return false;
  }
}
