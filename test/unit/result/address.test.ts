// @vitest-environment node

import { expect, it } from 'vitest';
import { givesEmail } from '../../../src/bitbucket/scope-names';
import { expand, scopes } from '../../../src/bitbucket/scopes';
import { sayOfAddress } from '../../../src/pages/result/address';

const email = 'mira@acme.example';

it.each([
  ['nothing of one that is confirmed', { email, claims: { email_verified: true } }, undefined],
  ['nothing where no claim tells whether it is', { email, claims: {} }, undefined],
  ['that it is not confirmed', { email, claims: { email_verified: false } }, 'emailUnconfirmed'],
  [
    'that the account gives none, where the connection asks for it',
    { claims: {}, asks: ['email'] },
    'noEmailGiven',
  ],
  ['the same where another permission includes it', { claims: {}, asks: ['account:write'] }, 'noEmailGiven'],
  ['to tick Email, where the connection does not ask for it', { claims: {}, asks: ['team'] }, 'noEmail'],
  ['the same of one that asks for nothing', { claims: {}, asks: [] }, 'noEmail'],
  ['that it is not known whether the connection asks for it', { claims: {} }, 'noEmailUntold'],
] as const)('says %s', (_, login, key) => {
  expect(sayOfAddress(login)).toBe(key);
});

it('knows every permission that includes the address', () => {
  expect(scopes.filter((scope) => expand([scope]).includes('email'))).toEqual([...givesEmail]);
});
