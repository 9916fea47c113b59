import { type Route, routeOf } from './addresses';
import { findBoxes } from './boxes';
import {
  findHeading,
  findPressable,
  findPressables,
  findTextField,
  headingsOf,
  isOneOf,
  nameOf,
  openDialogs,
} from './find';
import {
  editWords,
  type Generation,
  generations,
  isListPath,
  manageWords,
  noAccessHeadings,
  notFoundHeadings,
} from './generations';
import { type Entry, entriesBelow, type ListReading, readEntries } from './list';
import { type PairReading, pairContainer, readPair, readPairByShape } from './pair';
import { type FormParts, partsByNames, partsByShape, partsByWords } from './parts';
import { complaintOf } from './said';
import { inOneLook, isVisible } from './seen';

export type { Entry } from './list';

/** What a Bitbucket page is, by its address and what a person sees there: no address alone makes it a list, a form or a pair. */
export type Page =
  | ({
      readonly kind: 'list';
      readonly generation: Generation;
      readonly workspace: string;
    } & ListReading)
  | {
      readonly kind: 'form';
      readonly generation: Generation;
      readonly workspace: string;
      readonly purpose: 'add' | 'edit';
      /** What the form is in: the page, or a dialog on the list. */
      readonly root: Element;
      readonly parts: FormParts;
      /** Bitbucket's own words about it, as far as a person can read them. */
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
      /** Those of the list behind it, if there is one. */
      readonly entries: readonly Entry[];
    }
  | { readonly kind: 'settings'; readonly workspace: string }
  | { readonly kind: 'workspaces'; readonly managed: readonly string[] }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'no-access' }
  | { readonly kind: 'sign-in' }
  | { readonly kind: 'wrong-place' }
  /** The browser has replaced Bitbucket's words with others, which are not taken for Bitbucket's. */
  | { readonly kind: 'translated'; readonly workspace: string }
  /** A consumers' address whose content has not come yet, or is not understood. */
  | { readonly kind: 'unclear'; readonly workspace: string }
  | { readonly kind: 'elsewhere'; readonly route: Route };

/** Where the page was loaded from: its address, and the HTTP status of its document where the browser tells (else 0). */
export interface Origin {
  readonly address: string;
  readonly status: number;
  /** The language that the document declared when it was first understood; undefined before. */
  readonly language?: string | undefined;
}

/** Reads a page without changing anything. */
export const readPage = (shown: Document, from: Origin): Page => inOneLook(() => read(shown, from));

function read(shown: Document, from: Origin): Page {
  const route = routeOf(from.address);
  if (route.kind === 'sign-in' || route.kind === 'wrong-place') return { kind: route.kind };
  const { body } = shown;
  if (from.status === 403 || isHeaded(body, noAccessHeadings)) return { kind: 'no-access' };
  if (from.status === 404 || isHeaded(body, notFoundHeadings)) return { kind: 'not-found' };
  if (route.kind === 'settings') return { kind: 'settings', workspace: route.workspace };
  if (route.kind === 'workspaces') return { kind: 'workspaces', managed: managedWorkspaces(body) };
  if (route.kind !== 'consumers') return { kind: 'elsewhere', route };
  const { workspace } = route;
  if (isTranslated(shown, from)) return { kind: 'translated', workspace };
  for (const readAs of [readCreated, readForm, readList, readCreatedOnPage]) {
    for (const generation of generations) {
      const page = readAs(body, generation, workspace);
      if (page) return page;
    }
  }
  return readByShape(body, from.address, workspace) ?? { kind: 'unclear', workspace };
}

/** Whether the page itself has that heading; a consumer may have the same name. */
function isHeaded(body: Element, words: readonly string[]): boolean {
  const heading = findHeading(body, words);
  return heading !== undefined && !heading.querySelector('a, button') && !heading.closest(entryLike);
}

const entryLike = 'a, button, li, tr, [role=listitem], [role=row]';

/** Chrome marks the document and wraps each text in `<font>`; Firefox changes the document's language. */
function isTranslated(shown: Document, { language }: Origin): boolean {
  const { documentElement: root, body } = shown;
  const isMarked = root.classList.contains('translated-ltr') || root.classList.contains('translated-rtl');
  const isOtherLanguage = Boolean(language) && root.lang !== '' && root.lang !== language;
  return isMarked || isOtherLanguage || body.querySelectorAll('font > font').length > 2;
}

/** The dialog that shows a client's pair once, right after Save. */
function readCreated(root: Element, generation: Generation, workspace: string): Page | undefined {
  if (generation.pairIn !== 'dialog') return undefined;
  for (const dialog of openDialogs(root)) {
    const place = pairContainer(dialog, generation) ?? dialog;
    const reading = readPair(place, generation);
    if (reading.kind !== 'none' || reading.reason !== 'no-key') {
      const heading = findHeading(root, generation.listHeading);
      const entries = heading ? entriesBelow(root, heading, generation) : [];
      return { kind: 'pair', generation, workspace, place, reading, entries };
    }
  }
  return undefined;
}

/** The same on a page of its own: only where both stand together in one place. Tried once nothing else was found on the page. */
function readCreatedOnPage(root: Element, generation: Generation, workspace: string): Page | undefined {
  const place = generation.pairIn === 'dialog' ? pairContainer(root, generation) : undefined;
  return (
    place && { kind: 'pair', generation, workspace, place, reading: readPair(place, generation), entries: [] }
  );
}

