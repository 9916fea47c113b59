import { readHost } from '../host';

/** `{tenant}.auth0.com` (old US), `{tenant}.{region}.auth0.com` also with a number (`us-3`), `{name}.auth0app.com`. */
const canonical =
  /^[a-z0-9][a-z0-9-]*(?:\.(?:us|eu|au|jp|uk|ca)(?:-\d+)?)?\.auth0\.com$|^[a-z0-9][a-z0-9-]*\.auth0app\.com$/;
/** The one dashboard of all tenants; no tenant can have its name. */
export const dashboardHost = 'manage.auth0.com';

/** The dashboard, where a person chooses the tenant. */
export const home = `https://${dashboardHost}/`;

/** Whether it is a tenant's canonical domain, as it is written. The Management API is on no other. */
export const isDomain = (host: string): boolean =>
  canonical.test(host) && host !== dashboardHost && readHost(host) === host;

export const apiAudience = (domain: string): string => `https://${domain}/api/v2/`;

/** Where the dashboard shows the tenant's social connections. */
export function connectionPage(domain: string): string {
  const [tenant = '', region] = domain.split('.');
  const place = region === 'auth0' || region === 'auth0app' ? 'us' : region;
  return `https://${dashboardHost}/dashboard/${place}/${tenant}/connections/social`;
}
