import * as v from 'valibot';
import type { Pair } from '../../bitbucket/oauth';
import { expand, type Scope } from '../../bitbucket/scopes';
import { Secret } from '../../secret';
import { changedNames, digestOfChange, isKey, isSameDifference } from '../difference';
import { andThen, done, type Outcome, refused, sendCarefully } from '../outcome';
import type { Backup, Connection, ConnectionPlan, Difference, OthersChanges } from '../session';
import { type ApiCall, type KeycloakApi, otherIssuer } from './api';
import {
  besideIn,
  deleteProvider,
  foreignIn,
  isBitbucket,
  isForLogin,
  keyOf,
  makeProvider,
  newProvider,
  ownIn,
  type Provider,
  readOwn,
  readProvider,
  readProviders,
  scopesOf,
  toConnection,
  withPair,
  writeProvider,
} from './providers';

/** What a setup does to a realm's provider, and takes back. Each looks first, and nothing is sent blindly twice. */

/** Which provider, and the realm's address that the pair was made for. */
export interface Place {
  readonly alias: string;
  readonly loginAddress: string;
}

/** What a change replaces; everything else is kept. */
const replaced = ['clientId', 'clientSecret', 'defaultScope', 'clientAuthMethod'];
/** What is not a setting of it. */
const nameless = ['alias', 'internalId', 'providerId', 'types', 'config'];
/** What a setup switches on beside a change, and takes back by itself. */
const switched = ['enabled', 'linkOnly'];

/** All that a provider has of its own, by its names. */
const optionsOf = ({ config, ...rest }: Provider): Readonly<Record<string, unknown>> => ({
  ...Object.fromEntries(Object.entries(rest).filter(([name]) => !nameless.includes(name))),
  ...config,
});

const saysSomething = (value: unknown): boolean => value !== null && value !== '' && value !== false;

/**
 * What it takes to give the realm's provider the pair. It is never known whether it has the pair already: Keycloak tells no
 * Secret. Nothing is planned where logins come back to another address than the pair was made for. Reads only.
 */
export const planConnection = async (
  api: KeycloakApi,
  { alias, loginAddress }: Place,
  pair: Pair,
  scopes: readonly Scope[],
): Promise<Outcome<ConnectionPlan>> =>
  andThen(await api.issuerAt(loginAddress), async (issuer) => {
    if (issuer !== loginAddress) return otherIssuer(loginAddress, issuer);
    return andThen(await readProviders(api), async (every): Promise<Outcome<ConnectionPlan>> => {
      if (every.some((each) => each.alias === alias && !isBitbucket(each)))
        return refused({ kind: 'conflict' });
      // Another one for Bitbucket is no fault, but a second button.
      const beside = [...foreignIn(every, alias), ...besideIn(every, alias)];
      const foreign = beside.length > 0 ? { foreign: beside } : {};
      const own = ownIn(every, alias);
      if (!own) return done({ kind: 'create', ...foreign });
      const connection = toConnection(own);
      if (!isForLogin(own))
        return refused({ kind: 'not-for-login', name: connection.name, id: connection.id });
      return done({
        kind: 'change',
        connection,
        difference: await differenceOf(own, pair, scopes),
        ...foreign,
      });
    });
  });

/** What a change of the provider would change, and what it would leave. */
async function differenceOf(own: Provider, pair: Pair, scopes: readonly Scope[]): Promise<Difference> {
  const [before, wanted]: (readonly string[])[] = [scopesOf(own), expand(scopes)];
  const after = withPair(own, pair, scopes);
  const isMethodKept = own.config.clientAuthMethod === after.config.clientAuthMethod;
  return {
    connectionName: own.alias,
    oldKey: keyOf(own),
    newKey: pair.key,
    scopesAdded: wanted?.filter((scope) => !before?.includes(scope)) ?? [],
    scopesRemoved: before?.filter((scope) => !wanted?.includes(scope)) ?? [],
    optionsKept: Object.entries(optionsOf(own))
      .filter(
        ([name, value]) =>
          (!replaced.includes(name) || (name === 'clientAuthMethod' && isMethodKept)) && saysSomething(value),
      )
      .map(([name]) => name),
    digest: await digestOfChange({ id: own.alias, name: own.alias, options: own }, pair, expand(scopes)),
  };
}

/** Makes the provider, switched off. An alias that is taken by now is a conflict, to be looked at anew. */
export const createConnection = async (
  api: KeycloakApi,
  { alias, loginAddress }: Place,
  pair: Pair,
  scopes: readonly Scope[],
): Promise<Outcome<Connection>> =>
  andThen(await api.issuerAt(loginAddress), async (issuer) => {
    if (issuer !== loginAddress) return otherIssuer(loginAddress, issuer);
    const made = newProvider(alias, pair, scopes);
    const look = async () =>
      andThen(await readOwn(api, alias), (found) =>
        done(found && keyOf(found) === pair.key ? found : undefined),
      );
    return andThen(await sendCarefully<unknown>(() => makeProvider(api, made), look, api.pause), () =>
      done(toConnection(made)),
    );
  });

/** The provider just before a write. */
export const readBefore = async (api: KeycloakApi, alias: string): Promise<Outcome<Provider>> =>
  andThen(await readOwn(api, alias), (own) => (own ? done(own) : refused({ kind: 'changed-since' })));

