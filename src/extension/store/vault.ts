import * as v from 'valibot';
import type { Pair } from '../../bitbucket/oauth';
import type { Backup, Credential, TokenCache } from '../../dashboards/dashboard';
import { Secret } from '../../secret';
import { forgetLater } from '../platform/alarms';
import { inTurns } from './one-at-a-time';
import { everythingIn, kept, removeFrom } from './stored-item';

/**
 * Everything secret that outlives one turn: in `storage.session` only, which is memory, closed to content scripts, and
 * gone with the browser. Secrets are taken out of their wrapping here, to be kept, and wrapped again when read. None
 * stays for longer than half an hour after it was last needed: then it is not given out any more, and taken away.
 */

const lifetimeMs = 30 * 60_000;

const mortal = { until: v.number() };
const untilThen = () => ({ until: Date.now() + lifetimeMs });
const isAlive = <Value extends { readonly until: number }>(found: Value | undefined): found is Value =>
  found !== undefined && found.until > Date.now();

const pairs = (journeyId: string) =>
  kept('session', `pair:${journeyId}`, v.object({ key: v.string(), secret: v.string(), ...mortal }));

/** Keeps a journey's pair in memory for half an hour, in place of any other of that journey's. */
export async function keepPair(journeyId: string, pair: Pair): Promise<void> {
  await pairs(journeyId).write({ key: pair.key, secret: pair.secret.reveal(), ...untilThen() });
  await forgetLater(lifetimeMs);
}

/** A journey's pair; undefined where it has had its time, or there is none. Reading does not prolong it. */
export async function readPair(journeyId: string): Promise<Pair | undefined> {
  const found = await pairs(journeyId).read();
  return isAlive(found) ? { key: found.key, secret: new Secret(found.secret) } : undefined;
}

/** Forgets a journey's pair. */
export const forgetPair = (journeyId: string): Promise<void> => pairs(journeyId).remove();

/** Forgets every pair, whosever it is. */
export async function forgetPairs(): Promise<void> {
  const names = Object.keys(await everythingIn('session')).filter((name) => name.startsWith('pair:'));
  await removeFrom('session', names);
}

const backups = kept(
  'session',
  'backup',
  v.object({
    journeyId: v.string(),
    connectionId: v.string(),
    hasSecret: v.boolean(),
    content: v.string(),
    ...mortal,
  }),
);

/** Keeps the connection as it was before a journey's first change of it, for an undo. */
export async function keepBackup(
  journeyId: string,
  { connectionId, hasSecret, content }: Backup,
): Promise<void> {
  const before = await backups.read();
  if (before?.journeyId === journeyId && before.connectionId === connectionId) return;
  await backups.write({ journeyId, connectionId, hasSecret, content: content.reveal(), ...untilThen() });
  await forgetLater(lifetimeMs);
}

/** The connection as it was before a journey changed it; undefined where it has had its time. */
export async function readBackup(journeyId: string): Promise<Backup | undefined> {
  const found = await backups.read();
  if (!isAlive(found) || found.journeyId !== journeyId) return undefined;
  const { connectionId, hasSecret, content } = found;
  return { connectionId, hasSecret, content: new Secret(content) };
}

/** Forgets what an undo would need. */
export const forgetBackup = (): Promise<void> => backups.remove();

const plainToken = v.object({ kind: v.literal('token'), token: v.string() });
const plainMachine = v.object({ kind: v.literal('machine'), clientId: v.string(), clientSecret: v.string() });

/** A credential out of its wrapping, to be kept. */
export const credentialSchema = v.variant('kind', [plainToken, plainMachine]);
type PlainCredential = v.InferOutput<typeof credentialSchema>;

/** Out of its wrapping, to be stored or encrypted, and for nothing else. */
export const toPlain = (credential: Credential): PlainCredential =>
  credential.kind === 'token'
    ? { kind: 'token', token: credential.token.reveal() }
    : {
        kind: 'machine',
        clientId: credential.clientId,
        clientSecret: credential.clientSecret.reveal(),
      };

/** Back into its wrapping. */
export const fromPlain = (plain: PlainCredential): Credential =>
  plain.kind === 'token'
    ? { kind: 'token', token: new Secret(plain.token) }
    : { kind: 'machine', clientId: plain.clientId, clientSecret: new Secret(plain.clientSecret) };

