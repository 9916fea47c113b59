import { clean, type PairReading, pairPlace, readPair } from './credentials';
import { findHeading, findPressable, findTextField, isOneOf, isVisible, nameOf, openDialogs } from './find';
import { editWords, type Generation, generations, manageWords } from './generations';
import { type Route, routeOf } from './routes';

/** One consumer in the list. `toggle` opens its row or page; `details` is the row that shows the pair, once open. */
export interface Entry {
  readonly name: string;
  readonly toggle: HTMLElement;
  readonly row: Element;
  readonly details: Element | undefined;
  /** The identifier, where the list itself has a column for it. */
  readonly key: string | undefined;
}

/** What a page of Bitbucket's is, told by what a person sees on it; the address alone decides nothing. */
export type Page =
  | {
      readonly kind: 'list';
      readonly generation: Generation;
      readonly workspace: string;
      readonly entries: readonly Entry[];
      readonly create: HTMLElement | undefined;
    }
  | {
      readonly kind: 'form';
      readonly generation: Generation;
      readonly workspace: string;
      readonly purpose: 'add' | 'edit';
      /** What the form is in: the page, or a dialog on the list. */
      readonly root: Element;
      /** What Bitbucket says is wrong with what was sent. */
      readonly complaint: string | undefined;
      readonly save: HTMLElement | undefined;
    }
  | {
      readonly kind: 'pair';
      readonly generation: Generation;
      readonly workspace: string;
      /** What shows it: a dialog, or a part of the page. */
      readonly place: Element;
      readonly reading: PairReading;
    }
  | { readonly kind: 'settings'; readonly workspace: string }
  | { readonly kind: 'workspaces'; readonly managed: readonly string[] }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'no-access' }
  | { readonly kind: 'sign-in' }
  | { readonly kind: 'wrong-place' }
  /** A consumers' address whose content has not come yet, or is not understood. */
  | { readonly kind: 'unclear'; readonly workspace: string }
  | { readonly kind: 'elsewhere'; readonly route: Route };

/** Where the page was loaded from: its address, and the HTTP status of its document where the browser tells (else 0). */
export interface Origin {
  readonly address: string;
  readonly status: number;
}

const noAccessHeadings = [
  'You do not have access to this page',
  'You do not have access to this workspace',
  'Access denied',
];
const notFoundHeadings = [
  'We can’t let you see this page',
  "We can't let you see this page",
  'Page not found',
  'Resource not found',
  'That link has no power here',
];

/** Reads a page without changing anything. */
export function readPage(document: Document, from: Origin): Page {
  const route = routeOf(from.address);
  if (route.kind === 'sign-in' || route.kind === 'wrong-place') return { kind: route.kind };
  const { body } = document;
  if (from.status === 403 || findHeading(body, noAccessHeadings)) return { kind: 'no-access' };
  if (from.status === 404 || findHeading(body, notFoundHeadings)) return { kind: 'not-found' };
  if (route.kind === 'settings') return { kind: 'settings', workspace: route.workspace };
  if (route.kind === 'workspaces') return { kind: 'workspaces', managed: managedWorkspaces(body) };
  if (route.kind !== 'consumers') return { kind: 'elsewhere', route };
  const { workspace } = route;
  for (const read of [readCreated, readForm, readList, readCreatedOnPage]) {
    for (const generation of generations) {
      const page = read(body, generation, workspace);
      if (page) return page;
    }
  }
  return { kind: 'unclear', workspace };
}

/** The dialog that shows a client's pair once, right after Save. */
function readCreated(root: Element, generation: Generation, workspace: string): Page | undefined {
  if (generation.pairIn !== 'dialog') return undefined;
  for (const dialog of openDialogs(root)) {
    const place = pairPlace(dialog, generation) ?? dialog;
    const reading = readPair(place, generation);
    if (reading.kind !== 'none' || reading.reason !== 'no-key')
      return { kind: 'pair', generation, workspace, place, reading };
  }
  return undefined;
}

/** The same on a page of its own: only where both stand together in one place, and nothing else is on the page. */
function readCreatedOnPage(root: Element, generation: Generation, workspace: string): Page | undefined {
  const place = generation.pairIn === 'dialog' ? pairPlace(root, generation) : undefined;
  return place && { kind: 'pair', generation, workspace, place, reading: readPair(place, generation) };
}

