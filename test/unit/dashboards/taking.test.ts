// @vitest-environment node
import { beforeAll, expect, it } from 'vitest';
import { taking } from '../../../src/dashboards/auth0/taking';
import type { PageSeen } from '../../../src/dashboards/taking';
import { Auth0Store } from '../../standins/auth0/store';

const explorer = 'https://manage.auth0.com/dashboard/eu/acme/apis/management/explorer';
const redesigned = 'https://manage.auth0.com/dashboard/eu/acme/apis/5efe591a0123456789abcdef/explorer';
const managed = async (tenant: string) =>
  (await Auth0Store.create(tenant.split('.')[0] ?? '', tenant)).managementToken();
let token: string;
beforeAll(async () => {
  token = await managed('acme.eu.auth0.com');
});

const said = (page: Partial<PageSeen>) => {
  const seen = taking.recognise({
    address: explorer,
    tokens: [],
    hasButton: false,
    isMasked: false,
    ...page,
  });
  return seen.kind === 'secret' ? seen.text : [seen.says.message, ...seen.says.params].join(' ');
};

it('takes the token of the tenant that the page is about, in both generations', () => {
  expect(said({ tokens: [token] })).toBe(token);
  expect(said({ address: redesigned, tokens: [token] })).toBe(token);
  expect(said({ tokens: [token], isMasked: true, hasButton: true })).toBe(token);
});

it('says what it may do, as the token names it', async () => {
  const seen = taking.recognise({ address: explorer, tokens: [token], hasButton: false, isMasked: false });
  expect(seen.kind === 'secret' && seen.allows).toContain('create:connections');
});

it('takes none that a page shows for a foreign audience', async () => {
  expect(said({ tokens: [await managed('evil.eu.auth0.com')] })).toBe(
    'auth0TakeForeign evil.eu.auth0.com acme',
  );
  const store = await Auth0Store.create('acme', 'acme.eu.auth0.com');
  const forged = (audience: string | string[]) =>
    store.sign(
      { scope: 'read:connections' },
      { issuer: 'https://acme.eu.auth0.com/', audience, expiresIn: 60 },
    );
  for (const audience of [
    'https://acme.eu.auth0.com.evil.example/api/v2/',
    'https://acme.evil.example/api/v2/',
    'https://acme.eu.auth0.com@evil.example/api/v2/',
    ['https://acme.eu.auth0.com/api/v2/', 'https://evil.eu.auth0.com/api/v2/'],
  ])
    expect(said({ tokens: [await forged(audience)] })).toBe('auth0TakeNoToken');
});

it('takes none from other pages of the dashboard, where others may write', () => {
  for (const path of ['logs', 'users/auth0|1', 'applications/x/settings', ''])
    expect(said({ address: `https://manage.auth0.com/dashboard/eu/acme/${path}`, tokens: [token] })).toBe(
      'auth0TakeOtherPage',
    );
  expect(
    said({ address: `${explorer.replace('auth0.com', 'auth0.com.evil.example')}`, tokens: [token] }),
  ).toBe('auth0TakeOtherPage');
  expect(said({ address: 'https://manage.auth0.com/dashboard/#/apis/x/explorer', tokens: [token] })).toBe(
    'auth0TakeNoTenant',
  );
});

it.each<[string, Partial<PageSeen>, string]>([
  [
    'a choice of tenants',
    { address: 'https://manage.auth0.com/#/select-tenant?path=/apis' },
    'auth0TakeChooseTenant',
  ],
  ['the button that makes an application', { hasButton: true }, 'auth0TakePress'],
  ['a token behind dots', { isMasked: true }, 'auth0TakeMasked'],
  ['nothing that is known', {}, 'auth0TakeNoToken'],
])('tells of %s', (_, page, message) => {
  expect(said(page)).toBe(message);
});

it('takes none of several', async () => {
  expect(said({ tokens: [token, await managed('acme.eu.auth0.com')] })).toBe('auth0TakeSeveral');
});

it.each<[string, Record<string, string>, string[], string]>([
  ['the tenant that is entered', { domain: 'acme.eu.auth0.com' }, [], explorer],
  [
    'the tenant whose pages are open',
    { domain: '' },
    ['https://manage.auth0.com/dashboard/eu/acme/'],
    explorer,
  ],
  [
    'the choice of one where pages of several are open',
    { domain: '' },
    ['https://manage.auth0.com/dashboard/eu/acme/', 'https://manage.auth0.com/dashboard/eu/other/'],
    'https://manage.auth0.com/#/select-tenant?path=/apis/management/explorer',
  ],
  ['the one that was used last', {}, [], 'https://manage.auth0.com/#/apis/management/explorer'],
])('opens the API Explorer of %s', (_, entered, open, page) => {
  expect(taking.page(entered, open)).toBe(page);
});
