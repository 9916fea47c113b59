import type { Pair } from '../../bitbucket/oauth';
import { expand, type Scope } from '../../bitbucket/scopes';
import { digestOfChange, isKey, isSameDifference } from '../difference';
import { andThen, done, type Outcome, refused, sendCarefully } from '../outcome';
import type {
  Backup,
  Connection,
  ConnectionForm,
  ConnectionPlan,
  Difference,
  OthersChanges,
} from '../session';
import { type Auth0Api, anything } from './api';
import { generalOptions, ownOptions, textOf } from './options';
import {
  type ConnectionAnswer,
  connectionAnswer,
  foreignIn,
  isBitbucket,
  mayReadOptions,
  optionsNeeded,
  pathOf,
  readEvery,
  readOne,
  strategies,
  toConnection,
} from './read-connections';
import { backupOf, hasSame, planUndo, replaced } from './undo';

/** What a setup does to Auth0's connections, and takes back. Each looks first, and nothing is sent blindly twice. */

/** The name of a new connection, and the one to use where something else has that name. */
const names: Readonly<Record<ConnectionForm, readonly string[]>> = {
  own: ['bitbucket', 'bitbucket-login'],
  general: ['bitbucket-oauth2', 'bitbucket-oauth2-login'],
};

const differences = (connection: Connection, pair: Pair, scopes: readonly Scope[]) => {
  const wanted: readonly string[] = expand(scopes);
  return {
    isOtherPair: connection.key !== pair.key || connection.secret?.reveal() !== pair.secret.reveal(),
    scopesAdded: wanted.filter((scope) => !connection.scopes.includes(scope)),
    scopesRemoved: connection.scopes.filter((scope) => !wanted.includes(scope)),
  };
};

const isAsWanted = (connection: Connection, pair: Pair, scopes: readonly Scope[]): boolean => {
  const { isOtherPair, scopesAdded, scopesRemoved } = differences(connection, pair, scopes);
  return !isOtherPair && scopesAdded.length + scopesRemoved.length === 0;
};

/** What it takes to give the tenant's Bitbucket connection the pair and the permissions. Reads only. */
export async function planConnection(
  api: Auth0Api,
  pair: Pair,
  scopes: readonly Scope[],
  chosen: string | undefined,
): Promise<Outcome<ConnectionPlan>> {
  return andThen(await readEvery(api), async (every): Promise<Outcome<ConnectionPlan>> => {
    const beside = foreignIn(every);
    const foreign = beside.length > 0 ? { foreign: beside } : {};
    const found = every.filter(isBitbucket);
    const [first] = found;
    // What may be one with Bitbucket, but cannot be read, gets no second one beside it.
    const isUntold = every.some(
      (each) => !each.options && !isBitbucket(each) && /bitbucket/i.test(each.name),
    );
    if (!first && isUntold) return optionsNeeded;
    if (!first) return done({ kind: 'create', ...foreign });
    // One that is right already needs no choice.
    const one =
      found.find((each) => each.id === chosen) ??
      found.find((each) => isAsWanted(toConnection(each), pair, scopes)) ??
      (found.length === 1 ? first : undefined);
    if (!one) return done({ kind: 'several', connections: found.map(toConnection), ...foreign });
    const connection = toConnection(one);
    if (connection.isNotForLogin)
      return refused({ kind: 'not-for-login', name: connection.name, id: connection.id });
    // What cannot be read cannot be changed either: that is said before anybody reviews the change.
    if (connection.isUntold) return optionsNeeded;
    if (isAsWanted(connection, pair, scopes)) return done({ kind: 'same', connection, ...foreign });
    return done({
      kind: 'change',
      connection,
      difference: await differenceOf(one, pair, scopes),
      ...foreign,
    });
  });
}

