// @vitest-environment node
import { beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '../../../src/secret';
import { domain, openTenant, type Tenant } from './tenant';

// Refusals as people have reported them from the real service, and how they are explained.

let tenant: Tenant;
beforeEach(async () => {
  tenant = await openTenant();
});

const refuseAt = (path: string, answer: () => Response) => {
  tenant.interfere = (request, when) =>
    when === 'before' && new URL(request.url).pathname.includes(path) ? answer() : undefined;
};
const json = (status: number, body: unknown) => () => Response.json(body, { status });
const machine = { kind: 'machine', clientId: 'c', clientSecret: new Secret('theClientSecret') } as const;

describe('the Management API', () => {
  const api = (statusCode: number, errorCode: string, message: string) =>
    json(statusCode, { statusCode, error: 'Some Error', message, errorCode });
  const limit = 'You reached the limit of entities of this type for this tenant.';
  it.each([
    [
      'at the limit of the plan',
      api(403, 'too_many_entities', limit),
      { kind: 'limit-reached', said: { by: 'Auth0', code: '403, too_many_entities', text: limit } },
    ],
    [
      'without a scope, but with none named',
      api(403, 'insufficient_scope', 'Insufficient scope, expected any of: '),
      { kind: 'refusal', doing: 'readConnections', host: domain },
    ],
    [
      'for a reason that nobody knows',
      api(403, 'operation_not_supported', 'Not on this plan.'),
      {
        kind: 'refusal',
        doing: 'readConnections',
        host: domain,
        said: { by: 'Auth0', code: '403, operation_not_supported', text: 'Not on this plan.' },
      },
    ],
    [
      'as a page of something in between',
      () => new Response('<html><head><title>403 Forbidden</title></head></html>', { status: 403 }),
      {
        kind: 'refusal',
        doing: 'readConnections',
        host: domain,
        said: { by: domain, code: '403', text: '403 Forbidden' },
      },
    ],
    [
      'with nothing at all',
      () => new Response('', { status: 404 }),
      { kind: 'refusal', host: domain, said: { by: domain, code: '404', text: '' } },
    ],
    [
      'with another not found',
      api(404, 'inexistent_client', 'The client does not exist'),
      { kind: 'refusal', said: { text: 'The client does not exist' } },
    ],
  ])('refuses %s', async (_, answer, cause) => {
    refuseAt('/api/v2/', answer);
    expect(await (await tenant.session()).listConnections()).toMatchObject({ kind: 'refused', cause });
  });
});

describe('the token endpoint', () => {
  const oauth = (status: number, error: string, error_description: string) =>
    json(status, { error, error_description });
  it.each([
    [
      'an application of the wrong kind',
      oauth(403, 'unauthorized_client', "Grant type 'client_credentials' not allowed for the client."),
      { kind: 'credential-refused', reason: 'no-machine' },
    ],
    [
      'an application that signs in without a secret',
      oauth(401, 'invalid_client', 'Client authentication method not allowed'),
      { kind: 'credential-refused', reason: 'no-secret' },
    ],
    [
      'another domain’s API',
      oauth(403, 'access_denied', 'Service not enabled within domain: https://acme.eu.auth0.com/api/v2/'),
      { kind: 'refusal', doing: 'signIn', said: { code: '403, access_denied' } },
    ],
    [
      'a tenant that is not there, by its domain',
      () => new Response('Not Found', { status: 404 }),
      { kind: 'refusal', doing: 'signIn', host: domain, said: { by: domain, text: 'Not Found' } },
    ],
  ])('refuses %s', async (_, answer, cause) => {
    refuseAt('/oauth/token', answer);
    expect(await (await tenant.session(machine)).listConnections()).toMatchObject({ kind: 'refused', cause });
  });

  it('gives back no secret that it was sent, in whole or in part', async () => {
    refuseAt('/oauth/token', oauth(400, 'invalid_request', 'theClientSecret and theClientSe… are wrong'));
    const told = JSON.stringify(await (await tenant.session(machine)).listConnections());
    expect(told).toContain('are wrong');
    expect(told).not.toContain('theClient');
  });
});

describe('discovery', () => {
  const login = async () =>
    (await tenant.session()).prepareLogin({
      applicationId: 'app',
      connectionId: 'con_1',
      connectionName: 'bitbucket',
      redirectUri: 'https://back.example/',
    });

  it('that is limited is waited for, as any call', async () => {
    refuseAt('/.well-known/', () => new Response('', { status: 429, headers: { 'retry-after': '30' } }));
    expect(await login()).toMatchObject({
      kind: 'retry',
      afterMs: 30_000,
      cause: { kind: 'rate-limited', seconds: 30 },
    });
  });

  it('that fails is told as a failing server, and not as a domain that is misspelled', async () => {
    refuseAt('/.well-known/', () => new Response('', { status: 503 }));
    expect(await login()).toMatchObject({ kind: 'refused', cause: { kind: 'server-error', status: 503 } });
  });

  it('that is a page is no answer', async () => {
    refuseAt('/.well-known/', () => new Response('<title>Welcome to this Wi-Fi</title>'));
    expect(await login()).toMatchObject({
      kind: 'refused',
      cause: { kind: 'unexpected-answer', status: 200 },
    });
  });
});

it('the test’s application asks for signatures that everybody can check', async () => {
  const { id } = tenant.store.addConnection({ name: 'bitbucket', strategy: 'bitbucket', options: {} });
  await (await tenant.session()).makeTestApplication(id, 'https://back.example/');
  expect(
    tenant.sent.find(({ method, path }) => method === 'POST' && path.endsWith('/clients'))?.body,
  ).toMatchObject({
    jwt_configuration: { alg: 'RS256' },
  });
});

it('an application for which a connection is not kept is none of those that it is enabled for', async () => {
  const { id } = tenant.store.addConnection({ name: 'bitbucket', strategy: 'bitbucket', options: {} });
  const own = tenant.store.addClient({ name: 'Shop', app_type: 'regular_web' });
  const theirs = tenant.store.addClient({ name: 'MCP client', app_type: 'native', is_first_party: false });
  const session = await tenant.session();
  expect((await session.enable(id, [own.client_id, theirs.client_id])).kind).toBe('done');
  expect(await session.listEnabled(id)).toEqual({ kind: 'done', value: [own.client_id] });
});
