import * as v from 'valibot';
import { cut } from '../../cut';
import { Secret } from '../../secret';
import { andThen, done, type Outcome, refused, sendCarefully } from '../outcome';
import type {
  OwnAccess,
  OwnAccessMade,
  OwnAccessOffer,
  OwnAccessPlan,
  OwnAccessRemoved,
  OwnAccessTerms,
} from '../own-access';
import { readPages } from '../paging';
import type { Feature } from '../session';
import type { Auth0Api } from './api';
import { anything } from './api';
import { apiAudience, isDomain, pageIn } from './domain';
import { rights } from './rights';
import type { Own } from './settings';
import { scopesOf } from './token';

/** The application's name. It is known by its mark, since anybody may use the name. */
const applicationName = 'Keyferry';
const mark = { keyferry: 'own-access' };
const longestName = 200;

const fields = 'client_id,name,app_type,is_first_party,token_endpoint_auth_method,client_metadata';
const clientAnswer = v.object({
  /** Written down with the profile. */
  client_id: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  name: v.optional(v.string(), ''),
  app_type: v.optional(v.string(), ''),
  is_first_party: v.fallback(v.optional(v.boolean()), undefined),
  token_endpoint_auth_method: v.fallback(v.optional(v.string()), undefined),
  client_metadata: v.fallback(v.optional(v.record(v.string(), v.unknown()), {}), {}),
});
type ClientAnswer = v.InferOutput<typeof clientAnswer>;
const clientsAnswer = v.object({ total: v.number(), clients: v.array(clientAnswer) });
/** Without the right to see it, it is missing, or blacked out. */
const secretAnswer = v.object({
  client_secret: v.fallback(v.optional(v.pipe(v.string(), v.regex(/^[\w-]{16,512}$/))), undefined),
});

const grantAnswer = v.object({
  id: v.pipe(v.string(), v.minLength(1)),
  client_id: v.optional(v.string(), ''),
  audience: v.optional(v.string(), ''),
  scope: v.fallback(v.optional(v.array(v.string()), []), []),
  allow_all_scopes: v.fallback(v.optional(v.boolean(), false), false),
  subject_type: v.fallback(v.optional(v.string(), 'client'), 'client'),
});
type GrantAnswer = v.InferOutput<typeof grantAnswer>;
const grantsAnswer = v.union([
  v.pipe(
    v.array(grantAnswer),
    v.transform((client_grants) => ({ client_grants, next: undefined })),
  ),
  v.object({ client_grants: v.array(grantAnswer), next: v.optional(v.string()) }),
]);

/** Rights needed to make it, whatever is there. */
const needed = ['read:clients', 'create:clients', 'read:client_grants', 'create:client_grants'];
/** Either lets it use one that is there. */
const keyRights = { read: 'read:client_keys', replaced: 'update:client_keys' } as const;
const changeRight = 'update:client_grants';
/** Every right that is asked for on the way to it, and that it does not get itself. */
export const rightsOnTheWay: readonly string[] = [...needed, ...Object.values(keyRights), changeRight];

/**
 * What a token can make. Nothing with more rights than it has itself: whoever has narrowed theirs does not want more by a detour.
 */
export const ownAccessWith = (granted: readonly string[]): OwnAccessOffer => ({
  lacks: needed.filter((each) => !granted.includes(each)),
  features: [...new Set(rights.map((each) => each.feature))].filter((feature) =>
    scopesFor([feature]).every((each) => granted.includes(each)),
  ),
});

/** The rights of these features, and of the setup itself, without which no other is of use. */
const scopesFor = (features: readonly Feature[]): readonly string[] =>
  rights.filter(({ feature }) => feature === 'setup' || features.includes(feature)).map(({ scope }) => scope);

/** What is said of it, and what a profile has of it. */
export const ownAccess: OwnAccessTerms<Own> = {
  explains: 'auth0OwnExplains',
  settings: (id) =>
    id === undefined ? { signIn: 'token', clientId: '' } : { signIn: 'machine', clientId: id },
  page: ({ domain }, id) =>
    pageIn(isDomain(domain) ? domain : '', `applications/${encodeURIComponent(id)}/settings`),
};

