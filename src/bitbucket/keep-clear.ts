import { isVisible } from './seen';

/** A page that has more of them has no room for a panel anyway. */
const most = 50;

/**
 * What has to stay in sight on a page of Bitbucket's, whatever it is: its messages, what its dialogs hold, and the
 * field in which somebody writes. Nothing may be laid over these.
 */
export function keptClear(page: Document): Element[] {
  const found = page.querySelectorAll(
    '[role=alert], :is([role=dialog], [role=alertdialog], dialog[open]) :is(button, input, code), input:focus, textarea:focus',
  );
  return [...found].slice(0, most).filter(isVisible);
}

/** What says which field is which, in the form that a button saves: covered where there is no room besides, and only then. */
export function keptClearIfPossible(save: Element | undefined): Element[] {
  const found = save?.closest('form')?.querySelectorAll('label, legend') ?? [];
  return [...found].slice(0, most).filter(isVisible);
}
