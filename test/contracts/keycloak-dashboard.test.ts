// @vitest-environment node
import type { TestContext } from 'vitest';
import { about } from '../../src/dashboards/keycloak/about';
import { Secret } from '../../src/secret';
import { type Provider, role, roles, serverForEachTest } from '../unit/dashboards/keycloak-server';
import { type DashboardWorld, describeDashboard, type Fault } from './dashboard';

// Keycloak itself.

/** What Keyferry changes. */
const own = ['clientId', 'clientSecret', 'defaultScope', 'clientAuthMethod', 'syncMode'];
const switches = ['enabled', 'linkOnly'];
const nameless = ['alias', 'internalId', 'providerId', 'types', 'config'];
const open = serverForEachTest();
let accounts = 0;

const without = (names: readonly string[], from: object) =>
  Object.fromEntries(Object.entries(from).filter(([name, value]) => !names.includes(name) && value));

async function openWorld(test: TestContext): Promise<DashboardWorld> {
  const server = await open(test);
  const isWrite = ({ method, url }: (typeof server.sent)[number]) =>
    method !== 'GET' && new URL(url).pathname.startsWith('/admin/');
  const find = async (alias: string): Promise<Provider> =>
    (await server.providers()).find((each) => each.alias === alias);
  return {
    more: { displayName: 'Our Bitbucket', trustEmail: true, config: { guiOrder: '7', acme: 'rockets' } },
    rights: { setup: [role], change: [role], test: ['manage-clients'] },
    session: async (lacking = []) =>
      server.session(
        lacking.length > 0
          ? await server.client(...roles.filter((each) => !lacking.includes(each)))
          : undefined,
      ),
    async expired() {
      const client = await server.client(role);
      if (client.kind !== 'machine') throw new Error('it is no client');
      return server.session({ ...client, clientSecret: new Secret('theOneBefore') });
    },
    async addConnection({ name, key, secret, scopes, more: { config, ...more } }) {
      const pair = { clientId: key, clientSecret: secret, defaultScope: scopes.join(' ') };
      await server.add({
        alias: name,
        providerId: 'bitbucket',
        enabled: true,
        ...more,
        config: { ...pair, ...(config as object) },
      });
      return name;
    },
    // The same name, but what people enter goes elsewhere.
    addForeign: (name) =>
      server.add({ alias: name, providerId: 'github', config: { clientId: 'x', clientSecret: 'y' } }),
    edit: (id, { key, scopes, more }) =>
      server.edit(id, {
        ...more,
        config: {
          ...(key === undefined ? {} : { clientId: key }),
          ...(scopes === undefined ? {} : { defaultScope: scopes.join(' ') }),
        },
      }),
    setPurpose: (id, _, isOn) => server.edit(id, { linkOnly: !isOn }),
    isFor: async (id) => (await find(id)).linkOnly !== true,
    addApplication: async () => server.realm.name,
    async addAccount() {
      accounts += 1;
      const person = { username: `person-${accounts}`, enabled: true };
      return (await server.realm.call('POST', 'users', person)).id ?? '';
    },
    async connections() {
      const secrets = await server.realm.secrets();
      return (await server.providers())
        .filter((each) => each.providerId === 'bitbucket')
        .map((each) => ({
          id: each.alias,
          name: each.alias,
          key: each.config.clientId,
          secret: secrets[each.alias] ?? '',
          scopes: each.config.defaultScope.split(' '),
          more: { ...without([...nameless, ...switches], each), config: without(own, each.config) },
        }));
    },
    enabled: async (id) => ((await find(id)).enabled ? [server.realm.name] : []),
    everything: async () => ({
      providers: await server.providers(),
      secrets: await server.realm.secrets(),
      // Except those that sessions sign in as.
      clients: (await server.realm.call('GET', 'clients')).body.filter(
        ({ name }: { name?: string }) => name !== 'Keyferry setup',
      ),
      users: (await server.realm.call('GET', 'users')).body,
    }),
    break({ on, when, times, what }: Fault) {
      let left = times;
      server.interfere = (method, now, path) => {
        const isOn = (method === 'GET') === (on === 'read') && path.startsWith('/admin/');
        if (now !== when || left === 0 || !isOn) return undefined;
        left -= 1;
        if (what === 'drop') throw new TypeError('connection reset');
        const headers: Record<string, string> = what === 429 ? { 'retry-after': '60' } : {};
        return Response.json({ error: 'not now' }, { status: what, headers });
      };
    },
    writes: () => server.sent.filter(isWrite).length,
  };
}

describeDashboard(
  'Keycloak',
  {
    hasSeveral: false,
    tellsSecrets: false,
    hasScopes: true,
    hasApplications: !about.forAll,
    purposes: ['login'],
    loginTests: about.loginTests,
    keepsAccounts: true,
    countsLinked: about.countsLinked,
    hasRights: true,
    refusedAs: 'wrong-secret',
  },
  openWorld,
);
