// @vitest-environment node
import { about } from '../../src/dashboards/supabase/about';
import { Secret } from '../../src/secret';
import { type Permission, permissions } from '../standins/supabase/store';
import { openProject, ref } from '../unit/dashboards/supabase-project';
import { type DashboardWorld, describeDashboard, type Fault } from './dashboard';

// Supabase, by its stand-in.

const optional = 'external_bitbucket_email_optional';

async function openWorld(): Promise<DashboardWorld> {
  const project = openProject();
  const { store } = project;
  const { config } = store;
  const sessionThatMay = (may: readonly Permission[]) =>
    project.session({ kind: 'token', token: new Secret(store.addToken(may)) });
  return {
    more: { [optional]: true },
    rights: {
      setup: ['auth_config_write', 'project_admin_write'],
      change: ['auth_config_read'],
      test: ['api_gateway_keys_read'],
    },
    session: async (lacking = []) => sessionThatMay(permissions.filter((each) => !lacking.includes(each))),
    expired: async () =>
      project.session({ kind: 'token', token: new Secret(`sbp_${'0123456789'.repeat(4)}`) }),
    addConnection({ key, secret, more }) {
      Object.assign(config, {
        external_bitbucket_client_id: key,
        external_bitbucket_secret: secret,
        external_bitbucket_enabled: true,
        ...more,
      });
      return 'bitbucket';
    },
    edit(_, { key, more }) {
      if (key !== undefined) config.external_bitbucket_client_id = key;
      if (more) config[optional] = !config[optional];
    },
    setPurpose() {},
    isFor: () => config.external_bitbucket_enabled,
    addApplication: () => ref,
    connections: () =>
      config.external_bitbucket_client_id === ''
        ? []
        : [
            {
              id: 'bitbucket',
              name: 'bitbucket',
              key: config.external_bitbucket_client_id,
              secret: config.external_bitbucket_secret,
              // What Supabase always asks Bitbucket for.
              scopes: ['account', 'email'],
              more: { [optional]: config[optional] },
            },
          ],
    enabled: () => (config.external_bitbucket_enabled ? [ref] : []),
    everything: () => structuredClone({ config, users: store.users }),
    break({ on, when, times, what }: Fault) {
      let left = times;
      project.interfere = ({ method }, now) => {
        if (now !== when || left === 0 || (method === 'GET') !== (on === 'read')) return undefined;
        left -= 1;
        if (what === 'drop') throw new TypeError('connection reset');
        const headers: Record<string, string> = what === 429 ? { 'x-ratelimit-reset': '60' } : {};
        return Response.json({ message: 'not now' }, { status: what, headers });
      };
    },
    writes: () => project.sent.filter((each) => each.method === 'PATCH').length,
  };
}

describeDashboard(
  'Supabase',
  {
    hasSeveral: false,
    isAlone: true,
    tellsSecrets: false,
    hasScopes: false,
    hasApplications: false,
    purposes: [],
    loginTests: about.loginTests,
    keepsAccounts: false,
    countsLinked: about.countsLinked,
    hasRights: true,
    refusedAs: 'invalid',
  },
  openWorld,
);
