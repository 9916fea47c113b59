import * as v from 'valibot';
import browser from 'webextension-polyfill';
import type { Journey } from '../../setup/journey/journey';
import { isAtBitbucket } from '../../setup/journey/standing';
import { kept } from '../store/stored-item';
import { tabOf } from './bitbucket-tab';

/** The tab that the browser is asked not to discard: what stands in its form, or in a dialog that is shown once, would be lost. */

const keptAwake = kept('session', 'awake', v.object({ tabId: v.number() }));

/** Asks that for a journey's tab while it is at Bitbucket, and gives the one before back to the browser. */
export async function keepTabAwake(journey: Journey | undefined): Promise<void> {
  const wanted = journey && isAtBitbucket(journey) ? await tabOf(journey) : undefined;
  const before = (await keptAwake.read())?.tabId;
  if (before === wanted) return;
  if (before !== undefined) await letDiscard(before, true);
  await keptAwake.remove();
  // A tab that may not be discarded anyway is not given back.
  if (wanted === undefined || (await browser.tabs.get(wanted)).autoDiscardable !== true) return;
  await keptAwake.write({ tabId: wanted });
  await letDiscard(wanted, false);
}

/** A tab that is gone, or a browser that knows nothing of it, needs it no more. */
async function letDiscard(tabId: number, autoDiscardable: boolean): Promise<void> {
  try {
    await browser.tabs.update(tabId, { autoDiscardable });
  } catch {}
}
