import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { listAddresses, routeOf, workspacesAddress } from '../../bitbucket/addresses';
import { everyPage, isSettingsPage, origin } from '../../bitbucket/settings-pages';
import type { Event } from '../../setup/journey/event';
import type { Journey } from '../../setup/journey/journey';
import { lookAgain } from '../messages/look-again';
import { wakeIfStopped } from '../platform/alarms';
import { isTabOpen } from '../platform/tabs';
import { keptJourney } from '../store/journey';
import { oneAtATime } from '../store/one-at-a-time';
import { everythingIn, kept } from '../store/stored-item';

/** The tab in which a journey is at home on Bitbucket. */

const places = ({ id }: Pick<Journey, 'id'>) =>
  kept(
    'session',
    `place:${id}`,
    v.object({
      tabId: v.number(),
      address: v.string(),
      /** Whether the tab was led there; a background may be stopped just before. */
      isLed: v.boolean(),
      /** The browser's name for the first document of a workspace's settings that it has shown since. */
      arrivedAs: v.optional(v.string()),
      /** It was led to the same address a second time, to see where that leads. */
      isAgain: v.optional(v.boolean()),
      /** When the tab was led to its page, or that came to rest, in epoch milliseconds; none once its helper has spoken. */
      silentSince: v.optional(v.number()),
      /** When what it shows changed, once its helper had spoken, in epoch milliseconds; none once that was looked at. */
      changedAt: v.optional(v.number()),
      /** The document that spoke last, and the one that the tab was led away from, which may speak until the next one has come. */
      spokenBy: v.optional(v.string()),
      left: v.optional(v.string()),
      /** Tabs that had appeared just before it went: one of them may be it, opened anew. */
      heirs: v.optional(v.array(v.number())),
    }),
  );

/** Forgets which tab was a journey's. */
export const forgetTab = (journey: Journey): Promise<void> => places(journey).remove();

/** A page may arrive while it is written down that its tab was led. */
const inTurn = oneAtATime('place');

/** The tab of a journey; undefined where it has none, or that was closed. */
export async function tabOf(journey: Journey): Promise<number | undefined> {
  const place = await places(journey).read();
  return place && (await isTabOpen(place.tabId)) ? place.tabId : undefined;
}

/** Whether the tab is, or was until it was closed, the journey's. */
export async function isHome(journey: Journey, tabId: number): Promise<boolean> {
  return (await places(journey).read())?.tabId === tabId;
}

/** The address that the journey's stage looks at. */
function addressOf({ stage, workspace }: Journey): string {
  const attempt = stage.kind === 'finding' ? stage.attempt : 0;
  const addresses = workspace === '' ? [workspacesAddress] : listAddresses(workspace);
  return addresses[attempt] ?? workspacesAddress;
}

/** Brings the journey's tab to the address that its stage looks at; opens one where there is none. */
export async function goToBitbucket(journey: Journey): Promise<void> {
  const address = addressOf(journey);
  const place = await places(journey).read();
  const tabId = await tabOf(journey);
  if (tabId === undefined) {
    const tab = await browser.tabs.create({ url: 'about:blank', active: true });
    if (tab.id !== undefined) await lead(journey, tab.id, address);
  } else if (place?.address !== address || (!place.isLed && (await isLeftBlank(tabId)))) {
    await lead(journey, tabId, address);
  }
}

/** The document that a tab still shows as it is led away: that which spoke last or, where none has since, that which it was led away from. */
const whoMaySpeak = ({ spokenBy, left }: { spokenBy?: string | undefined; left?: string | undefined }) =>
  spokenBy ?? left;

/**
 * Written down before the page can ask: the tab is known as soon as it exists. If the background is stopped between the two, an
 * alarm wakes it, and the tab is led again.
 */
async function lead(journey: Journey, tabId: number, address: string, isAgain = false): Promise<void> {
  await wakeIfStopped();
  await inTurn(async () => {
    const before = await places(journey).read();
    const left = before?.tabId === tabId ? whoMaySpeak(before) : undefined;
    await places(journey).write({ tabId, address, isLed: false, isAgain, silentSince: Date.now(), left });
  });
  await browser.tabs.update(tabId, { url: address });
  await inTurn(async () => {
    const place = await places(journey).read();
    if (place?.tabId === tabId && place.address === address)
      await places(journey).write({ ...place, isLed: true });
  });
}

/** Whether a document of a workspace's settings is where the tab first came when it was led, not where it went from there. */
export const isArrival = (journey: Journey, documentId: string): Promise<boolean> =>
  inTurn(async () => {
    const place = await places(journey).read();
    if (!place || place.address === '') return false;
    if (place.arrivedAs === undefined) await places(journey).write({ ...place, arrivedAs: documentId });
    return (place.arrivedAs ?? documentId) === documentId;
  });

