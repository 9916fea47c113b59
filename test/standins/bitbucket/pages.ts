import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import * as v from 'valibot';
import type { Generation } from './store';
import type { Language } from './words';

/**
 * Which pages a workspace has. The roll-out changes list and form separately, so they are set separately.
 * `?standin={json}` sets any of this for one request and those that follow it in the same browser.
 */
export interface PageSettings {
  /** 2012: list with a dialog; 2015: list below the integrated applications; consumers: 2019; clients: 2026. */
  list: ListGeneration;
  form: FormGeneration;
  language: Language;
  /** What an address of the older pages does once a workspace has newer ones. */
  oldAddresses: 'gone' | 'redirect';
  /** What draws the pages: Atlassian's own published components, or this project's own markup as a variant. */
  look: 'atlassian' | 'drawn';
  /** What one client is in the list of 2026. */
  rows: 'table' | 'grid' | 'list' | 'articles' | 'blocks';
  /** full: with a count and a badge in the heading, a search field, headings that sort, and pages of five clients. */
  listing: 'plain' | 'full';
  /** When the list of 2026 has its rows: at once, after showing skeletons for a while, or never, with an error. */
  loads: 'soon' | 'slowly' | 'fails';
  /** How the form of 2026 is laid out. */
  layout: 'tabs' | 'long';
  /**
   * Where the pair of a new client is shown: over the form, over the list that follows, over the list in a new document, or on its own page,
   * without or with a new document.
   */
  pairIn: 'dialog' | 'list-dialog' | 'redirect-dialog' | 'page' | 'redirect-page';
  /** How its values are shown: as text, in read-only fields, the Secret masked until "Show" is pressed, both behind "Copy" only, or one after the other. */
  pairAs: 'text' | 'fields' | 'masked' | 'copy' | 'steps';
  /** How long after what comes before it (milliseconds). */
  pairAfterMs: number;
  /** Once its dialog is closed, the list has a message with a button that opens it again. */
  pairAgain: boolean;
}

export type ListGeneration = '2012' | '2015' | Generation;
export type FormGeneration = '2012' | Generation;

export const pageSettings = (given: Partial<PageSettings> & { generation?: Generation }): PageSettings => ({
  list: given.list ?? given.generation ?? 'clients',
  form: given.form ?? given.generation ?? 'clients',
  language: given.language ?? 'en',
  oldAddresses: given.oldAddresses ?? 'gone',
  look: given.look ?? 'atlassian',
  rows: given.rows ?? 'table',
  listing: given.listing ?? 'plain',
  loads: given.loads ?? 'soon',
  layout: given.layout ?? 'tabs',
  pairIn: given.pairIn ?? 'dialog',
  pairAs: given.pairAs ?? 'text',
  pairAfterMs: given.pairAfterMs ?? 0,
  pairAgain: given.pairAgain ?? false,
});

const override = v.partial(
  v.strictObject({
    list: v.picklist(['2012', '2015', 'consumers', 'clients']),
    form: v.picklist(['2012', 'consumers', 'clients']),
    language: v.picklist(['en', 'de', 'ja', 'pl']),
    oldAddresses: v.picklist(['gone', 'redirect']),
    look: v.picklist(['atlassian', 'drawn']),
    rows: v.picklist(['table', 'grid', 'list', 'articles', 'blocks']),
    listing: v.picklist(['plain', 'full']),
    loads: v.picklist(['soon', 'slowly', 'fails']),
    layout: v.picklist(['tabs', 'long']),
    pairIn: v.picklist(['dialog', 'list-dialog', 'redirect-dialog', 'page', 'redirect-page']),
    pairAs: v.picklist(['text', 'fields', 'masked', 'copy', 'steps']),
    pairAfterMs: v.number(),
    pairAgain: v.boolean(),
  }),
);

const cookieName = 'standin';

/** The settings of one request. */
export function settingsFor(c: Context, settings: PageSettings): PageSettings {
  const asked = c.req.query('standin');
  if (asked) setCookie(c, cookieName, asked, { secure: true, path: '/' });
  const text = asked ?? getCookie(c, cookieName);
  return text ? { ...settings, ...withoutUndefined(v.parse(override, JSON.parse(text))) } : settings;
}

const withoutUndefined = (fields: object): Partial<PageSettings> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** Where the list of a workspace is, by its generation. */
export function listPath(slug: string, list: ListGeneration): string {
  if (list === '2012' || list === '2015') return `/account/user/${slug}/api`;
  return `/${slug}/workspace/settings/${list === 'clients' ? 'oauth-clients' : 'oauth-consumers'}`;
}

/** Where the form for a new consumer is. In 2012 it has no page: it is a dialog on the list. */
export function newPath(slug: string, settings: PageSettings): string {
  if (settings.form === 'clients') return `/${slug}/workspace/settings/oauth-clients/create`;
  return settings.list === '2015' || settings.list === '2012'
    ? `/account/user/${slug}/oauth-consumers/new`
    : `/${slug}/workspace/settings/oauth-consumers/new`;
}
