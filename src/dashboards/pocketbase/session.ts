import { digestOf } from '../../secret';
import { inOneOrder } from '../difference';
import { andThen, type Cause, done, type Outcome, refused } from '../outcome';
import type {
  Access,
  ApiAccess,
  Application,
  DashboardSession,
  LinkedAccounts,
  SwitchOn,
  TestAccounts,
  WatchedLogins,
} from '../session';
import { pocketBaseApi } from './api';
import {
  type Collection,
  countLinked,
  foreignIn,
  keyOf,
  listCollections,
  ownIn,
  providerName,
  readCollection,
  toConnection,
} from './collection';
import {
  changeConnection,
  changesSince,
  createConnection,
  planConnection,
  removeConnection,
  restoreConnection,
  setEnabled,
  switchCollection,
} from './connections';
import { finishLogin, prepareLogin, readLogin, removeTestAccount } from './login';
import { callbackOn, type Own } from './settings';
import { readToken } from './token';

/** People log in to the collection: it is what a connection is enabled for. */
const applicationOf = ({ id, name }: Collection): Application => ({ id, name });

type Session = DashboardSession & WatchedLogins & TestAccounts & LinkedAccounts;

/** PocketBase's own API, of version 0.23 and newer. */
export const pocketBaseAccess: ApiAccess<Own, Session> = {
  refusalOf(credential): Cause | undefined {
    if (credential.kind === 'password') return undefined;
    if (credential.kind !== 'token') return { kind: 'credential-refused', reason: 'invalid' };
    const read = readToken(credential.token.reveal());
    if (read.kind === 'ok') return undefined;
    const isExpired = read.problem.message === 'pocketbaseTokenExpired';
    return { kind: 'credential-refused', reason: isExpired ? 'expired' : 'invalid' };
  },

  signIn({ own: { server, collection: name }, credential, http }) {
    const api = pocketBaseApi({ server, credential, http });
    const place = { api, server, collection: name };
    /** A collection that is not there is told by those that are: PocketBase itself only says "not found". */
    const collectionNow = async (): Promise<Outcome<Collection>> => {
      const found = await readCollection(api, name);
      if (found.kind !== 'refused') return found;
      const names = await listCollections(api);
      if (names.kind !== 'done' || names.value.includes(name)) return found;
      return refused({ kind: 'no-collection', name, there: names.value });
    };

    /** What switching the collection's providers on would change; undefined where they are on. */
    const planFor = async (collection: Collection): Promise<Outcome<SwitchOn | undefined>> => {
      const own = ownIn(collection);
      if (!own) return refused({ kind: 'changed-since' });
      if (collection.oauth2.enabled) return done(undefined);
      return done({
        purpose: 'login',
        connectionName: providerName,
        key: keyOf(own),
        setting: 'oauth2.enabled',
        digest: await digestOf(collection.id, inOneOrder(collection.oauth2.providers)),
      });
    };

    return {
      checkAccess: async (): Promise<Outcome<Access>> =>
        andThen(await listCollections(api), async (names): Promise<Outcome<Access>> => {
          // The one that there is can only be meant.
          const [only = name, ...others] = names;
          const meant = names.includes(name) || others.length > 0 ? name : only;
          if (!names.includes(meant)) return refused({ kind: 'no-collection', name, there: names });
          const says = 'pocketbaseOnlyCollection';
          return andThen(await readCollection(api, meant), (collection) =>
            done({
              rights: [],
              applications: [applicationOf(collection)],
              offered: { collection: names },
              ...(meant === name ? {} : { corrected: { collection: { value: meant, says } } }),
            }),
          );
        }),
      listConnections: async () =>
        andThen(await collectionNow(), (collection) => {
          const own = ownIn(collection);
          return done({
            connections: own ? [toConnection(collection, own)] : [],
            foreign: foreignIn(collection),
          });
        }),
      planConnection: (pair) => planConnection(api, name, pair),
      createConnection: (pair) => createConnection(api, name, pair),
      changeConnection: (id, pair, _, agreed, keep) => changeConnection(api, id, pair, agreed, keep),
      changesSince: (backup, written) => changesSince(api, backup, written),
      restoreConnection: (backup, written) => restoreConnection(api, backup, written),
      removeConnection: (id, written, switched = { applications: [], purposes: [] }) =>
        removeConnection(api, id, written, switched),
      // Any application may use what is enabled.
      planSwitchOn: async (id, purpose) =>
        purpose === 'login' ? andThen(await readCollection(api, id), planFor) : done(undefined),
      switchOn: async (id, agreed) =>
        andThen(await readCollection(api, id), async (collection) =>
          andThen(await planFor(collection), (plan) => {
            if (!plan) return done(undefined);
            return plan.digest === agreed.digest
              ? setEnabled(api, collection, true, 'switchOn')
              : refused({ kind: 'changed-since' });
          }),
        ),
      switchOff: async (id, purpose) =>
        purpose === 'login'
          ? andThen(await readCollection(api, id), (collection) =>
              collection.oauth2.enabled ? setEnabled(api, collection, false, 'switchOff') : done(undefined),
            )
          : done(undefined),
      listApplications: async () =>
        andThen(await collectionNow(), (collection) => done([applicationOf(collection)])),
      listEnabled: async (id) =>
        andThen(await readCollection(api, id), ({ oauth2 }) => done(oauth2.enabled ? [id] : [])),
      listCallbacks: async () => done([callbackOn(server)]),
      enable: async (id, ids) => (ids.includes(id) ? switchCollection(api, id, true) : done(undefined)),
      disable: async (id, ids) => (ids.includes(id) ? switchCollection(api, id, false) : done(undefined)),
      loginEnd: callbackOn(server),
      prepareLogin: (request) => prepareLogin(place, request),
      readLogin: (_, page) => readLogin(server, page),
      finishLogin: (memo, address) => finishLogin(place, memo, address),
      removeTestAccount: (connectionId, account) => removeTestAccount(place, connectionId, account),
      countLinked: (connectionId) => countLinked(api, connectionId),
    };
  },
};
