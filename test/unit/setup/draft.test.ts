// @vitest-environment node
import { beforeAll, describe, expect, it } from 'vitest';
import type { SecretField } from '../../../src/dashboards/fieldset';
import { fieldsets } from '../../../src/dashboards/fieldsets';
import {
  type Draft,
  draftOf,
  emptyDraft,
  enteredIn,
  entering,
  enteringSecret,
  fieldsAtFirst,
  opensTheSame,
  picking,
  pickingDashboard,
  stillWrong,
} from '../../../src/setup/profiles/draft';
import { beginningOf, draftFrom, elsewhere } from '../../../src/setup/profiles/first-steps';
import { checksTheSame, readDraft, settledText, wrongAtOnce } from '../../../src/setup/profiles/read-draft';
import { oldFirstSteps } from '../../fixtures/first-steps';
import { Auth0Store } from '../../standins/auth0/store';

let store: Auth0Store;
let good: Draft;
beforeAll(async () => {
  store = await Auth0Store.create('acme', 'acme.eu.auth0.com');
  const draft = { ...emptyDraft('p'), name: ' Dev ', workspace: 'bitbucket.org/acme' };
  good = entered(draft, { domain: 'acme.eu.auth0.com', token: await store.managementToken() });
});

const tokenField = fieldsets.auth0.fields.find((each) => each.id === 'token') as SecretField<
  Readonly<Record<string, string>>
>;

const signedFor = (audience: string[]): Promise<string> =>
  store.sign(
    { scope: 'read:connections create:connections update:connections read:clients' },
    { issuer: 'https://login.acme.example/', audience, expiresIn: 600 },
  );

const entered = (draft: Draft, texts: Record<string, string>): Draft => ({
  ...draft,
  ...entering(draft, texts),
});
/** The draft with another dashboard picked. */
const picked = (draft: Draft, dashboard: Draft['dashboard']): Draft => ({
  ...draft,
  ...pickingDashboard(draft, dashboard),
});

const problems = (draft: Draft, hasCredential = false) => {
  const reading = readDraft(draft, hasCredential);
  return reading.kind === 'problems'
    ? Object.fromEntries(Object.entries(reading.problems).map(([field, found]) => [field, found?.message]))
    : {};
};

