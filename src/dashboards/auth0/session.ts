import * as v from 'valibot';
import { Secret } from '../../secret';
import { after, type Cause, done, type Outcome } from '../outcome';
import type { Access, ApiAccess, Credential, DashboardSession } from '../session';
import { problem, type Reading } from '../settings';
import { auth0Api } from './api';
import {
  allow,
  listApplications,
  listEnabled,
  makeTestApplication,
  removeTestApplication,
} from './applications';
import {
  changeConnection,
  changesSince,
  createConnection,
  listConnections,
  listForeign,
  planConnection,
  removeConnection,
  restoreConnection,
} from './connections';
import { prepareLogin } from './login';
import { missingRights, rights, rightsWith } from './rights';
import type { Own } from './settings';
import { readToken, scopesOf } from './token';

const customDomainsAnswer = v.array(v.object({ domain: v.string(), status: v.optional(v.string()) }));

/** Auth0's Management API, version 2, and its login. */
export const auth0Access: ApiAccess<Own> = {
  rights,
  readToken,

  readAgain({ domain, signIn, clientId }, text, now): Reading<Credential> {
    if (signIn === 'token') {
      const token = readToken(text, domain, now);
      return token.kind === 'ok' ? { kind: 'ok', value: { kind: 'token', token: token.value } } : token;
    }
    const clientSecret = text.trim();
    return clientSecret === ''
      ? problem('clientSecretEmpty')
      : { kind: 'ok', value: { kind: 'machine', clientId, clientSecret: new Secret(clientSecret) } };
  },

  refusalOf(credential, { domain }, now): Cause | undefined {
    if (credential.kind !== 'token') return undefined;
    const read = readToken(credential.token.reveal(), domain, now);
    if (read.kind === 'ok') return undefined;
    const { code, params } = read.problem;
    if (code === 'tokenScopes') return { kind: 'missing-scope', scopes: params };
    return { kind: 'credential-refused', reason: code === 'tokenExpired' ? 'expired' : 'invalid' };
  },

  signIn({ own: { domain }, ...options }): DashboardSession {
    const api = auth0Api({ domain, ...options });
    const { call, accessToken } = api;
    const { http } = options;

    const loginDomains = async (granted: readonly string[]): Promise<readonly string[]> => {
      if (!granted.includes('read:custom_domains')) return [domain];
      const answer = await call(
        { method: 'GET', path: 'custom-domains', doing: 'readDomains' },
        customDomainsAnswer,
      );
      const ready = answer.kind === 'done' ? answer.value.filter((each) => each.status === 'ready') : [];
      return [domain, ...ready.map((each) => each.domain)];
    };

    return {
      checkAccess: async (): Promise<Outcome<Access>> =>
        after(await accessToken(), async (token) => {
          const granted = scopesOf(token);
          const found = rightsWith(granted);
          if (missingRights(granted).length > 0)
            return done({ rights: found, applications: [], loginDomains: [domain] });
          return after(await listApplications(call), async (applications) =>
            done({ rights: found, applications, loginDomains: await loginDomains(granted) }),
          );
        }),
      listConnections: () => listConnections(call),
      listForeign: () => listForeign(call),
      planConnection: (pair, scopes, chosen) => planConnection(call, pair, scopes, chosen),
      createConnection: (pair, scopes, form) => createConnection(api, pair, scopes, form),
      changeConnection: (id, pair, scopes, agreed, keep) =>
        changeConnection(api, id, pair, scopes, agreed, keep),
      changesSince: (backup, written) => changesSince(call, backup, written),
      restoreConnection: (backup, written) => restoreConnection(api, backup, written),
      removeConnection: (id, written) => removeConnection(api, id, written),
      listApplications: () => listApplications(call),
      listEnabled: (connectionId) => listEnabled(call, connectionId),
      enable: (connectionId, ids) => allow(api, connectionId, ids, true),
      disable: (connectionId, ids) => allow(api, connectionId, ids, false),
      makeTestApplication: (connectionId, redirectUri) => makeTestApplication(api, connectionId, redirectUri),
      removeTestApplication: (redirectUri, id) => removeTestApplication(call, redirectUri, id),
      prepareLogin: (request) => prepareLogin(http, request),
    };
  },
};