function readForm(body: Element, generation: Generation, workspace: string): Page | undefined {
  for (const root of [...openDialogs(body), body]) {
    const purpose = findHeading(root, generation.addHeading)
      ? 'add'
      : findHeading(root, generation.editHeading)
        ? 'edit'
        : undefined;
    const hasTabs = generation.tabs.some((words) => findPressable(root, words, ['tab']));
    if (purpose && (hasTabs || findTextField(root, generation.fields.name))) {
      const save = findPressable(root, generation.save);
      return { kind: 'form', generation, workspace, purpose, root, complaint: complaintOf(root), save };
    }
  }
  return undefined;
}

/** Bitbucket's own messages beside the form: alerts, error boxes and the lines under the fields. */
function complaintOf(root: Element): string | undefined {
  const lines = [...root.querySelectorAll('[role=alert], .aui-message-error, .error')]
    .filter((each) => isVisible(each) && !each.querySelector('input, textarea'))
    .map((each) => (each.textContent ?? '').replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '');
  const own = lines.filter(
    (line, index) => !lines.some((other, at) => at !== index && other !== line && line.includes(other)),
  );
  return own.length > 0 ? [...new Set(own)].join(' ').slice(0, 400) : undefined;
}

function readList(root: Element, generation: Generation, workspace: string): Page | undefined {
  const heading = findHeading(root, generation.listHeading);
  const create = findPressable(root, generation.create);
  if (!heading || !create) return undefined;
  const table = tableOf(root, heading);
  if (!table) return undefined;
  return { kind: 'list', generation, workspace, entries: entriesOf(table, generation), create };
}

/** The list's own table: the first after its heading. Other tables on the page ("OAuth integrated applications") stand before. */
function tableOf(root: Element, heading: Element): HTMLTableElement | undefined {
  return [...root.querySelectorAll('table')].find(
    (table) =>
      (heading.compareDocumentPosition(table) & heading.DOCUMENT_POSITION_FOLLOWING) !== 0 &&
      isVisible(table),
  );
}

function entriesOf(table: HTMLTableElement, generation: Generation): Entry[] {
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
  const isDetails = (row: HTMLTableRowElement): boolean =>
    row.classList.contains('extra-info') ||
    (row.cells.length === 1 &&
      [...row.querySelectorAll('*')].some((each) => isOneOf(each.textContent, generation.key.labels)));
  const headers = [...(table.tHead?.rows[0]?.cells ?? [])];
  const keyColumn = headers.findIndex((cell) => isOneOf(cell.textContent, generation.key.labels));
  return rows.flatMap((row, index): Entry[] => {
    if (isDetails(row)) return [];
    const toggle = row.cells[0]?.querySelector<HTMLElement>('a, button, [role=button]');
    if (!toggle) return [];
    const next = rows[index + 1];
    // Until 2015 the pair is in the row itself, since then in the row after it.
    const details = next && isDetails(next) ? next : pairPlace(row, generation) ? row : undefined;
    const key = keyColumn > 0 ? clean(row.cells[keyColumn]?.textContent ?? '') : undefined;
    return [{ name: entryName(toggle), toggle, row, details, key }];
  });
}

/** What leads from an entry to its form: "Edit" in the row's menu, open or not, else the name itself. */
export function editLink({ row, toggle, details }: Entry): HTMLElement {
  const edit = [...row.querySelectorAll<HTMLElement>('a[href]')].find((each) =>
    isOneOf(each.textContent, editWords),
  );
  return edit ?? (details ? row.querySelector<HTMLElement>('a[href$="/edit"]') : undefined) ?? toggle;
}

const entryName = (toggle: HTMLElement): string => nameOf(toggle).replace(/\s+/g, ' ');

/** Workspaces that the person administers: only those have a "Manage" link. */
function managedWorkspaces(root: Element): string[] {
  const slugs = [...root.querySelectorAll<HTMLAnchorElement>('a[href]')].flatMap((link) => {
    const route = routeOf(link.href);
    return route.kind === 'settings' && isOneOf(nameOf(link), manageWords) ? [route.workspace] : [];
  });
  return [...new Set(slugs)];
}
