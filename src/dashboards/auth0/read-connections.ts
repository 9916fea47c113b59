import * as v from 'valibot';
import { Secret } from '../../secret';
import { andThen, done, type Outcome, refused } from '../outcome';
import { readPages } from '../paging';
import type { Connection, ConnectionsFound, ForeignConnection } from '../session';
import type { Auth0Api } from './api';
import { foreignParts, mentionsBitbucket, optionsSchema, scopesIn, textOf } from './options';
import { scopesOf } from './token';

/** What Auth0 tells of its connections. Reads only. */

/** Auth0's names for its own Bitbucket connections, and for custom OAuth 2 ones. */
export const strategies = { own: 'bitbucket', general: 'oauth2' } as const;

/** Both are shown, and written down with the setup; Auth0's own limit for a name is 128. */
const shortText = v.pipe(v.string(), v.maxLength(200));
export const connectionAnswer = v.object({
  id: shortText,
  name: shortText,
  strategy: v.string(),
  options: v.optional(optionsSchema),
  /** A connection may be for connected accounts alone. */
  authentication: v.fallback(v.optional(v.object({ active: v.boolean() })), undefined),
  is_domain_connection: v.fallback(v.optional(v.boolean()), undefined),
});
const connectionsAnswer = v.object({ connections: v.array(connectionAnswer), next: v.optional(v.string()) });
export type ConnectionAnswer = v.InferOutput<typeof connectionAnswer>;

export function toConnection(answer: ConnectionAnswer): Connection {
  const { id, name, options, authentication, is_domain_connection } = answer;
  const own = options ?? {};
  const secret = textOf(own.client_secret);
  return {
    id,
    name,
    key: textOf(own.client_id),
    secret: secret === undefined ? undefined : new Secret(secret),
    scopes: scopesIn(own),
    ...(options ? {} : { isUntold: true }),
    ...(authentication?.active === false ? { isNotForLogin: true } : {}),
    ...(is_domain_connection ? { isForThirdParties: true } : {}),
  };
}

/** Whether it leads to Bitbucket. Asked again of every answer, for an API that ignores the filter. */
export const isBitbucket = ({ strategy, options = {} }: ConnectionAnswer): boolean =>
  strategy === strategies.own || (strategy === strategies.general && foreignParts(options).length === 0);

/** What looks like Bitbucket's, by its name or an address, and is not as a setup makes it. Nothing is ever written into it. */
export const foreignIn = (found: readonly ConnectionAnswer[]): ForeignConnection[] =>
  found
    .filter(
      ({ name, strategy, options }) =>
        strategy === strategies.general && options && (/bitbucket/i.test(name) || mentionsBitbucket(options)),
    )
    .map(({ name, options = {} }) => ({ name, parts: foreignParts(options) }))
    .filter(({ parts }) => parts.length > 0);

/** What a token needs to be told a connection's options. */
const optionsRight = 'read:connections_options';
/** Where nothing can be said of a connection without them. */
export const optionsNeeded = refused({ kind: 'missing-scope', scopes: [optionsRight] });

/** Whether the token may read options. One that may not is told of connections without them, or with empty ones. */
export const mayReadOptions = async ({ accessToken }: Auth0Api): Promise<Outcome<boolean>> =>
  andThen(await accessToken(), (token) => done(scopesOf(token).includes(optionsRight)));

/** The answers with the options that were told: empty ones are none to a token that may not read them. */
const asTold = async (
  api: Auth0Api,
  answers: readonly ConnectionAnswer[],
): Promise<Outcome<ConnectionAnswer[]>> =>
  andThen(await mayReadOptions(api), (mayRead) =>
    done(answers.map((each) => (mayRead || !isEmpty(each) ? each : { ...each, options: undefined }))),
  );

const isEmpty = ({ options = {} }: ConnectionAnswer): boolean => Object.keys(options).length === 0;

/** Every connection that may be one with Bitbucket, to the last page. */
export async function readEvery(api: Auth0Api): Promise<Outcome<ConnectionAnswer[]>> {
  const pages = await readPages((from) => {
    const query = new URLSearchParams({
      strategy: strategies.own,
      include_totals: 'true',
      take: '50',
      ...(from ? { from } : {}),
    });
    query.append('strategy', strategies.general);
    const call = { method: 'GET', path: `connections?${query}`, doing: 'readConnections' } as const;
    return api.call(call, connectionsAnswer);
  });
  return andThen(pages, (all) => {
    const found = all.flatMap((page) => page.connections);
    return asTold(api, found);
  });
}

/** One connection by its id. It is gone where the dashboard says so, `not-found`, and for no other answer. */
export async function readOne(api: Auth0Api, id: string): Promise<Outcome<ConnectionAnswer>> {
  const call = { method: 'GET', path: pathOf(id), doing: 'readConnections' } as const;
  return andThen(await api.call(call, connectionAnswer), async (one) =>
    andThen(await asTold(api, [one]), ([told = one]) => done(told)),
  );
}

/** Where one connection is, below the API. */
export const pathOf = (id: string) => `connections/${encodeURIComponent(id)}`;

/** Every connection with Bitbucket, of Auth0's own kind and of the general one, and those that only look like one. */
export async function listConnections(api: Auth0Api): Promise<Outcome<ConnectionsFound>> {
  return andThen(await readEvery(api), (found) =>
    done({ connections: found.filter(isBitbucket).map(toConnection), foreign: foreignIn(found) }),
  );
}
