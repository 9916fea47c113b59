import { expect, it } from 'vitest';
import { explained } from '../../bench/trips';

const dashboard = 'acme.eu.auth0.com';
const at = (host: string, ...all: readonly string[]) =>
  all.map((each) => {
    const [method = '', path = ''] = each.split(' ');
    return { method, host, path };
  });

/** A whole setup, as the stand-ins see it. */
const setup = [
  ...at(dashboard, 'OPTIONS /api/v2/connections', 'GET /api/v2/connections?take=100'),
  ...at('bitbucket.org', 'GET /acme/workspace/settings/oauth-clients', 'POST /site/oauth2/access_token'),
  ...at(
    dashboard,
    'GET /api/v2/connections?take=100',
    'POST /api/v2/connections',
    'GET /api/v2/clients?page=0',
    'GET /api/v2/connections/con_1/clients',
    'PATCH /api/v2/connections/con_1/clients',
    'GET /api/v2/connections/con_1/clients',
    'GET /api/v2/clients?page=0',
    'POST /api/v2/clients',
    'PATCH /api/v2/connections/con_1/clients',
    'GET /.well-known/openid-configuration',
    'GET /authorize?client_id=x',
    'POST /oauth/token',
    'GET /.well-known/jwks.json',
    'DELETE /api/v2/clients/x',
  ),
];

it('gives each request of a setup its reason, and leaves out what people and windows load', () => {
  const trips = explained(setup);
  expect(trips).toHaveLength(15);
  expect(trips.map(({ step }) => step)).toEqual([
    'Before the start',
    'Get the pair',
    ...Array(2).fill('Send'),
    ...Array(4).fill('Enable'),
    ...Array(7).fill('Test'),
  ]);
  expect(trips.filter(({ spared }) => spared).map(({ asked }) => asked)).toEqual(['GET /api/v2/clients']);
});

it('fails at a request that has no reason, be it one that was there once before', () => {
  expect(() => explained([...setup, ...at(dashboard, 'GET /api/v2/users')])).toThrow('GET /api/v2/users');
  expect(() => explained([...setup, ...at(dashboard, 'GET /api/v2/connections')])).toThrow('time 3');
});

it('fails where a reason has no request any more', () => {
  expect(() => explained(setup.filter(({ method }) => method !== 'DELETE'))).toThrow('less often');
});
