import * as v from 'valibot';
import type { Pair } from '../../bitbucket/oauth';
import { Secret } from '../../secret';
import { changedNames, digestOfChange, isKey, isSameDifference } from '../difference';
import { andThen, done, type Outcome, refused } from '../outcome';
import type { Backup, Connection, ConnectionPlan, Difference, OthersChanges } from '../session';
import type { SupabaseApi } from './api';
import {
  asked,
  type Change,
  type Config,
  hasConnection,
  keyOf,
  providerName,
  readConfig,
  toConnection,
  writeConfig,
} from './config';

/** What a setup does to a project's settings for Bitbucket, and takes back. Each looks first, and nothing is sent blindly twice. */

/** What the connection has beside the pair, by the names of the API. */
const optionsOf = ({
  external_bitbucket_enabled,
  external_bitbucket_email_optional,
}: Config): Readonly<Record<string, unknown>> => ({
  external_bitbucket_enabled,
  external_bitbucket_email_optional,
});

/** What a setup switches on beside a change, and takes back by itself. */
const switched = ['external_bitbucket_enabled'];

const pairOf = ({ key, secret }: Pair): Change => ({
  external_bitbucket_client_id: key,
  external_bitbucket_secret: secret.reveal(),
});

/**
 * What it takes to give the project the pair. It is never known whether it has the pair already: Supabase tells no Secret. Reads
 * only.
 */
export const planConnection = async (api: SupabaseApi, pair: Pair): Promise<Outcome<ConnectionPlan>> =>
  andThen(await readConfig(api), async (config): Promise<Outcome<ConnectionPlan>> => {
    if (!hasConnection(config)) return done({ kind: 'create' });
    const difference = await differenceOf(config, pair);
    return done({ kind: 'change', connection: toConnection(config), difference });
  });

/** What a change of the pair would change, and what it would leave. */
const differenceOf = async (config: Config, pair: Pair): Promise<Difference> => ({
  connectionName: providerName,
  oldKey: keyOf(config),
  newKey: pair.key,
  scopesAdded: [],
  scopesRemoved: [],
  optionsKept: Object.entries(optionsOf(config))
    .filter(([, value]) => value !== false)
    .map(([name]) => name),
  digest: await digestOfChange(
    {
      id: providerName,
      name: providerName,
      options: { ...optionsOf(config), external_bitbucket_client_id: keyOf(config) },
    },
    pair,
    asked,
  ),
});

/** Sets the pair, and leaves the provider switched off. One that is there by now is a conflict, to be looked at anew. */
export const createConnection = async (api: SupabaseApi, pair: Pair): Promise<Outcome<Connection>> =>
  andThen(await readConfig(api), async (config) => {
    if (hasConnection(config)) return refused({ kind: 'conflict' });
    // Without an address its logins fail, whatever this says.
    const change = { ...pairOf(pair), external_bitbucket_email_optional: false };
    const isMade = (found: Config) => keyOf(found) === pair.key;
    return andThen(await writeConfig(api, change, 'makeConnection', isMade), (made) =>
      done(toConnection(made)),
    );
  });

/** The settings just before a write, where they have a connection. */
export const readBefore = async (api: SupabaseApi): Promise<Outcome<Config>> =>
  andThen(await readConfig(api), (config) =>
    hasConnection(config) ? done(config) : refused({ kind: 'changed-since' }),
  );

/** Changes the pair alone, and looks just before whether that is still the change that was agreed to. */
export const changeConnection = async (
  api: SupabaseApi,
  pair: Pair,
  agreed: Difference,
  keep: (backup: Backup) => Promise<void>,
): Promise<Outcome<Connection>> =>
  andThen(await readBefore(api), async (config) => {
    if (!isSameDifference(await differenceOf(config, pair), agreed))
      return refused({ kind: 'changed-since' });
    const content = { key: keyOf(config) ?? '', options: optionsOf(config) };
    await keep({
      connectionId: providerName,
      hasSecret: false,
      content: new Secret(JSON.stringify(content)),
    });
    // Another Key tells that the change took effect; without one it is sent again.
    const isTold = keyOf(config) !== pair.key;
    const isChanged = (found: Config) => isTold && keyOf(found) === pair.key;
    return andThen(await writeConfig(api, pairOf(pair), 'changeConnection', isChanged), (changed) =>
      done(toConnection(changed)),
    );
  });

const contentSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ key: v.string(), options: v.record(v.string(), v.unknown()) }),
);

/** What somebody else has changed since. `isOurs`: the Key is the one that was written, or is back. */
function othersChanges(config: Config, { content }: Backup, written: string) {
  const before = v.parse(contentSchema, content.reveal());
  const key = keyOf(config) ?? '';
  const isBack = key === before.key;
  const isOurs = isKey(key, written) || isBack;
  const others: OthersChanges = {
    what: isOurs ? [] : ['key'],
    options: changedNames(before.options, optionsOf(config), switched),
    isSecretTold: false,
  };
  return { isOurs, isBack, before, others };
}

/** What somebody else has changed since a change, for whoever is about to undo that. Reads only. */
export const changesSince = async (
  api: SupabaseApi,
  backup: Backup,
  written: string,
): Promise<Outcome<OthersChanges>> =>
  andThen(await readBefore(api), (config) => done(othersChanges(config, backup, written).others));

/** Puts the Key back that `changeConnection` has replaced, and nothing else. The Secret was never told, and cannot be. */
export const restoreConnection = async (
  api: SupabaseApi,
  backup: Backup,
  written: string,
): Promise<Outcome<OthersChanges>> =>
  andThen(await readBefore(api), async (config) => {
    const { isOurs, isBack, before, others } = othersChanges(config, backup, written);
    if (!isOurs) return refused({ kind: 'changed-since' });
    if (isBack) return done(others);
    const change = { external_bitbucket_client_id: before.key };
    const isRestored = (found: Config) => (keyOf(found) ?? '') === before.key;
    return andThen(await writeConfig(api, change, 'restoreConnection', isRestored), () => done(others));
  });

/** Takes the pair out, if its Key is still the one that was `written`, and switches the provider off; also `done` where it is gone. */
export const removeConnection = async (api: SupabaseApi, written: string): Promise<Outcome<void>> =>
  andThen(await readConfig(api), async (config) => {
    if (!hasConnection(config)) return done(undefined);
    if (!isKey(keyOf(config) ?? '', written)) return refused({ kind: 'changed-since' });
    const change = {
      external_bitbucket_enabled: false,
      external_bitbucket_client_id: '',
      external_bitbucket_secret: '',
    };
    const isRemoved = (found: Config) => !hasConnection(found);
    return andThen(await writeConfig(api, change, 'removeConnection', isRemoved), () => done(undefined));
  });

/** Lets people log in with it, or no longer; also `done` where it is so already. */
export const setEnabled = async (
  api: SupabaseApi,
  external_bitbucket_enabled: boolean,
): Promise<Outcome<void>> =>
  andThen(await readBefore(api), async (config) => {
    const isSo = (found: Config) => found.external_bitbucket_enabled === external_bitbucket_enabled;
    if (isSo(config)) return done(undefined);
    const doing = external_bitbucket_enabled ? 'enable' : 'disable';
    return andThen(await writeConfig(api, { external_bitbucket_enabled }, doing, isSo), () =>
      done(undefined),
    );
  });
