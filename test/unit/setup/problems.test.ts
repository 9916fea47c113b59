// @vitest-environment node

import { describe, expect, it } from 'vitest';
import type { Cause } from '../../../src/dashboards/outcome';
import messages from '../../../src/public/_locales/en/messages.json';
import { fixes } from '../../../src/setup/problems';
import { fromCause, fromLogin } from '../../../src/setup/why';

it('has words for every problem: what, why, and what to do', () => {
  for (const code of Object.keys(fixes)) {
    for (const part of ['what', 'why', 'todo']) expect(messages).toHaveProperty(`problem_${code}_${part}`);
  }
});

describe('a cause becomes a problem', () => {
  it.each<[Cause, string, string[]]>([
    [{ kind: 'missing-scope', scopes: ['read:clients'] }, 'missingScope', ['read:clients']],
    [{ kind: 'rate-limited', seconds: 7 }, 'rateLimited', ['7']],
    [{ kind: 'credential-refused', reason: 'expired' }, 'credentialExpired', []],
    [{ kind: 'credential-refused', reason: 'expired', clockOffSeconds: 7_200 }, 'clockDiffers', ['7200']],
    [{ kind: 'credential-refused', reason: 'wrong-password' }, 'wrongPassword', []],
    [
      { kind: 'credential-refused', reason: 'password-or-code', otherWay: 'signInWith' },
      'passwordOrCode',
      ['signInWith'],
    ],
    [{ kind: 'client-id-refused' }, 'clientIdRefused', []],
    [{ kind: 'rejected', field: 'name' }, 'rejected', ['name']],
    [{ kind: 'not-allowed', host: 'acme.eu.auth0.com' }, 'hostPermission', ['acme.eu.auth0.com']],
  ])('%j', (cause, code, params) => {
    expect(fromCause(cause)).toEqual({ code, params });
  });
});

describe('a failed login is explained', () => {
  const error = (name: string, description: string) =>
    ({
      kind: 'provider-error',
      error: name,
      description,
      said: { by: 'Auth0', code: name, text: description },
    }) as const;
  it.each([
    [error('unauthorized_client', 'Invalid OAuth client credentials'), undefined, 'loginWrongPair'],
    [error('server_error', 'whatever'), 'bad' as const, 'loginWrongPair'],
    [
      error('access_denied', 'Your credentials lack one or more required privilege scopes.'),
      'good' as const,
      'loginLacksScope',
    ],
    [
      error('invalid_scope', 'The scope used in the request [wiki] is not valid for client scope [email]'),
      undefined,
      'loginScopeTooWide',
    ],
    [error('access_denied', 'The user denied access to the application'), undefined, 'loginDenied'],
    [error('access_denied', 'Please verify your email before logging in.'), 'good' as const, 'loginRefused'],
    [error('access_denied', ''), 'good' as const, 'loginDenied'],
    [error('access_denied', ' '), undefined, 'loginDenied'],
    [error('server_error', ''), undefined, 'loginOther'],
    [error('access_denied', 'Denied.'), undefined, 'loginRefused'],
    [error('unauthorized_client', 'the connection is not enabled'), 'good' as const, 'loginOther'],
    [error('invalid_scope', 'openid is required'), 'good' as const, 'loginOther'],
    [error('server_error', 'Something else'), 'good' as const, 'loginOther'],
    [{ kind: 'invalid-answer' } as const, undefined, 'loginInvalid'],
  ])('%j', (outcome, verdict, code) => {
    const problem = fromLogin(outcome, verdict);
    expect(problem.code).toBe(code);
    expect(problem.said).toEqual('said' in outcome ? outcome.said : undefined);
  });
});
