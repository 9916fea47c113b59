import * as v from 'valibot';
import { origin } from '../../bitbucket/addresses';
import type { Pair } from '../../bitbucket/oauth';
import { expand, type Scope } from '../../bitbucket/scopes';
import { andThen, done, type Outcome } from '../outcome';
import { readPages } from '../paging';
import type { Connection, ForeignConnection, ForeignPart } from '../session';
import { type ApiCall, type KeycloakApi, nothing } from './api';

/**
 * A realm's identity providers. The connection of a profile is the one of the kind `bitbucket` that has its alias: the callback URL
 * at Bitbucket has that alias in it, so no other provider can have the pair.
 */

/** Keycloak's own name for the kind. */
const kind = 'bitbucket';

/** With all of its values, as the API tells it: it is written as a whole, and loses what is left out. The Secret is told as stars. */
export type Provider = Readonly<Record<string, unknown>> & {
  readonly alias: string;
  readonly providerId: string;
  readonly config: Readonly<Record<string, unknown>>;
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const provider = v.custom<Provider>(
  (given) =>
    isRecord(given) &&
    typeof given.alias === 'string' &&
    typeof given.providerId === 'string' &&
    isRecord(given.config),
);
const list = v.array(provider);

const inPage = 100;
const path = 'identity-provider/instances';
const pathOf = (alias: string) => `${path}/${encodeURIComponent(alias)}`;

/** All of a realm's providers, to the last page. */
export async function readProviders(api: KeycloakApi): Promise<Outcome<readonly Provider[]>> {
  const found = new Map<string, Provider>();
  const pages = await readPages(async (from = '0') => {
    const call = {
      method: 'GET',
      path: `${path}?first=${from}&max=${inPage}`,
      doing: 'readConnections',
    } as const;
    return andThen(await api.call(call, list), (page): Outcome<{ next?: string }> => {
      const known = found.size;
      for (const each of page) found.set(each.alias, each);
      const isMore = page.length >= inPage && found.size > known;
      return done(isMore ? { next: String(found.size) } : {});
    });
  });
  return andThen(pages, () => done([...found.values()]));
}

/** The provider of that alias, of whatever kind; undefined where there is none. */
export async function readProvider(api: KeycloakApi, alias: string): Promise<Outcome<Provider | undefined>> {
  const call = { method: 'GET', path: pathOf(alias), doing: 'readConnections' } as const;
  const read = await api.call(call, provider);
  return isNotThere(read) ? done(undefined) : read;
}

const isNotThere = (answer: Outcome<unknown>): boolean =>
  answer.kind === 'refused' && answer.cause.kind === 'not-found';

/** Makes a provider. */
export const makeProvider = (api: KeycloakApi, made: Provider): Promise<Outcome<unknown>> =>
  api.call({ method: 'POST', path, body: made, doing: 'makeConnection' }, nothing);

/** Writes a provider as a whole. Stars in place of its Secret leave that as it is. */
export const writeProvider = (
  api: KeycloakApi,
  written: Provider,
  doing: ApiCall['doing'],
): Promise<Outcome<unknown>> =>
  api.call({ method: 'PUT', path: pathOf(written.alias), body: written, doing }, nothing);

/** Deletes a provider; also `done` where there is none. */
export async function deleteProvider(api: KeycloakApi, alias: string): Promise<Outcome<unknown>> {
  const call = { method: 'DELETE', path: pathOf(alias), doing: 'removeConnection' } as const;
  const answer = await api.call(call, nothing);
  return isNotThere(answer) ? done('') : answer;
}

/** Whether it is one with Bitbucket, and no other that has the name. */
export const isBitbucket = ({ providerId }: Provider): boolean => providerId === kind;

/** A text that says something; undefined for anything else. */
const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

export const keyOf = ({ config }: Provider): string | undefined => textOf(config.clientId);

/** What it asks Bitbucket for; only the account where it does not say. */
export const scopesOf = ({ config }: Provider): readonly string[] =>
  textOf(config.defaultScope)?.split(/[ ,]+/).filter(Boolean) ?? ['account'];

/** Whether people log in with it at all; otherwise it only links existing accounts. */
export const isForLogin = ({ linkOnly }: Provider): boolean => linkOnly !== true;

/** One that says nothing of it is switched on. */
export const isOn = ({ enabled }: Provider): boolean => enabled !== false;

export const toConnection = (own: Provider): Connection => ({
  id: own.alias,
  name: own.alias,
  key: keyOf(own),
  secret: undefined,
  scopes: scopesOf(own),
  ...(isForLogin(own) ? {} : { isNotForLogin: true }),
});

/**
 * How Keycloak sends Key and Secret to Bitbucket. `client_secret_basic` sends them percent-encoded, which is the same for these
 * characters only; Bitbucket is not known to decode others.
 */
const basic = 'client_secret_basic';
const basicAsItIs = 'client_secret_basic_unencoded';
const isSameEncoded = ({ key, secret }: Pair): boolean => /^[\w.-]*$/.test(key + secret.reveal());

/** How the pair is sent from now on: as before, where that works. A provider that was made in the console says nothing of it. */
function methodFor(pair: Pair, before: unknown): unknown {
  if (before === basic) return isSameEncoded(pair) ? basic : basicAsItIs;
  return [undefined, '', 'client_secret_post', basicAsItIs].includes(before as string | undefined)
    ? before
    : methodFor(pair, basic);
}

/** A provider as a setup makes it. It is not switched on yet. */
export const newProvider = (alias: string, pair: Pair, scopes: readonly Scope[]): Provider => ({
  alias,
  providerId: kind,
  displayName: 'Bitbucket',
  enabled: false,
  trustEmail: false,
  storeToken: false,
  addReadTokenRoleOnCreate: false,
  linkOnly: false,
  config: { ...configWith({ clientAuthMethod: basic }, pair, scopes), syncMode: 'IMPORT' },
});

/** The provider with the pair and the permissions, and everything else as it is. */
export const withPair = (own: Provider, pair: Pair, scopes: readonly Scope[]): Provider => ({
  ...own,
  config: configWith(own.config, pair, scopes),
});

const configWith = (before: Provider['config'], pair: Pair, scopes: readonly Scope[]): Provider['config'] => {
  const { clientAuthMethod: was, ...rest } = before;
  const method = methodFor(pair, was);
  return {
    ...rest,
    clientId: pair.key,
    clientSecret: pair.secret.reveal(),
    defaultScope: expand(scopes).join(' '),
    ...(method === undefined ? {} : { clientAuthMethod: method }),
  };
};

/** Where a provider of the general kinds leads people, sends the Secret, and reads who they are. */
const addresses: Readonly<Record<string, { readonly part: ForeignPart; readonly host: string }>> = {
  authorizationUrl: { part: 'authorization', host: new URL(origin).host },
  tokenUrl: { part: 'token', host: new URL(origin).host },
  userInfoUrl: { part: 'profile', host: 'api.bitbucket.org' },
};

const hostIn = (address: unknown): string | undefined =>
  typeof address === 'string' && URL.canParse(address) ? new URL(address).host : undefined;

const leadsToBitbucket = ({ config }: Provider): boolean =>
  hostIn(config.authorizationUrl) === addresses.authorizationUrl?.host;

/** Its other kind and, if it leads to Bitbucket all the same, its parts that do not. */
const partsOf = (each: Provider): readonly ForeignPart[] => [
  'kind',
  ...Object.entries(addresses).flatMap(([name, { part, host }]) =>
    leadsToBitbucket(each) && hostIn(each.config[name]) !== host ? [part] : [],
  ),
];

/** Those of other kinds than Bitbucket's: the one that has the alias, and all that lead to Bitbucket. */
export const foreignIn = (providers: readonly Provider[], alias: string): readonly ForeignConnection[] =>
  providers
    .filter((each) => !isBitbucket(each) && (each.alias === alias || leadsToBitbucket(each)))
    .map((each) => ({ name: each.alias, parts: partsOf(each) }));

/** Those for Bitbucket that have another alias. */
export const besideIn = (providers: readonly Provider[], alias: string): readonly ForeignConnection[] =>
  providers
    .filter((each) => isBitbucket(each) && each.alias !== alias)
    .map((each) => ({ name: each.alias, parts: ['alias'] }));

/** One with the alias and of the kind, among all. */
export const ownIn = (providers: readonly Provider[], alias: string): Provider | undefined =>
  providers.find((each) => each.alias === alias && isBitbucket(each));

/** Reads what is there of a profile's connection, just before a write of it. */
export const readOwn = async (api: KeycloakApi, alias: string): Promise<Outcome<Provider | undefined>> =>
  andThen(await readProvider(api, alias), (found) => done(found && isBitbucket(found) ? found : undefined));
