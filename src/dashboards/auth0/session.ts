import * as v from 'valibot';
import { andThen, type Cause, done, type Outcome, refused } from '../outcome';
import type { OwnAccessCalls } from '../own-access';
import type { Access, ApiAccess, DashboardSession, RedirectedLogins, TestApplications } from '../session';
import { auth0Api } from './api';
import {
  allow,
  listApplications,
  listEnabled,
  makeTestApplication,
  offerApplications,
  removeTestApplication,
} from './applications';
import {
  changeConnection,
  changesSince,
  createConnection,
  planConnection,
  removeConnection,
  restoreConnection,
} from './connections';
import { prepareLogin } from './login';
import { ownAccessCalls, ownAccessWith } from './own-access';
import { planSwitchOn, switchOff, switchOn } from './purposes';
import { listConnections } from './read-connections';
import { missingRights, rightsWith } from './rights';
import { callbackOn, type Own } from './settings';
import { readToken, scopesOf } from './token';

const customDomainsAnswer = v.array(v.object({ domain: v.string(), status: v.optional(v.string()) }));

const domainsRight = 'read:custom_domains';

/** Auth0's Management API, version 2, and its login. */
export const auth0Access: ApiAccess<
  Own,
  DashboardSession & RedirectedLogins & TestApplications & OwnAccessCalls
> = {
  refusalOf(credential, { domain }): Cause | undefined {
    if (credential.kind !== 'token') return undefined;
    const read = readToken(credential.token.reveal(), domain);
    if (read.kind === 'ok') return undefined;
    const { message, params } = read.problem;
    if (message === 'field_tokenScopes') return { kind: 'missing-scope', scopes: params.map(String) };
    return { kind: 'credential-refused', reason: message === 'auth0TokenExpired' ? 'expired' : 'invalid' };
  },

  signIn({ own: { domain, loginDomain }, ...options }) {
    const api = auth0Api({ domain, ...options });
    const { call, accessToken } = api;
    const { http } = options;

    /** Custom domains that are in use. */
    const readDomains = async (): Promise<Outcome<readonly string[]>> =>
      andThen(
        await call({ method: 'GET', path: 'custom-domains', doing: 'readDomains' }, customDomainsAnswer),
        (domains) => done(domains.filter((each) => each.status === 'ready').map((each) => each.domain)),
      );

    /** Domains on which a login may start, the canonical one first. */
    const loginDomains = async (granted: readonly string[]): Promise<readonly string[]> => {
      if (!granted.includes(domainsRight)) return [domain];
      const answer = await readDomains();
      return [domain, ...(answer.kind === 'done' ? answer.value : [])];
    };

    return {
      checkAccess: async (): Promise<Outcome<Access>> =>
        andThen(await accessToken(), async (token): Promise<Outcome<Access>> => {
          const granted = scopesOf(token);
          const found = rightsWith(granted);
          if (missingRights(granted).length > 0)
            return done({ rights: found, applications: [], offered: {} });
          return andThen(await offerApplications(call), async (offer) => {
            const offered = { loginDomain: await loginDomains(granted) };
            // An application that signs in by itself has only the rights that somebody gave it.
            const own = options.credential.kind === 'token' ? { ownAccess: ownAccessWith(granted) } : {};
            return done({ rights: found, ...offer, offered, ...own });
          });
        }),
      listConnections: () => listConnections(api),
      planConnection: (pair, scopes, chosen) => planConnection(api, pair, scopes, chosen),
      createConnection: (pair, scopes, form) => createConnection(api, pair, scopes, form),
      changeConnection: (id, pair, scopes, agreed, keep) =>
        changeConnection(api, id, pair, scopes, agreed, keep),
      changesSince: (backup, written) => changesSince(api, backup, written),
      restoreConnection: (backup, written) => restoreConnection(api, backup, written),
      removeConnection: (id, written) => removeConnection(api, id, written),
      planSwitchOn: (id, purpose) => planSwitchOn(api, id, purpose),
      switchOn: (id, agreed) => switchOn(api, id, agreed),
      switchOff: (id, purpose) => switchOff(api, id, purpose),
      listApplications: (wanted) => listApplications(call, wanted),
      listEnabled: (connectionId) => listEnabled(call, connectionId),
      listCallbacks: async () =>
        andThen(await accessToken(), async (token): Promise<Outcome<readonly string[]>> => {
          const granted = scopesOf(token);
          if (!granted.includes(domainsRight))
            return refused({ kind: 'missing-scope', scopes: [domainsRight] });
          return andThen(await readDomains(), (domains) =>
            done([...new Set([domain, loginDomain, ...domains])].map(callbackOn)),
          );
        }),
      enable: (connectionId, ids) => allow(api, connectionId, ids, true),
      disable: (connectionId, ids) => allow(api, connectionId, ids, false),
      makeTestApplication: (connectionId, redirectUri) => makeTestApplication(api, connectionId, redirectUri),
      removeTestApplication: (redirectUri, id) => removeTestApplication(call, redirectUri, id),
      prepareLogin: ({ applicationId = '', connectionName, redirectUri }) =>
        prepareLogin(http, { loginDomain, applicationId, connectionName, redirectUri }),
      ...ownAccessCalls(api, domain),
    };
  },
};
