import { nameOf, textFields } from '../bitbucket/find';
import {
  type Filling,
  type FormItem,
  fillForm,
  type ItemState,
  inspectForm,
  isText,
  leadTo,
  neededItems,
  type WantedConsumer,
} from '../bitbucket/form';
import { fieldIds } from '../bitbucket/generations';
import type { Page } from '../bitbucket/page';
import { createOutlines } from './outlines';
import { untilQuiet } from './until-quiet';

type FormPage = Extract<Page, { kind: 'form' }>;

/** What is known of one form since it was filled: each item as it last was on the screen. */
export interface FormSession {
  readonly isFilled: boolean;
  readonly isUndone: boolean;
  fill(page: FormPage, wanted: WantedConsumer, overwrite: boolean): Promise<void>;
  undo(): Promise<void>;
  /** Looks at what is on the screen now, outlines what is right, and returns every item. */
  look(page: FormPage, wanted: WantedConsumer): readonly ItemState[];
  /** Opens an item's tab, and brings it into sight. */
  lead(page: FormPage, item: FormItem): Promise<void>;
  /** Another page is there. */
  forget(): void;
}

/** Fills one form and keeps track of it. Runs in the content script; `signal` ends it and takes its outlines away. */
export function createFormSession(signal: AbortSignal): FormSession {
  const outlines = createOutlines();
  const known = new Map<FormItem, ItemState>();
  /** What stood in a field before the form was filled, and was left. */
  const there = new Map<FormItem, string>();
  let filling: Filling | undefined;
  let isUndone = false;
  signal.addEventListener('abort', outlines.clear);

  return {
    get isFilled() {
      return filling !== undefined;
    },
    get isUndone() {
      return isUndone;
    },
    async fill(page, wanted, overwrite) {
      filling = await fillForm(page.parts, page.generation, wanted, {
        settle: () => untilQuiet(document.body),
        overwrite,
        signal,
      });
      isUndone = false;
      known.clear();
      there.clear();
      for (const each of filling.items) {
        const left = each.state === 'kept' && isText(each.item) ? page.parts.field(each.item) : undefined;
        if (left) there.set(each.item, left.element.value);
        known.set(each.item, left ? { ...each, state: 'there' } : each);
      }
    },
    async undo() {
      await filling?.undo();
      isUndone = true;
    },
    look(page, wanted) {
      const { parts, generation } = page;
      const found = inspectForm(parts, wanted);
      const open = parts.tabs().find((tab) => tab.getAttribute('aria-selected') === 'true');
      const tab = open && nameOf(open);
      for (const { item, state: now, element } of found) {
        const isLeft = now === 'kept' && there.get(item) === (element as HTMLInputElement).value;
        const state = isLeft ? 'there' : now;
        // Still as it was put there.
        if (state === 'right' && known.get(item)?.state === 'filled') continue;
        known.set(item, { item, state, tab });
      }
      // What the person put where no label told the field.
      const values = new Set(textFields(page.root).map((field) => field.value));
      for (const id of fieldIds)
        if (known.get(id)?.state === 'missing' && values.has(wanted[id]))
          known.set(id, { item: id, state: 'right', tab });
      const needed = neededItems(generation, wanted);
      const isHere = (item: FormItem) =>
        found.some((each) => each.item === item) || (isText(item) && values.has(wanted[item]));
      for (const each of [...known.values()]) {
        if (each.tab !== tab || isHere(each.item)) continue;
        // It was here, and is not any more.
        if (needed.includes(each.item)) known.set(each.item, { ...each, state: 'missing' });
        else known.delete(each.item);
      }
      outlines.show(
        isUndone ? [] : found.filter((each) => each.state === 'right').map((each) => each.element),
      );
      return [...known.values()];
    },
    async lead(page, item) {
      const element = await leadTo(page.parts, known.get(item) ?? { item, tab: undefined }, () =>
        untilQuiet(document.body),
      );
      element?.scrollIntoView({ block: 'center' });
      element?.focus();
    },
    forget() {
      filling = undefined;
      isUndone = false;
      known.clear();
      there.clear();
      outlines.clear();
    },
  };
}
