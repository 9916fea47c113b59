import * as v from 'valibot';
import type { Pair } from '../../bitbucket/oauth';
import { Secret } from '../../secret';
import { changedNames, digestOfChange, isKey, isSameDifference } from '../difference';
import { andThen, done, type Outcome, refused, sendCarefully } from '../outcome';
import type { Backup, Connection, ConnectionPlan, Difference, OthersChanges, Switched } from '../session';
import type { ApiCall, PocketBaseApi } from './api';
import {
  asked,
  type Collection,
  foreignIn,
  isHeldOff,
  keyOf,
  othersIn,
  ownIn,
  type Provider,
  providerName,
  readCollection,
  toConnection,
  withOwn,
  writeCollection,
} from './collection';

/** What a setup does to a collection's providers, and takes back. Each looks first, and nothing is sent blindly twice. */

/** What a change replaces; `name` is PocketBase's own. Everything else is kept. */
const replaced = ['name', 'clientId', 'clientSecret'];

const saysSomething = (value: unknown): boolean =>
  value !== null && value !== '' && JSON.stringify(value) !== '{}';

/** One that leads elsewhere has the name: there can be no other beside it. */
const isTaken = (collection: Collection): boolean => foreignIn(collection).length > 0;

/**
 * What it takes to give the collection's provider the pair. It is never known whether it has the pair already: PocketBase tells
 * no Secret. Reads only.
 */
export const planConnection = async (
  api: PocketBaseApi,
  name: string,
  pair: Pair,
): Promise<Outcome<ConnectionPlan>> =>
  andThen(await readCollection(api, name), async (collection): Promise<Outcome<ConnectionPlan>> => {
    if (isTaken(collection)) return refused({ kind: 'conflict' });
    const own = ownIn(collection);
    if (!own) return done({ kind: 'create' });
    const connection = toConnection(collection, own);
    if (connection.isNotForLogin)
      return refused({ kind: 'not-for-login', name: connection.name, id: connection.id });
    return done({ kind: 'change', connection, difference: await differenceOf(collection, own, pair) });
  });

/** What a change of the provider would change, and what it would leave. */
const differenceOf = async ({ id }: Collection, own: Provider, pair: Pair): Promise<Difference> => ({
  connectionName: providerName,
  oldKey: keyOf(own),
  newKey: pair.key,
  scopesAdded: [],
  scopesRemoved: [],
  optionsKept: Object.keys(own).filter((each) => !replaced.includes(each) && saysSomething(own[each])),
  digest: await digestOfChange({ id, name: providerName, options: own }, pair, asked),
});

const withPair = (own: Provider, { key, secret }: Pair): Provider => ({
  ...own,
  clientId: key,
  clientSecret: secret.reveal(),
});

const keyIn = (collection: Collection): string | undefined => {
  const own = ownIn(collection);
  return own && keyOf(own);
};

/** Writes the collection's providers, and looks whether they are as written where no answer came. */
const write = (
  api: PocketBaseApi,
  { id }: Collection,
  change: Parameters<typeof writeCollection>[2],
  doing: ApiCall['doing'],
  isWritten: (collection: Collection) => boolean,
): Promise<Outcome<Collection>> =>
  sendCarefully(
    () => writeCollection(api, id, change, doing),
    async () => andThen(await readCollection(api, id), (found) => done(isWritten(found) ? found : undefined)),
    api.pause,
  );

/** Adds the provider, and leaves the collection's switch as it is. One that is there by now is a conflict, to be looked at anew. */
export const createConnection = async (
  api: PocketBaseApi,
  name: string,
  pair: Pair,
): Promise<Outcome<Connection>> =>
  andThen(await readCollection(api, name), async (collection) => {
    if (ownIn(collection) || isTaken(collection)) return refused({ kind: 'conflict' });
    const own = withPair({ name: providerName }, pair);
    const isMade = (found: Collection) => keyIn(found) === pair.key;
    const change = { providers: withOwn(collection, own) };
    return andThen(await write(api, collection, change, 'makeConnection', isMade), (made) =>
      done(toConnection(made, ownIn(made) ?? own)),
    );
  });

/** The collection and its provider just before a write. */
const readBefore = async (
  api: PocketBaseApi,
  id: string,
): Promise<Outcome<{ readonly collection: Collection; readonly own: Provider }>> =>
  andThen(await readCollection(api, id), (collection) => {
    const own = ownIn(collection);
    return own ? done({ collection, own }) : refused({ kind: 'changed-since' });
  });

