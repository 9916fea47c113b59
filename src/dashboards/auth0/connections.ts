import * as v from 'valibot';
import type { Pair } from '../../bitbucket/oauth';
import { expand, type Scope } from '../../bitbucket/scopes';
import { Secret } from '../../secret';
import { digestOfChange, isSameDifference } from '../difference';
import { andThen, done, type Outcome, refused, sendCarefully } from '../outcome';
import type {
  Backup,
  Connection,
  ConnectionForm,
  ConnectionPlan,
  ConnectionsFound,
  Difference,
  ForeignConnection,
  OthersChanges,
} from '../session';
import { type Auth0Api, type CallApi, nothing } from './api';
import {
  foreignParts,
  generalOptions,
  isKey,
  mentionsBitbucket,
  optionsSchema,
  ownOptions,
  scopesIn,
  textOf,
} from './options';
import { readPages } from './paging';
import { backupOf, hasSame, planUndo, replaced } from './undo';

/** Auth0's names for its own Bitbucket connections, and for custom OAuth 2 ones. */
const strategies = { own: 'bitbucket', general: 'oauth2' } as const;

/** What a new connection is called, and where that is taken by something else, what then. */
const names: Readonly<Record<ConnectionForm, readonly string[]>> = {
  own: ['bitbucket', 'bitbucket-login'],
  general: ['bitbucket-oauth2', 'bitbucket-oauth2-login'],
};

/** Both are shown, and written down with the setup; Auth0's own limit for a name is 128. */
const shortText = v.pipe(v.string(), v.maxLength(200));
const connectionAnswer = v.object({
  id: shortText,
  name: shortText,
  strategy: v.string(),
  options: v.optional(optionsSchema),
  /** A connection may be for connected accounts alone. */
  authentication: v.fallback(v.optional(v.object({ active: v.boolean() })), undefined),
});
const connectionsAnswer = v.object({ connections: v.array(connectionAnswer), next: v.optional(v.string()) });
type ConnectionAnswer = v.InferOutput<typeof connectionAnswer>;

function toConnection({ id, name, options, authentication }: ConnectionAnswer): Connection {
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
  };
}

/** Whether it leads to Bitbucket. Asked again of every answer, for an API that ignores the filter. */
const isBitbucket = ({ strategy, options = {} }: ConnectionAnswer): boolean =>
  strategy === strategies.own || (strategy === strategies.general && foreignParts(options).length === 0);

/** What looks like Bitbucket's, by its name or an address, and is not as a setup makes it. Nothing is ever written into it. */
const foreignIn = (found: readonly ConnectionAnswer[]): ForeignConnection[] =>
  found
    .filter(
      ({ name, strategy, options }) =>
        strategy === strategies.general && options && (/bitbucket/i.test(name) || mentionsBitbucket(options)),
    )
    .map(({ name, options = {} }) => ({ name, parts: foreignParts(options) }))
    .filter(({ parts }) => parts.length > 0);

async function readEvery(call: CallApi): Promise<Outcome<ConnectionAnswer[]>> {
  const pages = await readPages((from) => {
    const query = new URLSearchParams({
      strategy: strategies.own,
      include_totals: 'true',
      take: '50',
      ...(from ? { from } : {}),
    });
    query.append('strategy', strategies.general);
    return call({ method: 'GET', path: `connections?${query}`, doing: 'readConnections' }, connectionsAnswer);
  });
  return andThen(pages, (all) => done(all.flatMap((page) => page.connections)));
}

const readAll = async (call: CallApi): Promise<Outcome<ConnectionAnswer[]>> =>
  andThen(await readEvery(call), (found) => done(found.filter(isBitbucket)));

/** Every connection with Bitbucket, of Auth0's own kind and of the general one, and those that only look like one. */
export async function listConnections(call: CallApi): Promise<Outcome<ConnectionsFound>> {
  return andThen(await readEvery(call), (found) =>
    done({ connections: found.filter(isBitbucket).map(toConnection), foreign: foreignIn(found) }),
  );
}

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

