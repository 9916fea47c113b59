import { isVisible } from './find';

/**
 * What has to stay in sight on a page of Bitbucket's, whatever it is: buttons that submit forms, its messages, its dialogs, and what
 * is being entered. Nothing may be laid over these.
 */
export function keptClear(page: Document): Element[] {
  const found = page.querySelectorAll(
    'button[type=submit], input[type=submit], [role=alert], [role=alertdialog], [role=dialog], dialog[open], :focus',
  );
  return [...found].filter((each) => each !== page.body && each !== page.documentElement && isVisible(each));
}
