import * as v from 'valibot';
import { digestOf, Secret } from '../../secret';
import { changedNames, isKey } from '../difference';
import type { Backup, OthersChanges } from '../session';
import { optionsSchema, scopesIn, textOf } from './options';

/** Taking back a change of a connection's options: what is put back, and what somebody else has changed since. */

type Options = Readonly<Record<string, unknown>>;

/** The options that a change replaces; every other one is kept. */
export const replaced = ['client_id', 'client_secret', 'scope'];

/** What was there before a change, and what the change left of it. */
const contentSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    before: optionsSchema,
    left: v.object({
      /** SHA-256 of the Secret that was written: enough to notice another one, without keeping the Secret. */
      secretDigest: v.string(),
      scopes: v.array(v.string()),
    }),
  }),
);

/** What an undo of a change needs: the options before it, and those that are about to be written. */
export async function backupOf(connectionId: string, before: Options, written: Options): Promise<Backup> {
  const left = {
    secretDigest: await digestOf(textOf(written.client_secret) ?? ''),
    scopes: scopesIn(written),
  };
  return {
    connectionId,
    hasSecret: textOf(before.client_secret) !== undefined,
    content: new Secret(JSON.stringify({ before, left })),
  };
}

/** What an undo writes, and what it leaves alone. */
export interface UndoPlan {
  /** The options as they are to be; undefined where the pair is somebody else's by now, and nothing is to be put back. */
  readonly options: Options | undefined;
  readonly others: OthersChanges;
}

/**
 * What it takes to undo a change, given the options as they are now. `written`: the Key that was, or its ends.
 * Permissions that somebody else has added or removed since stay so.
 */
export async function planUndo(present: Options, backup: Backup, written: string): Promise<UndoPlan> {
  const { before, left } = v.parse(contentSchema, backup.content.reveal());
  const [key, secret] = [textOf(present.client_id), textOf(present.client_secret)];
  const isOurs = key === undefined || isKey(key, written);
  const isBack = key === textOf(before.client_id) && secret === textOf(before.client_secret);
  const isOtherSecret =
    secret !== undefined &&
    secret !== textOf(before.client_secret) &&
    (await digestOf(secret)) !== left.secretDigest;
  const scopes = { before: scopesIn(before), now: scopesIn(present) };
  const areOtherScopes = !isSameSet(scopes.now, left.scopes) && !isSameSet(scopes.now, scopes.before);
  const others: OthersChanges = {
    what: [
      ...(isOurs || isBack ? [] : ['key' as const]),
      ...(isOurs && isOtherSecret ? ['secret' as const] : []),
      ...(areOtherScopes ? ['permissions' as const] : []),
    ],
    options: changedNames(before, present, replaced),
    isSecretTold: secret !== undefined,
  };
  if (!isOurs && !isBack) return { options: undefined, others };
  const wanted = [
    ...scopes.now.filter((scope) => scopes.before.includes(scope) || !left.scopes.includes(scope)),
    ...scopes.before.filter((scope) => !left.scopes.includes(scope) && !scopes.now.includes(scope)),
  ];
  const scope = isSameSet(wanted, scopes.before)
    ? before.scope
    : typeof present.scope === 'string'
      ? wanted.join(' ')
      : wanted;
  // Whatever else was changed since is somebody else's, and stays.
  const kept = Object.entries(present).filter(([name]) => !replaced.includes(name));
  const own = Object.entries({ client_id: before.client_id, client_secret: before.client_secret, scope });
  const options = Object.fromEntries([...kept, ...own.filter(([, value]) => value !== undefined)]);
  return { options, others };
}

/** Whether options have the Key, Secret and permissions of others, as far as both are told. */
export const hasSame = (one: Options, other: Options): boolean =>
  textOf(one.client_id) === textOf(other.client_id) &&
  textOf(one.client_secret) === textOf(other.client_secret) &&
  isSameSet(scopesIn(one), scopesIn(other));

const isSameSet = (one: readonly string[], other: readonly string[]): boolean =>
  one.every((each) => other.includes(each)) && other.every((each) => one.includes(each));
