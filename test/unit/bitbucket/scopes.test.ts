// @vitest-environment node

import { expect, it } from 'vitest';
import { expand, loginScopes, permissions, strongest } from '../../../src/bitbucket/scopes';

it('expands a collapsed list to all that it stands for', () => {
  expect(expand(['pullrequest:write'])).toEqual([
    'repository',
    'repository:write',
    'pullrequest',
    'pullrequest:write',
  ]);
});

it('names the fewest boxes to tick', () => {
  expect(strongest(['email', 'account', 'repository', 'pullrequest'])).toEqual(['account', 'pullrequest']);
});

it('gets back the same permissions from the fewest boxes', () => {
  for (const { scope } of permissions) expect(expand(strongest(expand([scope])))).toEqual(expand([scope]));
});

it('lists in each permission all that follows from it', () => {
  for (const { scope, implies } of permissions)
    expect(expand(implies), scope).toEqual(expand(expand(implies)));
});

it('asks for the account and the address of who logs in', () => {
  expect(loginScopes).toEqual(['account', 'email']);
});
