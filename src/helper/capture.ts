import { type PairProblem, type PairReading, readPair, type ShownPair } from '../bitbucket/credentials';
import { type Page, readPage } from '../bitbucket/page';
import { settle } from './settle';

export type Capture =
  | { readonly kind: 'captured'; readonly consumer: string; readonly pair: ShownPair }
  | { readonly kind: 'failed'; readonly reason: PairProblem }
  /** No row is open, so there is no telling which consumer is meant. */
  | { readonly kind: 'open-a-row' };

/** The pause between two looks at the same place. */
const betweenLooksMs = 120;

/**
 * Takes the pair that the page shows for one consumer: the dialog's, or that of the named row, which is opened. Without
 * a name, the one row that is open. It is looked at twice; a value that changed in between is no value.
 */
export async function capturePair(look: () => Page, consumerName: string | undefined): Promise<Capture> {
  const first = await readOnce(look, consumerName);
  if (!first) return { kind: 'open-a-row' };
  await new Promise((resolve) => setTimeout(resolve, betweenLooksMs));
  const second = await readOnce(look, consumerName);
  if (first.reading.kind === 'none') return { kind: 'failed', reason: first.reading.reason };
  const isSteady =
    second?.reading.kind === 'pair' &&
    second.reading.pair.key === first.reading.pair.key &&
    second.reading.pair.secret === first.reading.pair.secret;
  return isSteady
    ? { kind: 'captured', consumer: first.consumer, pair: first.reading.pair }
    : { kind: 'failed', reason: 'ambiguous' };
}

async function readOnce(
  look: () => Page,
  consumerName: string | undefined,
): Promise<{ consumer: string; reading: PairReading } | undefined> {
  const page = look();
  if (page.kind === 'pair') return { consumer: consumerName ?? '', reading: page.reading };
  if (page.kind !== 'list') return undefined;
  if (consumerName === undefined) {
    const open = page.entries.filter(
      (each) => each.details && readPair(each.details, page.generation).kind === 'pair',
    );
    const [only] = open;
    return open.length === 1 && only?.details
      ? { consumer: only.name, reading: readPair(only.details, page.generation) }
      : undefined;
  }
  const named = page.entries.filter((each) => each.name === consumerName);
  const [entry] = named;
  const looked = [...page.generation.key.labels, ...page.generation.secret.labels];
  if (!entry || named.length > 1)
    return { consumer: consumerName, reading: { kind: 'none', looked, reason: 'ambiguous' } };
  let details = entry.details;
  if (!details || readPair(details, page.generation).kind !== 'pair') {
    entry.toggle.click();
    await settle(document);
    const opened = look();
    details =
      opened.kind === 'list' ? opened.entries.find((each) => each.name === consumerName)?.details : undefined;
  }
  const reading = details
    ? readPair(details, page.generation)
    : ({ kind: 'none', looked, reason: 'no-key' } as const);
  return { consumer: consumerName, reading };
}

/** A look at the document as it is now. `status`: the HTTP status that it was loaded with, 0 where it is not told. */
export function lookAt(document: Document): Page {
  const [entry] = performance.getEntriesByType('navigation') as (PerformanceEntry & {
    responseStatus?: number;
    name: string;
  })[];
  // The status is that of the document's own address; after a client-side navigation it says nothing.
  const status =
    entry && entry.name.split('#')[0] === location.href.split('#')[0] ? (entry.responseStatus ?? 0) : 0;
  return readPage(document, { address: location.href, status });
}
