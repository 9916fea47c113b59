import { readHost } from '../host';

/** `{tenant}.auth0.com` (old US), `{tenant}.{region}.auth0.com` also with a number (`us-3`), and private clouds of any depth. */
const canonical = /^(?:[a-z0-9][a-z0-9-]*\.)+(?:auth0|auth0app)\.com$/;
/** The one dashboard of all tenants; no tenant can have its name. */
export const dashboardHost = 'manage.auth0.com';

/** The dashboard, where a person chooses the tenant. */
export const home = `https://${dashboardHost}/`;

/** Whether it is a tenant's canonical domain, as it is written. The Management API is on no other. */
export const isDomain = (host: string): boolean =>
  canonical.test(host) && host !== dashboardHost && readHost(host) === host;

/**
 * The other domain that a tenant of the US may have: those that were made long ago have no region in theirs, but the same
 * dashboard address as the others. Undefined where there is no other.
 */
export function withoutRegion(domain: string): string | undefined {
  const [, tenant] = /^([^.]+)\.us\.auth0\.com$/.exec(domain) ?? [];
  return tenant && `${tenant}.auth0.com`;
}

/** The address that tells everybody where logins are; a domain without a tenant has none. */
export const discoveryOn = (domain: string): string => `https://${domain}/.well-known/openid-configuration`;

/** The audience of the Management API's tokens. It has the canonical domain, whatever the custom one. */
export const apiAudience = (domain: string): string => `https://${domain}/api/v2/`;

/** The host of such an audience, whether a tenant can be on it or not; undefined where it is for something else. */
export const apiHostIn = (audience: string): string | undefined =>
  /^https:\/\/([^/?#@]+)\/api\/v2\/$/.exec(audience)?.[1];

/** A page of the dashboard's about the tenant; for a private cloud, only the dashboard itself is known. */
export function pageIn(domain: string, path: string): string {
  const [, tenant, region = 'us'] =
    /^([^.]+)(?:\.([a-z]{2}(?:-\d+)?))?\.auth0(?:app)?\.com$/.exec(domain) ?? [];
  return tenant ? `${home}dashboard/${region}/${tenant}/${path}` : home;
}

/**
 * Which tenant an address of the dashboard's is about, and which of its pages that is, with the slash before it; undefined where it is about
 * none, or no address of the dashboard's. Both navigations have the same addresses.
 */
export function placeIn(
  address: string,
): { readonly tenant: string; readonly base: string; readonly path: string } | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const [, base, tenant, path = ''] =
    /^\/(dashboard\/[a-z]{2}(?:-\d+)?\/([a-z0-9-]+))(\/.*)?$/.exec(url?.pathname ?? '') ?? [];
  const isThere = `${url?.origin}/` === home;
  return isThere && base !== undefined && tenant !== undefined ? { tenant, base, path } : undefined;
}

/**
 * A page of the dashboard's about the one tenant whose pages are open; where there is none, or several, by way of the choice of a
 * tenant.
 */
export function pageAmong(open: readonly string[], path: string): string {
  const [only, ...others] = new Set(open.flatMap((each) => placeIn(each)?.base ?? []));
  return only !== undefined && others.length === 0
    ? `${home}${only}/${path}`
    : `${home}#/select-tenant?path=/${path}`;
}
