// @vitest-environment node

import { describe, expect, it } from 'vitest';
import { connectionPage, readDomain } from '../../../src/dashboards/auth0/domain';

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

describe('a domain is refused', () => {
  it.each([
    ['', 'domainEmpty'],
    ['   ', 'domainEmpty'],
    ['http://acme.eu.auth0.com', 'domainHttp'],
    ['acme', 'domainMalformed'],
    ['acme eu auth0 com', 'domainMalformed'],
    ['https://', 'domainMalformed'],
    ['ftp://acme.eu.auth0.com', 'domainMalformed'],
    ['https://user:pass@acme.eu.auth0.com', 'domainMalformed'],
    ['acme.eu.auth0.com:8443', 'domainMalformed'],
    ['https://manage.auth0.com/', 'domainDashboard'],
    ['login.acme.example', 'domainForeign'],
    ['acme.auth0.com.evil.example', 'domainForeign'],
    ['acme.eu.auth0.com.', 'domainMalformed'],
    ['acme.eu.аuth0.com', 'domainForeign'],
  ])('%s', (text, code) => {
    expect(readDomain(text)).toMatchObject({ kind: 'problem', problem: { code } });
  });
});

it('leads to the tenant’s connections in the dashboard', () => {
  expect(connectionPage('acme.eu.auth0.com')).toBe(
    'https://manage.auth0.com/dashboard/eu/acme/connections/social',
  );
  expect(connectionPage('acme.auth0.com')).toBe(
    'https://manage.auth0.com/dashboard/us/acme/connections/social',
  );
  // Which page of the dashboard a private cloud has is not known.
  expect(connectionPage('stage.acme.auth0app.com')).toBe('https://manage.auth0.com/');
});
