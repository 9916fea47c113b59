import * as v from 'valibot';
import type { Pair } from '../../bitbucket/oauth';
import type { Backup } from '../../dashboards/session';
import { Secret } from '../../secret';
import { forgetLater } from '../platform/alarms';
import { everythingIn, kept, removeFrom } from './stored-item';

/**
 * Everything secret that outlives one turn: of a setup here, of a profile in `credentials.ts` and, encrypted, in `locker.ts`. What is
 * here is in `storage.session` only: memory, closed to content scripts, and gone with the browser. Secrets are unwrapped to be kept,
 * and wrapped again when read. None stays for longer than half an hour after it was last needed: then it is not given out any more,
 * and is removed.
 */

/** How long it stays after it was last needed. */
export const lifetimeMs = 30 * 60_000;

/** The end of what has one, in epoch milliseconds. */
export const mortal = { until: v.number() };
const untilThen = () => ({ until: Date.now() + lifetimeMs });
/** Whether it is there, and has not had its time. */
export const isAlive = <Value extends { readonly until: number }>(found: Value | undefined): found is Value =>
  found !== undefined && found.until > Date.now();

const pairs = (journeyId: string) =>
  kept('session', `pair:${journeyId}`, v.object({ key: v.string(), secret: v.string(), ...mortal }));

/** Keeps a journey's pair in memory for half an hour, in place of any other of that journey's. */
export async function keepPair(journeyId: string, pair: Pair): Promise<void> {
  await pairs(journeyId).write({ key: pair.key, secret: pair.secret.reveal(), ...untilThen() });
  await forgetLater(lifetimeMs);
}

/** A journey's pair; undefined where it has had its time, or there is none. Reading does not prolong it. */
export async function storedPair(journeyId: string): Promise<Pair | undefined> {
  const found = await pairs(journeyId).read();
  return isAlive(found) ? { key: found.key, secret: new Secret(found.secret) } : undefined;
}

/** Forgets a journey's pair. */
export const forgetPair = (journeyId: string): Promise<void> => pairs(journeyId).remove();

const backups = (journeyId: string) =>
  kept(
    'session',
    `backup:${journeyId}`,
    v.object({ connectionId: v.string(), hasSecret: v.boolean(), content: v.string(), ...mortal }),
  );

/** Keeps the connection as it was before a journey's first change of it, for an undo. */
export async function keepBackup(
  journeyId: string,
  { connectionId, hasSecret, content }: Backup,
): Promise<void> {
  if ((await backups(journeyId).read())?.connectionId === connectionId) return;
  await backups(journeyId).write({ connectionId, hasSecret, content: content.reveal(), ...untilThen() });
  await forgetLater(lifetimeMs);
}

/** The connection as it was before a journey changed it; undefined where it has had its time. */
export async function readBackup(journeyId: string): Promise<Backup | undefined> {
  const found = await backups(journeyId).read();
  if (!isAlive(found)) return undefined;
  const { connectionId, hasSecret, content } = found;
  return { connectionId, hasSecret, content: new Secret(content) };
}

/** Forgets what an undo of a journey would need. */
export const forgetBackup = (journeyId: string): Promise<void> => backups(journeyId).remove();

const memos = (journeyId: string) =>
  kept('session', `memo:${journeyId}`, v.object({ text: v.string(), ...mortal }));

/** Keeps what it takes to finish a journey's test login, in place of any other. */
export async function keepMemo(journeyId: string, memo: Secret): Promise<void> {
  await memos(journeyId).write({ text: memo.reveal(), ...untilThen() });
  await forgetLater(lifetimeMs);
}

/** What it takes to finish a journey's test login; undefined where it has had its time, or there is none. */
export async function readMemo(journeyId: string): Promise<Secret | undefined> {
  const found = await memos(journeyId).read();
  return isAlive(found) ? new Secret(found.text) : undefined;
}

/** Forgets that. */
export const forgetMemo = (journeyId: string): Promise<void> => memos(journeyId).remove();

/** What is kept under a name of the vault's, and has its time. */
const mortals = /^(?:pair:|backup:|memo:|credential:|token:)/;

/** Removes what has had its time; comes back for what is left. Half a second of grace, for the alarm's own clock. */
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
