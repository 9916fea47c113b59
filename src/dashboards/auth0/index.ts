import * as v from 'valibot';
import type { Access, Dashboard, DashboardSession } from '../dashboard';
import { after, done, type Outcome } from '../outcome';
import { auth0Api } from './api';
import {
  enable,
  listApplications,
  listEnabled,
  makeTestApplication,
  removeApplication,
} from './applications';
import { changeConnection, createConnection, planConnection, readConnection } from './connections';
import { connectionPage, readDomain } from './domain';
import { prepareLogin } from './login';
import { rightsWith } from './rights';
import { readToken, scopesOf } from './token';

const customDomainsAnswer = v.array(v.object({ domain: v.string(), status: v.optional(v.string()) }));

/** Auth0: its Management API, version 2, and its login. */
export const auth0: Dashboard = {
  id: 'auth0',
  name: 'Auth0',
  readDomain,
  readToken,
  callbackUrl: (loginDomain) => `https://${loginDomain}/login/callback`,
  connectionPage,

  signIn(options): DashboardSession {
    const { call, accessToken } = auth0Api(options);
    const { domain, http } = options;

    const loginDomains = async (granted: readonly string[]): Promise<readonly string[]> => {
      if (!granted.includes('read:custom_domains')) return [domain];
      const answer = await call({ method: 'GET', path: 'custom-domains' }, customDomainsAnswer);
      const ready = answer.kind === 'done' ? answer.value.filter((each) => each.status === 'ready') : [];
      return [domain, ...ready.map((each) => each.domain)];
    };

    return {
      checkAccess: async (): Promise<Outcome<Access>> =>
        after(await accessToken(), async (token) => {
          const granted = scopesOf(token);
          const rights = rightsWith(granted);
          const isLacking = rights.some((right) => right.isRequired && !right.isGranted);
          if (isLacking) return done({ rights, applications: [], loginDomains: [domain] });
          return after(await listApplications(call), async (applications) =>
            done({ rights, applications, loginDomains: await loginDomains(granted) }),
          );
        }),
      readConnection: () => readConnection(call),
      planConnection: (pair, scopes) => planConnection(call, pair, scopes),
      createConnection: (pair, scopes) => createConnection(call, pair, scopes),
      changeConnection: (id, pair, scopes) => changeConnection(call, id, pair, scopes),
      listApplications: () => listApplications(call),
      listEnabled: (connectionId) => listEnabled(call, connectionId),
      enable: (connectionId, ids) => enable(call, connectionId, ids),
      makeTestApplication: (connectionId, redirectUri, onMade) =>
        makeTestApplication(call, connectionId, redirectUri, onMade),
      removeTestApplication: (id) => removeApplication(call, id),
      prepareLogin: (request) => prepareLogin(http, request),
    };
  },
};
