import * as v from 'valibot';
import { digestOf, type Secret } from '../../secret';
import { inOneOrder } from '../difference';
import { claimsOf } from '../jwt';
import { andThen, type Cause, done, type Outcome, refused } from '../outcome';
import type {
  Access,
  AccessRight,
  ApiAccess,
  Application,
  DashboardSession,
  LinkedAccounts,
  StrayAccounts,
  SwitchOn,
  TestAccounts,
  TestApplications,
  WatchedLogins,
} from '../session';
import { keycloakApi, otherIssuer } from './api';
import { namesOfClients, rolesForClients, rolesForUsers } from './clients';
import {
  changeConnection,
  changesSince,
  createConnection,
  planConnection,
  readBefore,
  removeConnection,
  restoreConnection,
  setSwitch,
} from './connections';
import { begunAtIn, finishLogin, loginEndOn, prepareLogin, readLogin, removeTestAccount } from './login';
import {
  foreignIn,
  isBitbucket,
  isForLogin,
  isOn,
  keyOf,
  ownIn,
  type Provider,
  readProviders,
  toConnection,
} from './providers';
import { isRealm, nameOf } from './realm';
import { managesProviders, rightsWith } from './rights';
import { callbackOn, type Own } from './settings';
import { makeTestClient, removeTestClient } from './test-client';
import { countLinked, straysSince } from './users';

/** A client's roles in a token. */
const rolesClaim = v.object({ roles: v.array(v.string()) });

/** So many are named. */
const mostNames = 5;

const realmWith = (name: string, clients: readonly string[]): Application => {
  const shown = clients.slice(0, mostNames).join(', ') + (clients.length > mostNames ? ', …' : '');
  return { id: name, name: shown === '' ? name : `${name} (${shown})` };
};

type Session = DashboardSession &
  TestApplications &
  WatchedLogins &
  TestAccounts &
  LinkedAccounts &
  StrayAccounts;

