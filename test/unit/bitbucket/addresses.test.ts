// @vitest-environment node

import { describe, expect, it } from 'vitest';
import { listAddresses, routeOf } from '../../../src/bitbucket/addresses';
import { readWorkspace } from '../../../src/bitbucket/workspace';

const uuid = '0b1e2c5a-9f14-4b5e-8a2d-3c7d1f60a9be';

describe('an address', () => {
  it.each([
    ['/acme/workspace/settings/oauth-clients', { kind: 'consumers', workspace: 'acme' }],
    ['/acme/workspace/settings/oauth-clients/create', { kind: 'consumers', workspace: 'acme' }],
    ['/acme/workspace/settings/oauth-consumers/473211/edit', { kind: 'consumers', workspace: 'acme' }],
    ['/acme/workspace/settings/api', { kind: 'consumers', workspace: 'acme' }],
    ['/account/user/mira/api', { kind: 'consumers', workspace: 'mira' }],
    ['/account/user/mira/oauth-consumers/new', { kind: 'consumers', workspace: 'mira' }],
    ['/acme/workspace/settings', { kind: 'settings', workspace: 'acme' }],
    ['/Acme/workspace/settings/api', { kind: 'consumers', workspace: 'acme' }],
    [`/%7B${uuid}%7D/workspace/settings/oauth-clients`, { kind: 'consumers', workspace: `{${uuid}}` }],
    ['/%E0%A4%A/workspace/settings/api', { kind: 'consumers', workspace: '%e0%a4%a' }],
    ['/account/workspaces/', { kind: 'workspaces' }],
    ['/account/settings/oauth-consumers/new', { kind: 'wrong-place' }],
    ['/account/settings/app-passwords/', { kind: 'wrong-place' }],
    ['/account/apps', { kind: 'wrong-place' }],
    ['/account/settings/email/', { kind: 'account' }],
    ['/account/signin/?next=/', { kind: 'sign-in' }],
    ['/acme/rockets/src/main/', { kind: 'other' }],
    ['/acme/workspace/settings/oauth-clientele', { kind: 'other' }],
  ])('%s', (path, route) => {
    expect(routeOf(`https://bitbucket.org${path}`)).toEqual(route);
  });

  it('of another site leads nowhere', () => {
    expect(routeOf('https://bitbucket.org.evil.example/acme/workspace/settings/api')).toEqual({
      kind: 'other',
    });
    expect(routeOf('http://bitbucket.org/acme/workspace/settings/api')).toEqual({ kind: 'other' });
  });
});

it('has the braces of a UUID encoded', () => {
  expect(listAddresses(`{${uuid}}`)[0]).toBe(
    `https://bitbucket.org/%7B${uuid}%7D/workspace/settings/oauth-clients`,
  );
});

it('tries today’s address first', () => {
  expect(listAddresses('acme')).toEqual([
    'https://bitbucket.org/acme/workspace/settings/oauth-clients',
    'https://bitbucket.org/acme/workspace/settings/oauth-consumers',
    'https://bitbucket.org/acme/workspace/settings/api',
    'https://bitbucket.org/account/user/acme/api',
  ]);
});

describe('a workspace is understood', () => {
  it.each([
    ['acme', 'acme'],
    [' acme-rockets ', 'acme-rockets'],
    ['bitbucket.org/acme', 'acme'],
    ['https://bitbucket.org/acme/workspace/settings/', 'acme'],
    ['https://gitlab.com/acme', undefined],
    ['acme rockets', undefined],
    ['https://bitbucket.org/account/workspaces/', undefined],
    ['Acme', 'acme'],
    ['https://bitbucket.org/Acme/shop', 'acme'],
    [`https://bitbucket.org/%7B${uuid}%7D/workspace/overview`, `{${uuid}}`],
    [`{${uuid.toUpperCase()}}`, `{${uuid}}`],
    [`bitbucket.org/{${uuid}}/`, `{${uuid}}`],
    [uuid, uuid],
    [`{${uuid.slice(1)}}`, undefined],
    ['%E0%A4%A', undefined],
  ])('%s', (text, workspace) => {
    expect(readWorkspace(text)).toBe(workspace);
  });
});