it('reads a good form', () => {
  expect(readDraft(good, false)).toMatchObject({
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
  const reading = readDraft(good, false);
  expect(JSON.stringify(reading)).not.toContain(enteredIn(good).token);
  if (reading.kind === 'ok')
    expect(enteredIn(draftOf(reading.profile))).toMatchObject({ token: '', clientSecret: '' });
});

describe('says at its field', () => {
  it('everything that is empty', () => {
    expect(problems(emptyDraft('p'))).toEqual({
      name: 'field_nameEmpty',
      domain: 'auth0DomainEmpty',
      token: 'auth0TokenEmpty',
    });
    expect(problems(entered(emptyDraft('p'), { signIn: 'machine' }))).toEqual({
      name: 'field_nameEmpty',
      domain: 'auth0DomainEmpty',
      clientId: 'field_clientIdEmpty',
      clientSecret: 'field_clientSecretEmpty',
    });
  });

  it('a callback domain and a workspace that are none', () => {
    expect(problems({ ...entered(good, { loginDomain: 'not a domain' }), workspace: 'two words' })).toEqual({
      loginDomain: 'field_callbackMalformed',
      workspace: 'field_workspaceMalformed',
    });
  });

  it('a token of another tenant', async () => {
    const other = await Auth0Store.create('other', 'other.eu.auth0.com');
    expect(problems(entered(good, { token: await other.managementToken() }))).toEqual({
      token: 'auth0TokenOtherTenant',
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
    expect(problems(entered(good, { token }))).toEqual({ token: 'auth0TokenOtherTenant' });
  });

  it('a token for something else', async () => {
    const token = await store.sign(
      { scope: 'read:clients' },
      { issuer: 'https://acme.eu.auth0.com/', audience: 'https://shop.example/', expiresIn: 60 },
    );
    expect(problems(entered(good, { token }))).toEqual({ token: 'auth0TokenNotForApi' });
  });
});

it('needs no credential again where one is kept', () => {
  expect(problems(entered(good, { token: '' }), true)).toEqual({});
  expect(problems(entered(good, { token: '' }), false)).toEqual({ token: 'auth0TokenEmpty' });
});

it('makes of each way in what the dashboard is opened with', () => {
  const machine = entered(good, {
    signIn: 'machine',
    clientId: ' theClientId ',
    clientSecret: ' theSecret ',
  });
  const reading = readDraft(machine, false);
  expect(reading).toMatchObject({
    profile: { signIn: 'machine', clientId: 'theClientId' },
    credential: { kind: 'machine', clientId: 'theClientId' },
  });
  const credential = reading.kind === 'ok' ? reading.credential : undefined;
  expect(credential?.kind === 'machine' && credential.clientSecret.reveal()).toBe('theSecret');
});

it('tells nothing of whose token it is while nobody knows whose tenant is meant', () => {
  expect(problems(entered(good, { domain: 'acme' }))).toEqual({ domain: 'auth0DomainMalformed' });
  expect(problems(entered(good, { domain: 'acme', token: 'theToken' }))).toEqual({
    domain: 'auth0DomainMalformed',
    token: 'auth0TokenMalformed',
  });
});

it('keeps nothing of a way in that was not taken', () => {
  const reading = readDraft(entered(good, { clientId: 'theClientId', clientSecret: 'x' }), false);
  expect(reading).toMatchObject({
    profile: { signIn: 'token', clientId: '' },
    credential: { kind: 'token' },
  });
});

it('takes the credential that is kept for the same way into the same dashboard only', () => {
  const profile = (part: Record<string, string> = {}) => {
    const reading = readDraft(entered(good, part), true);
    if (reading.kind !== 'ok') throw new Error(JSON.stringify(reading.problems));
    return reading.profile;
  };
  expect(opensTheSame(entered(good, { token: '', loginDomain: 'login.acme.example' }), profile())).toBe(true);
  expect(opensTheSame(entered(good, { domain: 'other.eu.auth0.com' }), profile())).toBe(false);
  expect(opensTheSame(entered(good, { signIn: 'machine' }), profile())).toBe(false);
  const machine = profile({ signIn: 'machine', clientId: 'one' });
  expect(opensTheSame(draftOf(machine), machine)).toBe(true);
  expect(opensTheSame(entered(draftOf(machine), { clientId: 'other' }), machine)).toBe(false);
  expect(opensTheSame(picked(good, 'other'), profile())).toBe(false);
});

describe('a check asks the same', () => {
  const atKeycloak = () =>
    entered(picked(good, 'keycloak'), {
      realm: 'https://id.acme.example/realms/acme',
      signIn: 'password',
      administrator: 'admin',
      password: 'a password',
    });

  it('where what is entered reads the same, also what is left empty', () => {
    expect(checksTheSame(entered(good, { domain: ' https://acme.eu.auth0.com/ ' }), good)).toBe(true);
    // The token says whose it is.
    expect(checksTheSame(entered(good, { domain: '' }), good)).toBe(true);
    expect(checksTheSame(entered(atKeycloak(), { adminRealm: 'master' }), atKeycloak())).toBe(true);
    expect(checksTheSame({ ...good, name: 'Live', workspace: 'rockets' }, good)).toBe(true);
  });

  it('not where it is another dashboard, or another credential', () => {
    expect(checksTheSame(entered(good, { domain: 'acme-dev.eu.auth0.com' }), good)).toBe(false);
    expect(checksTheSame(entered(good, { token: 'another' }), good)).toBe(false);
    expect(checksTheSame(entered(atKeycloak(), { adminRealm: 'acme' }), atKeycloak())).toBe(false);
    expect(checksTheSame(picked(good, 'pocketbase'), good)).toBe(false);
  });

  it('not where logins are another’s that it asks about, unless it has found that one there', () => {
    const at = (collection: string) =>
      entered(picked(good, 'pocketbase'), { server: 'pb.acme.example', collection });
    expect(checksTheSame(at(''), at('users'))).toBe(true);
    expect(checksTheSame(at('staff'), at('users'))).toBe(false);
    expect(checksTheSame(at('staff'), at('users'), { collection: ['staff', 'users'] })).toBe(true);
    const address = { loginAddress: 'https://login.acme.example/realms/acme' };
    expect(checksTheSame(entered(atKeycloak(), address), atKeycloak())).toBe(false);
    // Auth0 is not asked about it.
    expect(checksTheSame(entered(good, { loginDomain: 'login.acme.example' }), good)).toBe(true);
  });
});

it('shows a field as it was read, and as it is where that is nothing', () => {
  const settled = (id: string, text: string) => settledText(entered(good, { [id]: text }), id);
  expect(settled('domain', 'https://manage.auth0.com/dashboard/eu/acme/')).toBe('acme.eu.auth0.com');
  expect(settled('domain', 'acme')).toBe('acme');
  expect(settled('loginDomain', 'https://Login.acme.example/')).toBe('login.acme.example');
  expect(settled('loginDomain', '')).toBe('');
});

it('takes back what is wrong with a field when that changes, and nothing else', () => {
  const wrong = { ...entered(good, { domain: 'acme' }), name: '' };
  const reading = readDraft(wrong, false);
  const found = reading.kind === 'problems' ? reading.problems : {};
  expect(Object.keys(found).sort()).toEqual(['domain', 'name']);
  const left = (after: Draft) => Object.keys(stillWrong(found, wrong, after)).sort();
  expect(left({ ...wrong, workspace: 'other' })).toEqual(['domain', 'name']);
  expect(left({ ...wrong, name: 'Dev' })).toEqual(['domain']);
  expect(left(entered(wrong, { domain: 'acme.auth0.com' }))).toEqual(['name']);
  expect(left({ ...wrong, dashboard: 'other' })).toEqual(['name']);
});

describe('a pasted token', () => {
  const paste = (draft: Draft, text: string, isNew: boolean): Draft => ({
    ...draft,
    ...enteringSecret(draft, tokenField, text, isNew),
  });
  let own: string;
  let others: string;
  beforeAll(async () => {
    own = await store.managementToken();
    others = await (await Auth0Store.create('other', 'other.eu.auth0.com')).managementToken();
  });

  it('fills in the domain and a name, and a second one those of the first', () => {
    const first = paste(emptyDraft('p'), own, true);
    expect([first.name, enteredIn(first).domain]).toEqual(['acme', 'acme.eu.auth0.com']);
    const second = paste(first, others, true);
    expect([second.name, enteredIn(second).domain]).toEqual(['other', 'other.eu.auth0.com']);
    expect(problems(second)).toEqual({});
  });

  it('takes the place of nothing that was entered by hand', () => {
    const before = entered({ ...emptyDraft('p'), name: 'Dev' }, { domain: 'acme.us.auth0.com' });
    const after = paste(before, own, true);
    expect([after.name, enteredIn(after).domain]).toEqual(['Dev', 'acme.us.auth0.com']);
    expect(wrongAtOnce(after, tokenField)).toEqual({
      message: 'auth0TokenOtherTenant',
      params: ['acme.eu.auth0.com', 'acme.us.auth0.com'],
    });
  });

  it('moves no profile that was saved to another tenant, and is wrong there at once', () => {
    const again = paste(paste({ ...good, name: 'acme' }, own, false), others, false);
    expect([again.name, enteredIn(again).domain]).toEqual(['acme', 'acme.eu.auth0.com']);
    expect(wrongAtOnce(again, tokenField)).toEqual({
      message: 'auth0TokenOtherTenant',
      params: ['other.eu.auth0.com', 'acme.eu.auth0.com'],
    });
  });

  it('is as wrong as it stands there, and an empty field is not wrong yet', () => {
    expect(wrongAtOnce(entered(good, { token: 'theToken' }), tokenField)?.message).toBe(
      'auth0TokenMalformed',
    );
    expect(wrongAtOnce(entered(good, { token: '' }), tokenField)).toBeUndefined();
    expect(wrongAtOnce(good, tokenField)).toBeUndefined();
    const [domain] = fieldsets.auth0.fields;
    if (domain) expect(wrongAtOnce(entered(good, { domain: 'acme' }), domain)).toBeUndefined();
  });
});

describe('in the first steps', () => {
  const asked = (draft: Draft) => fieldsAtFirst(draft).map((each) => each.id);

  it('a token is all that is asked for: whose it is, it says itself', async () => {
    const empty = emptyDraft('p');
    expect(asked(empty)).toEqual(['signIn', 'token']);
    const token = await store.managementToken();
    const pasted = { ...empty, ...enteringSecret(empty, tokenField, token, true) };
    expect(asked(pasted)).toEqual(['signIn', 'token']);
    expect(readDraft(pasted, false)).toMatchObject({
      kind: 'ok',
      profile: { name: 'acme', domain: 'acme.eu.auth0.com', loginDomain: 'acme.eu.auth0.com' },
    });
  });

  it('the domain is asked for with another way in, and where it is another than the token’s', async () => {
    expect(asked(entered(emptyDraft('p'), { signIn: 'machine' }))).toEqual([
      'domain',
      'signIn',
      'clientId',
      'clientSecret',
    ]);
    const other = await (await Auth0Store.create('other', 'other.eu.auth0.com')).managementToken();
    expect(asked(entered(good, { token: other }))).toEqual(['domain', 'signIn', 'token']);
    expect(asked(entered(good, { token: '' }))).toEqual(['domain', 'signIn', 'token']);
    const ofTwo = await signedFor(['https://acme.eu.auth0.com/api/v2/', 'https://b.eu.auth0.com/api/v2/']);
    expect(asked(entered(emptyDraft('p'), { token: ofTwo }))).toEqual(['domain', 'signIn', 'token']);
  });

  it('logins start on another tenant’s own domain where another is entered', () => {
    const before = entered(good, { loginDomain: 'login.acme.example' });
    const loginDomain = (part: Partial<Draft>) =>
      enteredIn({ ...before, ...elsewhere(before, part) }).loginDomain;
    expect(loginDomain(entering(before, { domain: 'other.eu.auth0.com' }))).toBe('');
    expect(loginDomain({ workspace: 'other' })).toBe('login.acme.example');
    expect(loginDomain(entering(before, { token: '' }))).toBe('login.acme.example');
  });

  it('what an older version kept is there again', () => {
    const draft = draftFrom({ ...oldFirstSteps, dashboard: 'auth0' });
    expect(draft).toMatchObject({ id: 'new', dashboard: 'auth0', workspace: 'acme' });
    expect(enteredIn(draft)).toEqual({
      domain: 'acme.eu.auth0.com',
      signIn: 'machine',
      token: '',
      clientId: 'theClientId',
      clientSecret: '',
      loginDomain: '',
    });
  });

  it('nothing that is secret is kept, and nothing that cannot be picked is there again', () => {
    const kept = beginningOf(entered(good, { clientSecret: 'theSecret' }));
    expect(kept).toEqual({
      profileId: 'p',
      dashboard: 'auth0',
      workspace: 'bitbucket.org/acme',
      domain: 'acme.eu.auth0.com',
      signIn: 'token',
      clientId: '',
      loginDomain: '',
    });
    expect(enteredIn(draftFrom({ ...kept, signIn: 'magic', token: 'theToken' }))).toMatchObject({
      signIn: 'token',
      token: '',
    });
  });
});

describe('for a tool that is set up by hand', () => {
  const byHand = (texts: Record<string, string>): Draft =>
    entered(picked({ ...emptyDraft('p'), name: 'Gitea' }, 'other'), texts);
  const withTool = (id: string): Draft => {
    const draft = byHand({});
    const [tool] = fieldsets.other.fields;
    return tool?.kind === 'choice' ? { ...draft, ...picking(draft, tool, id) } : draft;
  };

  it('needs a callback URL and nothing of an API', () => {
    expect(problems(byHand({}))).toEqual({ callbackUrl: 'field_callbackEmpty' });
    const callbackUrl = 'https://git.acme.example/user/oauth2/bitbucket/callback';
    expect(readDraft(byHand({ tool: 'gitea', callbackUrl }), false)).toMatchObject({
      kind: 'ok',
      profile: { dashboard: 'other', tool: 'gitea', callbackUrl },
      credential: undefined,
    });
  });

  it('gets nothing of what was entered for another dashboard, which has it again', () => {
    const other = picked(good, 'other');
    expect(Object.values(enteredIn(other))).not.toContain(enteredIn(good).token);
    expect(enteredIn(picked(other, 'auth0'))).toEqual(enteredIn(good));
  });

  it('fills in callback and permissions from the tool, and names the parts that are left', () => {
    const draft = withTool('gitea');
    expect(draft.scopes).toEqual(['account', 'email']);
    expect(readDraft(draft, false)).toMatchObject({
      problems: { callbackUrl: { message: 'field_callbackParts', params: ['{root url}, {source name}'] } },
    });
    expect(withTool('woodpecker').scopes).toContain('webhook');
  });
});