/**
 * Only what Keyferry has made: marked so, and as it makes them. An application of somebody else's, which may have registered itself
 * with any mark, would hand what it is granted to whoever has its Secret; so would one that signs in with a key of its own.
 */
const isOwn = (client: ClientAnswer): boolean =>
  client.client_metadata.keyferry === mark.keyferry &&
  client.app_type === 'non_interactive' &&
  client.is_first_party !== false &&
  client.token_endpoint_auth_method === 'client_secret_post';

const pathOf = (id: string) => `clients/${encodeURIComponent(id)}`;
const isAs = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((each) => other.includes(each));
const missing = (scopes: readonly string[]) => refused({ kind: 'missing-scope', scopes });
const nobodys = refused({ kind: 'unexpected-answer', status: 200 });

interface Found {
  readonly client: ClientAnswer;
  readonly grant: GrantAnswer | undefined;
}

/** Makes, finds and removes the application. `domain`: the tenant's canonical one. */
export function ownAccessCalls({ call, pause, accessToken }: Auth0Api, domain: string) {
  const audience = apiAudience(domain);

  /** The first that is marked, of all that there are: none is made beside one that was not read. */
  const findClient = async (): Promise<Outcome<ClientAnswer | undefined>> => {
    const seen = new Set<string>();
    const pages = await readPages(async (page = '0') => {
      const query = new URLSearchParams({
        page,
        per_page: '100',
        include_totals: 'true',
        is_global: 'false',
        fields,
        include_fields: 'true',
      });
      const answer = await call(
        { method: 'GET', path: `clients?${query}`, doing: 'readApplications' },
        clientsAnswer,
      );
      return andThen(answer, ({ clients, total }): Outcome<{ clients: ClientAnswer[]; next?: string }> => {
        const known = seen.size;
        for (const each of clients) seen.add(each.client_id);
        const isMore = seen.size > known && (seen.size < total || clients.length >= 100);
        return done({ clients, ...(isMore ? { next: String(Number(page) + 1) } : {}) });
      });
    });
    return andThen(pages, (all) => done(all.flatMap(({ clients }) => clients).find(isOwn)));
  };

  /** The one with that id; undefined where there is none. An answer about another one counts as none. */
  const readClient = async (id: string): Promise<Outcome<ClientAnswer | undefined>> => {
    const query = new URLSearchParams({ fields, include_fields: 'true' });
    const answer = await call(
      { method: 'GET', path: `${pathOf(id)}?${query}`, doing: 'readOwnAccess' },
      clientAnswer,
    );
    if (answer.kind === 'refused' && answer.cause.said?.code.includes('inexistent_client'))
      return done(undefined);
    return andThen(answer, (client) => (client.client_id === id ? done(client) : nobodys));
  };

  /** What it is granted of the Management API, by itself and for nobody's account. */
  const findGrant = async (id: string): Promise<Outcome<GrantAnswer | undefined>> => {
    const pages = await readPages((from) => {
      const query = new URLSearchParams({ client_id: id, audience, take: '50', ...(from ? { from } : {}) });
      return call({ method: 'GET', path: `client-grants?${query}`, doing: 'readOwnAccess' }, grantsAnswer);
    });
    // Not every server filters.
    return andThen(pages, (all) =>
      done(
        all
          .flatMap((page) => page.client_grants)
          .find(
            (each) => each.client_id === id && each.audience === audience && each.subject_type === 'client',
          ),
      ),
    );
  };

  const find = async (): Promise<Outcome<Found | undefined>> =>
    andThen(
      await findClient(),
      async (client): Promise<Outcome<Found | undefined>> =>
        client === undefined
          ? done(undefined)
          : andThen(await findGrant(client.client_id), (grant) => done({ client, grant })),
    );

  /** Undefined where the token may not be told it. */
  const readSecret = async (id: string): Promise<Outcome<Secret | undefined>> =>
    andThen(
      await call(
        { method: 'GET', path: `${pathOf(id)}?fields=client_id,client_secret`, doing: 'readOwnAccess' },
        secretAnswer,
      ),
      ({ client_secret }) => done(client_secret === undefined ? undefined : new Secret(client_secret)),
    );
  const replaceSecret = async (id: string): Promise<Outcome<Secret | undefined>> =>
    andThen(
      await call(
        { method: 'POST', path: `${pathOf(id)}/rotate-secret`, doing: 'makeOwnAccess' },
        secretAnswer,
      ),
      ({ client_secret }) => done(client_secret === undefined ? undefined : new Secret(client_secret)),
    );
  /** By what the token may do: to be told it, or to replace it. */
  const secretOf = async (id: string, how: OwnAccessPlan['secret']): Promise<Outcome<Secret>> =>
    andThen(how === 'read' ? await readSecret(id) : await replaceSecret(id), (secret) =>
      secret === undefined ? missing([keyRights.read]) : done(secret),
    );
  /**
   * One without a grant is of no use to anybody yet, and whoever put it there may know its Secret: so that is replaced, where it
   * may be.
   */
  const waysOf = (granted: readonly string[], isInUse: boolean): OwnAccessPlan['secret'] | undefined => {
    const ways = [
      ...(granted.includes(keyRights.read) ? ['read' as const] : []),
      ...(granted.includes(keyRights.replaced) ? ['replaced' as const] : []),
    ];
    return isInUse ? ways[0] : ways.at(-1);
  };

  /** Makes it. A Secret comes along unless the token may not be told it, or the answer was lost. */
  const create = async (): Promise<Outcome<{ readonly id: string; readonly secret: Secret | undefined }>> => {
    const body = {
      name: applicationName,
      description: 'Made by Keyferry to set up Bitbucket logins. Keyferry removes it in its settings.',
      app_type: 'non_interactive',
      token_endpoint_auth_method: 'client_secret_post',
      grant_types: ['client_credentials'],
      oidc_conformant: true,
      client_metadata: mark,
      jwt_configuration: { alg: 'RS256' },
    };
    const answer = v.object({ ...secretAnswer.entries, client_id: clientAnswer.entries.client_id });
    const send = async () =>
      andThen(await call({ method: 'POST', path: 'clients', body, doing: 'makeOwnAccess' }, answer), (made) =>
        done({
          id: made.client_id,
          secret: made.client_secret === undefined ? undefined : new Secret(made.client_secret),
        }),
      );
    const look = async () =>
      andThen(await findClient(), (client) =>
        done(client === undefined ? undefined : { id: client.client_id, secret: undefined }),
      );
    return andThen(await sendCarefully(send, look, pause), async (made) =>
      // What is granted goes to this id: it has to be the one that was made.
      andThen(await readClient(made.id), (client) =>
        client !== undefined && isOwn(client) ? done(made) : nobodys,
      ),
    );
  };

  /** Grants exactly these scopes. */
  const authorize = async (
    id: string,
    present: GrantAnswer | undefined,
    scope: readonly string[],
  ): Promise<Outcome<void>> => {
    if (present && !present.allow_all_scopes && isAs(present.scope, scope)) return done(undefined);
    const isThere = (grant: GrantAnswer | undefined): boolean =>
      grant !== undefined && !grant.allow_all_scopes && isAs(grant.scope, scope);
    const look = async () => andThen(await findGrant(id), (grant) => done(isThere(grant) ? true : undefined));
    const send = (): Promise<Outcome<unknown>> =>
      present
        ? call(
            {
              method: 'PATCH',
              path: `client-grants/${encodeURIComponent(present.id)}`,
              body: { scope, ...(present.allow_all_scopes ? { allow_all_scopes: false } : {}) },
              doing: 'makeOwnAccess',
            },
            anything,
          )
        : call(
            {
              method: 'POST',
              path: 'client-grants',
              body: { client_id: id, audience, scope },
              doing: 'makeOwnAccess',
            },
            anything,
          );
    return andThen(await sendCarefully(send, look, pause), async () =>
      // Nobody's word is taken for what it may do.
      andThen(await look(), (is) => (is ? done(undefined) : nobodys)),
    );
  };

  const makeOwnAccess = async (
    features: readonly Feature[],
    agreed?: OwnAccessPlan,
  ): Promise<Outcome<OwnAccessMade>> =>
    andThen(await accessToken(), async (token): Promise<Outcome<OwnAccessMade>> => {
      const granted = scopesOf(token);
      const scopes = scopesFor(features);
      const lacks = [...needed, ...scopes].filter((each) => !granted.includes(each));
      if (lacks.length > 0) return missing([...new Set(lacks)]);
      const finish = async (
        id: string,
        name: string,
        secret: Secret | undefined,
        how: OwnAccessPlan['secret'] | undefined,
        grant: GrantAnswer | undefined,
      ): Promise<Outcome<OwnAccessMade>> => {
        if (secret === undefined && how === undefined) return missing([keyRights.read]);
        const got = secret ? done(secret) : await secretOf(id, how ?? 'read');
        return andThen(got, async (clientSecret) =>
          andThen(await authorize(id, grant, scopes), () => {
            const credential = { kind: 'machine', clientId: id, clientSecret, isOwn: true } as const;
            const access: OwnAccess = { id, name, scopes, credential };
            return done({ kind: 'made', access });
          }),
        );
      };
      return andThen(await find(), async (found) => {
        if (!found)
          return andThen(await create(), ({ id, secret }) =>
            finish(id, applicationName, secret, waysOf(granted, false), undefined),
          );
        const { client, grant } = found;
        const before = grant?.scope ?? [];
        const secret = waysOf(granted, grant !== undefined);
        if (secret === undefined) return missing([keyRights.read]);
        const plan: OwnAccessPlan = {
          id: client.client_id,
          name: cut(client.name, longestName),
          added: scopes.filter((each) => !before.includes(each)),
          removed: [
            ...before.filter((each) => !scopes.includes(each)),
            ...(grant?.allow_all_scopes ? ['*'] : []),
          ],
          secret,
        };
        const isChange = plan.added.length + plan.removed.length > 0;
        if (grant && isChange && !granted.includes(changeRight)) return missing([changeRight]);
        const isHarmless = !isChange && secret === 'read';
        if (!isHarmless && JSON.stringify(agreed) !== JSON.stringify(plan))
          return done({ kind: 'review', plan });
        return finish(plan.id, plan.name, undefined, secret, grant);
      });
    });

  /** An application's grant goes with it. Where the token may, this looks, and deletes the grant if it is still there. */
  const isUngranted = async (granted: readonly string[], id: string): Promise<boolean> => {
    if (!granted.includes('read:client_grants')) return false;
    const left = await findGrant(id);
    if (left.kind !== 'done') return false;
    if (left.value === undefined) return true;
    const path = `client-grants/${encodeURIComponent(left.value.id)}`;
    const gone = await call({ method: 'DELETE', path, doing: 'removeOwnAccess' }, anything);
    if (gone.kind !== 'done') return false;
    const again = await findGrant(id);
    return again.kind === 'done' && again.value === undefined;
  };

  const removeOwnAccess = async (id: string): Promise<Outcome<OwnAccessRemoved>> =>
    andThen(await accessToken(), async (token): Promise<Outcome<OwnAccessRemoved>> => {
      const granted = scopesOf(token);
      const lacks = ['read:clients', 'delete:clients'].filter((each) => !granted.includes(each));
      if (lacks.length > 0) return missing(lacks);
      return andThen(await readClient(id), async (client): Promise<Outcome<OwnAccessRemoved>> => {
        if (client === undefined) return done({ kind: 'gone' });
        if (!isOwn(client)) return done({ kind: 'not-ours', name: cut(client.name, longestName) });
        const deleted = await call(
          { method: 'DELETE', path: pathOf(id), doing: 'removeOwnAccess' },
          anything,
        );
        return andThen(deleted, async (): Promise<Outcome<OwnAccessRemoved>> => {
          const left = await readClient(id);
          // An application that has just deleted itself may not be let in any more to look.
          const isShutOut = left.kind === 'refused' && left.cause.kind === 'credential-refused';
          if (isShutOut) return done({ kind: 'removed' });
          return andThen(left, async (still): Promise<Outcome<OwnAccessRemoved>> => {
            if (still !== undefined) return done({ kind: 'still-there' });
            return done({ kind: (await isUngranted(granted, id)) ? 'whole' : 'removed' });
          });
        });
      });
    });

  return { makeOwnAccess, removeOwnAccess };
}
