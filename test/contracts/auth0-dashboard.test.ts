// @vitest-environment node
import { about } from '../../src/dashboards/auth0/about';
import { Secret } from '../../src/secret';
import { managementScopes } from '../standins/auth0/store';
import { openTenant } from '../unit/dashboards/tenant';
import { type ConnectionThere, type DashboardWorld, describeDashboard, type Fault } from './dashboard';

// Auth0, by its stand-in.

const own = ['client_id', 'client_secret', 'scope'];
const settings = { login: 'isForLogin', 'third-party': 'isDomainConnection' } as const;

async function openWorld(): Promise<DashboardWorld> {
  const tenant = await openTenant();
  const { store } = tenant;
  const sessionWith = async (token: Promise<string>) =>
    tenant.session({ kind: 'token', token: new Secret(await token) });
  const found = (id: string) => {
    const connection = store.connections.find((each) => each.id === id);
    if (!connection) throw new Error(`no connection ${id}`);
    return connection;
  };
  return {
    more: { profile: true, non_persistent_attrs: ['x'] },
    rights: {
      setup: ['create:connections'],
      change: ['read:connections_options'],
      test: ['create:clients'],
    },
    session: (lacking = []) =>
      sessionWith(store.managementToken(managementScopes.filter((each) => !lacking.includes(each)))),
    expired: () => sessionWith(store.managementToken(undefined, -60)),
    addConnection: ({ name, key, secret, scopes, more }) =>
      store.addConnection({
        name,
        strategy: 'bitbucket',
        options: { client_id: key, client_secret: secret, scope: [...scopes], ...more },
      }).id,
    // As similar to ours as possible: a custom OAuth 2 connection, but to somewhere else.
    addForeign: (name) =>
      void store.addConnection({
        name,
        strategy: 'oauth2',
        options: { authorizationURL: 'https://gitlab.com/oauth/authorize', client_id: 'x' },
      }),
    edit(id, { key, scopes, more }) {
      const connection = found(id);
      connection.options = {
        ...connection.options,
        ...(key === undefined ? {} : { client_id: key }),
        ...(scopes === undefined ? {} : { scope: [...scopes] }),
        ...more,
      };
    },
    setPurpose(id, purpose, isOn) {
      found(id)[settings[purpose]] = isOn;
    },
    isFor: (id, purpose) => found(id)[settings[purpose]] === true,
    addApplication: (name) => store.addClient({ name, app_type: 'regular_web' }).client_id,
    connections: () =>
      store.connections
        .filter((each) => each.strategy === 'bitbucket')
        .map(
          ({ id, name, options }): ConnectionThere => ({
            id,
            name,
            key: String(options.client_id),
            secret: String(options.client_secret),
            scopes: options.scope as string[],
            more: Object.fromEntries(Object.entries(options).filter(([option]) => !own.includes(option))),
          }),
        ),
    enabled: (id) => [...found(id).enabledClients],
    everything: () =>
      structuredClone({
        connections: store.connections.map((each) => ({
          ...each,
          enabledClients: [...each.enabledClients].sort(),
        })),
        clients: store.clients,
      }),
    break({ on, when, times, what }: Fault) {
      let left = times;
      tenant.interfere = (request, now) => {
        if (now !== when || left === 0 || (request.method === 'GET') !== (on === 'read')) return undefined;
        left -= 1;
        if (what === 'drop') throw new TypeError('connection reset');
        const headers: Record<string, string> =
          what === 429 ? { 'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + 60) } : {};
        return Response.json({ statusCode: what, message: 'not now' }, { status: what, headers });
      };
    },
    writes: () => tenant.sent.filter((each) => each.method !== 'GET').length,
  };
}

describeDashboard(
  'Auth0',
  {
    hasSeveral: true,
    tellsSecrets: true,
    hasScopes: true,
    hasApplications: !about.forAll,
    purposes: ['login', 'third-party'],
    loginTests: about.loginTests,
    keepsAccounts: false,
    countsLinked: about.countsLinked,
    hasRights: true,
    refusedAs: 'expired',
  },
  openWorld,
);
