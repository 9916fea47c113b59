import { isVisible } from './seen';

/** A page that has more of them has no room for a panel anyway. */
const most = 50;

/**
 * What has to stay in sight on any Bitbucket page: its messages, what its dialogs hold, and the field in which somebody types.
 * Nothing may cover these.
 */
export function keptClear(page: Document): Element[] {
  const found = page.querySelectorAll(
    '[role=alert], :is([role=dialog], [role=alertdialog], dialog[open]) :is(button, input, code), input:focus, textarea:focus',
  );
  return [...found].slice(0, most).filter(isVisible);
}

/** What tells the fields apart in the form that `save` belongs to. It is covered only where there is no other room. */
export function keptClearIfPossible(save: Element | undefined): Element[] {
  const found = save?.closest('form')?.querySelectorAll('label, legend') ?? [];
  return [...found].slice(0, most).filter(isVisible);
}
