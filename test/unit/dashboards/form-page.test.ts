import { describe, expect, it } from 'vitest';
import { handOvers } from '../../../src/dashboards/hand-overs';
import german from '../../../src/public/_locales/de/messages.json';
import english from '../../../src/public/_locales/en/messages.json';
import spanish from '../../../src/public/_locales/es/messages.json';
import japanese from '../../../src/public/_locales/ja/messages.json';

const { handWay, pageFit } = handOvers.other;
const callbackUrl = 'https://acme.eu.auth0.com/login/callback';
const custom = 'https://login.acme.example/login/callback';
const at = (path: string) => `https://manage.auth0.com${path}`;
const form = at('/dashboard/eu/acme/connections/social/create/bitbucket/setup');
const fitAt = (address: string, callback = callbackUrl) => pageFit('auth0', callback, address);

describe('the pair goes into pages of the profile’s own tenant', () => {
  it.each([
    ['in the classic dashboard', form, callbackUrl],
    ['in the redesigned one', at('/dashboard/eu/acme/connections/create/bitbucket/setup'), callbackUrl],
    ['in the US, of old', at('/dashboard/us/acme/connections'), 'https://acme.auth0.com/login/callback'],
    [
      'in a numbered region',
      at('/dashboard/us-3/acme/connections'),
      'https://acme.us.auth0.com/login/callback',
    ],
    ['whose logins are on a domain of its own', form, custom],
  ])('%s', (_, address, callback) => {
    expect(fitAt(address, callback)).toMatchObject({
      kind: 'fits',
      within: /^\/dashboard\/[^/]+\/acme\//.exec(new URL(address).pathname)?.[0],
    });
  });

  it.each([
    ['not of another tenant', at('/dashboard/eu/other/connections/social/create'), 'auth0FormOtherTenant'],
    [
      'not of one of that name elsewhere',
      at('/dashboard/us/acme/connections/social/create'),
      'auth0FormOtherTenant',
    ],
    ['not where no tenant is named', at('/#/connections/social'), 'auth0FormNoTenant'],
    [
      'not at an address that looks like it',
      form.replace('manage.auth0.com', 'manage-auth0.com'),
      'auth0FormElsewhere',
    ],
    ['not below it', form.replace('manage.auth0.com', 'manage.auth0.com.example'), 'auth0FormElsewhere'],
    ['not without encryption', form.replace('https:', 'http:'), 'auth0FormElsewhere'],
    ['not on another port', form.replace('.com/', '.com:8443/'), 'auth0FormElsewhere'],
    [
      'not into a connection that is there',
      at('/dashboard/eu/acme/connections/social/con_7Yk2/settings'),
      'auth0FormThere',
    ],
    [
      'nor into one in the redesigned dashboard',
      at('/dashboard/eu/acme/connections/con_7Yk2'),
      'auth0FormThere',
    ],
  ])('%s', (_, address, message) => {
    expect(fitAt(address)).toMatchObject({ kind: 'unfit', says: { message } });
  });
});

it('leads to the tenant’s own list, or by way of the choice of a tenant', () => {
  const list = at('/dashboard/eu/acme/connections/social');
  expect(handWay('auth0', callbackUrl, [])?.page).toBe(list);
  expect(handWay('auth0', custom, [form])?.page).toBe(list);
  expect(handWay('auth0', custom, [])?.page).toBe(at('/#/select-tenant?path=/connections/social'));
});

it('calls the popup’s command what the popup calls it', () => {
  for (const each of [english, german, spanish, japanese])
    expect(each.auth0FormWay3.message).toContain(each.pageFillOffer.message);
});

it('leaves it to the person which page another tool has', () => {
  expect(pageFit('gitea', callbackUrl, 'https://git.acme.example/x')).toEqual({ kind: 'fits', within: '/' });
  expect(handWay('gitea', callbackUrl, [])).toBeUndefined();
});
