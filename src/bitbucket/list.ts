import { findPressables, headingsOf, isOneOf, nameOf, normalise } from './find';
import { emptyWords, type Generation, loadingWords, nextPageWords, retryWords } from './generations';
import { clean, isLikeSeen, labelledText, pairContainer } from './pair';
import { readableText } from './said';
import { isVisible } from './seen';

/** One consumer in the list. */
export interface Entry {
  readonly name: string;
  /** What opens its row or page; none where the name is only text. */
  readonly toggle: HTMLElement | undefined;
  readonly row: Element;
  /** What shows the pair, once it is open. */
  readonly details: Element | undefined;
  /** The identifier, where the list itself shows it. */
  readonly key: string | undefined;
}

/** A list of clients as it was read. */
export interface ListReading {
  readonly entries: readonly Entry[];
  /** What leads to the form; several equal buttons are one. */
  readonly create: HTMLElement;
  /** What leads to the next part of a list that is longer than its page. */
  readonly next: HTMLElement | undefined;
  /** Whether the list goes on elsewhere: a name that is not here may be on another of its pages. */
  readonly isPart: boolean;
  /** `quiet`: it is empty without saying so, and may still be loading. `failed`: Bitbucket could not load it. */
  readonly state: 'ready' | 'loading' | 'quiet' | 'failed';
  /** What Bitbucket says where it could not load it. */
  readonly says: string | undefined;
}

/** Reads the list below its heading, whatever it is made of: a table, a grid, a list, articles or blocks of one shape. */
export function readEntries(
  root: Element,
  heading: Element,
  generation: Generation,
  creates: readonly HTMLElement[],
): ListReading | undefined {
  const rows = rowsBelow(root, heading, generation);
  const entries = rows ? rows.read() : [];
  const outside = creates.filter((each) => !entries.some(({ row }) => row.contains(each)));
  const create = sameAction(outside);
  if (!create) return undefined;
  const read = { entries, create, ...pagerOf(root, entries), says: undefined };
  if (entries.length > 0) return { ...read, state: 'ready' };
  const says = failureOf(root);
  if (says !== undefined) return { ...read, state: 'failed', says };
  if (outside.length > 1 || saysEmpty(root)) return { ...read, state: 'ready' };
  return { ...read, state: isLoading(root, rows) ? 'loading' : 'quiet' };
}

/** Not one that is cut short with dots. */
export const isWholeKey = (key: string): boolean => isLikeSeen(key) && !key.includes('..');

/** The identifiers that a list shows whole, with the names that they belong to. */
export const keysOf = (entries: readonly Entry[]): { readonly name: string; readonly key: string }[] =>
  entries.flatMap(({ name, key }) => (key !== undefined && isWholeKey(key) ? [{ name, key }] : []));

/** The list below a heading, while something over it keeps its buttons from being pressed. */
export const entriesBelow = (root: Element, heading: Element, generation: Generation): readonly Entry[] =>
  rowsBelow(root, heading, generation)?.read() ?? [];

/** The one of them to press: all are buttons of one name, or lead to one address. */
function sameAction(creates: readonly HTMLElement[]): HTMLElement | undefined {
  const address = (each: HTMLElement) => each.getAttribute('href') ?? '';
  const [first] = creates;
  return first && creates.every((each) => address(each) === address(first)) ? first : undefined;
}

interface Rows {
  readonly elements: readonly Element[];
  read(): Entry[];
}

const notTheList =
  'nav, header, footer, [role=navigation], [role=menu], [role=tablist], [role=dialog], dialog';

/** The first list of consumers below this heading, and not below another one. */
function rowsBelow(root: Element, heading: Element, generation: Generation): Rows | undefined {
  const others = headingsOf(root).filter((each) => each !== heading && isBefore(heading, each));
  const isBelow = (each: Element) =>
    isBefore(heading, each) &&
    !each.closest(notTheList) &&
    isVisible(each) &&
    !others.some((other) => isBefore(other, each) && !each.contains(other) && isHeadingOf(other, each));
  for (const each of root.querySelectorAll(
    'table, [role=table], [role=grid], [role=treegrid], ul, ol, [role=list]',
  )) {
    if (!isBelow(each)) continue;
    if (each.tagName === 'TABLE') return tableRows(each as HTMLTableElement, generation);
    if (each.matches('[role=table], [role=grid], [role=treegrid]')) return gridRows(each, generation);
    const items = listItems(each).filter(isVisible);
    if (items.length > 0 && items.every((item) => isCard(item, generation))) return cards(items, generation);
  }
  const articles = [...root.querySelectorAll('article, [role=article]')].filter(isBelow);
  if (articles.length > 0 && articles.every((each) => isCard(each, generation)))
    return cards(articles, generation);
  const blocks = repeatedBlocks(root, isBelow, generation);
  return blocks.length > 0 ? cards(blocks, generation) : undefined;
}

