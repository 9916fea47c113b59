// @vitest-environment node

import { describe, expect, it } from 'vitest';
import { judgePairCheck, pairCheckRequest } from '../../../src/bitbucket/oauth';
import { Secret } from '../../../src/secret';

describe('the answer of the token endpoint', () => {
  it.each([
    ['a token', 200, { access_token: 'x' }, 'good'],
    [
      'public',
      400,
      {
        error: 'invalid_grant',
        error_description: 'Cannot use client_credentials with a consumer marked as "public". Calls …',
      },
      'good',
    ],
    [
      'a wrong pair',
      400,
      { error: 'unauthorized_client', error_description: 'Invalid OAuth client credentials' },
      'bad',
    ],
    [
      'no callback',
      400,
      { error: 'invalid_request', error_description: 'No callback uri defined for the OAuth client.' },
      'no-callback',
    ],
    [
      'another error of a new client',
      400,
      { error: 'unauthorized_client', error_description: 'Grant type not allowed' },
      'not-checked',
    ],
    [
      'a wrong pair, in the words of the standard',
      401,
      { error: 'invalid_client', error_description: 'Client authentication failed' },
      'bad',
    ],
    [
      'a wrong pair, in other words',
      400,
      { error: 'unauthorized_client', error_description: 'Invalid client id or secret' },
      'bad',
    ],
    ['a code without words', 401, { error: 'invalid_client' }, 'not-checked'],
    ['the same with the other status', 400, { error: 'invalid_client' }, 'not-checked'],
    ['a code with empty words', 401, { error: 'invalid_client', error_description: ' ' }, 'not-checked'],
    ['the other code without words', 400, { error: 'unauthorized_client' }, 'not-checked'],
    [
      'a client that may not do this',
      400,
      {
        error: 'unauthorized_client',
        error_description: 'The client is not authorized to use this grant type.',
      },
      'not-checked',
    ],
    [
      'the words, without the status',
      503,
      { error: 'invalid_client', error_description: 'Invalid client' },
      'not-checked',
    ],
    ['a page that says yes', 200, undefined, 'not-checked'],
    ['a page', 502, undefined, 'not-checked'],
  ] as const)('%s', (_, status, body, verdict) => {
    expect(judgePairCheck(status, body)).toBe(verdict);
  });
});

it('sends the pair in the header only', () => {
  const request = pairCheckRequest({ key: 'theKey', secret: new Secret('the:Secret') });
  expect(request.url + request.body).not.toContain('the');
  expect(atob(request.headers.authorization.slice('Basic '.length))).toBe('theKey:the:Secret');
});
