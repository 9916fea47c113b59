import { readHost } from '../host';
import { fieldProblem, ok, type Reading } from '../reading';
import { dashboardHost, isDomain } from './domain';

/**
 * The tenant's canonical domain: the domain itself, any address on it, or an address of the dashboard's
 * (`https://manage.auth0.com/dashboard/eu/acme/…`; region `us` may also be an old tenant without a region in its domain,
 * see `withoutRegion`). The Management API is on no other domain.
 */
export function readDomain(text: string): Reading<string> {
  const entered = text.trim().toLowerCase();
  if (entered === '') return fieldProblem('auth0DomainEmpty');
  if (entered.startsWith('http:')) return fieldProblem('field_domainHttp');
  const address =
    /^[a-z][a-z0-9+.-]*:/.test(entered) && !/^[^/]*:\d+/.test(entered) ? entered : `https://${entered}`;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.protocol !== 'https:' || url.username !== '' || url.port !== '' || !url.hostname.includes('.')) {
    return fieldProblem('auth0DomainMalformed', text.trim());
  }
  if (url.hostname === dashboardHost) {
    const [, region, tenant] = /^\/dashboard\/([a-z]{2}(?:-\d+)?)\/([a-z0-9-]+)/.exec(url.pathname) ?? [];
    return region && tenant ? ok(`${tenant}.${region}.auth0.com`) : fieldProblem('auth0DomainDashboard');
  }
  if (readHost(url.hostname) === undefined) return fieldProblem('auth0DomainMalformed', text.trim());
  return isDomain(url.hostname) ? ok(url.hostname) : fieldProblem('auth0DomainForeign', url.hostname);
}
