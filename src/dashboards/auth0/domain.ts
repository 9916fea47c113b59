import { problem, type Reading } from '../settings';

/** `{tenant}.auth0.com` (old US), `{tenant}.{region}.auth0.com` also with a number (`us-3`), and private clouds of any depth. */
const canonical = /^(?:[a-z0-9][a-z0-9-]*\.)+(?:auth0|auth0app)\.com$/;
const dashboardHost = 'manage.auth0.com';

/** The dashboard, where a person chooses the tenant. */
export const home = `https://${dashboardHost}/`;

/**
 * The tenant's canonical domain: the domain itself, any address on it, or an address of the dashboard's
 * (`https://manage.auth0.com/dashboard/eu/acme/…`; region `us` may also be an old tenant without a region in its name,
 * which the token will tell). The Management API is on no other domain.
 */
export function readDomain(text: string): Reading<string> {
  const entered = text.trim().toLowerCase();
  if (entered === '') return problem('domainEmpty');
  if (entered.startsWith('http:')) return problem('domainHttp');
  const address =
    /^[a-z][a-z0-9+.-]*:/.test(entered) && !/^[^/]*:\d+/.test(entered) ? entered : `https://${entered}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== 'https:' || url.username !== '' || url.port !== '' || !url.hostname.includes('.')) {
    return problem('domainMalformed', text.trim());
  }
  if (url.hostname === dashboardHost) {
    const [, region, tenant] = /^\/dashboard\/([a-z]{2}(?:-\d+)?)\/([a-z0-9-]+)/.exec(url.pathname) ?? [];
    return region && tenant
      ? { kind: 'ok', value: `${tenant}.${region}.auth0.com` }
      : problem('domainDashboard');
  }
  if (!/^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]{2,}$/.test(url.hostname)) {
    return problem('domainMalformed', text.trim());
  }
  if (!canonical.test(url.hostname)) return problem('domainForeign', url.hostname);
  return { kind: 'ok', value: url.hostname };
}

export const apiAudience = (domain: string): string => `https://${domain}/api/v2/`;

/** Where the dashboard shows the tenant's social connections; of a private cloud's only where the dashboard itself is known. */
export function connectionPage(domain: string): string {
  const [, tenant, region = 'us'] =
    /^([^.]+)(?:\.([a-z]{2}(?:-\d+)?))?\.auth0(?:app)?\.com$/.exec(domain) ?? [];
  return tenant ? `${home}dashboard/${region}/${tenant}/connections/social` : home;
}
