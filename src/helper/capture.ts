import { dialogAround, findPressables } from '../bitbucket/find';
import { revealWords } from '../bitbucket/generations';
import { type Entry, type Page, readPage } from '../bitbucket/page';
import {
  type CheckedPair,
  checkShape,
  type PairProblem,
  type PairReading,
  readPair,
  type ShownPair,
} from '../bitbucket/pair';
import { turnPages } from './paging';
import { untilQuiet } from './until-quiet';

/** What came of the attempt to take a pair from the page. `consumer`: its name, as the page has it. */
export type Capture =
  | { readonly kind: 'captured'; readonly consumer: string; readonly pair: ShownPair }
  | { readonly kind: 'failed'; readonly reason: PairProblem }
  /** At the second look there was another one, or none. */
  | { readonly kind: 'changed' }
  /** The Key only: the page shows the Secret a step later. */
  | { readonly kind: 'half'; readonly key: string }
  /** No row is open, so there is no telling which consumer is meant. */
  | { readonly kind: 'open-a-row' };

/** The pause between two looks at the same place. */
const betweenLooksMs = 120;
/** A row that was opened may have to fetch what it shows. */
const rowMs = 5_000;

type Look = () => Page;
interface Reading {
  readonly consumer: string;
  readonly reading: PairReading;
}

/**
 * Takes the pair that the page shows for one consumer: from the dialog, or from the named row, which it opens; without a name,
 * from the one row that is open. It looks twice; a value that changed in between does not count. `heldKey`: the Key that the same
 * document showed a step before.
 */
export async function capturePair(
  look: Look,
  consumerName: string | undefined,
  heldKey: string | undefined,
): Promise<Capture> {
  const isShown = look().kind === 'pair';
  const first = await readOnce(look, consumerName);
  if (!first) return { kind: 'open-a-row' };
  await new Promise((resolve) => setTimeout(resolve, betweenLooksMs));
  // What was closed in between is not looked for in the list behind it.
  const isGone = isShown && look().kind !== 'pair';
  const second = isGone ? undefined : await readOnce(look, consumerName);
  // The Key is held even if the page goes on to its next step in between.
  if (first.reading.kind === 'half' && first.reading.half === 'key')
    return { kind: 'half', key: first.reading.value };
  const isSteady = JSON.stringify(first.reading) === JSON.stringify(second?.reading);
  if (!isSteady) return { kind: 'changed' };
  const checked = whole(first.reading, heldKey);
  return checked.kind === 'pair'
    ? { kind: 'captured', consumer: first.consumer, pair: checked.pair }
    : { kind: 'failed', reason: checked.reason };
}

/** A Secret that stands alone belongs to the Key of the step before. */
function whole(reading: PairReading, heldKey: string | undefined): CheckedPair {
  if (reading.kind !== 'half') return reading;
  return heldKey === undefined
    ? { kind: 'none', looked: [], reason: 'no-key' }
    : checkShape({ key: heldKey, secret: reading.value });
}

async function readOnce(look: Look, consumerName: string | undefined): Promise<Reading | undefined> {
  const page = look();
  if (page.kind === 'pair') return readShown(page, look, consumerName);
  if (page.kind !== 'list') return undefined;
  return consumerName === undefined ? readOpenRow(page) : readNamedRow(look, consumerName);
}

/** Reads what a dialog or a page of its own shows. Its buttons reveal what is masked, one after the other. */
async function readShown(
  page: Extract<Page, { kind: 'pair' }>,
  look: Look,
  consumerName: string | undefined,
): Promise<Reading> {
  let shown = page;
  const revealing = () => {
    const beside = findPressables(shown.place, revealWords);
    return beside.length > 0 ? beside : findPressables(dialogAround(shown.place) ?? shown.place, revealWords);
  };
  const buttons = revealing().length;
  for (let presses = 0; presses < buttons; presses += 1) {
    if (!isMasked(shown.reading)) break;
    const [reveal] = revealing();
    reveal?.click();
    await untilQuiet(document);
    const now = look();
    if (!reveal || now.kind !== 'pair') break;
    shown = now;
  }
  return { consumer: consumerName ?? '', reading: shown.reading };
}

const isMasked = (reading: PairReading): boolean => reading.kind === 'none' && reading.reason === 'masked';

type List = Extract<Page, { kind: 'list' }>;

function readRow({ generation }: List, details: Element | undefined): PairReading {
  return details
    ? readPair(details, generation)
    : { kind: 'none', looked: generation.key.labels, reason: 'no-key' };
}

function readOpenRow(page: List): Reading | undefined {
  const open = page.entries.filter((each) => readRow(page, each.details).kind === 'pair');
  const [only] = open;
  return open.length === 1 && only
    ? { consumer: only.name, reading: readRow(page, only.details) }
    : undefined;
}

/** Looks for the row on every page of the list, and opens it. */
async function readNamedRow(look: Look, name: string): Promise<Reading> {
  const named = (page: Page): readonly Entry[] =>
    page.kind === 'list' ? page.entries.filter((each) => each.name === name) : [];
  const page = await turnPages(look, (list) => named(list).length > 0);
  const [entry, ...others] = named(page);
  const none = (reason: PairProblem): Reading => ({
    consumer: name,
    reading: { kind: 'none', looked: [], reason },
  });
  if (page.kind !== 'list' || !entry) return none('no-key');
  if (others.length > 0) return none('ambiguous');
  const shown = readRow(page, entry.details);
  if (shown.kind === 'pair') return { consumer: name, reading: shown };
  entry.toggle?.click();
  let reading: PairReading = shown;
  for (const deadline = Date.now() + rowMs; Date.now() < deadline; ) {
    await untilQuiet(document);
    const now = look();
    const [opened] = named(now);
    if (now.kind === 'list') reading = readRow(now, opened?.details);
    if (reading.kind === 'pair' || (reading.kind === 'none' && reading.reason !== 'no-key')) break;
  }
  return { consumer: name, reading };
}

/** How the document was loaded, as the browser tells; undefined where its address has changed since, as by the page's own navigation. */
function cameBy(): { readonly responseStatus?: number; readonly redirectCount: number } | undefined {
  const [entry] = performance.getEntriesByType('navigation') as (PerformanceNavigationTiming & {
    responseStatus?: number;
  })[];
  return entry?.name.split('#')[0] === location.href.split('#')[0] ? entry : undefined;
}

/** Whether Bitbucket led to the document's address from another one. No browser tells this where another site took part. */
export const isRedirected = (): boolean => (cameBy()?.redirectCount ?? 0) > 0;

/** A look at the document as it is now. `language`: what it said it was in when it was first understood. */
export function lookAt(document: Document, language?: string): Page {
  const status = cameBy()?.responseStatus ?? 0;
  return readPage(document, { address: location.href, status, language });
}
