import browser from 'webextension-polyfill';
import type { PageForm } from '../../dashboards/page-form';
import type { Answer, FoundForm, Look, NotThere, Order, PutAnswer, UndoAnswer } from '../../filler/told';
import { Secret } from '../../secret';
import { isTabOpen } from './tabs';

export type { FoundForm, Look, ShownCallback } from '../../filler/told';

/**
 * A form on any page that the extension may look at: with a host permission, or by `activeTab` on the page on which the person
 * has opened the popup, until the tab goes to another site.
 *
 * `lookAtForm` puts `src/filler` into the tab's document and says what it finds. `fillForm` enters the values, as the argument of
 * one injection into that document and no other, after the person has agreed to its origin and its fields by name. `undoFilling`
 * puts back what stood there. None of the three returns any of the values. To use it for another dashboard, describe its form as
 * a `PageForm`: the fields that stand together, by the words beside them. Runs in the extension's own pages and in its
 * background.
 */

/** `withheld`: the browser lets nothing into that page. `closed`: there is no such tab any more. */
export type NotReached = NotThere | { readonly kind: 'withheld' | 'closed' };

/** The document that was looked at, for what is put into it. */
export interface Place {
  readonly tabId: number;
  readonly origin: string;
  readonly visit: string;
  /** Only Chromium tells it. */
  readonly documentId: string | undefined;
}

/** The bundle of `src/filler`, which the build puts there. */
const filler = '/src/filler/filler.js';

/** Looks at the tab's page, which has to be of this origin. Nothing on the page is changed. */
export async function lookAtForm(
  tabId: number,
  origin: string,
  form: PageForm,
): Promise<(Look & { readonly place: Place }) | NotReached> {
  const refused = await inject(tabId);
  if (refused) return refused;
  const target = { tabId, frameIds: [0] };
  const { answer, documentId } = await askThere(target, { kind: 'look', origin, form });
  return answer.kind === 'page'
    ? { ...answer, place: { tabId, origin, visit: answer.visit, documentId } }
    : (answer as NotReached);
}

/** Puts `src/filler` into the tab's document, where it is not there yet. Returns what kept it from that. */
export async function inject(tabId: number): Promise<NotReached | undefined> {
  try {
    await browser.scripting.executeScript({ target: { tabId, frameIds: [0] }, files: [filler] });
    return undefined;
  } catch {
    return { kind: (await isTabOpen(tabId)) ? 'withheld' : 'closed' };
  }
}

/**
 * Puts values into the form's fields, as if they were typed, and reads them again. `agreed`: the form as it was found and shown to the
 * person; where it is another one by now, nothing is put in. `within`: how the page's path has to begin.
 */
export async function fillForm(
  place: Place,
  form: PageForm,
  agreed: FoundForm,
  within: string,
  values: Readonly<Record<string, string | Secret>>,
): Promise<PutAnswer | NotReached> {
  const { origin, visit } = place;
  const order: Order = {
    kind: 'put',
    origin,
    form,
    visit,
    agreed,
    within,
    values: Object.fromEntries(
      Object.entries(values).map(([name, each]) => [name, each instanceof Secret ? each.reveal() : each]),
    ),
  };
  const { answer } = await askThere(targetOf(place), order);
  return answer as PutAnswer | NotReached;
}

/** Puts back what stood in the fields, where what was put in still stands there. */
export async function undoFilling(place: Place): Promise<UndoAnswer | NotReached> {
  const { origin, visit } = place;
  const { answer } = await askThere(targetOf(place), { kind: 'undo', origin, visit });
  return answer as UndoAnswer | NotReached;
}

interface Target {
  readonly tabId: number;
  readonly frameIds?: number[];
  readonly documentIds?: string[];
}

/** By the document where the browser names one, else by the tab's own frame: then the visit tells which document it is. */
export const targetOf = ({ tabId, documentId }: Place): Target =>
  documentId === undefined ? { tabId, frameIds: [0] } : { tabId, documentIds: [documentId] };

interface Told {
  readonly answer: Answer | NotReached;
  readonly documentId?: string | undefined;
}

export async function askThere(target: Target, order: Order): Promise<Told> {
  try {
    const results = await browser.scripting.executeScript({ target, func: ask, args: [order] });
    const told = results.find(({ frameId }) => frameId === 0) as
      | { result?: Answer | null; documentId?: string }
      | undefined;
    return { answer: told?.result ?? { kind: 'gone' }, documentId: told?.documentId };
  } catch {
    return { answer: { kind: (await isTabOpen(target.tabId)) ? 'gone' : 'closed' } };
  }
}

/** Runs in the page, on its own there. A document without the filler is not the one that was looked at. */
function ask(order: Order): Promise<Answer> | NotThere {
  return globalThis.keyferryFiller?.(order) ?? { kind: 'gone' };
}
