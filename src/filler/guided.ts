import { findBoxes, isLocked, isTicked } from '../bitbucket/boxes';
import { anyDialog, findPressables, headingsOf, isOneOf, nameOf, normalise } from '../bitbucket/find';
import { inOneLook, isVisible, styleOf } from '../bitbucket/seen';
import { cut } from '../cut';
import type { GuidedPages, GuidedSeen, Named, PressState, SwitchRow } from '../dashboards/guided';
import { tidy } from '../said';
import { findForm } from './find-form';
import { aroundOf, headingOver, isIn, textIn } from './surroundings';
import type { Act, ActAnswer, FormLook, Order, Survey } from './told';

/** Reads a page that a person is guided through, and does there what leads to the next one. It never presses what is theirs. */

const longestName = 80;
const longestSaid = 240;
const mostHeadings = 5;

/** What is on the page, read in one go. */
export function survey(
  document: Document,
  { form, pages, key }: Extract<Order, { kind: 'survey' }>,
): Omit<Survey, 'kind' | 'visit'> {
  return inOneLook(() => {
    const { look, elements } = findForm(document, form);
    const { location } = document;
    return {
      address: location.pathname + location.hash,
      leads: statesOf(document, pages.leads),
      theirs: statesOf(document, pages.theirs),
      boxes: Object.fromEntries(
        Object.entries(pages.boxes).map(([id, words]) => [id, stateOfBox(boxCalled(document, words))]),
      ),
      rows: rowsOf(document, pages)?.map(({ row }) => row),
      made: madeIn(document, pages, form.subject),
      isMarked: isMarked(document, pages, form.subject),
      over: nameOfOver(document, pages, Object.values(elements)),
      form: formOf(look),
      holds: heldBy(elements.key?.value, key),
      hasSecret: (elements.secret?.value ?? '') !== '',
      complaint: complaintOf(document),
      headings: headingsOf(document)
        .slice(0, mostHeadings)
        .map((each) => cut(tidy(each.textContent ?? ''), longestName)),
      text: new RegExp(pages.triedAt).test(location.pathname)
        ? cut(tidy(textIn(document.body)), longestSaid)
        : '',
      found: look,
    };
  });
}

function formOf(look: FormLook): GuidedSeen['form'] {
  if (look.kind === 'none') return 'none';
  if (look.kind !== 'one') return 'unclear';
  return Object.values(look.fields).some(({ isLocked }) => isLocked) ? 'locked' : 'open';
}

function heldBy(value: string | undefined, key: string): GuidedSeen['holds'] {
  if (value === undefined || value.trim() === '') return 'nothing';
  return value.trim() === key ? 'ours' : 'other';
}

const statesOf = (
  document: Document,
  all: Readonly<Record<string, Named>>,
): Readonly<Record<string, PressState>> =>
  Object.fromEntries(Object.entries(all).map(([id, each]) => [id, stateOf(pressables(document, each))]));

const pressables = (document: Document, { names, roles }: Named): HTMLElement[] =>
  findPressables(document, names, roles);

function stateOf([one, another]: readonly HTMLElement[]): PressState {
  if (!one) return 'absent';
  if (another) return 'several';
  return one.matches(':disabled') || one.getAttribute('aria-disabled') === 'true' ? 'off' : 'there';
}

/** The one box of that name; undefined where there is none, or more than one. */
function boxCalled(document: Document, words: readonly string[]): HTMLElement | undefined {
  const found = findBoxes(document).filter((each) => isOneOf(nameOf(each), words));
  return found.length === 1 ? found[0] : undefined;
}

function stateOfBox(box: HTMLElement | undefined): GuidedSeen['boxes'][string] {
  if (!box) return 'absent';
  if (isTicked(box)) return 'on';
  return isLocked(box) ? 'locked' : 'off';
}

/** The switches below the words that say what they are, each with what stands beside it. */
function rowsOf(document: Document, { overSwitches }: GuidedPages): FoundRow[] | undefined {
  const words = overSwitches.map(normalise);
  const over = [...document.querySelectorAll('p, span, div, h1, h2, h3, h4')].find(
    (each) => each.childElementCount === 0 && words.includes(normalise(each.textContent)) && isVisible(each),
  );
  if (!over) return undefined;
  const following = 4;
  const boxes = findBoxes(document).filter((box) => over.compareDocumentPosition(box) & following);
  return boxes.map((box) => {
    const [title = '', below = ''] = piecesBeside(box, boxes);
    return { box, row: { title, below, isOn: isTicked(box), isLocked: isLocked(box) } };
  });
}

interface FoundRow {
  readonly box: HTMLElement;
  readonly row: SwitchRow;
}

const anyRow = 'li, tr, [role=row], [role=listitem]';

/** The words of the row that a switch stands in, without the switch's own. */
function piecesBeside(box: HTMLElement, all: readonly HTMLElement[]): string[] {
  const around = aroundOf(box);
  const alone = around.filter((each) => all.every((other) => other === box || !isIn(other, each)));
  const row = around.find((each) => each.matches(anyRow)) ?? alone.at(-1);
  const own = box.closest('label') ?? box;
  return row ? piecesIn(row, own).slice(0, 2) : [];
}

