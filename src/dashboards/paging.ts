import { done, type Outcome, refused } from './outcome';

/** More pages than any dashboard has: a list that goes on after them is no list. */
const mostPages = 200;

/**
 * Reads a list page after page, to the last one. `read` gets where to go on from, undefined for the first page. Refused
 * where the list comes back to a place that was read, or does not end.
 */
export async function readPages<Page extends { readonly next?: string | undefined }>(
  read: (from: string | undefined) => Promise<Outcome<Page>>,
): Promise<Outcome<readonly Page[]>> {
  const pages: Page[] = [];
  const seen = new Set<string>();
  for (let from: string | undefined; pages.length < mostPages; ) {
    const page = await read(from);
    if (page.kind !== 'done') return page;
    pages.push(page.value);
    from = page.value.next;
    if (from === undefined) return done(pages);
    if (seen.has(from)) break;
    seen.add(from);
  }
  return refused({ kind: 'unexpected-answer', status: 200 });
}
