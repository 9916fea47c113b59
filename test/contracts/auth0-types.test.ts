// @vitest-environment node
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { type Feature, purposes } from '../../src/dashboards/session';
import { Secret } from '../../src/secret';
import { differenceTo, openTenant, type Tenant } from '../unit/dashboards/tenant';

/**
 * Gives TypeScript every request as the extension sent it, together with the types that Auth0's own client has for
 * it. The package is only for this: none of it is shipped.
 */

const root = resolve(import.meta.dirname, '../..');
const pair = { key: 'F3r8ojBqocg6PWNqJEkRgijQDo8Jp4ER', secret: new Secret('a-secret') };

/** Walks through everything that a session can do, and returns what was sent. */
async function everything(): Promise<Tenant['sent']> {
  const tenant = await openTenant();
  const session = await tenant.session();
  const scopes = ['account', 'email'] as const;
  const shop = tenant.store.addClient({ name: 'Shop', app_type: 'regular_web' });
  await session.checkAccess();
  const own = await session.createConnection(pair, scopes, 'own');
  await session.createConnection({ ...pair, key: 'k2' }, scopes, 'general');
  const id = own.kind === 'done' ? own.value.id : '';
  const next = { key: 'another-key-of-bitbucket', secret: pair.secret };
  const agreed = await differenceTo(session, next, ['repository'], id);
  await session.changeConnection(id, next, ['repository'], agreed, async (backup) => {
    setTimeout(() => backup);
  });
  await session.enable(id, [shop.client_id]);
  await session.listEnabled(id);
  await session.disable(id, [shop.client_id]);
  for (const purpose of purposes) {
    await session.switchOff(id, purpose);
    const plan = await session.planSwitchOn(id, purpose);
    if (plan.kind === 'done' && plan.value) await session.switchOn(id, plan.value);
  }
  await session.makeTestApplication(id, 'https://x.chromiumapp.org/');
  await session.removeTestApplication('https://x.chromiumapp.org/');
  await session.removeConnection(id, 'anot…cket');
  const made = async (features: readonly Feature[]) => {
    const first = await session.makeOwnAccess(features);
    return first.kind === 'done' && first.value.kind === 'review'
      ? session.makeOwnAccess(features, first.value.plan)
      : first;
  };
  await made(['setup']);
  const access = await made(['setup', 'undo']);
  const [granted] = tenant.store.clientGrants.splice(0);
  // An application without a grant gets a new Secret.
  await made(['setup']);
  expect([access.kind, granted?.scope.length]).toEqual(['done', 5]);
  const [marked] = tenant.store.clients.filter((each) => each.client_metadata);
  await session.removeOwnAccess(marked?.client_id ?? '');
  return tenant.sent.filter((each) => each.path.startsWith('/api/v2/'));
}

/** The type that Auth0's client has for a request's body or query. */
function typeOf({
  method,
  path,
  body,
}: Tenant['sent'][number]): { type: string; value: unknown } | undefined {
  const [resource = '', query = ''] = path.replace('/api/v2/', '').split('?');
  const parameters = new URLSearchParams(query);
  const number = (name: string) => (parameters.has(name) ? Number(parameters.get(name)) : undefined);
  const flag = (name: string) => (parameters.has(name) ? parameters.get(name) === 'true' : undefined);
  const what = `${method} ${resource.replace(/(?<=connections\/)[^/]+/, '…').replace(/(?<=(?:clients|client-grants)\/)[^/]+/, '…')}`;
  switch (what) {
    case 'GET connections':
      return {
        type: 'ListConnectionsQueryParameters',
        value: { take: number('take'), strategy: parameters.getAll('strategy') },
      };
    case 'POST connections': {
      const { strategy } = body as { strategy: string };
      const kind = strategy === 'oauth2' ? 'OAuth2' : 'Bitbucket';
      return { type: `CreateConnectionRequestContent${kind}`, value: body };
    }
    case 'PATCH connections/…':
      return { type: 'UpdateConnectionRequestContent', value: body };
    case 'GET connections/…/clients':
      return { type: 'GetConnectionEnabledClientsRequestParameters', value: { take: number('take') } };
    case 'PATCH connections/…/clients':
      return { type: 'UpdateEnabledClientConnectionsRequestContent', value: body };
    case 'GET clients':
      return {
        type: 'ListClientsRequestParameters',
        value: {
          page: number('page'),
          per_page: number('per_page'),
          include_totals: flag('include_totals'),
          is_global: flag('is_global'),
          fields: parameters.get('fields'),
          include_fields: flag('include_fields'),
        },
      };
    case 'GET client-grants':
      return {
        type: 'ListClientGrantsRequestParameters',
        value: {
          client_id: parameters.get('client_id'),
          audience: parameters.get('audience'),
          take: number('take'),
        },
      };
    case 'POST client-grants':
      return { type: 'CreateClientGrantRequestContent', value: body };
    case 'PATCH client-grants/…':
      return { type: 'UpdateClientGrantRequestContent', value: body };
    case 'GET clients/…':
      return { type: 'GetClientRequestParameters', value: { fields: parameters.get('fields') } };
    case 'POST clients':
      return { type: 'CreateClientRequestContent', value: body };
    case 'GET connections/…':
    case 'DELETE clients/…':
    case 'POST clients/…/rotate-secret':
    case 'DELETE connections/…':
    case 'GET custom-domains':
      expect(body).toBeUndefined();
      return undefined;
    default:
      throw new Error(`${what} is not known here`);
  }
}

/** What TypeScript says of values that should have the types of Auth0's client. */
function complaints(values: readonly { type: string; value: unknown }[]): string {
  const folder = mkdtempSync(join(root, 'node_modules', '.contract-'));
  try {
    const lines = values.map(
      ({ type, value }, index) =>
        `export const request${index} = ${JSON.stringify(value)} satisfies Management.${type};`,
    );
    writeFileSync(
      join(folder, 'requests.mts'),
      ["import type { Management } from 'auth0';", ...lines].join('\n'),
    );
    const options = ['--noEmit', '--ignoreConfig', '--strict', '--skipLibCheck'];
    const target = ['--target', 'es2022', '--module', 'nodenext', '--types', 'node'];
    const run = spawnSync(
      process.execPath,
      [join(root, 'node_modules/typescript/bin/tsc'), ...options, ...target, join(folder, 'requests.mts')],
      { encoding: 'utf8' },
    );
    return run.stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

it('every request is as Auth0’s own types have it', async () => {
  const values = (await everything()).map(typeOf).filter((each) => each !== undefined);
  expect(new Set(values.map((each) => each.type)).size).toBe(12);
  expect(complaints(values)).toBe('');
}, 60_000);

it('a request that is not is noticed', () => {
  const wrong = { name: 'bitbucket', strategy: 'bitbucket', options: { client_id: 18 } };
  expect(complaints([{ type: 'CreateConnectionRequestContentBitbucket', value: wrong }])).toContain(
    'not assignable',
  );
}, 60_000);
