// @vitest-environment node
import { beforeAll, describe, expect, it } from 'vitest';
import { type Draft, draftOf, emptyDraft, readDraft, withTool } from '../../../src/setup/profiles/draft';
import { Auth0Store } from '../../standins/auth0/store';

let store: Auth0Store;
let good: Draft;
beforeAll(async () => {
  store = await Auth0Store.create('acme', 'acme.eu.auth0.com');
  good = {
    ...emptyDraft('p'),
    name: ' Dev ',
    domain: 'acme.eu.auth0.com',
    token: await store.managementToken(),
    workspace: 'bitbucket.org/acme',
  };
});

const problems = (draft: Draft, hasCredential = false) => {
  const reading = readDraft(draft, hasCredential, Date.now());
  return reading.kind === 'problems'
    ? Object.fromEntries(Object.entries(reading.problems).map(([field, found]) => [field, found.code]))
    : {};
};

it('reads a good form', () => {
  expect(readDraft(good, false, Date.now())).toMatchObject({
    kind: 'ok',
    profile: {
      name: 'Dev',
      domain: 'acme.eu.auth0.com',
      loginDomain: 'acme.eu.auth0.com',
      workspace: 'acme',
      scopes: ['account', 'email'],
    },
    credential: { kind: 'token' },
  });
});

it('never puts a credential into the profile', () => {
  const reading = readDraft(good, false, Date.now());
  expect(JSON.stringify(reading)).not.toContain(good.token);
  if (reading.kind === 'ok') expect(draftOf(reading.profile)).toMatchObject({ token: '', clientSecret: '' });
});

describe('says at its field', () => {
  it('everything that is empty', () => {
    expect(problems(emptyDraft('p'))).toEqual({
      name: 'nameEmpty',
      domain: 'domainEmpty',
      token: 'tokenEmpty',
    });
    expect(problems({ ...emptyDraft('p'), signIn: 'machine' })).toEqual({
      name: 'nameEmpty',
      domain: 'domainEmpty',
      clientId: 'clientIdEmpty',
      clientSecret: 'clientSecretEmpty',
    });
  });

  it('a callback domain and a workspace that are none', () => {
    expect(problems({ ...good, loginDomain: 'not a domain', workspace: 'two words' })).toEqual({
      loginDomain: 'callbackMalformed',
      workspace: 'workspaceMalformed',
    });
  });

  it('a token of another tenant', async () => {
    const other = await Auth0Store.create('other', 'other.eu.auth0.com');
    expect(problems({ ...good, token: await other.managementToken() })).toEqual({
      token: 'tokenOtherTenant',
    });
  });

  it.each([
    ['which is a thing', { toString: 1, valueOf: 1 }],
    ['which is a list', ['https://acme.eu.auth0.com/']],
    ['with the tenant’s domain before the host', 'https://acme.eu.auth0.com@evil.example/'],
  ])('a token, unsigned, of an issuer %s', (_, iss) => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = { iss, aud: ['https://evil.example/api/v2/'], exp: 9e9, scope: 'read:clients' };
    const token = `${part({ alg: 'none' })}.${part(claims)}.none`;
    expect(problems({ ...good, token })).toEqual({ token: 'tokenOtherTenant' });
  });

  it('a token for something else', async () => {
    const token = await store.sign(
      { scope: 'read:clients' },
      { issuer: 'https://acme.eu.auth0.com/', audience: 'https://shop.example/', expiresIn: 60 },
    );
    expect(problems({ ...good, token })).toEqual({ token: 'tokenNotForApi' });
  });
});

it('needs no credential again where one is kept', () => {
  expect(problems({ ...good, token: '' }, true)).toEqual({});
  expect(problems({ ...good, token: '' }, false)).toEqual({ token: 'tokenEmpty' });
});

describe('for a tool that is set up by hand', () => {
  const byHand = (part: Partial<Draft>): Draft => ({
    ...emptyDraft('p'),
    name: 'Gitea',
    dashboard: 'other',
    ...part,
  });

  it('needs a callback URL and nothing of an API', () => {
    expect(problems(byHand({}))).toEqual({ callbackUrl: 'callbackEmpty' });
    const callbackUrl = 'https://git.acme.example/user/oauth2/bitbucket/callback';
    expect(readDraft(byHand({ tool: 'gitea', callbackUrl }), false, Date.now())).toMatchObject({
      kind: 'ok',
      profile: { dashboard: 'other', tool: 'gitea', callbackUrl },
      credential: undefined,
    });
  });

  it('fills in callback and permissions from the tool, and names the parts that are left', () => {
    const draft = byHand(withTool('other', 'gitea'));
    expect(draft.scopes).toEqual(['account', 'email']);
    const reading = readDraft(draft, false, Date.now());
    expect(reading).toMatchObject({
      problems: { callbackUrl: { code: 'callbackParts', params: ['{root url}, {source name}'] } },
    });
    expect(withTool('other', 'woodpecker').scopes).toContain('webhook');
  });
});
