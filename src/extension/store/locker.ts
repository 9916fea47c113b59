import * as v from 'valibot';
import type { Credential } from '../../dashboards/session';
import { Secret } from '../../secret';
import { type ApiProfile, hostsOf } from '../../setup/profiles/profile';
import { credentialSchema, forgetCredential, fromPlain, keepCredential, toPlain } from './credentials';
import { decrypt, type Encrypted, encrypt, encryptedSchema } from './encrypted';
import { oneAtATime } from './one-at-a-time';
import { kept } from './stored-item';

/**
 * Dashboard credentials that a person wants to keep: on disk, but only under a passphrase that is kept nowhere. Unlocked,
 * a credential is in the vault like any other, for a quarter of an hour after its last use.
 */

const unlockedMs = 15 * 60_000;

/** `sealed`: version 1's word for what is encrypted. */
const locker = v.object({ version: v.literal(1), sealed: v.record(v.string(), v.unknown()) });
/** What is encrypted, by the profile's id. An entry that is damaged stays as it is, and hides no other. */
export const keptLocker = kept('local', 'locker', locker);

type Locker = v.InferOutput<typeof locker>;

/** A credential is for one profile at one address: changed on the disk to lead elsewhere, it does not open. */
const bindingOf = (profile: ApiProfile): string => `${profile.id} ${hostsOf(profile)[0]}`;

const encryptedIn = (all: Locker | undefined, profileId: string): Encrypted | undefined => {
  const read = v.safeParse(encryptedSchema, all?.sealed[profileId]);
  return read.success ? read.output : undefined;
};
const encryptedOf = async (profileId: string) => encryptedIn(await keptLocker.read(), profileId);

const inTurn = oneAtATime('locker');
type Change = (before: Readonly<Record<string, unknown>>) => Record<string, unknown>;
const writeEncrypted = async (next: Change): Promise<void> =>
  keptLocker.write({ version: 1, sealed: next((await keptLocker.read())?.sealed ?? {}) });
const change = (next: Change): Promise<void> => inTurn(() => writeEncrypted(next));

const encryptFor = (owner: ApiProfile, credential: Credential, passphrase: Secret): Promise<Encrypted> =>
  encrypt(new Secret(JSON.stringify(toPlain(credential))), passphrase, bindingOf(owner));

/** Whether a credential that a passphrase could open is kept for a profile. */
export const isLockedAway = async (profileId: string): Promise<boolean> =>
  isLockedIn(await keptLocker.read(), profileId);

/** The same, from what a watching page has already read. */
export const isLockedIn = (all: Locker | undefined, profileId: string): boolean =>
  encryptedIn(all, profileId) !== undefined;

/** Encrypts it, in place of the one before. From now on it is in memory for a quarter of an hour only. */
export async function lockAway(owner: ApiProfile, credential: Credential, passphrase: Secret): Promise<void> {
  const encrypted = await encryptFor(owner, credential, passphrase);
  await inTurn(async () => {
    await writeEncrypted((before) => ({ ...before, [owner.id]: encrypted }));
    await keepCredential(owner.id, credential, unlockedMs);
  });
}

interface Opened {
  readonly credential: Credential;
  /** What it was taken out of. */
  readonly encrypted: Encrypted;
}

/** Undefined where nothing is kept for the profile, or the passphrase is wrong. */
async function open(owner: ApiProfile, passphrase: Secret): Promise<Opened | undefined> {
  const encrypted = await encryptedOf(owner.id);
  const text = encrypted && (await decrypt(encrypted, passphrase, bindingOf(owner)));
  if (!text) return undefined;
  const read = v.safeParse(credentialSchema, JSON.parse(text.reveal()));
  return read.success ? { credential: fromPlain(read.output), encrypted } : undefined;
}

/** Opening takes a while: what was forgotten or replaced meanwhile, on whichever page, is not brought back. */
const ifStillKept = (id: string, { encrypted }: Opened, then: () => Promise<void>): Promise<boolean> =>
  inTurn(async () => {
    const isStillKept = JSON.stringify(await encryptedOf(id)) === JSON.stringify(encrypted);
    if (isStillKept) await then();
    return isStillKept;
  });

/** Whether the passphrase was right; then the credential can be used for a quarter of an hour. */
export async function unlock(owner: ApiProfile, passphrase: Secret): Promise<boolean> {
  const opened = await open(owner, passphrase);
  if (!opened) return false;
  return ifStillKept(owner.id, opened, () => keepCredential(owner.id, opened.credential, unlockedMs));
}

/** Whether the old passphrase was right. */
export async function changePassphrase(owner: ApiProfile, before: Secret, after: Secret): Promise<boolean> {
  const opened = await open(owner, before);
  if (!opened) return false;
  const encrypted = await encryptFor(owner, opened.credential, after);
  return ifStillKept(owner.id, opened, async () => {
    await writeEncrypted((all) => ({ ...all, [owner.id]: encrypted }));
    await keepCredential(owner.id, opened.credential, unlockedMs);
  });
}

/** Forgets what is encrypted for a profile. What is in memory stays. */
export const forgetLockedAway = (profileId: string): Promise<void> =>
  change((before) => Object.fromEntries(Object.entries(before).filter(([id]) => id !== profileId)));

/** Keeps a fresh credential in memory only. An encrypted one of the same profile is obsolete, and is removed. */
export async function keepInMemoryOnly(profileId: string, credential: Credential): Promise<void> {
  await Promise.all([keepCredential(profileId, credential), forgetLockedAway(profileId)]);
}

/** Forgets a profile's credential on disk and in memory, in this order: what is opened in between finds nothing any more. */
export async function forgetEverywhere(profileId: string): Promise<void> {
  await forgetLockedAway(profileId);
  await forgetCredential(profileId);
}
