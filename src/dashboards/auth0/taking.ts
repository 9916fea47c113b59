import { Secret } from '../../secret';
import type { PageSeen, Recognised, Taking } from '../taking';
import { type MessageKey, say } from '../words';
import { dashboardHost, home, isDomain, pageAmong, pageIn, placeIn } from './domain';
import { domainIn, scopesOf } from './token';

const explorer = 'apis/management/explorer';
const origin = `https://${dashboardHost}`;

/** Taking a token of the Management API from the API Explorer. */
export const taking: Taking = {
  label: 'auth0Take',
  explains: 'auth0TakeExplains',
  page: ({ domain = '' }, open) => {
    if (isDomain(domain)) return pageIn(domain, explorer);
    // Without a tenant in its address the dashboard shows the one that was used last.
    return open.length === 0 ? `${home}#/${explorer}` : pageAmong(open, explorer);
  },
  lookedFor: {
    origin,
    audienceEnd: '/api/v2/',
    // Both as the documentation has had them; the Japanese name is written down nowhere.
    buttons: [
      'create (?:&|and) authorize (?:a )?test application',
      'créer et autoriser une application de test',
    ],
  },
  pointsOut: 'auth0TakePointsOut',
  recognise,
  warns: 'auth0TakeWarns',
};

/**
 * A token counts only where the API Explorer is, and for the tenant that the page is about: what others may write is on other
 * pages, and what they could smuggle in would be for a tenant of their own. The address has the tenant's name, not its domain.
 */
function recognise({ address, tokens, hasButton, isMasked }: PageSeen): Recognised {
  const url = new URL(address);
  if (url.origin !== origin) return none('auth0TakeOtherPage');
  if (url.hash.startsWith('#/select-tenant')) return none('auth0TakeChooseTenant');
  const place = placeIn(address);
  if (!place) return none('auth0TakeNoTenant');
  const { tenant, path } = place;
  if (!path.startsWith('/apis/')) return none('auth0TakeOtherPage');
  const [token, ...others] = tokens;
  if (token === undefined)
    return none(hasButton ? 'auth0TakePress' : isMasked ? 'auth0TakeMasked' : 'auth0TakeNoToken');
  if (others.length > 0) return none('auth0TakeSeveral');
  const domain = domainIn(token);
  if (domain === undefined) return none('auth0TakeNoToken');
  if (domain.split('.')[0] !== tenant) return none('auth0TakeForeign', domain, tenant);
  return { kind: 'secret', text: token, allows: scopesOf(new Secret(token)) };
}

const none = (message: MessageKey, ...params: readonly string[]): Recognised => ({
  kind: 'none',
  says: say(message, ...params),
});
