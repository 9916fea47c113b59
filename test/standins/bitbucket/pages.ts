import type { Context } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import * as v from 'valibot';
import type { Generation } from './store';
import type { Language } from './words';

/**
 * Which pages a workspace has. The roll-out changes list and form apart, so they are set apart. Everything can be set
 * for one request, and those that follow it in the same browser, by `?standin={json}`.
 */
export interface PageSettings {
  /** 2012: list with a dialog; 2015: list below the integrated applications; consumers: 2019; clients: 2026. */
  list: ListGeneration;
  form: FormGeneration;
  language: Language;
  /** What an address of the older pages does once a workspace has newer ones. */
  oldAddresses: 'gone' | 'redirect';
  variant: Variant;
}

export type ListGeneration = '2012' | '2015' | Generation;
export type FormGeneration = '2012' | Generation;

/** Ways in which the pages of 2026 may show the pair or the form, which nobody has ruled out. */
export type Variant = 'dialog' | 'masked' | 'page' | 'long-form' | 'two-steps';

export const pageSettings = (given: Partial<PageSettings> & { generation?: Generation }): PageSettings => ({
  list: given.list ?? given.generation ?? 'clients',
  form: given.form ?? given.generation ?? 'clients',
  language: given.language ?? 'en',
  oldAddresses: given.oldAddresses ?? 'gone',
  variant: given.variant ?? 'dialog',
});

const override = v.partial(
  v.strictObject({
    list: v.picklist(['2012', '2015', 'consumers', 'clients']),
    form: v.picklist(['2012', 'consumers', 'clients']),
    language: v.picklist(['en', 'de', 'ja']),
    oldAddresses: v.picklist(['gone', 'redirect']),
    variant: v.picklist(['dialog', 'masked', 'page', 'long-form', 'two-steps']),
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

/** Where the list of a workspace is, by what it has. */
export function listPath(slug: string, list: ListGeneration): string {
  if (list === '2012' || list === '2015') return `/account/user/${slug}/api`;
  return `/${slug}/workspace/settings/${list === 'clients' ? 'oauth-clients' : 'oauth-consumers'}`;
}

/** Where the form that adds is. 2012 has none of its own: it is a dialog on the list. */
export function newPath(slug: string, settings: PageSettings): string {
  if (settings.form === 'clients') return `/${slug}/workspace/settings/oauth-clients/create`;
  return settings.list === '2015' || settings.list === '2012'
    ? `/account/user/${slug}/oauth-consumers/new`
    : `/${slug}/workspace/settings/oauth-consumers/new`;
}
