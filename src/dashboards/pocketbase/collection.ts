import * as v from 'valibot';
import { origin } from '../../bitbucket/addresses';
import { expand } from '../../bitbucket/scopes';
import { andThen, done, type Outcome } from '../outcome';
import type { Connection, ForeignConnection, ForeignPart } from '../session';
import type { ApiCall, PocketBaseApi } from './api';

/**
 * A collection of people, and the providers by which they log in. A Bitbucket connection is the entry `bitbucket` among them, of
 * which there is one at most; its id is that of the collection.
 */

/** PocketBase's own name for it. */
export const providerName = 'bitbucket';

/** What PocketBase asks of Bitbucket, which nobody can set. */
export const asked = expand(['account']);

/** A provider with all of its values, as the API tells it: what is written as a whole has to have them all. The Secret is never told. */
export type Provider = Readonly<Record<string, unknown>> & { readonly name: string };

const provider = v.custom<Provider>(
  (given) => typeof given === 'object' && given !== null && 'name' in given && typeof given.name === 'string',
);

/** Written down with the setup. */
const shortText = v.pipe(v.string(), v.maxLength(200));
const collectionAnswer = v.object({
  id: shortText,
  name: shortText,
  type: v.literal('auth'),
  // The superusers' own takes providers as well, but nobody should log in there with Bitbucket.
  system: v.literal(false),
  oauth2: v.object({ enabled: v.boolean(), providers: v.array(provider) }),
});
export type Collection = v.InferOutput<typeof collectionAnswer>;

const pathOf = (idOrName: string) => `collections/${encodeURIComponent(idOrName)}`;

/** Reads a collection. */
export const readCollection = (api: PocketBaseApi, idOrName: string): Promise<Outcome<Collection>> =>
  api.call({ method: 'GET', path: pathOf(idOrName), doing: 'readConnections' }, collectionAnswer);

/** What to change in a collection's OAuth 2 settings; the rest stays as it is. */
interface Change {
  readonly enabled?: boolean;
  /** Every one of them: PocketBase removes what is left out. It keeps a Secret that is left out, by the provider's name. */
  readonly providers?: readonly Provider[];
}

/** Changes a collection, and returns it as it is then. */
export const writeCollection = (
  api: PocketBaseApi,
  id: string,
  oauth2: Change,
  doing: ApiCall['doing'],
): Promise<Outcome<Collection>> =>
  api.call({ method: 'PATCH', path: pathOf(id), body: { oauth2 }, doing }, collectionAnswer);

const namesAnswer = v.object({ items: v.array(v.object({ name: v.string() })) });

/** Names of all collections of people. */
export const listCollections = async (api: PocketBaseApi): Promise<Outcome<readonly string[]>> => {
  const query = new URLSearchParams({
    filter: "type='auth' && system=false",
    fields: 'name',
    sort: 'name',
    // As many as PocketBase gives in one page.
    perPage: '1000',
  });
  const call = { method: 'GET', path: `collections?${query}`, doing: 'readApplications' } as const;
  return andThen(await api.call(call, namesAnswer), ({ items }) => done(items.map((each) => each.name)));
};

const isBitbucket = ({ name }: Provider): boolean => name === providerName;

/** The collection's provider for Bitbucket; undefined where it has none, or only one that leads elsewhere. */
export const ownIn = ({ oauth2 }: Collection): Provider | undefined =>
  oauth2.providers.find((each) => isBitbucket(each) && foreignParts(each).length === 0);

/** All of the others. */
export const othersIn = ({ oauth2 }: Collection): readonly Provider[] =>
  oauth2.providers.filter((each) => !isBitbucket(each));

/** The one that has the name, and leads elsewhere; nothing is ever written into it. */
export const foreignIn = ({ oauth2 }: Collection): readonly ForeignConnection[] =>
  oauth2.providers
    .filter((each) => isBitbucket(each) && foreignParts(each).length > 0)
    .map((each) => ({ name: each.name, parts: foreignParts(each) }));

/** The collection's providers with this one in place of its own, or after all others. */
export const withOwn = (collection: Collection, own: Provider): readonly Provider[] =>
  ownIn(collection)
    ? collection.oauth2.providers.map((each) => (isBitbucket(each) ? own : each))
    : [...collection.oauth2.providers, own];

/** Addresses that PocketBase knows by itself; a provider may replace them. */
const addresses: Readonly<Record<string, { readonly part: ForeignPart; readonly usual: string }>> = {
  authURL: { part: 'authorization', usual: `${origin}/site/oauth2/authorize` },
  tokenURL: { part: 'token', usual: `${origin}/site/oauth2/access_token` },
  userInfoURL: { part: 'profile', usual: 'https://api.bitbucket.org/2.0/user' },
};

const foreignParts = (own: Provider): readonly ForeignPart[] =>
  Object.entries(addresses)
    .filter(([name, { usual }]) => !['', usual, undefined].includes(own[name] as string | undefined))
    .map(([, { part }]) => part);

/** The provider's Client ID; undefined where it has none. */
export const keyOf = ({ clientId }: Provider): string | undefined =>
  typeof clientId === 'string' && clientId !== '' ? clientId : undefined;

/** Whether the collection's providers are off, and could only be switched on along with others. */
export const isHeldOff = (collection: Collection): boolean =>
  !collection.oauth2.enabled && othersIn(collection).length > 0;

export const toConnection = (collection: Collection, own: Provider): Connection => ({
  id: collection.id,
  name: providerName,
  key: keyOf(own),
  secret: undefined,
  scopes: asked,
  ...(isHeldOff(collection) ? { isNotForLogin: true } : {}),
});

const countAnswer = v.object({ totalItems: v.pipe(v.number(), v.integer(), v.minValue(0)) });

/** How many of a collection's people have logged in with Bitbucket: PocketBase has an entry for each. */
export const countLinked = async (api: PocketBaseApi, id: string): Promise<Outcome<number>> => {
  const query = new URLSearchParams({
    filter: `collectionRef=${JSON.stringify(id)} && provider="${providerName}"`,
    perPage: '1',
  });
  const path = `collections/_externalAuths/records?${query}`;
  const call = { method: 'GET', path, doing: 'countLinked' } as const;
  return andThen(await api.call(call, countAnswer), ({ totalItems }) => done(totalItems));
};