const isBefore = (first: Element, second: Element): boolean =>
  (first.compareDocumentPosition(second) & first.DOCUMENT_POSITION_FOLLOWING) !== 0;

const parts =
  'section, article, aside, li, tr, [role=region], [role=alert], [role=status], [role=listitem], [role=row]';

/** Whether an earlier heading stands over something: alone or with buttons beside it, and not in a part of its own. */
function isHeadingOf(heading: Element, below: Element): boolean {
  const part = heading.closest(parts);
  if (part && !part.contains(below)) return false;
  let bar = heading;
  while (bar.parentElement && !bar.parentElement.contains(below)) bar = bar.parentElement;
  const buttons = [...bar.querySelectorAll(pressable)].map((each) => each.textContent).join('');
  return letters(bar.textContent).length <= letters(heading.textContent + buttons).length;
}

const letters = (text: string | null): string => (text ?? '').replace(/\s/g, '');

const listItems = (list: Element): Element[] =>
  [...list.children].filter((each) => each.matches('li, [role=listitem]'));

function tableRows(table: HTMLTableElement, generation: Generation): Rows {
  const elements = [...table.tBodies].flatMap((body) => [...body.rows]);
  const headers = [...(table.tHead?.rows[0]?.cells ?? [])].map((cell) => cell.textContent);
  return rowsOf(elements, headers, cellsOfRow, generation);
}

/** The cells of a table's own row; its own collection of them takes several times as long to go through. */
const cellsOfRow = (row: Element): Element[] => [...row.querySelectorAll(':scope > td, :scope > th')];

const cells = '[role=gridcell], [role=cell], [role=rowheader], td, th';

function gridRows(grid: Element, generation: Generation): Rows {
  const all = [...grid.querySelectorAll('[role=row], tr')];
  const isHead = (row: Element) => row.querySelector('[role=columnheader], th[scope=col]') !== null;
  const headers = [...(all.find(isHead)?.querySelectorAll('[role=columnheader], th') ?? [])];
  return rowsOf(
    all.filter((row) => !isHead(row)),
    headers.map((cell) => cell.textContent),
    (row) => [...row.querySelectorAll(cells)],
    generation,
  );
}

function rowsOf(
  all: readonly Element[],
  headers: readonly (string | null)[],
  cellsOf: (row: Element) => readonly Element[],
  generation: Generation,
): Rows {
  const cellsIn = new Map(all.map((row) => [row, cellsOf(row)]));
  const isDetails = (row: Element): boolean =>
    (generation.detailsRow !== undefined && row.matches(generation.detailsRow)) ||
    (cellsIn.get(row)?.length === 1 &&
      [...row.querySelectorAll('*')].some((each) => isOneOf(each.textContent, generation.key.labels)));
  const details = new Set(all.filter(isDetails));
  const elements = all.filter((row) => !details.has(row));
  const after = new Map(all.map((row, index) => [row, all[index + 1]]));
  const column = (words: readonly string[]) => headers.findIndex((each) => isOneOf(each, words));
  const nameColumn = Math.max(0, column(generation.fields.name.labels));
  const keyColumn = column(generation.key.labels);
  const read = () =>
    elements.flatMap((row): Entry[] => {
      const inRow = cellsIn.get(row) ?? [];
      const named = inRow[nameColumn] && nameIn(inRow[nameColumn]);
      // A row of one cell says something about the list: that it is empty, or how long it is.
      if (!named || (inRow.length === 1 && !named.toggle)) return [];
      const next = after.get(row);
      // Until 2015 the pair is in the row itself, since then in the row after it.
      const shows = next && details.has(next) ? next : pairContainer(row, generation) ? row : undefined;
      const key = keyColumn < 0 ? undefined : clean(inRow[keyColumn]?.textContent ?? '');
      return [{ ...named, row, details: shows, key }];
    });
  return { elements, read };
}

/** Blocks that each show one consumer, by its name and its labelled identifier. */
function cards(elements: readonly Element[], generation: Generation): Rows {
  const read = () =>
    elements.flatMap((row): Entry[] => {
      const named = nameIn(row);
      const key = labelledText(row, generation.key);
      const details = pairContainer(row, generation) ? row : undefined;
      return named ? [{ ...named, row, details, key: key === undefined ? undefined : clean(key) }] : [];
    });
  return { elements, read };
}