/** Keycloak's own API, of version 17 and newer, with whatever path its server has. */
export const keycloakAccess: ApiAccess<Own, Session> = {
  refusalOf: (credential): Cause | undefined =>
    credential.kind === 'token' ? { kind: 'credential-refused', reason: 'invalid' } : undefined,

  signIn({ own, credential, http, cache }): Session {
    const { realm, adminRealm, loginAddress, alias } = own;
    const api = keycloakApi({ realm, adminRealm, credential, http, cache });
    const name = nameOf(realm);
    const place = { api, http, loginAddress };
    /** A provider is for all of a realm: that is what it is enabled for, and named with who leads people there. */
    const readRealm = async (): Promise<Outcome<Application>> =>
      andThen(await namesOfClients(api), (names) => done(realmWith(name, names)));

    /** The roles in the realm that a token tells of; undefined where it tells of none, as an administrator's does not. */
    const rolesIn = (token: Secret): readonly string[] | undefined => {
      const isOwn = credential.kind === 'machine' || adminRealm === name;
      const { resource_access: access = {} } = claimsOf(token.reveal()) ?? {};
      // The server's administrators have a client for each realm.
      const of = new Map(Object.entries(access as object));
      const found = v.safeParse(rolesClaim, (isOwn && of.get('realm-management')) || of.get(`${name}-realm`));
      return found.success ? found.output.roles : undefined;
    };

    /** By the token or, where that says nothing, by asking, which shows at least that providers may be read. */
    const readRights = async (): Promise<Outcome<readonly AccessRight[]>> =>
      andThen(await api.accessToken(), async (token): Promise<Outcome<readonly AccessRight[]>> => {
        const roles = rolesIn(token);
        if (roles) return done(rightsWith(roles));
        const read = await readProviders(api);
        const isRefused = read.kind === 'refused' && read.cause.kind === 'missing-scope';
        if (read.kind !== 'done' && !isRefused) return read;
        return andThen(await rolesForClients(api), async (forClients) =>
          andThen(await rolesForUsers(api), (forUsers) =>
            done(rightsWith([...(isRefused ? [] : [managesProviders]), ...forClients, ...forUsers])),
          ),
        );
      });

    /** What letting people log in with the provider would change; undefined where they may. */
    const planFor = async (provider: Provider): Promise<SwitchOn | undefined> =>
      isForLogin(provider)
        ? undefined
        : {
            purpose: 'login',
            connectionName: provider.alias,
            key: keyOf(provider),
            setting: 'linkOnly',
            digest: await digestOf(provider.alias, inOneOrder(provider)),
          };

    const switchRealm = async (
      id: string,
      applications: readonly string[],
      value: boolean,
    ): Promise<Outcome<void>> =>
      applications.includes(name)
        ? andThen(await readBefore(api, id), (provider) =>
            setSwitch(api, provider, 'enabled', value, value ? 'enable' : 'disable'),
          )
        : done(undefined);

    return {
      checkAccess: async (): Promise<Outcome<Access>> =>
        andThen(await api.issuerAt(loginAddress), async (issuer): Promise<Outcome<Access>> => {
          if (!isRealm(issuer)) return otherIssuer(loginAddress, issuer);
          const corrected =
            issuer === loginAddress
              ? {}
              : { corrected: { loginAddress: { value: issuer, says: 'accessCorrected' } } as const };
          return andThen(await readRights(), async (found): Promise<Outcome<Access>> => {
            if (found.some((each) => each.feature === 'setup' && !each.isGranted))
              return done({ rights: found, applications: [], offered: {}, ...corrected });
            return andThen(await readProviders(api), async (providers) =>
              andThen(await readRealm(), (all) => {
                const aliases = providers.filter(isBitbucket).map((each) => each.alias);
                const offered = { alias: [...new Set([alias, ...aliases])] };
                return done({ rights: found, applications: [all], offered, ...corrected });
              }),
            );
          });
        }),
      listConnections: async () =>
        andThen(await readProviders(api), (providers) => {
          const provider = ownIn(providers, alias);
          return done({
            connections: provider ? [toConnection(provider)] : [],
            foreign: foreignIn(providers, alias),
          });
        }),
      planConnection: (pair, scopes) => planConnection(api, own, pair, scopes),
      createConnection: (pair, scopes) => createConnection(api, own, pair, scopes),
      changeConnection: (id, pair, scopes, agreed, keep) =>
        changeConnection(api, id, pair, scopes, agreed, keep),
      changesSince: (backup, written) => changesSince(api, backup, written),
      restoreConnection: (backup, written) => restoreConnection(api, backup, written),
      removeConnection: (id, written) => removeConnection(api, id, written),
      // Any application of the realm may use what is there.
      planSwitchOn: async (id, purpose) =>
        purpose === 'login'
          ? andThen(await readBefore(api, id), async (provider) => done(await planFor(provider)))
          : done(undefined),
      switchOn: async (id, agreed) =>
        andThen(await readBefore(api, id), async (provider) => {
          const plan = await planFor(provider);
          if (!plan) return done(undefined);
          return plan.digest === agreed.digest
            ? setSwitch(api, provider, 'linkOnly', false, 'switchOn')
            : refused({ kind: 'changed-since' });
        }),
      switchOff: async (id, purpose) =>
        purpose === 'login'
          ? andThen(await readBefore(api, id), (provider) =>
              setSwitch(api, provider, 'linkOnly', true, 'switchOff'),
            )
          : done(undefined),
      listApplications: async () => andThen(await readRealm(), (all) => done([all])),
      listEnabled: async (id) =>
        andThen(await readBefore(api, id), (provider) => done(isOn(provider) ? [name] : [])),
      listCallbacks: async () =>
        andThen(await api.issuerAt(loginAddress), (issuer) =>
          done([...new Set([callbackOn(loginAddress, alias), callbackOn(issuer, alias)])]),
        ),
      enable: (id, applications) => switchRealm(id, applications, true),
      disable: (id, applications) => switchRealm(id, applications, false),
      makeTestApplication: (_, redirectUri) => makeTestClient(api, redirectUri),
      removeTestApplication: (redirectUri, id) => removeTestClient(api, redirectUri, id),
      loginEnd: loginEndOn(loginAddress),
      prepareLogin: (request) => prepareLogin(place, request),
      readLogin: (memo, page) => readLogin(loginAddress, memo, page),
      finishLogin: (memo, address) => finishLogin(place, memo, address),
      removeTestAccount: (_, account) => removeTestAccount(api, account),
      countLinked: (id) => countLinked(api, id),
      straysSince: (memo) => straysSince(api, begunAtIn(memo)),
    };
  },
};
