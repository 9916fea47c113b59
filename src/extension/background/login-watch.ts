import * as v from 'valibot';
import type { FailedLogin, LoginPage, LoginRead, WatchedLogin } from '../../dashboards/session';
import type { Secret } from '../../secret';
import type { Journey } from '../../setup/journey/journey';
import { lastPageOf } from '../../setup/last-page';
import { type LastPage, lastPageSchema } from '../../setup/login-seen';
import { hold, release } from '../platform/hold';
import type { WindowEnd } from '../platform/login-window';
import { closeWindow, openWindow, pageIn } from '../platform/watched-window';
import { kept } from '../store/stored-item';
import { forgetMemo, keepMemo, readMemo } from '../store/vault';

/**
 * The window of a journey's test login that the extension watches. It outlives the background: whatever wakes that next looks at
 * the window again, by what is kept of it here. What the window's address carries is kept nowhere.
 */

/** How a test login ended. `last`: what its window showed last; undefined where that was not seen. */
export type LoginEnd = { readonly last?: LastPage } & (
  | (WindowEnd extends infer End ? (End extends unknown ? Omit<End, 'last'> : never) : never)
  /** On a page that says why the login never comes to its end. */
  | ({ readonly kind: 'failed-there' } & FailedLogin)
  /** It was open for as long as one may be. */
  | { readonly kind: 'overdue' }
);

/** The end of a window that the browser opens for a login, without what an address carries. */
export const cleaned = ({ last, ...end }: WindowEnd): LoginEnd => ({
  ...end,
  ...(last === undefined ? {} : { last: lastPageOf(last) }),
});

/** `isEnding`: its end was seen, and the login is being finished. */
const watchOf = (journeyId: string) =>
  kept(
    'session',
    `watch:${journeyId}`,
    v.object({
      tabId: v.number(),
      last: v.optional(lastPageSchema),
      isEnding: v.optional(v.boolean()),
      ruleId: v.optional(v.number()),
    }),
  );

/** An alarm looks at the window as often as this, in milliseconds; it is watched for as long as the vault holds the memo. */
export const lookAgainMs = 30_000;
/** A background that is being stopped, or a browser that is being closed, is gone sooner than that. */
const soonestStoppedMs = 500;

/** Opens the window, in place of any other of the journey's. Returns its end if it has one at once: then there is no window. */
export async function watchLogin(
  journeyId: string,
  { url, memo, hold: held }: WatchedLogin,
  signal: AbortSignal,
): Promise<LoginEnd | undefined> {
  await endWatch(journeyId);
  let ruleId: number | undefined;
  try {
    await keepMemo(journeyId, memo);
    ruleId = held && (await hold(held));
    const tabId = await openWindow(url);
    await watchOf(journeyId).write({ tabId, ...(ruleId === undefined ? {} : { ruleId }) });
  } catch (error) {
    await endWatch(journeyId);
    if (ruleId !== undefined) await release(ruleId);
    return { kind: 'not-opened', words: (error instanceof Error ? error.message : String(error)).trim() };
  }
  // Whoever gave it up meanwhile found no window to close.
  if (signal.aborted) await endWatch(journeyId);
  return undefined;
}

/**
 * Looks at the window. When the login has ended, or never will, the window is closed before that is told. `lost`: nobody knows of
 * a window, or whether its end was used.
 */
export async function lookAtLogin(
  journeyId: string,
  read: (memo: Secret, page: LoginPage) => LoginRead | undefined,
): Promise<LoginEnd | 'open' | 'lost'> {
  const kept = watchOf(journeyId);
  const watch = await kept.read();
  if (!watch || watch.isEnding) return 'lost';
  const page = await pageIn(watch.tabId);
  if (page === undefined) {
    // A browser that is closed closes its windows first: it gets no further than this.
    await new Promise((resolve) => setTimeout(resolve, soonestStoppedMs));
    return { kind: 'closed', ...(watch.last ? { last: watch.last } : {}) };
  }
  const last = lastPageOf(page);
  const memo = await readMemo(journeyId);
  const found = memo && page !== 'untold' ? read(memo, page) : undefined;
  if (memo && !found) {
    await kept.write({ ...watch, last });
    return 'open';
  }
  await kept.write({ ...watch, last, isEnding: true });
  await closeWindow(watch.tabId);
  if (!found || page === 'untold') return { kind: 'overdue', last };
  return found.kind === 'end'
    ? { kind: 'came-back', address: page.url, last }
    : { ...found, kind: 'failed-there', last };
}

/** The memo of the journey's login, for whoever finishes it. */
export const memoOf = readMemo;

/** Whether the tab is that of the window. */
export const isLoginTab = async ({ id }: Journey, tabId: number): Promise<boolean> =>
  (await watchOf(id).read())?.tabId === tabId;

/** Closes the window of a journey's, where one is open, and forgets all of it. */
export async function endWatch(journeyId: string): Promise<void> {
  const watch = await watchOf(journeyId).read();
  await Promise.all([watchOf(journeyId).remove(), forgetMemo(journeyId)]);
  if (watch) await closeWindow(watch.tabId);
  if (watch?.ruleId !== undefined) await release(watch.ruleId);
}
