import browser from 'webextension-polyfill';

/**
 * Waking up after a wait. A timer is exact but ends with the background, an alarm outlives it but comes after half a minute at
 * the earliest: both are set, and whichever comes first goes on.
 */

const name = 'go-on';
const forgetName = 'forget';
const soonestAlarmMs = 30_000;
/** The longest time that a timer can take. */
const longestTimerMs = 0x7fffffff;

let timer: ReturnType<typeof setTimeout> | undefined;

/** Does something at a time, in epoch milliseconds: by a timer while the background lives, by an alarm when it has been stopped. */
export function wakeAt(time: number, then: () => Promise<void>): void {
  const now = Date.now();
  clearTimeout(timer);
  timer = setTimeout(() => void then(), Math.min(Math.max(0, time - now), longestTimerMs));
  void browser.alarms.create(name, { when: Math.max(time, now + soonestAlarmMs) });
}

/** Wakes a background that is stopped in the middle of what it does. */
export const wakeIfStopped = (): Promise<void> =>
  browser.alarms.create(name, { when: Date.now() + soonestAlarmMs });

let awaitingNetwork = new AbortController();

/** Does something as soon as the browser says that it is online, while the background lives; in place of what was to be done then. */
export function onceOnline(then: () => Promise<void>): void {
  awaitingNetwork.abort();
  awaitingNetwork = new AbortController();
  const { signal } = awaitingNetwork;
  globalThis.addEventListener('online', () => void then(), { once: true, signal });
}

/** Wakes in this many milliseconds to remove what has had its time. An earlier alarm comes first, and asks again. */
export async function forgetLater(ms: number): Promise<void> {
  const when = Date.now() + Math.max(ms, soonestAlarmMs);
  const before = await browser.alarms.get(forgetName);
  if (before && before.scheduledTime > Date.now() && before.scheduledTime <= when) return;
  await browser.alarms.create(forgetName, { when });
}

/** Registered in the background's first turn, so that an alarm finds them. */
export function onWake(goOn: () => Promise<void>, forget: () => Promise<void>): void {
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === name) void goOn();
    if (alarm.name === forgetName) void forget();
  });
}