/** Leads the journey's tab to its address a second time; false where that was done already. */
export async function leadAgain(journey: Journey): Promise<boolean> {
  const place = await places(journey).read();
  if (!place || place.address === '' || place.isAgain) return false;
  await lead(journey, place.tabId, place.address, true);
  return true;
}

/**
 * Whether the tab is blank and on its way nowhere, at rest or not. Browsers tell only the addresses of Bitbucket's pages; one of
 * them also tells where a tab is on its way to.
 */
async function isLeftBlank(tabId: number): Promise<boolean> {
  const { url, pendingUrl } = await browser.tabs.get(tabId);
  return [url, pendingUrl].every((each) => each === undefined || each === 'about:blank');
}

/**
 * The helper in the journey's tab has spoken. False where the tab is led away from its document, or is about to be: what that
 * shows is not what was asked for.
 */
export const heard = (journey: Journey, documentId: string): Promise<boolean> =>
  inTurn(async () => {
    const place = await places(journey).read();
    if (!place) return false;
    const { silentSince, left, ...rest } = place;
    const isThere =
      journey.stage.kind !== 'finding' || (place.address === addressOf(journey) && left !== documentId);
    if (!isThere) await places(journey).write({ ...place, spokenBy: documentId });
    else if (silentSince !== undefined || left !== undefined || place.spokenBy !== documentId)
      await places(journey).write({ ...rest, spokenBy: documentId });
    return isThere;
  });

/**
 * A Bitbucket page has come to rest in the journey's tab: the time for its helper's first word begins now. False where it has
 * spoken already.
 */
export const awaitFirstWord = (journey: Journey): Promise<boolean> =>
  inTurn(async () => {
    const place = await places(journey).read();
    if (place?.silentSince === undefined) return false;
    await places(journey).write({ ...place, silentSince: Date.now() });
    return true;
  });

/**
 * Since when nothing has been heard from the journey's tab, and whether the browser tells that it shows a page of Bitbucket's;
 * undefined where its helper has spoken, or there is no such tab.
 */
export async function silenceOf(
  journey: Journey,
): Promise<{ readonly since: number; readonly at: 'there' | 'untold' } | undefined> {
  const place = await places(journey).read();
  if (place?.silentSince === undefined) return undefined;
  const tab = await browser.tabs.get(place.tabId).catch(() => undefined);
  if (!tab) return undefined;
  const isThere = tab.status === 'complete' && tab.url?.startsWith(`${origin}/`) === true;
  return { since: place.silentSince, at: isThere ? 'there' : 'untold' };
}

/** What the journey's tab shows has changed: after a while, it is checked for a helper. */
export const tabChanged = (journey: Journey): Promise<void> =>
  inTurn(async () => {
    const place = await places(journey).read();
    if (place) await places(journey).write({ ...place, changedAt: Date.now() });
  });

/** When what the journey's tab shows last changed, in epoch milliseconds; undefined where that was looked at already. */
export const changeOf = async (journey: Journey): Promise<number | undefined> =>
  (await places(journey).read())?.changedAt;

