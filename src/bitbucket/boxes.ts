import { getRole } from 'dom-accessibility-api';
import { inOneLook, isBoxSeen } from './seen';

/** Checkboxes, switches and radio buttons, native or drawn by the page: one way to find, read and press them all. */

const native = 'input[type=checkbox], input[type=radio]';
const drawn = '[role=checkbox], [role=switch], [role=radio], [role=menuitemcheckbox]';
/** What can be a box at all, as a selector. */
export const anyBox = `${native}, ${drawn}`;

/** The boxes that a person can see and press. Of a native box and a drawn one that stand for each other, only one. */
export function findBoxes(root: ParentNode): HTMLElement[] {
  const all = [...root.querySelectorAll<HTMLElement>(anyBox)];
  const natives = all.filter((box) => box.matches(native));
  const others = all.filter((box) => !natives.includes(box));
  return inOneLook(() =>
    all.filter((box) => !isDoubled(box, box.matches(native) ? others : natives) && isBoxSeen(box)),
  );
}

/** A drawn box that only shows the state of a native one, or the native one that a drawn one has taken over. */
const isDoubled = (box: HTMLElement, others: readonly HTMLElement[]): boolean =>
  partnersAmong(others, box).some((other) => (box.matches(native) ? isSilent(box) : !isSilent(other)));

/** Boxes that stand for the same as this one: inside it, around it, or in its label. */
function partnersAmong<Box extends Element>(others: readonly Box[], box: Element): Box[] {
  if (others.length === 0) return [];
  const label = box.closest('label');
  return others.filter((other) => box.contains(other) || other.contains(box) || label?.contains(other));
}

/** Whether a person sees two boxes as one: a native one, and the one that the page draws for it. */
export const isSameBox = (box: Element, other: Element): boolean =>
  box.matches(native) !== other.matches(native) && partnersAmong([other], box).length > 0;

/** Kept from assistive technology or the keyboard: a native box that only carries the value of a form. */
const isSilent = (box: HTMLElement): boolean =>
  box.getAttribute('aria-hidden') === 'true' || box.tabIndex === -1 || box.hasAttribute('hidden');

const isNative = (box: HTMLElement): box is HTMLInputElement => box.matches(native);

/** Whether a native or a drawn box is ticked. */
export const isTicked = (box: HTMLElement): boolean =>
  isNative(box) ? box.checked : box.getAttribute('aria-checked') === 'true';

/** Greyed out: it cannot be pressed. */
export const isLocked = (box: HTMLElement): boolean =>
  box.matches(':disabled') || box.getAttribute('aria-disabled') === 'true';

/** What a form would send for it; empty where the page says nothing. */
export const sentValueOf = (box: HTMLElement): string => {
  const value = isNative(box) ? box.value : (box.getAttribute('value') ?? box.dataset.value ?? '');
  return value === 'on' ? '' : value;
};

/** Radio buttons are one choice: pressing one again does not take it back. */
export const isRadio = (box: HTMLElement): boolean => getRole(box) === 'radio';

/** The radio buttons of the same choice as this one. */
export function choiceOf(box: HTMLElement): HTMLElement[] {
  const group = box.closest('[role=radiogroup], fieldset, form') ?? box.ownerDocument.body;
  const name = box.getAttribute('name');
  return findBoxes(group).filter((each) => isRadio(each) && each.getAttribute('name') === name);
}