function readForm(body: Element, known: Generation, workspace: string): Page | undefined {
  for (const root of [...openDialogs(body), body]) {
    const isWithout = root !== body && known.permissions === 'not-in-dialog' && findBoxes(root).length === 0;
    const generation: Generation = isWithout ? { ...known, permissions: 'never' } : known;
    const purpose = findHeading(root, generation.addHeading)
      ? 'add'
      : findHeading(root, generation.editHeading)
        ? 'edit'
        : undefined;
    const hasTabs = generation.tabs.some((words) => findPressable(root, words, ['tab']));
    if (purpose && (hasTabs || findTextField(root, generation.fields.name))) {
      const save = findPressable(root, generation.save);
      const parts = partsByWords(root, generation);
      return {
        kind: 'form',
        generation,
        workspace,
        purpose,
        root,
        parts,
        complaint: complaintOf(root, controlsOf(parts, save), generation),
        save,
      };
    }
  }
  return undefined;
}

/** The form's controls that can be seen now; they tell what belongs to it. */
const controlsOf = (parts: FormParts, save: Element | undefined): Element[] =>
  [save, ...(['name', 'callbackUrl'] as const).map((id) => parts.field(id)?.element)].filter(
    (each) => each !== undefined,
  );

/**
 * What a page with unknown words is, where its address and its shape leave no doubt: a form by its fields, boxes and tabs, a
 * dialog by two values of lengths that were seen, a list by the one button beside it.
 */
function readByShape(body: Element, address: string, workspace: string): Page | undefined {
  const { pathname } = new URL(address);
  for (const generation of generations) {
    const { addresses } = generation;
    if (generation.pairIn === 'dialog' && addresses.form.test(pathname)) {
      for (const place of openDialogs(body)) {
        const reading = readPairByShape(place);
        if (reading.kind === 'pair')
          return { kind: 'pair', generation, workspace, place, reading, entries: [] };
      }
    }
    if (addresses.form.test(pathname)) {
      const parts = generation.tabs.length > 0 ? partsByShape(body) : partsByNames(body, generation);
      const purpose = addresses.edit.test(pathname) ? 'edit' : 'add';
      if (parts) {
        const complaint = complaintOf(body, controlsOf(parts, undefined), generation);
        return {
          kind: 'form',
          generation,
          workspace,
          purpose,
          root: body,
          parts,
          complaint,
          save: undefined,
        };
      }
    }
    const list = isListPath(addresses, pathname) && readListByShape(body, generation);
    if (list) return { kind: 'list', generation, workspace, ...list };
  }
  return undefined;
}

/**
 * A list without known words: one heading, a table below it, and buttons, or links to the form, that all have one name and are in
 * none of its rows. Without a table there have to be two of them, as an empty list has.
 */
function readListByShape(body: Element, generation: Generation): ListReading | undefined {
  const main = body.querySelector('main, [role=main], #content') ?? body;
  const [heading] = headingsOf(main);
  if (!heading) return undefined;
  const creates = [...main.querySelectorAll<HTMLElement>('button, a[href]')].filter((each) => {
    const isLead =
      each.tagName === 'BUTTON' ||
      generation.addresses.form.test(new URL((each as HTMLAnchorElement).href).pathname);
    return isLead && isVisible(each) && nameOf(each) !== '' && !each.closest('table, nav, ul, [role=search]');
  });
  const isOne = new Set(creates.map(nameOf)).size === 1;
  const isKnown = isOne && (creates.length === 2 || main.querySelector('table') !== null);
  return isKnown ? readEntries(main, heading, generation, creates) : undefined;
}

function readList(root: Element, generation: Generation, workspace: string): Page | undefined {
  const heading = findHeading(root, generation.listHeading);
  const list = heading && readEntries(root, heading, generation, findPressables(root, generation.create));
  return list && { kind: 'list', generation, workspace, ...list };
}

/** An entry's "Edit", visible or not: in its row, or in the menu that its button says it controls. */
export function editLink(entry: Entry): HTMLElement | undefined {
  const { row } = entry;
  const button = menuButton(entry);
  const id = button?.getAttribute('aria-controls') ?? button?.getAttribute('aria-owns');
  const menu = id ? row.ownerDocument.getElementById(id) : null;
  const links = [row, menu].flatMap((each) => [...(each?.querySelectorAll<HTMLElement>('a[href]') ?? [])]);
  return (
    links.find((each) => isOneOf(each.textContent, editWords)) ??
    links.find((each) => /\/edit\/?$/.test(each.getAttribute('href') ?? ''))
  );
}

/** The button of a row that opens its menu. */
export const menuButton = ({ row }: Entry): HTMLElement | undefined =>
  [...row.querySelectorAll<HTMLElement>('[aria-haspopup], [aria-owns], [aria-controls]')].find(
    (each) => each.matches('button, a, [role=button]') && !each.hasAttribute('aria-roledescription'),
  );

/** "Edit" in a menu that is open, wherever on the page the menu is drawn. */
export const openEdit = (root: ParentNode): HTMLElement | undefined =>
  findPressables(root, editWords, ['menuitem', 'link', 'button'])[0];

/** Workspaces that the person administers: only those have a "Manage" link. */
function managedWorkspaces(root: Element): string[] {
  const slugs = [...root.querySelectorAll<HTMLAnchorElement>('a[href]')].flatMap((link) => {
    const route = routeOf(link.href);
    return route.kind === 'settings' && isOneOf(nameOf(link), manageWords) ? [route.workspace] : [];
  });
  return [...new Set(slugs)];
}
