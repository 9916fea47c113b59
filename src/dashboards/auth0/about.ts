import type { ApiAbout } from '../about';

/** What can be told of Auth0 without asking it. */
export const about: ApiAbout = {
  kind: 'api',
  name: 'Auth0',
  loginTests: { comesBack: 'redirected', takes: 'application' },
  // Terraform and the Deploy CLI write what their files have, and remove the rest.
  goodToKnow: ['auth0KnowCode', 'auth0KnowOne', 'auth0KnowLock'],
  alternative: { what: 'auth0OfferWhat', why: 'auth0OfferWhy' },
};