/** What a change of the connection would change, and what it would leave. */
async function differenceOf(
  answer: ConnectionAnswer,
  pair: Pair,
  scopes: readonly Scope[],
): Promise<Difference> {
  const connection = toConnection(answer);
  const { scopesAdded, scopesRemoved } = differences(connection, pair, scopes);
  const { id, name, options = {} } = answer;
  return {
    connectionName: connection.name,
    oldKey: connection.key,
    newKey: pair.key,
    scopesAdded,
    scopesRemoved,
    optionsKept: Object.keys(options).filter((option) => !replaced.includes(option)),
    digest: await digestOfChange({ id, name, options }, pair, expand(scopes)),
  };
}

/** Whether a connection is as it was written, as far as it is told: some tokens see no Secret, or no permissions. */
const isAsWritten = (connection: Connection, pair: Pair, scopes: readonly Scope[]): boolean =>
  isAsWanted(
    {
      ...connection,
      secret: connection.secret ?? pair.secret,
      scopes: connection.scopes.length > 0 ? connection.scopes : expand(scopes),
    },
    pair,
    scopes,
  );

/**
 * Creates the connection. A name that is taken by a Bitbucket connection is a conflict, to be looked at anew; one that is
 * taken by something else is avoided.
 */
export async function createConnection(
  api: Auth0Api,
  pair: Pair,
  scopes: readonly Scope[],
  form: ConnectionForm,
): Promise<Outcome<Connection>> {
  // A token that sees no Key knows the connection that it makes as the one that was not there before.
  const before = await andThen(await mayReadOptions(api), async (mayRead) =>
    mayRead ? done([]) : readEvery(api),
  );
  return andThen(before, (there) => create(api, pair, scopes, form, new Set(there.map(({ id }) => id))));
}

async function create(
  api: Auth0Api,
  pair: Pair,
  scopes: readonly Scope[],
  form: ConnectionForm,
  before: ReadonlySet<string>,
): Promise<Outcome<Connection>> {
  const strategy = strategies[form];
  const options = form === 'own' ? ownOptions(pair, scopes) : generalOptions(pair, scopes);
  let last: Outcome<Connection> = refused({ kind: 'conflict' });
  for (const name of names[form]) {
    const isMade = (each: ConnectionAnswer): boolean =>
      each.options
        ? isBitbucket(each) && isAsWritten(toConnection(each), pair, scopes)
        : each.name === name && each.strategy === strategy && !before.has(each.id);
    const call = { method: 'POST', path: 'connections', doing: 'makeConnection' } as const;
    const send = async () =>
      andThen(await api.call({ ...call, body: { name, strategy, options } }, connectionAnswer), (made) =>
        done(toConnection(made)),
      );
    const look = async () =>
      andThen(await readEvery(api), (found) => done(found.filter(isMade).map(toConnection)[0]));
    last = await sendCarefully(send, look, api.pause);
    if (last.kind !== 'refused' || last.cause.kind !== 'conflict') return last;
    const present = await readEvery(api);
    if (present.kind !== 'done') return present;
    const same = present.value.find((each) => each.name === name);
    if (same && same.strategy === strategy && !same.options) return optionsNeeded;
    if (!same || !isBitbucket(same)) continue;
    // Made by a request whose answer was lost, and which took longer than the wait for it.
    return isMade(same) ? done(toConnection(same)) : last;
  }
  return last;
}

/** The connection just before a write, with its options: what replaces them as a whole has to hold them all. */
async function readBefore(
  api: Auth0Api,
  id: string,
): Promise<Outcome<ConnectionAnswer & { readonly options: Record<string, unknown> }>> {
  return andThen(await readOne(api, id), (before) => {
    const { options } = before;
    if (!options) return optionsNeeded;
    return isBitbucket(before) ? done({ ...before, options }) : refused({ kind: 'changed-since' });
  });
}

/**
 * `options` replaces the whole object, so the present one is read once more just before and sent merged. Without the
 * right to read it nothing is sent: the other options would be lost.
 */
