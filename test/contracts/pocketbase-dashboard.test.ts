// @vitest-environment node
import { setTimeout as sleep } from 'node:timers/promises';
import { decodeJwt } from 'jose';
import type { TestContext } from 'vitest';
import { about } from '../../src/dashboards/pocketbase/about';
import { Secret } from '../../src/secret';
import { serverForEachTest } from '../unit/dashboards/pocketbase-server';
import { type DashboardWorld, describeDashboard, type Fault } from './dashboard';

// PocketBase itself.

type Provider = Record<string, unknown> & { name: string; clientId: string };

const own = ['name', 'clientId', 'clientSecret'];
const open = serverForEachTest();
let accounts = 0;

const saysSomething = (value: unknown): boolean =>
  value !== null && value !== '' && JSON.stringify(value) !== '{}';

async function openWorld(test: TestContext): Promise<DashboardWorld> {
  const server = await open(test);
  const { real } = server;
  const read = async (): Promise<{ id: string; oauth2: { enabled: boolean; providers: Provider[] } }> =>
    (await real.call('GET', 'collections/users')).body;
  const write = async (oauth2: { enabled?: boolean; providers?: unknown[] }) => {
    const { status, body } = await real.call('PATCH', 'collections/users', { oauth2 });
    if (status !== 200) throw new Error(JSON.stringify(body));
  };
  const change = async (changed: Record<string, unknown>) => {
    const { oauth2 } = await read();
    const providers = oauth2.providers.map((each) =>
      each.name === 'bitbucket' ? { ...each, ...changed } : each,
    );
    await write({ providers });
  };
  return {
    more: { displayName: 'Our Bitbucket', extra: { team: 'rockets' } },
    session: async () => server.session(),
    async expired() {
      const { id } = decodeJwt(real.token);
      const { body } = await real.call('POST', `collections/_superusers/impersonate/${id}`, { duration: 1 });
      await sleep(2_000);
      return server.session({ kind: 'token', token: new Secret(body.token) });
    },
    async addConnection({ name, key, secret, more }) {
      const { id, oauth2 } = await read();
      const provider = { name, clientId: key, clientSecret: secret, ...more };
      await write({ enabled: true, providers: [...oauth2.providers, provider] });
      return id;
    },
    // The same name, but what people enter goes elsewhere.
    addForeign: (name) =>
      write({
        providers: [
          { name, clientId: 'x', clientSecret: 'y', tokenURL: 'https://bitbucket.acme.example/access_token' },
        ],
      }),
    edit: (_, { key, more }) => change({ ...(key === undefined ? {} : { clientId: key }), ...more }),
    setPurpose: (_, __, isOn) => write({ enabled: isOn }),
    isFor: async () => (await read()).oauth2.enabled,
    addApplication: async () => (await read()).id,
    async addAccount() {
      accounts += 1;
      const password = 'a long password';
      const person = { email: `person-${accounts}@acme.example`, password, passwordConfirm: password };
      return (await real.call('POST', 'collections/users/records', person)).body.id;
    },
    async connections() {
      const { id, oauth2 } = await read();
      const secrets = await real.secretsOf('users');
      return oauth2.providers
        .filter(({ name }) => name === 'bitbucket')
        .map((each) => ({
          id,
          name: each.name,
          key: each.clientId,
          secret: secrets[each.name] ?? '',
          // What PocketBase always asks Bitbucket for.
          scopes: ['account', 'email'],
          more: Object.fromEntries(
            Object.entries(each).filter(([option, value]) => !own.includes(option) && saysSomething(value)),
          ),
        }));
    },
    enabled: async (id) => ((await read()).oauth2.enabled ? [id] : []),
    async everything() {
      const { body } = await real.call('GET', 'collections?perPage=100&sort=name');
      const records = await real.call('GET', 'collections/users/records');
      return {
        collections: body.items.map((each: object) => ({ ...each, updated: '' })),
        records: records.body.items,
        secrets: await real.secretsOf('users'),
      };
    },
    break({ on, when, times, what }: Fault) {
      let left = times;
      server.interfere = (method, now) => {
        if (now !== when || left === 0 || (method === 'GET') !== (on === 'read')) return undefined;
        left -= 1;
        if (what === 'drop') throw new TypeError('connection reset');
        const headers: Record<string, string> = what === 429 ? { 'retry-after': '60' } : {};
        return Response.json({ status: what, message: 'not now', data: {} }, { status: what, headers });
      };
    },
    writes: () => server.sent.filter((each) => each.method !== 'GET').length,
  };
}

describeDashboard(
  'PocketBase',
  {
    hasSeveral: false,
    tellsSecrets: false,
    hasScopes: false,
    hasApplications: !about.forAll,
    purposes: ['login'],
    loginTests: about.loginTests,
    keepsAccounts: true,
    countsLinked: about.countsLinked,
    hasRights: false,
    refusedAs: 'expired',
  },
  openWorld,
);
