// @vitest-environment node
import { beforeAll, describe, expect, it } from 'vitest';
import { readToken } from '../../../src/dashboards/auth0/token';
import { Auth0Store } from '../../standins/auth0/store';

const domain = 'acme.eu.auth0.com';
let store: Auth0Store;
let token: string;
beforeAll(async () => {
  store = await Auth0Store.create('acme', domain);
  token = await store.managementToken();
});
const read = (text: string) => {
  const reading = readToken(text, domain);
  return reading.kind === 'ok' ? reading.value.reveal() : reading.problem.message;
};

describe('a pasted token is found in', () => {
  it.each<[string, (token: string) => string]>([
    ['itself', (it) => it],
    ['spaces', (it) => `  ${it}\n`],
    ['double quotes', (it) => `"${it}"`],
    ['single quotes', (it) => `'${it}'`],
    ['a line of JSON', (it) => `"${it}",`],
    ['JSON', (it) => `{"access_token":"${it}","expires_in":86400}`],
    ['a file of variables', (it) => `AUTH0_TOKEN=${it}\nexport AUTH0_DOMAIN=acme.eu.auth0.com`],
    ['a header', (it) => `Authorization: Bearer ${it}`],
    ['a terminal that marks the missing end of a line', (it) => `${it}%`],
    ['lines', (it) => `${it.slice(0, 90)}\n${it.slice(90, 200)}\r\n${it.slice(200)}\n`],
    ['lines that a field made into spaces', (it) => `Bearer ${it.slice(0, 90)} ${it.slice(90)}`],
  ])('%s', (_, around) => {
    expect(read(around(token))).toBe(token);
  });
});

describe('what is no token is refused at the field:', () => {
  it.each<[string, (token: string) => string, string]>([
    ['a token without its end', (it) => it.slice(0, -30), 'auth0TokenCutOff'],
    ['a token without its signature', (it) => it.slice(0, it.lastIndexOf('.')), 'auth0TokenMalformed'],
    ['a token without its beginning', (it) => it.slice(20), 'auth0TokenMalformed'],
    ['something else', () => 'q3rT8mZpL1vK0xYw', 'auth0TokenMalformed'],
  ])('%s', (_, change, code) => {
    expect(read(change(token))).toBe(code);
  });
});

it('a token that expired yesterday, or before, is refused at the field', async () => {
  const hour = 60 * 60;
  expect(read(await store.managementToken(undefined, -25 * hour))).toBe('auth0TokenExpired');
  const lately = await store.managementToken(undefined, -23 * hour);
  expect(read(lately)).toBe(lately);
});

describe('whose a token is', () => {
  const scope = 'read:connections create:connections update:connections read:clients';
  const signed = (issuer: string, audience: string) =>
    store.sign({ scope }, { issuer, audience, expiresIn: 600 });

  it('says its audience, whatever domain it was asked for on', async () => {
    const own = await signed('https://login.acme.example/', `https://${domain}/api/v2/`);
    expect(read(own)).toBe(own);
  });

  it('is another’s with another’s audience', async () => {
    expect(read(await signed('https://rival.us.auth0.com/', 'https://rival.us.auth0.com/api/v2/'))).toBe(
      'auth0TokenOtherTenant',
    );
    expect(read(await signed(`https://${domain}/`, `https://${domain}/userinfo`))).toBe(
      'auth0TokenNotForApi',
    );
  });
});
