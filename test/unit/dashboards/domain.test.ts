// @vitest-environment node

import { describe, expect, it } from 'vitest';
import { isDomain, pageAmong, pageIn, withoutRegion } from '../../../src/dashboards/auth0/domain';
import { readDomain } from '../../../src/dashboards/auth0/read-domain';
import messages from '../../../src/public/_locales/en/messages.json';

describe('a domain is understood', () => {
  it.each([
    ['acme.eu.auth0.com', 'acme.eu.auth0.com'],
    ['  ACME.eu.auth0.com ', 'acme.eu.auth0.com'],
    ['acme.auth0.com', 'acme.auth0.com'],
    ['acme.us-3.auth0.com', 'acme.us-3.auth0.com'],
    ['acme.jp.auth0.com', 'acme.jp.auth0.com'],
    ['rockets.auth0app.com', 'rockets.auth0app.com'],
    ['gray-mule-75111.cic-demo-platform.auth0app.com', 'gray-mule-75111.cic-demo-platform.auth0app.com'],
    ['stage.acme.auth0app.com', 'stage.acme.auth0app.com'],
    ['acme.sg.auth0.com', 'acme.sg.auth0.com'],
    ['https://acme.eu.auth0.com/', 'acme.eu.auth0.com'],
    ['https://acme.eu.auth0.com/authorize?client_id=x', 'acme.eu.auth0.com'],
    ['https://manage.auth0.com/dashboard/eu/acme/connections/social', 'acme.eu.auth0.com'],
    ['manage.auth0.com/dashboard/us-3/acme', 'acme.us-3.auth0.com'],
  ])('%s', (text, domain) => {
    expect(readDomain(text)).toEqual({ kind: 'ok', value: domain });
  });
});

it.each(['auth0.com', 'auth0app.com'])(
  'a private cloud’s own space is a domain at any depth below %s',
  (end) => {
    let domain = end;
    for (const label of ['acme', 'stage', 'eu-west', 'a1', 'b-2', 'c']) {
      domain = `${label}.${domain}`;
      expect(readDomain(domain)).toEqual({ kind: 'ok', value: domain });
      expect(isDomain(domain)).toBe(true);
    }
  },
);

it('says at the field which domains are taken, of what is none of them', () => {
  const read = readDomain('https://id.cloud.acme.example/dashboard');
  expect(read).toEqual({
    kind: 'problem',
    problem: { message: 'auth0DomainForeign', params: ['id.cloud.acme.example'] },
  });
  const words = messages.auth0DomainForeign.message;
  for (const part of [
    '“$1”',
    ' .auth0.com',
    ' .auth0app.com',
    'Callback domain',
    'private cloud on its own domains',
  ])
    expect(words).toContain(part);
});

describe('a domain is refused', () => {
  it.each([
    ['', 'auth0DomainEmpty'],
    ['   ', 'auth0DomainEmpty'],
    ['http://acme.eu.auth0.com', 'field_domainHttp'],
    ['acme', 'auth0DomainMalformed'],
    ['acme eu auth0 com', 'auth0DomainMalformed'],
    ['https://', 'auth0DomainMalformed'],
    ['ftp://acme.eu.auth0.com', 'auth0DomainMalformed'],
    ['https://user:pass@acme.eu.auth0.com', 'auth0DomainMalformed'],
    ['acme.eu.auth0.com:8443', 'auth0DomainMalformed'],
    ['https://manage.auth0.com/', 'auth0DomainDashboard'],
    ['login.acme.example', 'auth0DomainForeign'],
    ['acme.auth0.com.evil.example', 'auth0DomainForeign'],
    ['acme.eu.auth0.com.', 'auth0DomainMalformed'],
    ['acme.eu.аuth0.com', 'auth0DomainForeign'],
  ])('%s', (text, message) => {
    expect(readDomain(text)).toMatchObject({ kind: 'problem', problem: { message } });
  });
});

it.each([
  ['acme.eu.auth0.com', true],
  ['acme.auth0app.com', true],
  ['ACME.eu.auth0.com', false],
  ['acme-.eu.auth0.com', false],
  ['https://acme.eu.auth0.com', false],
  ['acme.eu.auth0.com.evil.example', false],
  ['login.acme.example', false],
  ['manage.auth0.com', false],
])('%s is a tenant’s canonical domain as it is written: %s', (host, isOne) => {
  expect(isDomain(host)).toBe(isOne);
});

it.each([
  ['acme.us.auth0.com', 'acme.auth0.com'],
  ['acme.auth0.com', undefined],
  ['acme.eu.auth0.com', undefined],
  ['acme.us-3.auth0.com', undefined],
  ['acme.us.auth0app.com', undefined],
  ['stage.acme.us.auth0.com', undefined],
])('the tenant of %s may have another domain: %s', (domain, other) => {
  expect(withoutRegion(domain)).toBe(other);
});

it('leads to the tenant’s connections in the dashboard', () => {
  expect(pageIn('acme.eu.auth0.com', 'connections/social')).toBe(
    'https://manage.auth0.com/dashboard/eu/acme/connections/social',
  );
  expect(pageIn('acme.auth0.com', 'connections/social')).toBe(
    'https://manage.auth0.com/dashboard/us/acme/connections/social',
  );
  // A private cloud's dashboard pages are not known.
  expect(pageIn('stage.acme.auth0app.com', 'connections/social')).toBe('https://manage.auth0.com/');
});

describe('where nobody has said which tenant is meant, a page is opened', () => {
  const among = (...open: string[]) => pageAmong(open, 'apis/management/explorer');
  const chosen = 'https://manage.auth0.com/#/select-tenant?path=/apis/management/explorer';

  it.each<[string, readonly string[], string]>([
    ['by the choice of one where no page is open', [], chosen],
    [
      'of the tenant whose page is open',
      ['https://manage.auth0.com/dashboard/eu/acme/connections/social'],
      'https://manage.auth0.com/dashboard/eu/acme/apis/management/explorer',
    ],
    [
      'of the tenant whose pages are open, in the old navigation and the new one',
      [
        'https://manage.auth0.com/dashboard/us-3/acme/applications',
        'https://manage.auth0.com/dashboard/us-3/acme/applications/list',
        'https://manage.auth0.com/dashboard/us-3/acme',
      ],
      'https://manage.auth0.com/dashboard/us-3/acme/apis/management/explorer',
    ],
    [
      'by the choice of one where pages of two are open',
      ['https://manage.auth0.com/dashboard/eu/acme/', 'https://manage.auth0.com/dashboard/us/acme/'],
      chosen,
    ],
    [
      'by the choice of one where the address has none',
      ['https://manage.auth0.com/#/applications', 'https://manage.auth0.com/dashboard/eu/_/applications'],
      chosen,
    ],
    ['by the choice of one where it only looks so', ['https://evil.example/dashboard/eu/acme/'], chosen],
  ])('%s', (_, open, page) => {
    expect(among(...open)).toBe(page);
  });
});
