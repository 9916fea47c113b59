import type { HandWay, PageFit } from '../hand-over';
import { say } from '../words';
import { dashboardHost, isDomain, pageAmong, pageIn, placeIn } from './domain';

/** The dashboard's own form for a new connection, without a credential: where it is, and where the pair may go in. */

const list = 'connections/social';

/** The tenant's domain, where the callback URL is on it; a custom one does not tell the tenant. */
const domainOf = (callbackUrl: string): string | undefined => {
  const { hostname } = new URL(callbackUrl);
  return isDomain(hostname) ? hostname : undefined;
};

/** Where a tenant's pages are, without the number that a region may have: US-3 has the domains of US. */
const placeOf = (address: string): string | undefined =>
  placeIn(address)?.base.replace(/^(dashboard\/[a-z]+)-\d+\//, '$1/');

const isDashboard = (address: string): boolean => new URL(address).origin === `https://${dashboardHost}`;

/**
 * The pair goes into pages of the callback URL's own tenant, and never into an existing connection, whose Secret could not be put
 * back. Nor does it go to a page elsewhere that looks the same.
 */
export function pageFit(callbackUrl: string, address: string): PageFit {
  const place = placeIn(address);
  if (!isDashboard(address))
    return { kind: 'unfit', says: say('auth0FormElsewhere', `https://${dashboardHost}`) };
  if (!place) return { kind: 'unfit', says: say('auth0FormNoTenant') };
  const domain = domainOf(callbackUrl);
  if (domain !== undefined && placeOf(address) !== placeOf(pageIn(domain, list)))
    return { kind: 'unfit', says: say('auth0FormOtherTenant', `/${place.base}/`, domain) };
  if (/\/con_\w+(?:\/|$)/.test(place.path)) return { kind: 'unfit', says: say('auth0FormThere') };
  return { kind: 'fits', within: `/${place.base}/`, whereMasked: say('auth0FormThere') };
}

/** What a person does in the dashboard, from its list of connections to the test of the new one. */
export function handWay(callbackUrl: string, open: readonly string[]): HandWay {
  const domain = domainOf(callbackUrl);
  return {
    page: domain === undefined ? pageAmong(open, list) : pageIn(domain, list),
    site: dashboardHost,
    clicks: ['auth0FormWay1', 'auth0FormWay2', 'auth0FormWay3', 'auth0FormWay4', 'auth0FormWay5'],
  };
}
