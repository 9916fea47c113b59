import { cut } from '../cut';
import { saidBy } from '../said';
import type { LastPage } from './login-seen';

/**
 * The page that a login's window showed last, as it may be kept and handed on: no query, no code, no state, nobody's address. Pure; for
 * where it is found out, not for where it is shown.
 */

/** A page as the browser tells of it. */
export interface PageTold {
  readonly url: string;
  readonly title: string;
}

/** What an address of a login carries openly: anybody may know it, and a page may well say it. */
const open: readonly string[] = [
  'error',
  'error_description',
  'client_id',
  'connection',
  'lang',
  'prompt',
  'redirect_uri',
  'response_type',
  'scope',
  'ui_locales',
];

const longest = 200;
const withoutPersons = (text: string): string => text.replace(/[^\s/“”"'<>`]+@[^\s/“”"'<>`]+/g, '…@…');

/** What a login's window showed last, without anything secret or personal. Undefined: the browser showed no such window. */
export function lastPageOf(told: PageTold | 'untold' | undefined): LastPage {
  if (told === undefined) return { kind: 'unseen' };
  if (told === 'untold' || !URL.canParse(told.url)) return { kind: 'untold' };
  const url = new URL(told.url);
  const { host } = url;
  const query = new URLSearchParams([...url.searchParams, ...new URLSearchParams(url.hash.slice(1))]);
  const error = query.get('error') ?? '';
  const description = query.get('error_description') ?? '';
  // What the address carries is for nobody's eyes, and must not come back in what the page says.
  const secrets = [...query].flatMap(([name, value]) => (open.includes(name) ? [] : [value]));
  const clean = (code: string, text: string) => {
    const said = saidBy(host, [withoutPersons(code)], withoutPersons(text), secrets);
    return { ...said, by: host };
  };
  const path = clean('', decoded(url.pathname)).text;
  return {
    kind: 'page',
    address: cut(`${host}${path}`, longest),
    title: isAddress(told) ? '' : clean('', told.title).text,
    ...(error === '' ? {} : { said: clean(error, description) }),
  };
}

/** Before a page has a title, a browser shows its address in that place, with all that it carries. */
const isAddress = ({ url, title }: PageTold): boolean =>
  title === '' || url.includes(title) || title.includes(new URL(url).host);

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
