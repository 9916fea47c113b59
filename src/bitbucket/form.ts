import { choiceOf, isLocked, isRadio, isTicked } from './boxes';
import { nameOf, textFields } from './find';
import { type FieldId, fieldIds, type Generation } from './generations';
import { type FormParts, type TextField, tickedScopes } from './parts';
import { expand, permissionOf, permissions, type Scope, strongest } from './scopes';
import { inOneLook } from './seen';

/** What the dashboard needs the consumer to be. What is empty does not matter. */
export interface WantedConsumer {
  readonly name: string;
  readonly description: string;
  readonly callbackUrl: string;
  readonly url: string;
  readonly scopes: readonly Scope[];
}

/** What a setup fills in a form: a field for text, the box for the authorization code, a permission. */
export type FormItem = FieldId | 'authorizationCode' | Scope;

/** Whether an item is a field for text; the others are boxes. */
export const isText = (item: FormItem): item is FieldId => fieldIds.some((id) => id === item);

/**
 * How one item of the form compares with what is wanted. `kept`: it differs, and was left as it is; `there`: the same, but from
 * before the form was filled, whoever put it there. `open`: it is there, empty or not ticked. `missing`: it was not found.
 * `extra`: a permission that nobody asked for.
 */
export interface ItemState {
  readonly item: FormItem;
  readonly state: 'filled' | 'right' | 'kept' | 'there' | 'open' | 'missing' | 'extra';
  /** The name of the tab that it is on; undefined where the form is one page. */
  readonly tab: string | undefined;
}

/** A form that was filled, and how each of its items stands. */
export interface Filling {
  readonly items: readonly ItemState[];
  /** Puts every field and box back to what it was, in the opposite order. */
  undo(): Promise<void>;
}

/** How a form is filled. */
export interface FillOptions {
  /** Waits until the page has rendered its answer to a click or an entry. */
  readonly settle: () => Promise<void>;
  /** Whether entries that differ are overwritten: only where the person saw them and asked for it. */
  readonly overwrite: boolean;
  readonly signal: AbortSignal;
}

/**
 * Fills the form of any generation, through its tabs, as a person would: it presses tabs, enters values with the events that a
 * person causes, and ticks only the strongest permissions, so that the implied ones follow. Each entry is read again before it is
 * called filled. Nothing is submitted. Ends on the first tab.
 */
export async function fillForm(
  parts: FormParts,
  generation: Generation,
  wanted: WantedConsumer,
  { settle, overwrite, signal }: FillOptions,
): Promise<Filling> {
  const states = new Map<FormItem, Omit<ItemState, 'item'>>();
  const undoing: (() => Promise<void>)[] = [];

  const enter = async (id: FieldId, { index, tab }: OpenTab) => {
    const found = wanted[id] === '' ? undefined : parts.field(id);
    if (!found) return;
    const before = found.element.value;
    const note = (state: ItemState['state']) => void states.set(id, { state, tab });
    if (before === wanted[id]) return note('right');
    if (before !== '' && !overwrite) return note('kept');
    const isThere = () => parts.field(id)?.element.value === wanted[id];
    // A field that was just drawn may reset after its first entry; what a person has entered since then stays.
    for (let tries = 0; tries < mostTries && !isThere(); tries += 1) {
      const now = parts.field(id)?.element;
      if (now && (now.value === before || now.value === '')) setValue(now, wanted[id]);
      await settle();
      // Once more, so that what the page does a moment later is seen as well.
      if (isThere()) await settle();
    }
    note(isThere() ? 'filled' : 'open');
    undoing.push(async () => {
      await openTab(parts, index, settle);
      const now = parts.field(id);
      if (now) setValue(now.element, before);
      await settle();
    });
  };

  const tick = async (
    item: FormItem,
    find: () => HTMLElement | undefined,
    { index, tab }: OpenTab,
  ): Promise<void> => {
    const found = find();
    if (!found) return;
    const note = (state: ItemState['state']) => void states.set(item, { state, tab });
    if (isTicked(found)) return note('right');
    if (isLocked(found)) return;
    const chosen = isRadio(found) ? choiceOf(found).findIndex(isTicked) : -1;
    found.click();
    await settle();
    const now = find();
    note(now && isTicked(now) ? 'filled' : 'open');
    undoing.push(async () => {
      await openTab(parts, index, settle);
      const box = find();
      if (box && isTicked(box) && !isLocked(box)) (isRadio(box) ? choiceOf(box)[chosen] : box)?.click();
      await settle();
    });
  };

  await throughTabs(parts, settle, async (at) => {
    signal.throwIfAborted();
    const { authorizationCode } = parts;
    if (authorizationCode && !states.has('authorizationCode')) {
      const box = () => authorizationCode()?.element;
      await tick('authorizationCode', box, at);
      // A box known only by its place proves itself by the field that it brings.
      if (
        parts.isByShape &&
        states.get('authorizationCode')?.state === 'filled' &&
        !parts.field('callbackUrl')
      ) {
        box()?.click();
        await settle();
        states.delete('authorizationCode');
      }
    }
    for (const id of fieldIds) {
      signal.throwIfAborted();
      if (!states.has(id)) await enter(id, at);
    }
    for (const scope of strongest(wanted.scopes)) {
      signal.throwIfAborted();
      if (!states.has(scope)) await tick(scope, () => parts.scopes().get(scope), at);
    }
    for (const { item, state } of readScopes(parts.scopes(), wanted.scopes))
      if (!states.has(item)) states.set(item, { state, tab: at.tab });
  });

  for (const item of neededItems(generation, wanted))
    if (!states.has(item)) states.set(item, { state: 'missing', tab: undefined });
  return {
    items: [...states].map(([item, state]) => ({ item, ...state })),
    undo: async () => {
      for (const step of undoing.reverse()) await step();
      undoing.length = 0;
      await openTab(parts, 0, settle);
    },
  };
}

