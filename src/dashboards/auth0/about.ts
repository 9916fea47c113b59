import type { ApiAbout } from '../about';
import { home } from './domain';

/** What can be told of Auth0 without asking it. */
export const about: ApiAbout = {
  kind: 'api',
  name: 'Auth0',
  home,
  alternative: { what: 'auth0OfferWhat', why: 'auth0OfferWhy' },
};
