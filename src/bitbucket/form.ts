import {
  boxInGroup,
  type DescribedBox,
  describeBoxes,
  findBox,
  findPressable,
  findTextField,
  type Match,
} from './find';
import { type FieldId, fieldIds, type Generation, groupWords, labelWords } from './generations';
import { expand, permissionOf, permissions, type Scope, strongest } from './scopes';

/** What the dashboard needs the consumer to be. */
export interface WantedConsumer {
  readonly name: string;
  readonly description: string;
  readonly callbackUrl: string;
  readonly url: string;
  readonly scopes: readonly Scope[];
}

export type FormItem = FieldId | 'authorizationCode' | Scope;

/**
 * How one item of the form stands against what is wanted. `kept`: the person's own entry was left as it is.
 * `extra`: a permission that nobody asked for.
 */
export interface ItemState {
  readonly item: FormItem;
  readonly state: 'filled' | 'right' | 'kept' | 'missing' | 'extra';
}

export interface Filling {
  readonly items: readonly ItemState[];
  /** Puts every field and box back to what it was, in the opposite order. */
  undo(): Promise<void>;
}

export interface FillOptions {
  /** Waits until the page has answered a click or an entry by rendering. */
  readonly settle: () => Promise<void>;
  /** Whether entries that differ are overwritten: only when the person asked for it on seeing them. */
  readonly overwrite: boolean;
  readonly signal: AbortSignal;
}

/**
 * Fills the form of either generation, through its tabs, as a person would: tabs are pressed, values are entered with
 * the events that a person causes, and of the permissions the strongest are ticked so that the implied ones follow.
 * Nothing is submitted. Ends on the first tab.
 */
export async function fillForm(
  root: Element,
  generation: Generation,
  wanted: WantedConsumer,
  { settle, overwrite, signal }: FillOptions,
): Promise<Filling> {
  const states = new Map<FormItem, ItemState['state']>();
  const undoing: (() => Promise<void>)[] = [];
  const enter = async (field: FieldId, tab: readonly string[] | undefined) => {
    const found = findTextField(root, generation.fields[field]);
    if (!found) return;
    const before = found.element.value;
    if (before === wanted[field]) return void states.set(field, 'right');
    if (before !== '' && !overwrite) return void states.set(field, 'kept');
    setValue(found.element, wanted[field]);
    await settle();
    states.set(field, 'filled');
    undoing.push(async () => {
      await openTab(root, tab, settle);
      const now = findTextField(root, generation.fields[field]);
      if (now) setValue(now.element, before);
      await settle();
    });
  };

  const tick = async (
    item: FormItem,
    find: () => Match<HTMLInputElement> | undefined,
    tab: readonly string[] | undefined,
  ) => {
    const found = find();
    if (!found) return;
    if (found.element.checked) return void states.set(item, 'right');
    if (found.element.disabled) return;
    found.element.click();
    await settle();
    states.set(item, 'filled');
    undoing.push(async () => {
      await openTab(root, tab, settle);
      const now = find();
      if (now?.element.checked && !now.element.disabled) now.element.click();
      await settle();
    });
  };

  const tabs = tabsOf(root, generation);
  for (const tab of tabs) {
    signal.throwIfAborted();
    await openTab(root, tab, settle);
    const { authorizationCode } = generation;
    if (authorizationCode) await tick('authorizationCode', () => findBox(root, authorizationCode), tab);
    for (const field of fieldIds) {
      signal.throwIfAborted();
      if (!states.has(field)) await enter(field, tab);
    }
    for (const scope of strongest(wanted.scopes)) {
      signal.throwIfAborted();
      if (!states.has(scope)) await tick(scope, () => findScope(describeBoxes(root), scope), tab);
    }
    for (const state of readScopes(root, wanted.scopes))
      if (!states.has(state.item)) states.set(state.item, state.state);
  }
  await openTab(root, tabs[0], settle);

  const expected: FormItem[] = [
    ...fieldIds.filter((field) => wanted[field] !== ''),
    ...(generation.authorizationCode ? (['authorizationCode'] as const) : []),
    ...strongest(wanted.scopes),
  ];
  for (const item of expected) if (!states.has(item)) states.set(item, 'missing');
  return {
    items: [...states].map(([item, state]) => ({ item, state })),
    undo: async () => {
      for (const step of undoing.reverse()) await step();
      undoing.length = 0;
      await openTab(root, tabs[0], settle);
    },
  };
}

