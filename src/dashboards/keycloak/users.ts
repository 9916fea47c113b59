import * as v from 'valibot';
import { andThen, done, type Outcome } from '../outcome';
import type { KeycloakApi } from './api';
import { managesUsers } from './rights';

/** A realm's users, as far as a provider has to do with them. */

const counted = v.pipe(v.number(), v.integer(), v.minValue(0));

const countOf = (api: KeycloakApi, alias: string): Promise<Outcome<number>> => {
  const path = `users/count?${new URLSearchParams({ idpAlias: alias })}`;
  return api.call({ method: 'GET', path, doing: 'countLinked', role: managesUsers }, counted);
};

/**
 * How many users a provider has linked. A Keycloak that does not know how to ask for that counts all that there are, whatever the
 * alias: what it counts of one that nobody has tells that, and then nothing is known.
 */
export const countLinked = async (api: KeycloakApi, alias: string): Promise<Outcome<number | undefined>> =>
  andThen(await countOf(api, `nobody-${crypto.randomUUID()}`), async (ofNobody) =>
    ofNobody > 0 ? done(undefined) : countOf(api, alias),
  );
