import * as v from 'valibot';
import type { Credential, TokenCache } from '../../dashboards/session';
import { Secret } from '../../secret';
import { forgetLater } from '../platform/alarms';
import { oneAtATime } from './one-at-a-time';
import { kept } from './stored-item';
import { isAlive, lifetimeMs, mortal } from './vault';

/** The part of the vault that is a profile's: what opens its dashboard, and the token that this got. */

const plainToken = v.object({ kind: v.literal('token'), token: v.string() });
const plainMachine = v.object({
  kind: v.literal('machine'),
  clientId: v.string(),
  clientSecret: v.string(),
  isOwn: v.optional(v.literal(true)),
});
const plainPassword = v.object({ kind: v.literal('password'), user: v.string(), password: v.string() });

/** A credential out of its wrapping, to be kept. */
export const credentialSchema = v.variant('kind', [plainToken, plainMachine, plainPassword]);
type PlainCredential = v.InferOutput<typeof credentialSchema>;

/** Out of its wrapping, to be stored or encrypted, and for nothing else. */
export function toPlain(credential: Credential): PlainCredential {
  switch (credential.kind) {
    case 'token':
      return { kind: 'token', token: credential.token.reveal() };
    case 'machine':
      return {
        kind: 'machine',
        clientId: credential.clientId,
        clientSecret: credential.clientSecret.reveal(),
        ...(credential.isOwn ? { isOwn: true } : {}),
      };
    case 'password':
      return { kind: 'password', user: credential.user, password: credential.password.reveal() };
  }
}

/** Back into its wrapping. */
export function fromPlain(plain: PlainCredential): Credential {
  switch (plain.kind) {
    case 'token':
      return { kind: 'token', token: new Secret(plain.token) };
    case 'machine':
      return {
        kind: 'machine',
        clientId: plain.clientId,
        clientSecret: new Secret(plain.clientSecret),
        ...(plain.isOwn ? { isOwn: true } : {}),
      };
    case 'password':
      return { kind: 'password', user: plain.user, password: new Secret(plain.password) };
  }
}

/** `lastsMs`: how long it stays after each use. */
const lasting = { ...mortal, lastsMs: v.optional(v.number(), lifetimeMs) };
const credentials = (profileId: string) =>
  kept(
    'session',
    `credential:${profileId}`,
    v.variant('kind', [
      v.object({ ...plainToken.entries, ...lasting }),
      v.object({ ...plainMachine.entries, ...lasting }),
      v.object({ ...plainPassword.entries, ...lasting }),
    ]),
  );

/** A use prolongs a credential's life, and brings tokens: neither must bring back what was forgotten meanwhile. */
const inTurn = oneAtATime('credentials');

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

/** Whether there is one to use. Looking does not count as use. */
export const hasCredential = async (profileId: string): Promise<boolean> =>
  isAlive(await credentials(profileId).read());

/** Calls back when a profile's credential is forgotten, for whatever reason: by hand, with its profile, or because its time is up. */
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
 * Keeps the access token that a credential got until it expires, or has had its time. Once the credential was forgotten or
 * replaced, what comes for it is not kept.
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

/** A token cache for a check that keeps nothing. */
export const noCache: TokenCache = {
  read: async () => undefined,
  write: async () => {},
  forget: async () => {},
};