/** Writes the provider, and looks whether it is as written where no answer came. */
const write = (
  api: KeycloakApi,
  written: Provider,
  doing: ApiCall['doing'],
  isWritten: (found: Provider) => boolean,
): Promise<Outcome<unknown>> =>
  sendCarefully<unknown>(
    () => writeProvider(api, written, doing),
    async () =>
      andThen(await readOwn(api, written.alias), (found) =>
        done(found && isWritten(found) ? found : undefined),
      ),
    api.pause,
  );

/** The provider is written as a whole, so the present one is read once more just before. */
export const changeConnection = async (
  api: KeycloakApi,
  id: string,
  pair: Pair,
  scopes: readonly Scope[],
  agreed: Difference,
  keep: (backup: Backup) => Promise<void>,
): Promise<Outcome<Connection>> =>
  andThen(await readBefore(api, id), async (own) => {
    if (!isSameDifference(await differenceOf(own, pair, scopes), agreed))
      return refused({ kind: 'changed-since' });
    const changed = withPair(own, pair, scopes);
    const left = { defaultScope: changed.config.defaultScope };
    await keep({
      connectionId: id,
      hasSecret: false,
      content: new Secret(JSON.stringify({ before: own, left })),
    });
    // Another Key tells that the change took effect; without one it is sent again.
    const isTold = keyOf(own) !== pair.key;
    const isChanged = (found: Provider) => isTold && keyOf(found) === pair.key;
    return andThen(await write(api, changed, 'changeConnection', isChanged), () =>
      done(toConnection(changed)),
    );
  });

/** What was there before a change, and what the change left of it. */
const contentSchema = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    before: v.custom<Provider>((given) => typeof given === 'object' && given !== null && 'config' in given),
    left: v.object({ defaultScope: v.string() }),
  }),
);

interface UndoPlan {
  /** The provider as it is to be; undefined where the pair is somebody else's by now. */
  readonly written: Provider | undefined;
  readonly others: OthersChanges;
}

/** What it takes to undo a change, given the provider as it is now. Permissions that somebody else has changed since stay so. */
function planUndo(own: Provider, { content }: Backup, written: string): UndoPlan {
  const { before, left } = v.parse(contentSchema, content.reveal());
  const key = keyOf(own) ?? '';
  const isOurs = isKey(key, written) || key === keyOf(before);
  const scope = own.config.defaultScope;
  const areOtherScopes = scope !== left.defaultScope && scope !== before.config.defaultScope;
  const others: OthersChanges = {
    what: [...(isOurs ? [] : ['key' as const]), ...(areOtherScopes ? ['permissions' as const] : [])],
    options: changedNames(optionsOf(before), optionsOf(own), [...replaced, ...switched]),
    isSecretTold: false,
  };
  if (!isOurs) return { written: undefined, others };
  const back = ['clientId', 'clientAuthMethod', ...(areOtherScopes ? [] : ['defaultScope'])];
  const kept = Object.entries(own.config).filter(([name]) => !back.includes(name));
  const put = Object.entries(before.config).filter(([name]) => back.includes(name));
  return { written: { ...own, config: Object.fromEntries([...kept, ...put]) }, others };
}

/** What somebody else has changed since a change, for whoever is about to undo that. Reads only. */
export const changesSince = async (
  api: KeycloakApi,
  backup: Backup,
  written: string,
): Promise<Outcome<OthersChanges>> =>
  andThen(await readBefore(api, backup.connectionId), (own) => done(planUndo(own, backup, written).others));

/** Puts back what `changeConnection` has replaced, and nothing else. The Secret was never told, and cannot be. */
export const restoreConnection = async (
  api: KeycloakApi,
  backup: Backup,
  written: string,
): Promise<Outcome<OthersChanges>> =>
  andThen(await readBefore(api, backup.connectionId), async (own) => {
    const { written: back, others } = planUndo(own, backup, written);
    if (!back) return refused({ kind: 'changed-since' });
    const isBack = (found: Provider) => replaced.every((name) => found.config[name] === back.config[name]);
    if (isBack(own)) return done(others);
    return andThen(await write(api, back, 'restoreConnection', isBack), () => done(others));
  });

/** Deletes the provider, if its Key is still the one that was `written`; also `done` where it is gone. */
export const removeConnection = async (
  api: KeycloakApi,
  id: string,
  written: string,
): Promise<Outcome<void>> =>
  andThen(await readProvider(api, id), async (found) => {
    if (!found) return done(undefined);
    if (!isBitbucket(found) || !isKey(keyOf(found) ?? '', written)) return refused({ kind: 'changed-since' });
    return andThen(await deleteProvider(api, id), () => done(undefined));
  });

/** Writes one switch of the provider; also `done` where it is so already. */
export const setSwitch = async (
  api: KeycloakApi,
  own: Provider,
  name: 'enabled' | 'linkOnly',
  value: boolean,
  doing: ApiCall['doing'],
): Promise<Outcome<void>> => {
  const isSo = (found: Provider) => (found[name] ?? name === 'enabled') === value;
  if (isSo(own)) return done(undefined);
  return andThen(await write(api, { ...own, [name]: value }, doing, isSo), () => done(undefined));
};
