import { nameOf, normalise } from '../bitbucket/find';
import { inOneLook, isPressable, isShown, outside } from '../bitbucket/seen';
import { cut } from '../cut';
import type { FieldWords, PageForm } from '../dashboards/page-form';
import {
  anyDialog,
  aroundOf,
  elementsOf,
  headingOver,
  isIn,
  nearest,
  textBefore,
  textIn,
} from './surroundings';
import type { FormLook, FoundField, ShownCallback } from './told';

/** Finds, on any page, the form that fits a dashboard's description, and the callback URL that is shown. Changes nothing there. */

export type Field = HTMLInputElement | HTMLTextAreaElement;

/** The form as it was found, with its elements where it is the only one. */
export interface Found {
  readonly look: FormLook;
  readonly elements: Readonly<Record<string, Field>>;
}

const anyText =
  'textarea, input:not([type]), input[type=""], input[type=text], input[type=password], input[type=url], input[type=search]';
const anyForm = 'form, [role=form]';

/** A label as it is compared: see `FieldWords`. */
const squeezed = (text: string): string => normalise(text.normalize('NFKC')).replace(/[\s_‐-―-]+/g, '');

/** All the ways to read a label. */
function readings(label: string, subject: string): string[] {
  const besides = new RegExp(`(?:${subject}|oauth ?(?:2(?:\\.0)?)?)`, 'gi');
  const inBrackets = /^(.*?)[(（]([^()（）]*)[)）]\W*$/s.exec(label.normalize('NFKC'));
  return [label, ...(inBrackets?.slice(1) ?? [])].flatMap((each) => {
    const own = [squeezed(each), squeezed(each.replace(besides, ' '))];
    return own.filter((reading) => reading !== '');
  });
}

/** Whether a label is one of the words, for sure or only in a form that names its subject. */
function fitOf(label: string, words: FieldWords, subject: string): 'sure' | 'vague' | undefined {
  const read = readings(label, subject);
  const isOneOf = (all: readonly string[]) => all.some((word) => read.includes(squeezed(word)));
  if (isOneOf(words.labels)) return 'sure';
  return isOneOf(words.vague) ? 'vague' : undefined;
}

/** A page's names may be of any length; nobody would read more. */
const longestName = 80;
const mostNamed = 5;

const labelOf = (field: Element): string => cut(nameOf(field) || textBefore(field), longestName);

/** Whether a person sees a field, through all shadow roots that it stands in, and nothing lies over it. */
export function isUsable(field: Element): boolean {
  // The browser knows more than styles tell: slots, and what is not drawn at all.
  const isDrawn = field.checkVisibility?.({ opacityProperty: true, visibilityProperty: true }) ?? true;
  return isDrawn && isPressable(field) && aroundOf(field).slice(1).every(isShown);
}

/** A field that may be one of the wanted ones. */
interface Candidate {
  readonly name: string;
  readonly field: Field;
  readonly label: string;
  readonly fits: 'sure' | 'vague';
}

/** The form, by the fields that stand in it together. Where two may be it, the one that names its subject, if only one does. */
export function findForm(document: Document, form: PageForm): Found {
  return inOneLook(() => {
    const texts = (elementsOf(document, anyText) as Field[]).filter(isUsable);
    const inFront = withinDialog(texts);
    const candidates = inFront.flatMap((field) => candidatesFor(field, form));
    const groups = groupsOf(candidates, inFront, Object.keys(form.fields));
    const good = groups.filter(
      (group) => group.isNamed(form.subject) || group.all.every(({ fits }) => fits === 'sure'),
    );
    const named = good.filter((group) => group.isNamed(form.subject));
    const [one, another] = good.length > 1 && named.length === 1 ? named : good;
    if (one && !another && one.isClear) return foundOne(one);
    if (one) {
      const headings = [...new Set(good.map(({ heading }) => heading))].slice(0, mostNamed);
      return { look: { kind: 'several', headings }, elements: {} };
    }
    const parts = candidates.filter(({ fits }) => fits === 'sure');
    if (parts.length === 0) return { look: { kind: 'none' }, elements: {} };
    return {
      look: { kind: 'part', labels: [...new Set(parts.map(({ label }) => label))].slice(0, mostNamed) },
      elements: {},
    };
  });
}

/** Where fields are in dialogs, those in the last one: it lies over the others, and the page. */
function withinDialog(fields: readonly Field[]): readonly Field[] {
  const dialog = fields.map((field) => nearest(field, anyDialog)).findLast((each) => each !== undefined);
  return dialog ? fields.filter((field) => isIn(field, dialog)) : fields;
}

const candidatesFor = (field: Field, { fields, subject }: PageForm): Candidate[] => {
  const label = labelOf(field);
  return Object.entries(fields).flatMap(([name, words]) => {
    const fits = fitOf(label, words, subject);
    return fits ? [{ name, field, label, fits }] : [];
  });
};