export async function changeConnection(
  api: Auth0Api,
  id: string,
  pair: Pair,
  scopes: readonly Scope[],
  agreed: Difference,
  keep: (backup: Backup) => Promise<void>,
): Promise<Outcome<Connection>> {
  return andThen(await readBefore(api, id), async (before) => {
    if (!isSameDifference(await differenceOf(before, pair, scopes), agreed))
      return refused({ kind: 'changed-since' });
    const own = ownOptions(pair, scopes);
    const scope = typeof before.options.scope === 'string' ? own.scope.join(' ') : own.scope;
    const { client_id, client_secret } = own;
    const body = { options: { ...before.options, client_id, client_secret, scope } };
    await keep(await backupOf(id, before.options, body.options));
    const call = { method: 'PATCH', path: pathOf(id), body, doing: 'changeConnection' } as const;
    const send = async () =>
      andThen(await api.call(call, connectionAnswer), (changed) => done(toConnection(changed)));
    // Where the Secret is not told, another Key tells that the change took effect; without one it is sent again.
    const isTold = textOf(before.options.client_id) !== pair.key;
    const look = async () =>
      andThen(await readOne(api, id), (present) => {
        const connection = toConnection(present);
        const isChanged =
          isAsWritten(connection, pair, scopes) && (isTold || connection.secret !== undefined);
        return done(isChanged ? connection : undefined);
      });
    return sendCarefully(send, look, api.pause);
  });
}

/** Whether a connection still has the Key that was written, as far as the token may see it. */
const hasKey = ({ options = {} }: ConnectionAnswer, written: string): boolean => {
  const key = textOf(options.client_id);
  return key === undefined || isKey(key, written);
};

/** What somebody else has changed since a change, for whoever is about to undo that. Reads only. */
export async function changesSince(
  api: Auth0Api,
  backup: Backup,
  written: string,
): Promise<Outcome<OthersChanges>> {
  return andThen(await readBefore(api, backup.connectionId), async (present) => {
    const { others } = await planUndo(present.options, backup, written);
    return done(others);
  });
}

/**
 * Puts back what `changeConnection` has replaced, and nothing else, if the Key is still the one that was `written`; refused as
 * `changed-since` otherwise. Returns what somebody else had changed by then.
 */
export async function restoreConnection(
  api: Auth0Api,
  backup: Backup,
  written: string,
): Promise<Outcome<OthersChanges>> {
  const id = backup.connectionId;
  return andThen(await readBefore(api, id), async (present) => {
    const { options, others } = await planUndo(present.options, backup, written);
    if (!options) return refused({ kind: 'changed-since' });
    const isBack = (each: ConnectionAnswer) => hasSame(each.options ?? {}, options);
    if (isBack(present)) return done(others);
    const call = {
      method: 'PATCH',
      path: pathOf(id),
      body: { options },
      doing: 'restoreConnection',
    } as const;
    const send = () => api.call(call, connectionAnswer);
    const look = async () =>
      andThen(await readOne(api, id), (found) => done(isBack(found) ? found : undefined));
    return andThen(await sendCarefully(send, look, api.pause), () => done(others));
  });
}

/**
 * Deletes a connection, if its Key is still the one that was `written`, as far as the token sees that; also `done` where it is
 * gone. Auth0 may go on deleting after its answer, so only its word that there is none counts.
 */
export async function removeConnection(api: Auth0Api, id: string, written: string): Promise<Outcome<void>> {
  const present = await readOne(api, id);
  if (isNotThere(present)) return done(undefined);
  return andThen(present, async (found) => {
    const isOurs = !found.options || (isBitbucket(found) && hasKey(found, written));
    if (!isOurs) return refused({ kind: 'changed-since' });
    const call = { method: 'DELETE', path: pathOf(id), doing: 'removeConnection' } as const;
    const answer = await api.call(call, anything);
    if (isNotThere(answer)) return done(undefined);
    return andThen(answer, () => isGone(api, id));
  });
}

const isNotThere = (answer: Outcome<unknown>): boolean =>
  answer.kind === 'refused' && answer.cause.kind === 'not-found';

async function isGone(api: Auth0Api, id: string): Promise<Outcome<void>> {
  for (let attempt = 0; ; attempt += 1) {
    const present = await readOne(api, id);
    if (isNotThere(present)) return done(undefined);
    if (present.kind !== 'done') return present;
    if (!(await api.pause(attempt))) return { kind: 'unknown', cause: { kind: 'still-there' } };
  }
}
