// @vitest-environment node

import { expect, it } from 'vitest';
import type { WantedConsumer } from '../../../src/bitbucket/form';
import { guide, type PageFacts } from '../../../src/setup/guide';
import { advance, begin, type Event } from '../../../src/setup/journey';
import { consumerName, type Profile, wantedConsumer } from '../../../src/setup/profile';

const profile: Profile = {
  id: 'p',
  name: 'Development',
  dashboard: 'auth0',
  domain: 'acme.eu.auth0.com',
  signIn: 'token',
  clientId: '',
  loginDomain: 'login.acme.example',
  workspace: 'acme',
  scopes: ['account', 'email'],
  applications: { kind: 'all' },
};
const wanted: WantedConsumer = wantedConsumer(profile, 'Login');

const list: PageFacts = { kind: 'list', workspace: 'acme', names: [], pairIn: 'row' };
const form: PageFacts = { kind: 'form', workspace: 'acme', purpose: 'add' };
const pair: PageFacts = { kind: 'pair', workspace: 'acme' };
const start = begin({ id: 'j', profileId: 'p', mode: 'create', workspace: 'acme', now: 0 });
const seen: Event = { kind: 'list-seen', workspace: 'acme', names: [], freeName: 'Login', pairIn: 'row' };
const creating = advance(start, seen, 0);
const filled = advance(creating, { kind: 'form-filled', name: 'Login' }, 0);
const capturing = advance(filled, { ...seen, names: ['Login'] }, 0);

it('registers the callback of the domain on which logins start', () => {
  expect(wanted.callbackUrl).toBe('https://login.acme.example/login/callback');
  expect(consumerName(profile, [])).toBe('Auth0 login (login)');
  expect(consumerName(profile, ['Auth0 login (login)', 'Auth0 login (login) 2'])).toBe(
    'Auth0 login (login) 3',
  );
});

it.each([
  ['opens the form from the list', creating, list, { kind: 'open-form' }],
  ['fills the form', creating, form, { kind: 'fill', wanted }],
  ['does not touch a form that edits', creating, { ...form, purpose: 'edit' } as const, { kind: 'nothing' }],
  ['takes no pair before the form was filled', creating, pair, { kind: 'nothing' }],
  ['takes the pair of the dialog after Save', filled, pair, { kind: 'capture', consumerName: undefined }],
  ['asks before it opens a form again that was left', filled, list, { kind: 'not-saved', wanted }],
  ['takes the pair of the row with the name', capturing, list, { kind: 'capture', consumerName: 'Login' }],
  ['stays away from another workspace', creating, { ...list, workspace: 'rivals' }, { kind: 'nothing' }],
  ['stays away elsewhere', filled, { kind: 'other' } as const, { kind: 'nothing' }],
])('%s', (_, journey, page, plan) => {
  expect(guide(journey, page, wanted, undefined)).toEqual(plan);
});
