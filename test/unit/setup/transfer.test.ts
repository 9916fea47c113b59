// @vitest-environment node

import { expect, it } from 'vitest';
import { fileOf, profilesToAdd, readFile } from '../../../src/setup/profiles/transfer';
import { profile } from '../../fixtures/profile';

it('comes back as it was', () => {
  const profiles = [profile('a'), profile('b')];
  expect(readFile(fileOf(profiles))).toEqual({ kind: 'profiles', profiles });
});

/** A file as version 0.1 wrote it. */
const old = `{
  "kind": "keyferry/profiles",
  "version": 1,
  "profiles": [
    {
      "id": "a",
      "name": "Development",
      "workspace": "acme",
      "scopes": ["account", "email"],
      "dashboard": "auth0",
      "domain": "acme.eu.auth0.com",
      "signIn": "machine",
      "clientId": "theClientId",
      "loginDomain": "login.acme.example",
      "applications": { "kind": "chosen", "ids": ["shop"] }
    },
    {
      "id": "b",
      "name": "Gitea",
      "workspace": "",
      "scopes": ["account"],
      "dashboard": "other",
      "tool": "gitea",
      "callbackUrl": "https://git.acme.example/user/oauth2/bitbucket/callback"
    }
  ]
}
`;

it('is read as an older version wrote it, and written as that would read it', () => {
  const read = readFile(old);
  expect(read).toEqual({ kind: 'profiles', profiles: JSON.parse(old).profiles });
  if (read.kind === 'profiles') expect(JSON.parse(fileOf(read.profiles))).toEqual(JSON.parse(old));
});

it('holds nothing but what a profile is made of', () => {
  const more = { ...profile('a'), token: 'theToken', clientSecret: 'theSecret' };
  expect(fileOf([more])).not.toMatch(/theToken|theSecret/);
});

it.each([
  ['no JSON', 'Dear all', 'notOurs'],
  ['somebody else’s', '{"profiles":[]}', 'notOurs'],
  ['damaged', fileOf([profile('a')]).replace('"domain"', '"demon"'), 'notOurs'],
  ['a newer version’s', fileOf([profile('a')]).replace('"version": 1', '"version": 2'), 'newer'],
  ['too big', ' '.repeat(1_000_001), 'tooBig'],
])('is not taken where it is %s', (_, text, problem) => {
  expect(readFile(text)).toEqual({ kind: 'problem', problem });
});

it('adds what is not there yet, under an id of its own', () => {
  const [here, new_] = [profile('a'), { ...profile('b'), name: 'New' }];
  let count = 0;
  const added = profilesToAdd(
    [
      { ...here, id: 'elsewhere' },
      { ...new_, id: 'a' },
    ],
    [here],
    () => `fresh-${++count}`,
  );
  expect(added).toEqual([{ ...new_, id: 'fresh-1' }]);
});

it.each<[string, Partial<ReturnType<typeof profile>>, string]>([
  [
    'a domain that only looks like the dashboard’s',
    { domain: 'acme.eu.auth0.com.evil.example' },
    'auth0DomainForeign',
  ],
  ['a domain that is none', { domain: 'acme' }, 'auth0DomainMalformed'],
  ['a callback domain that is none', { loginDomain: 'not a domain' }, 'field_callbackMalformed'],
  ['a workspace that is none', { workspace: '../account' }, 'field_workspaceMalformed'],
  ['an application without its id', { signIn: 'machine' }, 'field_clientIdEmpty'],
  ['no name', { name: ' ' }, 'field_nameEmpty'],
])('adds nothing of a file with %s', (_, wrong, message) => {
  const text = JSON.stringify({
    kind: 'keyferry/profiles',
    version: 1,
    profiles: [profile('a'), { ...profile('b'), ...wrong }],
  });
  expect(readFile(text)).toMatchObject({ kind: 'wrong-profile', problem: { message } });
});

it('adds nothing of a file with a callback URL that is no address', () => {
  const { id, name, workspace, scopes } = profile('a');
  const byHand = {
    id,
    name,
    workspace,
    scopes,
    dashboard: 'other',
    tool: 'other',
    callbackUrl: 'not an address',
  };
  const text = JSON.stringify({ kind: 'keyferry/profiles', version: 1, profiles: [byHand] });
  expect(readFile(text)).toMatchObject({
    kind: 'wrong-profile',
    problem: { message: 'field_callbackUrlMalformed' },
  });
});

it('takes no value from what a file says of the language’s own names, and gives no two of its profiles one id', () => {
  const { domain, ...rest } = profile('a');
  const file = (profiles: string) => `{"kind":"keyferry/profiles","version":1,"profiles":[${profiles}]}`;
  const inherited = JSON.stringify(rest).replace('{', `{"__proto__":${JSON.stringify({ domain })},`);
  expect(readFile(file(inherited))).toEqual({ kind: 'problem', problem: 'notOurs' });
  const twice = [profile('a'), { ...profile('a'), name: 'Other' }];
  const read = readFile(file(twice.map((each) => JSON.stringify(each)).join()));
  let count = 0;
  const added = read.kind === 'profiles' ? profilesToAdd(read.profiles, [], () => `n${++count}`) : [];
  expect(added.map((each) => each.id)).toEqual(['n1', 'n2']);
});

it('adds nothing that comes back from a file', () => {
  const present = [profile('a'), { ...profile('b'), name: 'Staging' }];
  const read = readFile(fileOf(present));
  expect(read.kind === 'profiles' && profilesToAdd(read.profiles, present, () => 'fresh')).toEqual([]);
});
