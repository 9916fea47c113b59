// @vitest-environment node

import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { keptJourneySchema, migrateJourney } from '../../../src/setup/journey/migrate';

/** As version 0.1.0 kept it, while enabling and with a test under way. */
const version1 = {
  version: 1,
  id: 'j',
  profileId: 'p',
  mode: 'create',
  startedAt: 1,
  stage: { kind: 'enabling', connectionId: 'con_1', connectionName: 'bitbucket', isNew: true },
  record: [{ step: 'send', at: 2, did: 'connectionCreated', params: ['bitbucket'] }],
  workspace: 'acme',
  taken: [],
  consumer: { name: 'Login', keyHint: 'yV5a…hFCg' },
  connection: { id: 'con_1', name: 'bitbucket', isNew: true },
  testApplication: 'client_1',
};

describe('a journey of version 1', () => {
  it('goes on in version 2, with what it did and what it still has to take back', () => {
    expect(v.parse(keptJourneySchema, version1)).toMatchObject({
      version: 2,
      stage: { kind: 'enabling', connectionId: 'con_1', connectionName: 'bitbucket' },
      connection: { id: 'con_1', name: 'bitbucket', did: 'created' },
      hasTestApplication: true,
    });
  });

  it('with a connection that was there before does not call it its own', () => {
    const journey = { ...version1, connection: { ...version1.connection, isNew: false } };
    expect(v.parse(keptJourneySchema, journey).connection?.did).toBe('same');
  });
});

it('a journey of today stays as it is, and one of a newer version is not guessed at', () => {
  const today = v.parse(keptJourneySchema, version1);
  expect(migrateJourney(today)).toEqual(today);
  expect(v.safeParse(keptJourneySchema, { ...today, version: 99 }).success).toBe(false);
});

it('a journey keeps what was seen of its login, and one without that is as good', () => {
  const loginSeen = {
    last: { kind: 'page', address: 'bitbucket.org/site/oauth2/authorize', title: 'Invalid redirect_uri' },
    points: [{ point: 'pair', state: 'good', params: [] }],
    asks: { callbackUrl: 'https://acme.eu.auth0.com/login/callback', scopes: ['email'] },
  };
  const today = v.parse(keptJourneySchema, version1);
  expect(v.parse(keptJourneySchema, { ...today, loginSeen }).loginSeen).toEqual(loginSeen);
  expect(today.loginSeen).toBeUndefined();
});

it.each([undefined, null, 'text', [], 7])('%s is no journey', (kept) => {
  expect(v.safeParse(keptJourneySchema, kept).success).toBe(false);
});
