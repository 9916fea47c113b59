import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { isTabOpen } from '../platform/tabs';
import { kept } from '../store/stored-item';

/** The tab in which a person reads what a login that failed shows. */

const keptReading = kept('session', 'reading', v.object({ journeyId: v.string(), tabId: v.number() }));

/** Opens the login of a journey in a tab of its own. */
export async function openReading(journeyId: string, url: string): Promise<void> {
  const { id } = await browser.tabs.create({ url });
  if (id !== undefined) await keptReading.write({ journeyId, tabId: id });
}

/** Whether the tab with the journey's login is still open. */
export async function isReadingOpen(journeyId: string): Promise<boolean> {
  const reading = await keptReading.read();
  return reading?.journeyId === journeyId && (await isTabOpen(reading.tabId));
}

/** Whether that tab is, or was until it was closed, the one with the journey's login. */
export async function isReadingTab(journeyId: string, tabId: number): Promise<boolean> {
  const reading = await keptReading.read();
  return reading?.journeyId === journeyId && reading.tabId === tabId;
}
