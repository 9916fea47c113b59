import type { Profile } from '../../../src/setup/profiles/profile';

/** A good profile, as the settings save it. */
export const profile = (id: string): Extract<Profile, { dashboard: 'auth0' }> => ({
  id,
  name: id,
  dashboard: 'auth0',
  domain: 'acme.eu.auth0.com',
  signIn: 'token',
  clientId: '',
  loginDomain: 'acme.eu.auth0.com',
  workspace: 'acme',
  scopes: ['account'],
  applications: { kind: 'all' },
});
