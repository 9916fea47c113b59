// @vitest-environment node

import { describe, expect, it } from 'vitest';
import { expand } from '../../../src/bitbucket/scopes';
import { compare, type SetupSeen } from '../../../src/setup/check-setup';
import type { Point } from '../../../src/setup/points';

const callbackUrl = 'https://acme.eu.auth0.com/login/callback';
const good: SetupSeen = {
  connection: { id: 'con_1', name: 'bitbucket', key: 'k', secret: undefined, scopes: ['email', 'account'] },
  foreign: [],
  enabledNames: ['Shop', 'App'],
  wantedNames: ['Shop'],
  consumer: { name: 'Login', callbackUrl, scopes: expand(['account']) },
  verdict: 'good',
  callbackUrl,
};
const consumer = { name: 'Login', callbackUrl, scopes: expand(['account']) };
const states = (seen: Partial<SetupSeen>) =>
  Object.fromEntries(compare({ ...good, ...seen }).map(({ point, state }: Point) => [point, state]));
const allGood = {
  connection: 'good',
  consumer: 'good',
  pair: 'good',
  callback: 'good',
  permissions: 'good',
  applications: 'good',
};

describe('a connection that only looks like Bitbucket’s', () => {
  const foreign = [
    { name: 'elsewhere', parts: ['token', 'script'] },
    { name: 'own script', parts: ['script'] },
  ] as const;
  const expected = [
    { point: 'foreign', state: 'bad', params: ['elsewhere', 'token', 'script'] },
    { point: 'foreign', state: 'unknown', params: ['own script', 'script'] },
  ];

  it('is told beside the one that there is', () => {
    expect(compare({ ...good, foreign }).slice(-2)).toEqual(expected);
  });

  it('is told where there is no other', () => {
    expect(compare({ ...good, connection: undefined, foreign })).toEqual([
      { point: 'connection', state: 'bad', params: [] },
      ...expected,
    ]);
  });
});

it('finds nothing wrong with a setup that works', () => {
  expect(states({})).toEqual(allGood);
});

describe('finds', () => {
  it.each<[string, Partial<SetupSeen>, object]>([
    [
      'a callback that differs in its scheme',
      { consumer: { ...consumer, callbackUrl: callbackUrl.replace('https', 'http') } },
      { callback: 'bad' },
    ],
    [
      'a callback that differs in its slash',
      { consumer: { ...consumer, callbackUrl: `${callbackUrl}/` } },
      { callback: 'bad' },
    ],
    ['an empty callback', { consumer: { ...consumer, callbackUrl: '' } }, { callback: 'bad' }],
    [
      'a permission that the connection asks for',
      { connection: { ...good.connection, scopes: ['wiki'] } as never },
      { permissions: 'bad' },
    ],
    [
      'a login that cannot read the account',
      { consumer: { ...consumer, scopes: ['email'] } },
      { permissions: 'bad' },
    ],
    [
      'a connection that is not for logging in',
      { connection: { ...good.connection, isNotForLogin: true } as never },
      { login: 'bad' },
    ],
    ['a pair that Bitbucket refuses', { verdict: 'bad' }, { pair: 'bad' }],
    ['a pair that could not be checked', { verdict: 'not-checked' }, { pair: 'unknown' }],
    ['an application without the connection', { wantedNames: ['Shop', 'New'] }, { applications: 'bad' }],
    ['no application with it', { enabledNames: [], wantedNames: [] }, { applications: 'bad' }],
  ])('%s', (_, seen, wrong) => {
    expect(states(seen)).toEqual({ ...allGood, ...wrong });
  });

  it('a page that was not understood', () => {
    expect(states({ consumer: 'unread' })).toEqual({
      ...allGood,
      callback: 'unknown',
      permissions: 'unknown',
    });
  });

  it('no consumer, or no connection', () => {
    expect(states({ consumer: 'absent' })).toEqual({
      connection: 'good',
      consumer: 'bad',
      applications: 'good',
    });
    expect(states({ connection: undefined })).toEqual({ connection: 'bad' });
  });
});
