import browser from 'webextension-polyfill';
import type { GuidedPages } from '../../dashboards/guided';
import type { PageForm } from '../../dashboards/page-form';
import type { Act, ActAnswer, Survey } from '../../filler/told';
import { askThere, inject, type NotReached, type Place, targetOf } from './page-form';

/**
 * A tab of a dashboard's through which a person is guided: what it shows now, and what is done or pointed at on it, by the same injected
 * `src/filler` that fills a form. Each call is about the document that was looked at, or gives `gone`. Runs in the extension's own pages.
 */

export type { Survey } from '../../filler/told';

/** Looks at the tab's page, which has to be of this origin; `key`: the Client ID that is looked for. */
export async function surveyTab(
  tabId: number,
  origin: string,
  form: PageForm,
  pages: GuidedPages,
  key: string,
): Promise<(Survey & { readonly place: Place }) | NotReached> {
  const refused = await inject(tabId);
  if (refused) return refused;
  const target = { tabId, frameIds: [0] };
  const { answer, documentId } = await askThere(target, { kind: 'survey', origin, form, pages, key });
  return answer.kind === 'survey'
    ? { ...answer, place: { tabId, origin, visit: answer.visit, documentId } }
    : (answer as NotReached);
}

/** Does one thing on the page, as long as its path begins with `within`. */
export async function actThere(
  place: Place,
  pages: GuidedPages,
  within: string,
  what: Act,
): Promise<ActAnswer | NotReached> {
  const { origin, visit } = place;
  const { answer } = await askThere(targetOf(place), { kind: 'act', origin, visit, within, pages, ...what });
  return answer as ActAnswer | NotReached;
}

/** Points at something for a moment, with a note on the page; where `at` is undefined, stops pointing. */
export async function pointThere(
  place: Place,
  pages: GuidedPages,
  at: string | undefined,
  note: string,
): Promise<void> {
  const { origin, visit } = place;
  await askThere(targetOf(place), { kind: 'point', origin, visit, pages, at, note });
}

/** Leads a tab to another address; no error where it is closed. */
export async function leadTab(tabId: number, url: string): Promise<void> {
  await browser.tabs.update(tabId, { url, active: true }).catch(() => undefined);
}

export interface TabNow {
  readonly tabId: number;
  /** The tab whose page has opened it. */
  readonly openedBy: number | undefined;
  /** Undefined where the browser does not tell it. */
  readonly address: string | undefined;
}

/** Every tab that there is now. */
export async function tabsNow(): Promise<readonly TabNow[]> {
  const tabs = await browser.tabs.query({});
  return tabs.flatMap(({ id, url, openerTabId }) =>
    id === undefined ? [] : [{ tabId: id, openedBy: openerTabId, address: url }],
  );
}

/** Calls back when a tab goes somewhere, or is closed: a page that nobody sees waits long between two looks. */
export function onTabs(changed: () => void, signal: AbortSignal): void {
  for (const event of [browser.tabs.onUpdated, browser.tabs.onRemoved] as const) {
    event.addListener(changed);
    signal.addEventListener('abort', () => event.removeListener(changed));
  }
}
