import { computeAccessibleName, getRole } from 'dom-accessibility-api';

// Runs in a page: finds what a person can see, by role and accessible name (W3C accname). A driver's own
// accessibility tree finds the same, at several times the cost.

/** The implicit roles of elements. */
const native: Readonly<Record<string, string>> = {
  button: 'button, summary, input[type=button], input[type=submit]',
  link: 'a[href]',
  textbox: 'input, textarea',
  checkbox: 'input[type=checkbox]',
  radio: 'input[type=radio]',
  combobox: 'select, input',
  heading: 'h1, h2, h3, h4, h5, h6',
  alert: '',
  status: 'output',
  list: 'ul, ol',
  listitem: 'li',
  region: 'section',
  navigation: 'nav',
  tab: '',
  menuitem: '',
  dialog: 'dialog',
};

const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** What can be used: the whole page or, while a modal dialog is open, only the dialog. */
function inUse(selectors: string): readonly Element[] {
  const dialog = [...document.querySelectorAll('dialog:modal')].at(-1);
  const all = [...document.querySelectorAll(selectors)];
  return dialog ? all.filter((each) => dialog.contains(each)) : all;
}

/** Hidden from assistive technology, or behind what has to be answered first; an accessibility tree has it not. */
const isOutOfReach = (element: Element): boolean => element.closest('[aria-hidden="true"], [inert]') !== null;

/** The first element of that role and name that can be seen. */
function findByRole(role: string, name: string): Element | null {
  const selectors = [native[role] ?? '*', `[role="${role}"]`].filter((each) => each !== '');
  for (const each of inUse(selectors.join(', '))) {
    if (getRole(each) !== role || !each.checkVisibility({ visibilityProperty: true })) continue;
    if (squeezed(computeAccessibleName(each)) === squeezed(name) && !isOutOfReach(each)) return each;
  }
  return null;
}

/** Not every browser has a role for it (a password's), so only its label counts. */
function findField(name: string): Element | null {
  for (const each of inUse('input, textarea'))
    if (
      each.checkVisibility({ visibilityProperty: true }) &&
      squeezed(computeAccessibleName(each)) === name &&
      !isOutOfReach(each)
    )
      return each;
  return null;
}

Object.assign(globalThis, { keyferryFinder: { findByRole, findField } });
