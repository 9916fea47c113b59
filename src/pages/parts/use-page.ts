import { useEffect, useState } from 'preact/hooks';
import type { PageForm } from '../../dashboards/page-form';
import { isPrivateWay } from '../../dashboards/this-machine';
import { type Look, lookAtForm, type Place } from '../../extension/platform/page-form';
import { tabInFront } from '../../extension/platform/tabs';

/**
 * What is in the tab in front. `none`: no web page. `open`: one that others can read on its way. `withheld`: the browser lets nobody
 * look at it. `gone`: it is just going to another page.
 */
export type PageSeen =
  | { readonly kind: 'looking' | 'none' | 'withheld' | 'gone' }
  | { readonly kind: 'open'; readonly origin: string }
  | { readonly kind: 'page'; readonly address: string; readonly look: Look; readonly place: Place };

/** Looks at the page in front once, and again when it is asked to. */
export function usePage(form: PageForm): {
  readonly page: PageSeen;
  readonly lookAgain: () => Promise<void>;
} {
  const [page, setPage] = useState<PageSeen>({ kind: 'looking' });
  const lookAgain = () => pageInFront(form).then(setPage);
  useEffect(() => void pageInFront(form).then(setPage), [form]);
  return { page, lookAgain };
}

async function pageInFront(form: PageForm): Promise<PageSeen> {
  const tab = await tabInFront();
  if (!tab) return { kind: 'none' };
  // The browser tells the addresses of only those pages that the extension may look at.
  if (tab.address === undefined) return { kind: 'withheld' };
  const url = new URL(tab.address);
  if (!/^https?:$/.test(url.protocol)) return { kind: 'none' };
  if (!isPrivateWay(url)) return { kind: 'open', origin: url.origin };
  const seen = await lookAtForm(tab.tabId, url.origin, form);
  if (seen.kind === 'page') return { kind: 'page', address: tab.address, look: seen, place: seen.place };
  return { kind: seen.kind === 'withheld' ? 'withheld' : 'gone' };
}

/** The present address of the page that was looked at; undefined where the person has gone to another one. */
export const addressStillInFront = async ({ tabId, origin }: Place): Promise<string | undefined> => {
  const tab = await tabInFront();
  const isThere = tab?.tabId === tabId && tab.address !== undefined && new URL(tab.address).origin === origin;
  return isThere ? tab.address : undefined;
};
