// @vitest-environment node
import { beforeAll, describe, expect, it } from 'vitest';
import { domainIn, readToken, toldBy } from '../../../src/dashboards/auth0/token';
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

describe('whose a token is, and until when, it says where no domain is entered', () => {
  const scope = 'read:connections create:connections update:connections read:clients';
  const signed = (audience: string | string[], issuer = 'https://login.acme.example/') =>
    store.sign({ scope }, { issuer, audience, expiresIn: 600 });
  const readAlone = (text: string) => {
    const reading = readToken(text, undefined);
    return reading.kind === 'ok' ? reading.value.reveal() : reading.problem.message;
  };

  it.each<[string, string | string[], string | undefined]>([
    ['by its audience, whatever its issuer', 'https://acme.eu.auth0.com/api/v2/', 'acme.eu.auth0.com'],
    [
      'by the one of its audiences that is an API of tenants',
      ['https://acme.auth0.com/userinfo', 'https://acme.auth0.com/api/v2/'],
      'acme.auth0.com',
    ],
    [
      'by one that it names twice',
      ['https://acme.auth0.com/api/v2/', 'https://acme.auth0.com/api/v2/'],
      'acme.auth0.com',
    ],
    ['not by two', ['https://a.auth0.com/api/v2/', 'https://b.auth0.com/api/v2/'], undefined],
    ['not by something below the API', 'https://acme.auth0.com/api/v2/users', undefined],
    ['not by an API of somebody else’s', 'https://auth0.com.evil.example/api/v2/', undefined],
    ['not by a host behind a name', 'https://acme.auth0.com@evil.example/api/v2/', undefined],
    ['not by the dashboard of all of them', 'https://manage.auth0.com/api/v2/', undefined],
  ])('%s', async (_, audience, found) => {
    expect(domainIn(await signed(audience))).toBe(found);
  });

  it.each<[string, string, string]>([
    ['is for something else', 'https://acme.eu.auth0.com/userinfo', 'auth0TokenNotForApi'],
    ['is for an API on a domain that no tenant has', 'https://acme.example/api/v2/', 'auth0DomainForeign'],
  ])('one that %s is refused', async (_, audience, code) => {
    expect(readAlone(await signed(audience))).toBe(code);
  });

  it('with what it lacks of what there is a use for', async () => {
    const lately = Math.floor(Date.now() / 1000) + 600;
    expect(toldBy(await signed(`https://${domain}/api/v2/`))?.says).toMatchObject([
      { message: 'auth0TokenTells', params: [domain, expect.closeTo(lately * 1000, -5)] },
      {
        message: 'auth0TokenTellsLacks',
        params: [
          'read:connections_options, update:connections_options, create:clients, delete:clients, delete:connections, read:custom_domains',
        ],
      },
    ]);
    expect(toldBy(token)?.says[1]).toEqual({ message: 'auth0TokenTellsAll', params: [] });
    expect(toldBy(token)?.fills).toEqual({ domain });
  });

  it('is told of none that has no end, and nothing of what is no such token', () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const unsigned = (claims: object) => `${part({ alg: 'none' })}.${part(claims)}.none`;
    const endless = unsigned({ aud: [7, `https://${domain}/api/v2/`] });
    expect(toldBy(endless)?.says[0]).toEqual({ message: 'auth0TokenTellsTenant', params: [domain] });
    for (const each of ['', 'theToken', unsigned({}), unsigned({ aud: 'https://shop.example/' })])
      expect(toldBy(each)).toBeUndefined();
  });
});