/** Whether a block shows a consumer: it has a name, and its identifier stands there or behind something that opens. */
const isCard = (block: Element, generation: Generation): boolean =>
  nameIn(block) !== undefined &&
  (labelledText(block, generation.key) !== undefined || block.querySelector('[aria-expanded]') !== null);

/** Siblings of one shape, each with the identifier labelled once. */
function repeatedBlocks(
  root: Element,
  isBelow: (each: Element) => boolean,
  generation: Generation,
): Element[] {
  const labels = [...root.querySelectorAll('dt, label, strong, b, span, div, p')].filter(
    (each) => each.children.length === 0 && isOneOf(each.textContent, generation.key.labels) && isBelow(each),
  );
  /** As large as it can be without the next one: its menu is part of it. Nobody knows where a lone one ends. */
  const block = (label: Element): Element | undefined => {
    let named: Element | undefined;
    for (let each = label.parentElement; each && each !== root; each = each.parentElement) {
      const holder = each;
      if (labels.some((other) => other !== label && holder.contains(other))) break;
      if (named || nameIn(each)) named = each;
      if (named && labels.length === 1) break;
    }
    return named;
  };
  const blocks = labels.map(block);
  if (blocks.some((each) => each === undefined)) return [];
  const found = [...new Set(blocks.filter((each) => each !== undefined))];
  const isOneShape = new Set(found.map((each) => `${each.tagName} ${each.className}`)).size === 1;
  return isOneShape && new Set(found.map((each) => each.parentElement)).size === 1 ? found : [];
}

const pressable = 'a, button, [role=button], [role=link]';

/** What an entry is called: by what opens it, else its heading, else its text. Buttons of a menu do not name it. */
function nameIn(place: Element): Pick<Entry, 'name' | 'toggle'> | undefined {
  const isNaming = (each: HTMLElement) => !each.hasAttribute('aria-haspopup') && entryName(each) !== '';
  const [heading] = headingsOf(place);
  const within = heading ?? place;
  const toggle = [...within.querySelectorAll<HTMLElement>(pressable)].find(isNaming);
  const around = heading?.closest<HTMLElement>(pressable);
  const opener = toggle ?? (around && place.contains(around) ? around : undefined);
  if (opener) return { name: entryName(opener), toggle: opener };
  if (heading) return { name: shortened(heading.textContent), toggle: undefined };
  const isCell = place.matches(cells);
  const text = shortened(place.textContent);
  return isCell && text !== '' ? { name: text, toggle: undefined } : undefined;
}

const shortened = (text: string | null): string => (text ?? '').replace(/\s+/g, ' ').trim();
/** Whether a list shows a consumer's name so: runs of blanks are one there. */
export const isListedAs = (name: string, listed: string): boolean => shortened(name) === shortened(listed);
const entryName = (toggle: HTMLElement): string => shortened(nameOf(toggle));

/** Rows without text, or anything that says that loading is under way. */
function isLoading(root: Element, rows: Rows | undefined): boolean {
  const isBlank = (row: Element) => normalise(row.textContent) === '';
  if (rows && rows.elements.length > 0 && rows.elements.every(isBlank)) return true;
  return [
    ...root.querySelectorAll('[aria-busy=true], [role=progressbar], [role=status], [role=img], svg, p'),
  ].some(
    (each) =>
      isVisible(each) &&
      (each.matches('[aria-busy=true], [role=progressbar]') ||
        isOneOf(each.getAttribute('aria-label') ?? each.textContent, loadingWords)),
  );
}

const saysEmpty = (root: Element): boolean =>
  [...root.querySelectorAll('td, p, h2, h3, h4, div, span')].some(
    (each) => isOneOf(each.textContent, emptyWords) && isVisible(each),
  );

/** The words beside a button that asks for the list again, as far as a person can read them. */
function failureOf(root: Element): string | undefined {
  const retry = findPressables(root, retryWords)[0];
  if (!retry) return undefined;
  for (let each = retry.parentElement; each && each !== root; each = each.parentElement) {
    const text = readableText(each, retry);
    if (text !== '') return text;
  }
  return undefined;
}

/** The button to the next part, which is off on the last one. A consumer may have the same name. */
function pagerOf(root: Element, entries: readonly Entry[]): Pick<ListReading, 'next' | 'isPart'> {
  const found = findPressables(root, nextPageWords).filter(
    (each) => !entries.some(({ row }) => row.contains(each)),
  );
  const [next] = found.length === 1 ? found : [];
  const isOff = next?.matches(':disabled') || next?.getAttribute('aria-disabled') === 'true';
  return { next: isOff ? undefined : next, isPart: found.length > 0 };
}
