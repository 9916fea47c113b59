import * as v from 'valibot';
import { cut } from '../../cut';
import { tidy } from '../../said';
import { andThen, done, type Outcome } from '../outcome';
import type { KeycloakApi } from './api';
import { managesUsers } from './rights';

/** A realm's users, as far as a provider has to do with them. */

/** Nobody reads more of a name. */
const longestName = 60;

const counted = v.pipe(v.number(), v.integer(), v.minValue(0));

const countOf = (api: KeycloakApi, alias: string): Promise<Outcome<number>> => {
  const path = `users/count?${new URLSearchParams({ idpAlias: alias })}`;
  return api.call({ method: 'GET', path, doing: 'countLinked', role: managesUsers }, counted);
};

/**
 * How many users a provider has linked. A Keycloak that does not know how to ask for that counts all users, whatever the alias. A
 * count for an alias that nobody has shows that, and then nothing is known.
 */
export const countLinked = async (api: KeycloakApi, alias: string): Promise<Outcome<number | undefined>> =>
  andThen(await countOf(api, `nobody-${crypto.randomUUID()}`), async (ofNobody) =>
    ofNobody > 0 ? done(undefined) : countOf(api, alias),
  );

/** No more than this are gone through: no call of the API gives them by when they were made. */
const mostUsers = 1_000;

const usersAnswer = v.array(
  v.object({
    id: v.pipe(v.string(), v.maxLength(200)),
    username: v.string(),
    email: v.fallback(v.optional(v.string()), undefined),
    createdTimestamp: v.number(),
  }),
);
const linksAnswer = v.array(v.unknown());

/**
 * The names of users without a link that were made since `begunAt` (epoch milliseconds by this machine's clock), or in the second
 * before, since Keycloak tells its time only to the second; undefined where that is not told.
 */
export async function straysSince(
  api: KeycloakApi,
  begunAt: number,
): Promise<Outcome<readonly string[] | undefined>> {
  const path = `users?briefRepresentation=true&max=${mostUsers + 1}`;
  const call = { method: 'GET', path, doing: 'countLinked', role: managesUsers } as const;
  return andThen(await api.aheadMs(), async (aheadMs) =>
    andThen(await api.call(call, usersAnswer), async (users) => {
      if (users.length > mostUsers || aheadMs === undefined) return done(undefined);
      const since = begunAt - aheadMs;
      const strays: string[] = [];
      for (const { id, username, email } of users.filter((each) => each.createdTimestamp >= since)) {
        const path = `users/${encodeURIComponent(id)}/federated-identity`;
        const links = await api.call({ ...call, path }, linksAnswer);
        if (links.kind !== 'done') return links;
        if (links.value.length === 0) strays.push(cut(tidy(email || username), longestName));
      }
      return done(strays);
    }),
  );
}