/** A page that takes an entry back so often does not want it. */
const mostTries = 4;

/** What the form has to hold for a login to work; the rest is a courtesy, and left out where the form has no place for it. */
export const neededItems = (generation: Generation | undefined, wanted: WantedConsumer): FormItem[] => [
  ...fieldIds.filter((id) => wanted[id] !== '' && (generation?.always.includes(id) ?? id !== 'url')),
  ...(generation?.authorizationCode ? (['authorizationCode'] as const) : []),
  ...(generation?.permissions === 'never' ? [] : strongest(wanted.scopes)),
];

/** What a saved consumer's form says about it. */
export interface ConsumerSettings {
  readonly callbackUrl: string;
  readonly scopes: readonly Scope[];
}

/** Reads the form through its tabs, changing nothing. Undefined where the callback field or the permissions are not found. */
export async function readSettings(
  parts: FormParts,
  settle: () => Promise<void>,
): Promise<ConsumerSettings | undefined> {
  let callbackUrl: string | undefined;
  const found = new Set<Scope>();
  let boxesSeen = 0;
  await throughTabs(parts, settle, async () => {
    callbackUrl ??= parts.field('callbackUrl')?.element.value.trim();
    const code = parts.authorizationCode?.();
    // Without the grant type there is no callback field, and no callback.
    if (code && !isTicked(code.element)) callbackUrl ??= '';
    const boxes = parts.scopes();
    boxesSeen += boxes.size;
    for (const scope of tickedScopes(boxes)) found.add(scope);
  });
  return callbackUrl === undefined || boxesSeen === 0 ? undefined : { callbackUrl, scopes: expand(found) };
}

interface OpenTab {
  readonly index: number;
  /** What it is called. */
  readonly tab: string | undefined;
}

/** Opens the form's tabs one after the other, then the first one again; one pass where it has none. */
async function throughTabs(
  parts: FormParts,
  settle: () => Promise<void>,
  look: (at: OpenTab) => Promise<void>,
): Promise<void> {
  const count = Math.max(1, parts.tabs().length);
  for (let index = 0; index < count; index += 1) {
    await openTab(parts, index, settle);
    const tab = parts.tabs()[index];
    await look({ index, tab: tab && nameOf(tab) });
  }
  await openTab(parts, 0, settle);
}

async function openTab(parts: FormParts, index: number, settle: () => Promise<void>): Promise<void> {
  const tab = parts.tabs()[index];
  if (!tab || tab.getAttribute('aria-selected') === 'true') return;
  tab.click();
  await settle();
}

/** Opens an item's tab, and returns the item's element there. */
export async function leadTo(
  parts: FormParts,
  { item, tab }: Pick<ItemState, 'item' | 'tab'>,
  settle: () => Promise<void>,
): Promise<HTMLElement | undefined> {
  if (tab !== undefined) {
    const index = parts.tabs().findIndex((each) => nameOf(each) === tab);
    if (index >= 0) await openTab(parts, index, settle);
  }
  return elementOf(parts, item);
}

