import * as v from 'valibot';
import type { Pair } from '../bitbucket/oauth';
import type { Backup, Credential, TokenCache } from '../dashboards/dashboard';
import { Secret } from '../secret';
import { kept } from './kept';

/**
 * Everything secret that outlives one turn: in `storage.session` only, which is memory, closed to content scripts, and
 * gone with the browser. Secrets are taken out of their wrapping here, to be kept, and wrapped again when read.
 */

const pairs = kept(
  'session',
  'pair',
  v.object({ journeyId: v.string(), key: v.string(), secret: v.string() }),
);

export async function keepPair(journeyId: string, pair: Pair): Promise<void> {
  await pairs.write({ journeyId, key: pair.key, secret: pair.secret.reveal() });
}

export async function readPair(journeyId: string): Promise<Pair | undefined> {
  const found = await pairs.read();
  return found?.journeyId === journeyId ? { key: found.key, secret: new Secret(found.secret) } : undefined;
}

export const forgetPair = (): Promise<void> => pairs.remove();

const backups = kept(
  'session',
  'backup',
  v.object({
    journeyId: v.string(),
    connectionId: v.string(),
    hasSecret: v.boolean(),
    content: v.string(),
  }),
);

/** Keeps the connection as it was before a journey's first change of it, for an undo. */
export async function keepBackup(
  journeyId: string,
  { connectionId, hasSecret, content }: Backup,
): Promise<void> {
  const before = await backups.read();
  if (before?.journeyId === journeyId && before.connectionId === connectionId) return;
  await backups.write({ journeyId, connectionId, hasSecret, content: content.reveal() });
}

export async function readBackup(journeyId: string): Promise<Backup | undefined> {
  const found = await backups.read();
  if (found?.journeyId !== journeyId) return undefined;
  const { connectionId, hasSecret, content } = found;
  return { connectionId, hasSecret, content: new Secret(content) };
}

export const forgetBackup = (): Promise<void> => backups.remove();

const credentials = (profileId: string) =>
  kept(
    'session',
    `credential:${profileId}`,
    v.variant('kind', [
      v.object({ kind: v.literal('token'), token: v.string() }),
      v.object({ kind: v.literal('machine'), clientId: v.string(), clientSecret: v.string() }),
    ]),
  );

export async function keepCredential(profileId: string, credential: Credential): Promise<void> {
  await tokens(profileId).remove();
  await credentials(profileId).write(
    credential.kind === 'token'
      ? { kind: 'token', token: credential.token.reveal() }
      : { kind: 'machine', clientId: credential.clientId, clientSecret: credential.clientSecret.reveal() },
  );
}

export async function readCredential(profileId: string): Promise<Credential | undefined> {
  const found = await credentials(profileId).read();
  if (!found) return undefined;
  return found.kind === 'token'
    ? { kind: 'token', token: new Secret(found.token) }
    : { kind: 'machine', clientId: found.clientId, clientSecret: new Secret(found.clientSecret) };
}

export async function forgetCredential(profileId: string): Promise<void> {
  await Promise.all([credentials(profileId).remove(), tokens(profileId).remove()]);
}

const tokens = (profileId: string) =>
  kept('session', `token:${profileId}`, v.object({ token: v.string(), until: v.number() }));

/** Tokens are taken for expired a minute early, so that none runs out on its way. */
const marginMs = 60_000;

/** Keeps the access token of a machine-to-machine application until it expires. */
export function tokenCache(profileId: string, now: () => number): TokenCache {
  return {
    async read() {
      const found = await tokens(profileId).read();
      return found && found.until - marginMs > now() ? new Secret(found.token) : undefined;
    },
    write: (token, expiresInSeconds) =>
      tokens(profileId).write({ token: token.reveal(), until: now() + expiresInSeconds * 1000 }),
    forget: () => tokens(profileId).remove(),
  };
}

/** A token cache for a check that keeps nothing. */
export const noCache: TokenCache = {
  read: async () => undefined,
  write: async () => {},
  forget: async () => {},
};