/** What a saved consumer's form says of it. */
export interface ConsumerSettings {
  readonly callbackUrl: string;
  readonly scopes: readonly Scope[];
}

/** Reads the form through its tabs, changing nothing. Undefined where the callback field or the permissions are not found. */
export async function readForm(
  root: Element,
  generation: Generation,
  settle: () => Promise<void>,
): Promise<ConsumerSettings | undefined> {
  let callbackUrl: string | undefined;
  const found = new Set<Scope>();
  let boxesSeen = 0;
  for (const tab of tabsOf(root, generation)) {
    await openTab(root, tab, settle);
    callbackUrl ??= findTextField(root, generation.fields.callbackUrl)?.element.value.trim();
    const { authorizationCode } = generation;
    // Without the grant type there is no callback field, and no callback.
    if (authorizationCode && findBox(root, authorizationCode)?.element.checked === false) callbackUrl ??= '';
    const boxes = describeBoxes(root);
    for (const { scope } of permissions) {
      const box = findScope(boxes, scope)?.element;
      if (box) boxesSeen += 1;
      if (box?.checked) found.add(scope);
    }
  }
  return callbackUrl === undefined || boxesSeen === 0 ? undefined : { callbackUrl, scopes: expand(found) };
}

/** The tabs to go through; one pass over the page where it has none. */
function tabsOf(root: Element, generation: Generation): readonly (readonly string[] | undefined)[] {
  return generation.tabs.some((words) => findPressable(root, words, ['tab'])) ? generation.tabs : [undefined];
}

async function openTab(
  root: Element,
  words: readonly string[] | undefined,
  settle: () => Promise<void>,
): Promise<void> {
  const tab = words && findPressable(root, words, ['tab']);
  if (!tab || tab.getAttribute('aria-selected') === 'true') return;
  tab.click();
  await settle();
}

/** The fields and boxes that stand on the page now, against what is wanted. What is in a closed tab is not told. */
export function inspectForm(
  root: Element,
  generation: Generation,
  wanted: WantedConsumer,
): readonly (ItemState & { readonly element: HTMLElement })[] {
  const fields = fieldIds.flatMap((item) => {
    const found = wanted[item] === '' ? undefined : findTextField(root, generation.fields[item]);
    if (!found) return [];
    return [
      {
        item,
        element: found.element,
        state: found.element.value === wanted[item] ? ('right' as const) : ('kept' as const),
      },
    ];
  });
  return [...fields, ...readScopes(root, wanted.scopes)];
}

/** The permissions among the visible boxes: wanted ones, and extra ones that the person or Bitbucket ticked. */
function readScopes(root: Element, wanted: readonly Scope[]): (ItemState & { element: HTMLElement })[] {
  const boxes = describeBoxes(root);
  const all = expand(wanted);
  const found = permissions.flatMap((permission) => {
    const element = findScope(boxes, permission.scope)?.element;
    return element ? [{ permission, element }] : [];
  });
  const implied = new Set(
    found.filter((each) => each.element.checked).flatMap((each) => each.permission.implies),
  );
  return found.flatMap(({ permission: { scope }, element }): (ItemState & { element: HTMLElement })[] => {
    if (all.includes(scope)) return [{ item: scope, element, state: element.checked ? 'right' : 'missing' }];
    return element.checked && !implied.has(scope) ? [{ item: scope, element, state: 'extra' }] : [];
  });
}

function findScope(boxes: readonly DescribedBox[], scope: Scope): Match<HTMLInputElement> | undefined {
  const { group, label } = permissionOf(scope);
  return boxInGroup(boxes, groupWords[group], labelWords[label] ?? [label], scope);
}

/**
 * Enters a value as typing does. The prototype's setter goes past a page's own bookkeeping on the element (React's), so
 * that the `input` event is noticed and the value kept.
 */
function setValue(field: HTMLInputElement | HTMLTextAreaElement, value: string): void {
  const view = field.ownerDocument.defaultView;
  if (!view) return;
  const prototype =
    field.tagName === 'TEXTAREA' ? view.HTMLTextAreaElement.prototype : view.HTMLInputElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(field, value);
  field.dispatchEvent(new view.Event('input', { bubbles: true }));
  field.dispatchEvent(new view.Event('change', { bubbles: true }));
}
