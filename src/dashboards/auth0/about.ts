import type { ApiDashboard } from '../dashboard';
import { connectionPage, home, readDomain } from './domain';

/** What can be told of Auth0 without asking it. */
export const auth0: ApiDashboard = {
  kind: 'api',
  name: 'Auth0',
  home,
  readDomain,
  callbackUrl: (loginDomain) => `https://${loginDomain}/login/callback`,
  connectionPage,
  // The dashboard has its Try button beside each connection.
  tryPage: connectionPage,
};