/** What it takes to bring the tenant's Bitbucket connection to the pair and the permissions. Reads only. */
export async function planConnection(
  call: CallApi,
  pair: Pair,
  scopes: readonly Scope[],
  chosen: string | undefined,
): Promise<Outcome<ConnectionPlan>> {
  return andThen(await readEvery(call), async (every): Promise<Outcome<ConnectionPlan>> => {
    const beside = foreignIn(every);
    const foreign = beside.length > 0 ? { foreign: beside } : {};
    const found = every.filter(isBitbucket);
    const [first] = found;
    // What may be one with Bitbucket, and cannot be looked at, gets no second one beside it.
    const isUntold = every.some(
      (each) => !each.options && !isBitbucket(each) && /bitbucket/i.test(each.name),
    );
    if (!first && isUntold) return refused({ kind: 'missing-scope', scopes: ['read:connections_options'] });
    if (!first) return done({ kind: 'create', ...foreign });
    // One that is right already needs no choice.
    const one =
      found.find((each) => each.id === chosen) ??
      found.find((each) => isAsWanted(toConnection(each), pair, scopes)) ??
      (found.length === 1 ? first : undefined);
    if (!one) return done({ kind: 'several', connections: found.map(toConnection), ...foreign });
    const connection = toConnection(one);
    if (connection.isNotForLogin) return refused({ kind: 'not-for-login', name: connection.name });
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

/** A connection that is there as it should be, if there is one. */
const lookFor =
  (call: CallApi, isIt: (connection: Connection) => boolean) =>
  async (): Promise<Outcome<Connection | undefined>> =>
    andThen(await readAll(call), (found) => done(found.map(toConnection).find(isIt)));

/**
 * Creates the connection. A name that is taken by a Bitbucket connection is a conflict, to be looked at anew; one that is
 * taken by something else is avoided.
 */
export async function createConnection(
  { call, pause }: Auth0Api,
  pair: Pair,
  scopes: readonly Scope[],
  form: ConnectionForm,
): Promise<Outcome<Connection>> {
  const options = form === 'own' ? ownOptions(pair, scopes) : generalOptions(pair, scopes);
  const look = lookFor(call, (connection) => isAsWanted(connection, pair, scopes));
  let last: Outcome<Connection> = refused({ kind: 'conflict' });
  for (const name of names[form]) {
    const body = { name, strategy: strategies[form], options };
    const send = async () =>
      andThen(
        await call({ method: 'POST', path: 'connections', body, doing: 'makeConnection' }, connectionAnswer),
        (made) => done(toConnection(made)),
      );
    last = await sendCarefully(send, look, pause);
    if (last.kind !== 'refused' || last.cause.kind !== 'conflict') return last;
    const present = await readAll(call);
    if (present.kind !== 'done') return present;
    const same = present.value.find((each) => each.name === name);
    if (!same) continue;
    const connection = toConnection(same);
    // A request whose answer was lost, and that took longer than it was waited for.
    return isAsWanted(connection, pair, scopes) ? done(connection) : last;
  }
  return last;
}

/** The connection just before a write, with its options: what replaces them as a whole has to hold them all. */
async function readBefore(
  call: CallApi,
  id: string,
): Promise<Outcome<ConnectionAnswer & { readonly options: Record<string, unknown> }>> {
  return andThen(await readEvery(call), (found) => {
    const before = found.find((each) => each.id === id);
    if (!before) return refused({ kind: 'not-found' });
    if (!isBitbucket(before)) return refused({ kind: 'changed-since' });
    const { options } = before;
    return options
      ? done({ ...before, options })
      : refused({ kind: 'missing-scope', scopes: ['read:connections_options'] });
  });
}

const pathOf = (id: string) => `connections/${encodeURIComponent(id)}`;

/**
 * `options` replaces the whole object, so the present one is read once more just before and sent merged. Without the
 * right to read it nothing is sent: the other options would be lost.
 */
export async function changeConnection(
  { call, pause }: Auth0Api,
  id: string,
  pair: Pair,
  scopes: readonly Scope[],
  agreed: Difference,
  keep: (backup: Backup) => Promise<void>,
): Promise<Outcome<Connection>> {
  return andThen(await readBefore(call, id), async (before) => {
    if (!isSameDifference(await differenceOf(before, pair, scopes), agreed))
      return refused({ kind: 'changed-since' });
    const own = ownOptions(pair, scopes);
    const scope = typeof before.options.scope === 'string' ? own.scope.join(' ') : own.scope;
    const { client_id, client_secret } = own;
    const body = { options: { ...before.options, client_id, client_secret, scope } };
    await keep(await backupOf(id, before.options, body.options));
    const send = async () =>
      andThen(
        await call({ method: 'PATCH', path: pathOf(id), body, doing: 'changeConnection' }, connectionAnswer),
        (changed) => done(toConnection(changed)),
      );
    const look = lookFor(call, (connection) => connection.id === id && isAsWanted(connection, pair, scopes));
    return sendCarefully(send, look, pause);
  });
}

/** Whether a connection still has the Key that was written, as far as the token may see it. */
const hasKey = ({ options = {} }: ConnectionAnswer, written: string): boolean => {
  const key = textOf(options.client_id);
  return key === undefined || isKey(key, written);
};

/** What somebody else has changed since a change, for whoever is about to undo that. Reads only. */
export async function changesSince(
  call: CallApi,
  backup: Backup,
  written: string,
): Promise<Outcome<OthersChanges>> {
  return andThen(await readBefore(call, backup.connectionId), async (present) => {
    const { others } = await planUndo(present.options, backup, written);
    return done(others);
  });
}

/**
 * Puts back what `changeConnection` has replaced, and nothing else, if the Key is still the one that was `written`; refused as
 * `changed-since` otherwise. Gives what somebody else had changed by then.
 */
export async function restoreConnection(
  { call, pause }: Auth0Api,
  backup: Backup,
  written: string,
): Promise<Outcome<OthersChanges>> {
  const id = backup.connectionId;
  return andThen(await readBefore(call, id), async (present) => {
    const { options, others } = await planUndo(present.options, backup, written);
    if (!options) return refused({ kind: 'changed-since' });
    const isBack = (each: ConnectionAnswer) => each.id === id && hasSame(each.options ?? {}, options);
    if (isBack(present)) return done(others);
    const send = async () =>
      call(
        { method: 'PATCH', path: pathOf(id), body: { options }, doing: 'restoreConnection' },
        connectionAnswer,
      );
    const look = async () => andThen(await readAll(call), (found) => done(found.find(isBack)));
    return andThen(await sendCarefully(send, look, pause), () => done(others));
  });
}

/** Deletes a connection, if its Key is still the one that was `written`; done as well where it is gone. */
export async function removeConnection(
  { call }: Auth0Api,
  id: string,
  written: string,
): Promise<Outcome<void>> {
  return andThen(await readEvery(call), async (found) => {
    const present = found.find((each) => each.id === id);
    if (!present) return done(undefined);
    if (!isBitbucket(present) || !hasKey(present, written)) return refused({ kind: 'changed-since' });
    const answer = await call({ method: 'DELETE', path: pathOf(id), doing: 'removeConnection' }, nothing);
    if (answer.kind === 'refused' && answer.cause.kind === 'not-found') return done(undefined);
    return andThen(answer, () => done(undefined));
  });
}