/** The list of providers is written as a whole, so the present one is read once more just before. */
export const changeConnection = async (
  api: PocketBaseApi,
  id: string,
  pair: Pair,
  agreed: Difference,
  keep: (backup: Backup) => Promise<void>,
): Promise<Outcome<Connection>> =>
  andThen(await readBefore(api, id), async ({ collection, own }) => {
    if (!isSameDifference(await differenceOf(collection, own, pair), agreed))
      return refused({ kind: 'changed-since' });
    await keep({ connectionId: id, hasSecret: false, content: new Secret(JSON.stringify(own)) });
    // Another Key tells that the change took effect; without one it is sent again.
    const isTold = keyOf(own) !== pair.key;
    const isChanged = (found: Collection) => isTold && keyIn(found) === pair.key;
    const change = { providers: withOwn(collection, withPair(own, pair)) };
    return andThen(await write(api, collection, change, 'changeConnection', isChanged), (changed) =>
      done(toConnection(changed, ownIn(changed) ?? own)),
    );
  });

const contentSchema = v.pipe(v.string(), v.parseJson(), v.looseObject({ name: v.string() }));

/** What somebody else has changed in the provider since it was changed. `isOurs`: the Key is the one that was written, or is back. */
function othersChanges(own: Provider, before: Provider, written: string) {
  const key = keyOf(own) ?? '';
  const isOurs = isKey(key, written) || key === keyOf(before);
  const others: OthersChanges = {
    what: isOurs ? [] : ['key'],
    options: changedNames(before, own, replaced),
    isSecretTold: false,
  };
  return { isOurs, others };
}

/** What somebody else has changed since a change, for whoever is about to undo that. Reads only. */
export const changesSince = async (
  api: PocketBaseApi,
  backup: Backup,
  written: string,
): Promise<Outcome<OthersChanges>> =>
  andThen(await readBefore(api, backup.connectionId), ({ own }) =>
    done(othersChanges(own, v.parse(contentSchema, backup.content.reveal()), written).others),
  );

/** Puts the Key back that `changeConnection` has replaced, and nothing else. The Secret was never told, and cannot be. */
export const restoreConnection = async (
  api: PocketBaseApi,
  backup: Backup,
  written: string,
): Promise<Outcome<OthersChanges>> =>
  andThen(await readBefore(api, backup.connectionId), async ({ collection, own }) => {
    const before = v.parse(contentSchema, backup.content.reveal());
    const { isOurs, others } = othersChanges(own, before, written);
    if (!isOurs) return refused({ kind: 'changed-since' });
    const isBack = (found: Collection) => keyIn(found) === keyOf(before);
    if (isBack(collection)) return done(others);
    const change = { providers: withOwn(collection, { ...own, clientId: before.clientId }) };
    return andThen(await write(api, collection, change, 'restoreConnection', isBack), () => done(others));
  });

/**
 * Removes the provider, if its Key is still the one that was `written`; also `done` where it is gone. The collection's switch
 * goes off again where the setup has switched it, unless another provider has come that needs it.
 */
export const removeConnection = async (
  api: PocketBaseApi,
  id: string,
  written: string,
  { applications, purposes }: Switched,
): Promise<Outcome<void>> =>
  andThen(await readCollection(api, id), async (collection) => {
    if (isTaken(collection)) return refused({ kind: 'changed-since' });
    const own = ownIn(collection);
    if (!own) return done(undefined);
    if (!isKey(keyOf(own) ?? '', written)) return refused({ kind: 'changed-since' });
    // If others are there, it was switched on after a review, or was on before, or they came since.
    const isOff =
      purposes.includes('login') || (applications.includes(id) && othersIn(collection).length === 0);
    const change = { providers: othersIn(collection), ...(isOff ? { enabled: false } : {}) };
    const isRemoved = (found: Collection) => !ownIn(found) && (!isOff || !found.oauth2.enabled);
    return andThen(await write(api, collection, change, 'removeConnection', isRemoved), () =>
      done(undefined),
    );
  });

/** Lets people log in with the collection's providers, or no longer. Other providers that are held off are not switched on along with it. */
export const switchCollection = async (
  api: PocketBaseApi,
  id: string,
  isOn: boolean,
): Promise<Outcome<void>> =>
  andThen(await readCollection(api, id), async (collection) => {
    if (collection.oauth2.enabled === isOn) return done(undefined);
    if (isOn && isHeldOff(collection)) return refused({ kind: 'not-for-login', name: providerName, id });
    return setEnabled(api, collection, isOn, isOn ? 'enable' : 'disable');
  });

export const setEnabled = async (
  api: PocketBaseApi,
  collection: Collection,
  enabled: boolean,
  doing: ApiCall['doing'],
): Promise<Outcome<void>> =>
  andThen(await write(api, collection, { enabled }, doing, (found) => found.oauth2.enabled === enabled), () =>
    done(undefined),
  );
