import {
  type CheckedPair,
  checkPair,
  type PairProblem,
  type PairReading,
  readPair,
  type ShownPair,
} from '../bitbucket/credentials';
import { findPressable } from '../bitbucket/find';
import { revealWords } from '../bitbucket/generations';
import { type Page, readPage } from '../bitbucket/page';
import { settle } from './settle';

export type Capture =
  | { readonly kind: 'captured'; readonly consumer: string; readonly pair: ShownPair }
  | { readonly kind: 'failed'; readonly reason: PairProblem }
  /** The Key only: the page shows the Secret a step later. */
  | { readonly kind: 'half'; readonly key: string }
  /** No row is open, so there is no telling which consumer is meant. */
  | { readonly kind: 'open-a-row' };

/** The pause between two looks at the same place. */
const betweenLooksMs = 120;

/**
 * Takes the pair that the page shows for one consumer: the dialog's, or that of the named row, which is opened. Without
 * a name, the one row that is open. It is looked at twice; a value that changed in between is no value. `heldKey`: the
 * Key that the same document showed a step before.
 */
export async function capturePair(
  look: () => Page,
  consumerName: string | undefined,
  heldKey: string | undefined,
): Promise<Capture> {
  const first = await readOnce(look, consumerName);
  if (!first) return { kind: 'open-a-row' };
  await new Promise((resolve) => setTimeout(resolve, betweenLooksMs));
  const second = await readOnce(look, consumerName);
  // Should the page go on to its next step in between, the Key is held all the same.
  if (first.reading.kind === 'half' && first.reading.half === 'key')
    return { kind: 'half', key: first.reading.value };
  const isSteady = JSON.stringify(first.reading) === JSON.stringify(second?.reading);
  if (!isSteady) return { kind: 'failed', reason: 'ambiguous' };
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
    : checkPair({ key: heldKey, secret: reading.value });
}

async function readOnce(
  look: () => Page,
  consumerName: string | undefined,
): Promise<{ consumer: string; reading: PairReading } | undefined> {
  const page = look();
  if (page.kind === 'pair') {
    const isMasked = page.reading.kind === 'none' && page.reading.reason === 'masked';
    const reveal = isMasked ? findPressable(page.place, revealWords) : undefined;
    reveal?.click();
    if (reveal) await settle(document);
    const shown = reveal ? look() : page;
    return { consumer: consumerName ?? '', reading: shown.kind === 'pair' ? shown.reading : page.reading };
  }
  if (page.kind !== 'list') return undefined;
  const { generation } = page;
  const readRow = (details: Element | undefined): PairReading =>
    details
      ? readPair(details, generation)
      : { kind: 'none', looked: generation.key.labels, reason: 'no-key' };
  if (consumerName === undefined) {
    const open = page.entries.filter((each) => readRow(each.details).kind === 'pair');
    const [only] = open;
    return open.length === 1 && only ? { consumer: only.name, reading: readRow(only.details) } : undefined;
  }
  const named = page.entries.filter((each) => each.name === consumerName);
  const [entry] = named;
  if (!entry || named.length > 1) {
    return {
      consumer: consumerName,
      reading: { kind: 'none', looked: generation.key.labels, reason: 'ambiguous' },
    };
  }
  if (readRow(entry.details).kind === 'pair')
    return { consumer: consumerName, reading: readRow(entry.details) };
  entry.toggle.click();
  await settle(document);
  const opened = look();
  const details =
    opened.kind === 'list' ? opened.entries.find((each) => each.name === consumerName)?.details : undefined;
  return { consumer: consumerName, reading: readRow(details) };
}

/** A look at the document as it is now. `status`: the HTTP status that it was loaded with, 0 where it is not told. */
export function lookAt(document: Document): Page {
  const [entry] = performance.getEntriesByType('navigation') as (PerformanceEntry & {
    responseStatus?: number;
  })[];
  // The status is that of the document's own address; after a client-side navigation it says nothing.
  const isOwn = entry?.name.split('#')[0] === location.href.split('#')[0];
  return readPage(document, { address: location.href, status: isOwn ? (entry?.responseStatus ?? 0) : 0 });
}