/** Fields that stand together. `isClear`: each of them once. */
interface Group {
  readonly all: readonly Candidate[];
  readonly isClear: boolean;
  readonly heading: string;
  isNamed(subject: string): boolean;
}

/** For each field of the first name, the smallest surroundings that have one of every name, within one form. */
function groupsOf(
  candidates: readonly Candidate[],
  texts: readonly Field[],
  names: readonly string[],
): Group[] {
  const bySurroundings = new Map<Element, Group>();
  for (const first of candidates.filter(({ name }) => name === names[0])) {
    const border = nearest(first.field, anyForm) ?? nearest(first.field, anyDialog);
    for (let around = outside(first.field); around; around = outside(around)) {
      const all = candidates.filter(({ field }) => isIn(field, around));
      if (names.every((name) => all.some((each) => each.name === name))) {
        const isOneForm = all.every(({ field }) => nearest(field, anyForm) === nearest(first.field, anyForm));
        if (isOneForm && (border || areBeside(all, texts)))
          bySurroundings.set(around, groupOf(around, all, names));
        break;
      }
      if (around === border) break;
    }
  }
  return [...bySurroundings.values()];
}

/** Where no form says what belongs together: with no more than one other field in between. */
function areBeside(all: readonly Candidate[], texts: readonly Field[]): boolean {
  const places = all.map(({ field }) => texts.indexOf(field));
  return Math.max(...places) - Math.min(...places) <= all.length;
}

function groupOf(around: Element, all: readonly Candidate[], names: readonly string[]): Group {
  const scope = nearest(around, anyDialog) ?? nearest(around, anyForm) ?? around;
  const heading = cut(headingOver(scope), longestName);
  const isClear = names.every((name) => all.filter((each) => each.name === name).length === 1);
  const text = `${heading} ${nameOf(scope)} ${textIn(scope)}`.toLowerCase();
  return { all, isClear, heading, isNamed: (subject) => text.includes(subject.toLowerCase()) };
}

function foundOne({ all, heading }: Group): Found {
  const fields = all.map(({ name, field, label }): [string, FoundField] => [
    name,
    { label, holds: holdsOf(field), isLocked: field.readOnly || field.matches(':disabled') },
  ]);
  return {
    look: { kind: 'one', heading, fields: Object.fromEntries(fields) },
    elements: Object.fromEntries(all.map(({ name, field }) => [name, field])),
  };
}

function holdsOf({ value }: Field): FoundField['holds'] {
  if (value === '') return 'nothing';
  return /^[•●∙·*\s]+$/.test(value) ? 'mask' : 'something';
}

/** In characters; nobody is given a longer address. */
const longest = 2000;

/** The callback URLs that the page shows, in fields and in text: those with the most witnesses. */
export function findCallbacks(document: Document, form: PageForm): ShownCallback[] {
  return inOneLook(() => {
    const shown = elementsOf(document, '*').flatMap((element) => {
      const url = addressIn(element);
      if (url === undefined || !aroundOf(element).every(isShown)) return [];
      const isField = element.matches(anyText);
      const labels = [isField ? nameOf(element) : '', textBefore(element)].filter((label) => label !== '');
      const scope = nearest(element, anyDialog) ?? nearest(element, anyForm) ?? element;
      const isNamed = `${headingOver(scope)} ${textIn(scope)}`
        .toLowerCase()
        .includes(form.subject.toLowerCase());
      const label = labels.find((each) => {
        const fits = fitOf(each, form.callback, form.subject);
        return fits === 'sure' || (fits === 'vague' && isNamed);
      });
      const hasPath = new RegExp(form.callbackPath, 'i').test(new URL(url).pathname);
      const witnesses = (label === undefined ? 0 : 2) + (hasPath ? 1 : 0);
      return [{ url, label: cut(label ?? labels.at(-1) ?? '', longestName), witnesses }];
    });
    const most = Math.max(1, ...shown.map(({ witnesses }) => witnesses));
    const best = shown.filter(({ witnesses }) => witnesses === most);
    const byUrl = new Map(best.map(({ url, label }) => [url, { url, label }]));
    return [...byUrl.values()].slice(0, mostNamed);
  });
}

/** The web address that is an element's whole text, if it is one. */
function addressIn(element: Element): string | undefined {
  if (element.matches('script, style, noscript, template, option')) return undefined;
  const isField = element.matches(anyText) && !element.matches('[type=password]');
  if (!isField && element.querySelector('*:not(wbr, br)')) return undefined;
  const text = (isField ? (element as Field).value : (element.textContent ?? '')).trim();
  if (!/^https?:\/\/\S+$/.test(text) || text.length > longest || !URL.canParse(text)) return undefined;
  return text;
}