/** `lastsMs`: how long it stays after each use. */
const lasting = { ...mortal, lastsMs: v.optional(v.number(), lifetimeMs) };
const credentials = (profileId: string) =>
  kept(
    'session',
    `credential:${profileId}`,
    v.variant('kind', [
      v.object({ ...plainToken.entries, ...lasting }),
      v.object({ ...plainMachine.entries, ...lasting }),
    ]),
  );

/** A use prolongs a credential's life, and brings tokens: neither must bring back what was forgotten meanwhile. */
const inTurn = inTurns('credentials');

/** Keeps it in memory, until `lastsMs` after its last use. */
export const keepCredential = (
  profileId: string,
  credential: Credential,
  lastsMs = lifetimeMs,
): Promise<void> =>
  inTurn(async () => {
    await tokens(profileId).remove();
    await credentials(profileId).write({ ...toPlain(credential), lastsMs, until: Date.now() + lastsMs });
    await forgetLater(lastsMs);
  });

/** A profile's credential, to be used: that prolongs its life. Undefined where it has had its time or was forgotten. */
export const readCredential = (profileId: string): Promise<Credential | undefined> =>
  inTurn(async () => {
    const found = await credentials(profileId).read();
    if (!isAlive(found)) return undefined;
    // As long as it is in use, it stays.
    await credentials(profileId).write({ ...found, until: Date.now() + found.lastsMs });
    return fromPlain(found);
  });

/** Whether there is one to use. Looking is no use of it. */
export const hasCredential = async (profileId: string): Promise<boolean> =>
  isAlive(await credentials(profileId).read());

/** Calls back when a profile's credential is forgotten, from wherever: by hand, with its profile, or in its time. */
export const whenForgotten = (profileId: string, forgotten: () => void, signal: AbortSignal): void =>
  credentials(profileId).watch((found) => found ?? forgotten(), signal);

/** Forgets a profile's credential in memory, and the token that it got. */
export const forgetCredential = (profileId: string): Promise<void> =>
  inTurn(async () => {
    await Promise.all([credentials(profileId).remove(), tokens(profileId).remove()]);
  });

const tokens = (profileId: string) =>
  kept('session', `token:${profileId}`, v.object({ token: v.string(), until: v.number() }));

/** Tokens are taken for expired a minute early, so that none runs out on its way. */
const marginMs = 60_000;

/**
 * Keeps the access token that a credential got until it expires, or has had its time. Once the credential was forgotten,
 * or another one has taken its place, what comes for it is not kept.
 */
export function tokenCache(profileId: string, credential: Credential, now: () => number): TokenCache {
  const isStillKept = async (): Promise<boolean> => {
    const found = await credentials(profileId).read();
    return isAlive(found) && isSame(fromPlain(found), credential);
  };
  return {
    async read() {
      const found = await tokens(profileId).read();
      return found && found.until - marginMs > now() ? new Secret(found.token) : undefined;
    },
    write: (token, expiresInSeconds) =>
      inTurn(async () => {
        if (!(await isStillKept())) return;
        const until = now() + Math.min(expiresInSeconds * 1000, lifetimeMs);
        await tokens(profileId).write({ token: token.reveal(), until });
      }),
    forget: () => inTurn(() => tokens(profileId).remove()),
  };
}

const isSame = (one: Credential, other: Credential): boolean =>
  JSON.stringify(toPlain(one)) === JSON.stringify(toPlain(other));

/** What is kept under a name of the vault's, and has its time. */
const mortals = /^(?:pair:|backup$|credential:|token:)/;

/** Takes away what has had its time; comes back for what is left. Half a second of grace, for the alarm's own clock. */
export async function forgetOverdue(): Promise<void> {
  const now = Date.now() + 500;
  const held = Object.entries(await everythingIn('session')).flatMap(([name, value]) => {
    const mark = v.safeParse(v.looseObject(mortal), value);
    return mortals.test(name) ? [{ name, until: mark.success ? mark.output.until : 0 }] : [];
  });
  await removeFrom(
    'session',
    held.filter((each) => each.until <= now).map((each) => each.name),
  );
  const left = held.filter((each) => each.until > now).map((each) => each.until);
  if (left.length > 0) await forgetLater(Math.min(...left) - now);
}

/** A token cache for a check that keeps nothing. */
export const noCache: TokenCache = {
  read: async () => undefined,
  write: async () => {},
  forget: async () => {},
};