function piecesIn(element: Element, except: Element): string[] {
  if (element === except || !isVisible(element) || element.matches('script, style, svg')) return [];
  return [...element.childNodes].flatMap((node) => {
    if (node.nodeType === 1) return piecesIn(node as Element, except);
    const text = node.nodeType === 3 ? cut(tidy(node.nodeValue ?? ''), longestName) : '';
    return text === '' ? [] : [text];
  });
}

/** Links to existing connections, where they or their row name the subject. */
function madeIn(document: Document, { madeAt }: GuidedPages, subject: string): string[] {
  const pattern = new RegExp(madeAt);
  const paths = [...document.querySelectorAll<HTMLAnchorElement>('a[href]')].flatMap((each) => {
    const { pathname, origin } = new URL(each.href, document.baseURI);
    const text = textIn(each.closest(anyRow) ?? each).toLowerCase();
    const isIt = origin === document.location.origin && pattern.test(pathname) && isVisible(each);
    return isIt && text.includes(subject.toLowerCase()) && isOwnName(each, subject) ? [pathname] : [];
  });
  return [...new Set(paths)];
}

/** A link whose name lacks the subject leads to something else. */
const isOwnName = (link: Element, subject: string): boolean =>
  nameOf(link).toLowerCase().includes(subject.toLowerCase());

const isMarked = (document: Document, { marks }: GuidedPages, subject: string): boolean =>
  [...document.querySelectorAll('button, a[href], [role=button]')].some((each) => {
    const name = normalise(textIn(each));
    const isIts = name.startsWith(subject.toLowerCase()) && name !== subject.toLowerCase();
    return isIts && marks.some((mark) => name.endsWith(normalise(mark))) && isVisible(each);
  });

/** An open dialog, with nothing in it that is looked for. */
function overIn(document: Document, wanted: readonly Element[]): Element | undefined {
  const dialogs = [...document.querySelectorAll(anyDialog)].filter(isVisible);
  return dialogs.findLast((each) => wanted.every((one) => !isIn(one, each)));
}

/** What is fixed to the screen over the middle of an element. */
function coverOf(element: Element): Element | undefined {
  const { ownerDocument: page } = element;
  const { left, top, width, height } = element.getBoundingClientRect();
  const hit = page.elementFromPoint?.(left + width / 2, top + height / 2);
  if (!hit || isIn(hit, element) || isIn(element, hit)) return undefined;
  return aroundOf(hit).find(
    (each) => ['fixed', 'sticky'].includes(styleOf(each).position ?? '') && !isIn(element, each),
  );
}

const wantedOn = (document: Document, pages: GuidedPages): HTMLElement[] =>
  [...Object.values(pages.leads), ...Object.values(pages.theirs)].flatMap((each) =>
    pressables(document, each),
  );

function nameOfOver(document: Document, pages: GuidedPages, fields: readonly Element[]): string | undefined {
  const over = overIn(document, [...fields, ...wantedOn(document, pages)]);
  return over && cut(tidy(nameOf(over) || headingOver(over) || textIn(over)), longestName);
}

const complaintOf = (document: Document): string => {
  const said = [...document.querySelectorAll('[role=alert], [class*=alert i], [aria-live=assertive]')]
    .filter(isVisible)
    .map((each) => tidy(textIn(each)))
    .find((each) => each !== '');
  return cut(said ?? '', longestSaid);
};

/** What is pointed at: what is the person's, or what lies over the page. */
export function whatToPointAt(document: Document, pages: GuidedPages, at: string): HTMLElement | undefined {
  if (at === 'over') return overIn(document, wantedOn(document, pages)) as HTMLElement | undefined;
  const theirs = pages.theirs[at];
  const found = theirs ? pressables(document, theirs) : [];
  return found.length === 1 ? found[0] : undefined;
}

/** Does one thing, if it is still there as it was seen and nothing lies over it. */
export async function act(document: Document, pages: GuidedPages, what: Act): Promise<ActAnswer> {
  const element = elementFor(document, pages, what);
  if (!element) return { kind: 'changed' };
  element.scrollIntoView?.({ block: 'center' });
  if (overIn(document, [element]) || coverOf(element)) return { kind: 'changed' };
  element.click();
  await new Promise((resolve) => setTimeout(resolve, 250));
  return { kind: 'done' };
}

function elementFor(document: Document, pages: GuidedPages, what: Act): HTMLElement | undefined {
  if (what.act === 'press') {
    const lead = pages.leads[what.lead];
    const found = lead ? pressables(document, lead) : [];
    return found.length === 1 && stateOf(found) === 'there' ? found[0] : undefined;
  }
  if (what.act === 'tick') {
    const box = boxCalled(document, pages.boxes[what.box] ?? []);
    return box && stateOfBox(box) === 'off' ? box : undefined;
  }
  const found = rowsOf(document, pages)?.[what.index];
  return found && found.row.title === what.title && !found.row.isOn && !found.row.isLocked
    ? found.box
    : undefined;
}
