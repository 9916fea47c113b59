// @vitest-environment node

import { expect, it } from 'vitest';
import { givesEmail } from '../../../src/bitbucket/scope-names';
import { expand, scopes } from '../../../src/bitbucket/scopes';
import { sayOfAddress } from '../../../src/pages/result/address';

const email = 'mira@acme.example';

it.each([
  ['nothing of one that is confirmed', { email, claims: { email_verified: true } }, ['account'], undefined],
  ['nothing where no claim tells whether it is', { email, claims: {} }, ['account'], undefined],
  ['that it is not confirmed', { email, claims: { email_verified: false } }, ['account'], 'emailUnconfirmed'],
  [
    'that the account gives none, where the permission is asked for',
    { claims: {} },
    ['email'],
    'noEmailGiven',
  ],
  ['the same where another permission includes it', { claims: {} }, ['account:write'], 'noEmailGiven'],
  ['to tick Email, where the profile does not ask for it', { claims: {} }, ['team'], 'noEmail'],
] as const)('says %s', (_, login, wanted, key) => {
  expect(sayOfAddress(login, { scopes: [...wanted] })).toBe(key);
});

it('knows every permission that includes the address', () => {
  expect(scopes.filter((scope) => expand([scope]).includes('email'))).toEqual([...givesEmail]);
});