/** What the journey's tab shows at this moment, which counts as looked at. */
export async function shownIn(journey: Journey): Promise<Extract<Event, { kind: 'tab-seen' }>['shows']> {
  const tabId = await inTurn(async () => {
    const place = await places(journey).read();
    if (!place) return undefined;
    const { changedAt: _, ...rest } = place;
    await places(journey).write(rest);
    return place.tabId;
  });
  const tab = tabId === undefined ? undefined : await browser.tabs.get(tabId).catch(() => undefined);
  if (tab?.id === undefined || !tab.url || !isSettingsPage(tab.url.replace(/[?#].*$/, ''))) return 'other';
  // A helper takes the message, and answers nothing.
  return browser.tabs.sendMessage(tab.id, lookAgain).then(
    () => 'helper',
    () => 'settings',
  );
}

/** Shows the journey's tab; where it was closed, a new one on its workspace's list. */
export async function showBitbucket(journey: Journey): Promise<void> {
  const tabId = await tabOf(journey);
  if (tabId === undefined) {
    const address = journey.workspace === '' ? workspacesAddress : listAddresses(journey.workspace)[0];
    const opened = await browser.tabs.create({ url: address });
    if (opened.id !== undefined) await adoptTab(journey, opened.id);
    return;
  }
  const tab = await browser.tabs.update(tabId, { active: true });
  if (tab?.windowId !== undefined) await browser.windows?.update(tab.windowId, { focused: true });
}

/** Makes a tab that is there already the journey's. */
export async function adoptTab(journey: Journey, tabId: number): Promise<void> {
  await places(journey).write({ tabId, address: '', isLed: true });
}

/** Makes the next visit go to the address again, as after "Try again"; what the tab shows until then is none of its answers. */
export async function forgetAddress(journey: Journey): Promise<void> {
  const tabId = await tabOf(journey);
  await inTurn(async () => {
    const place = await places(journey).read();
    if (place && place.tabId === tabId)
      await places(journey).write({ tabId, address: '', isLed: true, spokenBy: whoMaySpeak(place) });
  });
}

/** The browser gives a journey's tab another id, as where it was discarded to save memory. */
export const tabReplaced = (before: number, after: number): Promise<void> =>
  inTurn(async () => {
    const names = Object.keys(await everythingIn('session')).filter((each) => each.startsWith(placeName));
    for (const name of names) {
      const kept = places({ id: name.slice(placeName.length) });
      const place = await kept.read();
      if (place?.tabId === before) await kept.write({ ...place, tabId: after });
    }
  });

const placeName = 'place:';

/** Tab → when it appeared, in epoch milliseconds. */
const appeared = new Map<number, number>();

/** A new tab; what is remembered of older ones is of no use any more. */
export function tabAppeared(tabId: number): void {
  const now = Date.now();
  for (const [each, at] of appeared) if (now - at > justNowMs) appeared.delete(each);
  appeared.set(tabId, now);
}

/** What moves a tab, into a container for example, opens the new one before it closes the old one. */
const justNowMs = 5_000;
const lookEveryMs = 200;
const looks = 15;

/**
 * Looks for the journey's tab, which was closed, among those that appeared just before: one at the address that it was led to, or
 * at another of its workspace's settings, takes its place. False where there is none; those that may still come there are noted.
 */
export async function findMoved(journey: Journey): Promise<boolean> {
  const place = await places(journey).read();
  if (!place) return false;
  const since = Date.now() - justNowMs;
  const heirs = [...appeared].filter(([id, at]) => at > since && id !== place.tabId).map(([id]) => id);
  for (let look = 0; look < looks && heirs.length > 0; look += 1) {
    const tabs = await Promise.all(heirs.map((id) => browser.tabs.get(id).catch(() => undefined)));
    const [found, ...others] = tabs.filter((tab) => tab?.url && isOfJourney(journey, place.address, tab.url));
    if (found?.id !== undefined && others.length === 0) {
      await takePlace(journey, found.id);
      await tellHelper(journey);
      return true;
    }
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
  if (heirs.length > 0)
    await inTurn(async () => {
      const now = await places(journey).read();
      if (now) await places(journey).write({ ...now, heirs });
    });
  return false;
}

function isOfJourney({ workspace }: Journey, led: string, address: string): boolean {
  const route = routeOf(address);
  return address === led || ('workspace' in route && workspace !== '' && route.workspace === workspace);
}

/** Whether a tab with a page of the journey's workspace had appeared just as its own went; then it is the journey's from now on. */
export async function isHeir(journey: Journey, tabId: number): Promise<boolean> {
  const place = await places(journey).read();
  if (!place?.heirs?.includes(tabId)) return false;
  if ((await tabOf(journey)) !== undefined) return false;
  await takePlace(journey, tabId);
  return true;
}

/** The tab is where the journey's was led to; nothing is led anew. */
async function takePlace(journey: Journey, tabId: number): Promise<void> {
  await inTurn(async () => {
    const place = await places(journey).read();
    if (!place) return;
    const { heirs: _, arrivedAs: __, ...rest } = place;
    await places(journey).write({ ...rest, tabId });
  });
}

/** Tells the helper in the journey's tab to look again. */
export async function tellHelper(journey: Journey): Promise<void> {
  const tabId = await tabOf(journey);
  // A page without a helper has nobody to tell.
  if (tabId !== undefined) await browser.tabs.sendMessage(tabId, lookAgain).catch(() => undefined);
}

/** The window of the present journey's tab. The one in front may be the login window, which closes and takes its tabs along. */
export async function homeWindow(): Promise<number | undefined> {
  const journey = await keptJourney.read();
  const place = journey && (await places(journey).read());
  if (!place) return undefined;
  return browser.tabs.get(place.tabId).then(
    (tab) => tab.windowId,
    () => undefined,
  );
}

/** Puts the helper into a page that Bitbucket's own navigation led to, from the file that the manifest names. */
export async function injectHelper(tabId: number): Promise<void> {
  const files = browser.runtime
    .getManifest()
    .content_scripts?.find((each) => !each.matches?.includes(everyPage))?.js;
  if (files) await browser.scripting.executeScript({ target: { tabId }, files });
}

/** Where the build puts the panel's script. */
const panel = '/src/helper/panel.js';

/** Puts the panel's script into the page of a helper that asks for it. Rejects where the tab shows another site by now. */
export async function injectPanel(tabId: number): Promise<void> {
  await browser.scripting.executeScript({ target: { tabId }, files: [panel] });
}