function elementOf(parts: FormParts, item: FormItem): HTMLElement | undefined {
  if (item === 'authorizationCode') return parts.authorizationCode?.()?.element;
  if (isText(item)) return parts.field(item)?.element;
  const { scope } = permissions.find((each) => each.scope === item) ?? {};
  return scope && parts.scopes().get(scope);
}

/** An item that is on the page now, with its element. */
export type FoundItem = Omit<ItemState, 'tab'> & { readonly element: HTMLElement };

/** How the items on the page now compare with what is wanted. What is on a closed tab is left out. */
export const inspectForm = (parts: FormParts, wanted: WantedConsumer): readonly FoundItem[] =>
  inOneLook(() => itemsOf(parts, wanted));

function itemsOf(parts: FormParts, wanted: WantedConsumer): readonly FoundItem[] {
  const fields = fieldIds.flatMap((item): FoundItem[] => {
    const element = wanted[item] === '' ? undefined : parts.field(item)?.element;
    return element ? [{ item, element, state: fieldState(element, wanted[item]) }] : [];
  });
  const code = parts.authorizationCode?.()?.element;
  const grants: FoundItem[] = code
    ? [{ item: 'authorizationCode', element: code, state: isTicked(code) ? 'right' : 'open' }]
    : [];
  return [...fields, ...grants, ...readScopes(parts.scopes(), wanted.scopes)];
}

const fieldState = (field: TextField, wanted: string) =>
  field.value === wanted ? 'right' : field.value === '' ? 'open' : 'kept';

/** The permissions among the visible boxes: wanted ones, and extra ones that the person or Bitbucket ticked. */
function readScopes(boxes: ReadonlyMap<Scope, HTMLElement>, wanted: readonly Scope[]): FoundItem[] {
  const all = expand(wanted);
  const implied = new Set(tickedScopes(boxes).flatMap((scope) => permissionOf(scope).implies));
  return [...boxes].flatMap(([item, element]): FoundItem[] => {
    const isOn = isTicked(element);
    if (all.includes(item)) return [{ item, element, state: isOn ? 'right' : 'open' }];
    return isOn && !implied.has(item) ? [{ item, element, state: 'extra' }] : [];
  });
}

/**
 * Which wanted items are on a page that is not understood, for a person who fills it by hand. A value is there when a visible
 * field holds exactly that. `generation`: whose form it is, where its address tells.
 */
export function inspectStrange(
  root: Element,
  generation: Generation | undefined,
  wanted: WantedConsumer,
  parts: FormParts,
): readonly Omit<ItemState, 'tab'>[] {
  const scopes = parts.scopes();
  const code = parts.authorizationCode?.()?.element;
  const values = new Set(textFields(root).map((field) => field.value.trim()));
  const boxOf = (item: FormItem) => (item === 'authorizationCode' ? code : scopes.get(item as Scope));
  const isThere = (item: FormItem): boolean => {
    if (isText(item)) return values.has(wanted[item]);
    const box = boxOf(item);
    if (box) return isTicked(box);
    // Without the grant type there is no field for the callback.
    return item === 'authorizationCode' && values.has(wanted.callbackUrl);
  };
  return neededItems(generation, wanted).map((item) => ({
    item,
    state: isThere(item) ? 'right' : boxOf(item) ? 'open' : 'missing',
  }));
}

/** Enters a value where a person pointed. False where that is not a field for text. */
export function enterAt(field: Element, value: string): boolean {
  const isField = textFields(field.parentElement ?? field.ownerDocument.body).includes(field as TextField);
  if (isField) setValue(field as TextField, value);
  return isField;
}

/**
 * Enters a value as typing does. The prototype's setter bypasses a page's own bookkeeping on the element (React's), so that the
 * page notices the `input` event and keeps the value.
 */
export function setValue(field: TextField, value: string): void {
  const view = field.ownerDocument.defaultView;
  if (!view) return;
  const prototype =
    field.tagName === 'TEXTAREA' ? view.HTMLTextAreaElement.prototype : view.HTMLInputElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new view.Event('input', { bubbles: true }));
  field.dispatchEvent(new view.Event('change', { bubbles: true }));
}
