import * as v from 'valibot';
import { expect, it } from 'vitest';
import { profileFromPage, profileWith } from '../../../src/setup/profiles/from-page';
import type { Profile } from '../../../src/setup/profiles/profile';
import { profileSchema } from '../../../src/setup/profiles/profile';

const gitea = 'https://git.acme.example/user/oauth2/bitbucket/callback';

it('is for the tool whose callback URLs look like this one, with what that tool needs', () => {
  const profile = profileFromPage('p', gitea, []);
  expect(profile).toMatchObject({ id: 'p', tool: 'gitea', callbackUrl: gitea, workspace: '' });
  expect(profile?.name).toBe('Gitea, Forgejo (git.acme.example)');
  expect(profile?.scopes).toEqual(['account', 'email']);
  expect(v.is(profileSchema, profile)).toBe(true);
});

it('is for no tool in particular where many have such callback URLs, and is called by the host', () => {
  const profile = profileFromPage('p', 'https://desk.acme.example:8443/login/callback', []);
  expect(profile).toMatchObject({ tool: 'any', name: 'desk.acme.example:8443' });
});

it('gets a name of its own', () => {
  const first = profileFromPage('1', gitea, []) as Profile;
  const second = profileFromPage('2', gitea, [first]) as Profile;
  const third = profileFromPage('3', gitea, [first, second]);
  expect([second.name, third?.name]).toEqual([`${first.name} 2`, `${first.name} 3`]);
});

it.each(['http://desk.acme.example/callback', 'ftp://desk.acme.example/callback', 'nothing'])(
  'is not made with “%s”, at which others could read a login, or nobody could',
  (callbackUrl) => expect(profileFromPage('p', callbackUrl, [])).toBeUndefined(),
);

it('is not needed where a profile has the callback URL', () => {
  const first = profileFromPage('1', gitea, []) as Profile;
  expect(profileWith(gitea, [first])).toBe(first);
  expect(profileWith(`${gitea}2`, [first])).toBeUndefined();
});
