import { findBoxes, isTicked, sentValueOf } from './boxes';
import {
  boxInGroup,
  type DescribedBox,
  describeBoxes,
  findBox,
  findPressable,
  findTextField,
  type Match,
  textFields,
} from './find';
import { type FieldId, type Generation, groupWords, labelWords } from './generations';
import { permissionOf, permissions, type Scope } from './scopes';

/** A field that takes text. */
export type TextField = HTMLInputElement | HTMLTextAreaElement;

/** Where the parts of a form are, as it stands now. What is on a tab that is not open is not found. */
export interface FormParts {
  /** Whether the parts are known only by their places, because the form's words are unknown. */
  readonly isByShape: boolean;
  /** The form's tabs in their order; none where it is one page. */
  tabs(): readonly HTMLElement[];
  field(id: FieldId): Match<TextField> | undefined;
  /** The grant type without which there is no callback field; undefined where the generation has none. */
  readonly authorizationCode: (() => Match<HTMLElement> | undefined) | undefined;
  /** The boxes of all the permissions that are there, read once. */
  scopes(): ReadonlyMap<Scope, HTMLElement>;
}

/** By what a person reads: labels, headings of groups and names of tabs. */
export function partsByWords(root: Element, generation: Generation): FormParts {
  const { authorizationCode } = generation;
  return {
    isByShape: false,
    tabs: () => generation.tabs.flatMap((words) => findPressable(root, words, ['tab']) ?? []),
    field: (id) => findTextField(root, generation.fields[id]),
    authorizationCode: authorizationCode && (() => findBox(root, authorizationCode)),
    scopes: () => {
      const boxes = describeBoxes(root);
      return mapOf((scope) => boxOf(boxes, scope));
    },
  };
}

function boxOf(boxes: readonly DescribedBox[], scope: Scope): HTMLElement | undefined {
  const { group, label } = permissionOf(scope);
  return boxInGroup(boxes, groupWords[group], labelWords[label] ?? [label], scope)?.element;
}

const mapOf = (find: (scope: Scope) => HTMLElement | undefined): ReadonlyMap<Scope, HTMLElement> =>
  new Map(
    permissions.flatMap(({ scope }) => {
      const box = find(scope);
      return box ? [[scope, box] as const] : [];
    }),
  );

/** This many boxes with Bitbucket's own values are no coincidence. */
const fewestByValue = 8;
const shapeMatch = <Found extends Element>(element: Found | undefined): Match<Found> | undefined =>
  element && { element, confidence: 0.8, reasons: ['shape of the form'] };

/**
 * The form of 2015 to 2026 in unknown words: its fields have names of their own, and its boxes have scopes as values. Undefined
 * where that leaves a doubt.
 */
export function partsByNames(root: Element, generation: Generation): FormParts | undefined {
  const field = (id: FieldId) => {
    const { names } = generation.fields[id];
    const found = textFields(root).filter((each) => names.includes(each.id) || names.includes(each.name));
    return found.length === 1 ? shapeMatch(found[0]) : undefined;
  };
  const byValue = (all: readonly HTMLElement[], scope: Scope) => {
    const found = all.filter((box) => sentValueOf(box) === scope);
    return found.length === 1 ? found[0] : undefined;
  };
  const scopes = () => {
    const all = ofOneName(findBoxes(root));
    return mapOf((scope) => byValue(all, scope));
  };
  const isSure = generation.always.every((id) => field(id)) && scopes().size >= fewestByValue;
  return isSure
    ? { isByShape: false, tabs: () => [], field, authorizationCode: undefined, scopes }
    : undefined;
}

/** Of the boxes with scopes as values, those that share the most common name: another group may have an "email". */
function ofOneName(boxes: readonly HTMLElement[]): readonly HTMLElement[] {
  const valued = boxes.filter((box) => permissions.some(({ scope }) => scope === sentValueOf(box)));
  const sameName = (box: HTMLElement) =>
    valued.filter((each) => each.getAttribute('name') === box.getAttribute('name'));
  return valued.map(sameName).reduce((most, each) => (each.length > most.length ? each : most), []);
}

/** Details, Authorization and Scopes. */
const tabsOfClients = 3;

/**
 * The tabbed form of 2026 in unknown words: three tabs; on the first the name and, in a larger field, the description; on the
 * second the grant types, the first of which brings the one field there is; on the third all the permissions in their order, or
 * with scopes as values. Undefined where that leaves a doubt.
 */
export function partsByShape(root: Element): FormParts | undefined {
  const lists = [...root.querySelectorAll('[role=tablist]')];
  const tabs = () => [...(lists[0]?.querySelectorAll<HTMLElement>('[role=tab]') ?? [])];
  if (lists.length !== 1 || tabs().length !== tabsOfClients) return undefined;
  const open = () => tabs().findIndex((tab) => tab.getAttribute('aria-selected') === 'true');
  const panel = (index: number): Element | undefined => {
    const id = tabs()[index]?.getAttribute('aria-controls');
    const controlled = id ? root.ownerDocument.getElementById(id) : null;
    return open() === index ? (controlled ?? undefined) : undefined;
  };
  const only = (found: readonly TextField[]) => (found.length === 1 ? shapeMatch(found[0]) : undefined);
  const field = (id: FieldId): Match<TextField> | undefined => {
    const [details, authorization] = [panel(0), panel(1)];
    if (id === 'callbackUrl') return authorization && only(textFields(authorization));
    if (!details) return undefined;
    const inDetails = textFields(details);
    if (id === 'description') return only(inDetails.filter((each) => each.tagName === 'TEXTAREA'));
    const [first] = inDetails;
    return id === 'name' && first?.tagName === 'INPUT' ? shapeMatch(first) : undefined;
  };
  const authorizationCode = () => {
    const place = panel(1);
    return place && shapeMatch(findBoxes(place)[0]);
  };
  const scopes = () => {
    const place = panel(2);
    const boxes = place ? findBoxes(place) : [];
    const byValue = mapOf((scope) => boxes.find((box) => sentValueOf(box) === scope));
    if (byValue.size > 0) return byValue;
    const isWhole = boxes.length === permissions.length && hasKnownGroups(boxes);
    return mapOf((scope) =>
      isWhole ? boxes[permissions.findIndex((each) => each.scope === scope)] : undefined,
    );
  };
  return { isByShape: true, tabs, field, authorizationCode, scopes };
}

/** Whether the boxes stand in groups of the sizes that Bitbucket's have: 3 of Account, 2 of Workspace membership, … */
function hasKnownGroups(boxes: readonly HTMLElement[]): boolean {
  const sizesOf = <Item>(items: readonly Item[], groupOf: (item: Item) => unknown): number[] => {
    const sizes: number[] = [];
    items.forEach((item, index) => {
      const before = items[index - 1];
      if (before !== undefined && groupOf(before) === groupOf(item))
        sizes[sizes.length - 1] = (sizes.at(-1) ?? 0) + 1;
      else sizes.push(1);
    });
    return sizes;
  };
  const known = sizesOf(permissions, (each) => each.group);
  const shown = sizesOf(boxes, (each) => each.parentElement?.closest('fieldset, [role=group]') ?? each);
  return String(known) === String(shown);
}

/** Which permissions are ticked. */
export const tickedScopes = (boxes: ReadonlyMap<Scope, HTMLElement>): Scope[] =>
  [...boxes].filter(([, box]) => isTicked(box)).map(([scope]) => scope);
