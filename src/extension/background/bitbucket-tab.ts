import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { listAddresses, workspacesAddress } from '../../bitbucket/addresses';
import { everyPage } from '../../bitbucket/settings-pages';
import type { Journey } from '../../setup/journey/journey';
import { lookAgain } from '../messages/ask';
import { wakeIfStopped } from '../platform/alarms';
import { isTabOpen } from '../platform/open';
import { keptJourney } from '../store/journey';
import { kept } from '../store/stored-item';

/** The tab in which a journey is at home on Bitbucket. */

const places = ({ id }: Journey) =>
  kept(
    'session',
    `place:${id}`,
    v.object({
      tabId: v.number(),
      address: v.string(),
      /** Whether the tab was led there; a background may be stopped just before. */
      isLed: v.boolean(),
    }),
  );

/** Forgets which tab was a journey's. */
export const forgetTab = (journey: Journey): Promise<void> => places(journey).remove();

/** The tab of a journey; undefined where it has none, or that was closed. */
export async function tabOf(journey: Journey): Promise<number | undefined> {
  const place = await places(journey).read();
  return place && (await isTabOpen(place.tabId)) ? place.tabId : undefined;
}

/** Whether the tab is, or was until it was closed, the journey's. */
export async function isHome(journey: Journey, tabId: number): Promise<boolean> {
  return (await places(journey).read())?.tabId === tabId;
}

/** Brings the journey's tab to the address that its stage looks at; opens one where there is none. */
export async function goToBitbucket(journey: Journey): Promise<void> {
  const { stage } = journey;
  const attempt = stage.kind === 'finding' ? stage.attempt : 0;
  const addresses = journey.workspace === '' ? [workspacesAddress] : listAddresses(journey.workspace);
  const address = addresses[attempt] ?? workspacesAddress;
  const place = await places(journey).read();
  const tabId = await tabOf(journey);
  if (tabId === undefined) {
    const tab = await browser.tabs.create({ url: 'about:blank', active: true });
    if (tab.id !== undefined) await lead(journey, tab.id, address);
  } else if (place?.address !== address || (!place.isLed && (await isLeftBlank(tabId)))) {
    await lead(journey, tabId, address);
  }
}

/**
 * Written down before the page can ask: the tab is known as soon as it exists. Should the background be stopped between
 * the two, an alarm wakes it, and the tab is led again.
 */
async function lead(journey: Journey, tabId: number, address: string): Promise<void> {
  await wakeIfStopped();
  await places(journey).write({ tabId, address, isLed: false });
  await browser.tabs.update(tabId, { url: address });
  await places(journey).write({ tabId, address, isLed: true });
}

/**
 * On nothing, and not on its way anywhere, whether it has come to rest or not. The browser tells the addresses of
 * Bitbucket's pages only; one of them tells where a tab is on its way to.
 */
async function isLeftBlank(tabId: number): Promise<boolean> {
  const { url, pendingUrl } = await browser.tabs.get(tabId);
  return [url, pendingUrl].every((each) => each === undefined || each === 'about:blank');
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

/** Makes the next visit go to the address again, as after "Try again". */
export async function forgetAddress(journey: Journey): Promise<void> {
  const tabId = await tabOf(journey);
  if (tabId !== undefined) await places(journey).write({ tabId, address: '', isLed: true });
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
