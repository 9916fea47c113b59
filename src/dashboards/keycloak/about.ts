import type { ApiAbout } from '../about';

/** What can be told of Keycloak without asking it. */
export const about: ApiAbout = {
  kind: 'api',
  name: 'Keycloak',
  // It refuses whatever has the `Origin` of somebody else, before it looks at anything else.
  needsNoOrigin: true,
  loginTests: { comesBack: 'watched', takes: 'application' },
  forAll: 'keycloakForAll',
  lostByRemoval: 'keycloakLostByRemoval',
  countsLinked: true,
  // A provider is for all of a realm, and an application may lead to it past the login page.
  goodToKnow: ['keycloakKnowRealm', 'keycloakKnowHint', 'keycloakKnowSame', 'keycloakKnowTest'],
};
