// @vitest-environment node
import { SignJWT } from 'jose';
import { expect, it } from 'vitest';
import { prepareLogin } from '../../../src/dashboards/auth0/login';
import { auth0Access } from '../../../src/dashboards/auth0/session';
import { createHttp } from '../../../src/dashboards/http';
import { Secret } from '../../../src/secret';
import { profile } from '../../fixtures/profile';
import { Auth0Store } from '../../standins/auth0/store';

// The clock of this machine may be wrong: the dashboard's decides what is valid when.

const domain = 'acme.eu.auth0.com';
const hour = 60 * 60_000;
const store = await Auth0Store.create('acme', domain);

/** A dashboard whose clock is this far behind the machine's, with these answers. */
const behind = (ms: number, answer: (url: string) => Response | Promise<Response>) =>
  createHttp({
    hosts: [domain],
    fetch: async (input) => {
      const { status, body, headers } = await answer(String(input));
      const date = new Date(Date.now() - ms).toUTCString();
      return new Response(body, { status, headers: { ...Object.fromEntries(headers), date } });
    },
    sleep: async () => {},
    isOnline: () => true,
    now: Date.now,
  });

const cache = { read: async () => undefined, write: async () => {}, forget: async () => {} };

it('a token that has expired by this machine’s clock alone is asked for all the same', async () => {
  const token = new Secret(await store.managementToken(undefined, -60));
  expect(auth0Access.refusalOf({ kind: 'token', token }, profile('p'))).toBeUndefined();
});

it('a token that expired days ago is refused before it is sent', async () => {
  const token = new Secret(await store.managementToken(undefined, -2 * 24 * 60 * 60));
  expect(auth0Access.refusalOf({ kind: 'token', token }, profile('p'))).toEqual({
    kind: 'credential-refused',
    reason: 'expired',
  });
});

it.each([
  ['far behind', 2 * hour, { reason: 'expired', clockOffSeconds: 7_200 }],
  ['far ahead', -2 * hour, { reason: 'expired', clockOffSeconds: 7_200 }],
  ['as good as the same', 60_000, { reason: 'expired' }],
])('a refusal by time says how far the clocks are apart: %s', async (_, ms, cause) => {
  const body = { statusCode: 401, errorCode: 'invalid_token', message: 'Expired token received' };
  const http = behind(ms, () => Response.json(body, { status: 401 }));
  const credential = { kind: 'token', token: new Secret(await store.managementToken()) } as const;
  const session = auth0Access.signIn({ own: profile('p'), credential, http, cache });
  const outcome = await session.listConnections();
  if (outcome.kind !== 'refused') throw new Error('not refused');
  const { said, ...rest } = outcome.cause;
  // Answers give their time in whole seconds.
  const told =
    'clockOffSeconds' in rest
      ? { ...rest, clockOffSeconds: Math.round((rest.clockOffSeconds ?? 0) / 10) * 10 }
      : rest;
  expect(told).toEqual({ kind: 'credential-refused', ...cause });
  expect(said).toBeDefined();
});

it.each([
  ['a day ahead', 24 * hour],
  ['a day behind', -24 * hour],
])('a login holds on a machine whose clock is %s', async (_, ms) => {
  let asked: URLSearchParams | undefined;
  const seconds = () => Math.floor((Date.now() - ms) / 1000);
  const http = behind(ms, async (url) => {
    if (url.endsWith('openid-configuration'))
      return Response.json({
        issuer: `https://${domain}/`,
        authorization_endpoint: `https://${domain}/authorize`,
        token_endpoint: `https://${domain}/oauth/token`,
        jwks_uri: `https://${domain}/keys`,
      });
    if (url.endsWith('/keys'))
      return Response.json({ keys: [{ ...store.publicJwk, kid: store.keyId, use: 'sig', alg: 'RS256' }] });
    const id_token = await new SignJWT({ nonce: asked?.get('nonce') ?? '', sub: 'bitbucket|1' })
      .setProtectedHeader({ alg: 'RS256', kid: store.keyId })
      .setIssuer(`https://${domain}/`)
      .setAudience('app')
      .setIssuedAt(seconds())
      .setExpirationTime(seconds() + 600)
      .sign(store.privateKey);
    return Response.json({ access_token: 'a', token_type: 'Bearer', id_token });
  });
  const redirectUri = 'https://keyferry.chromiumapp.org/';
  const prepared = await prepareLogin(http, {
    loginDomain: domain,
    applicationId: 'app',
    connectionName: 'bitbucket',
    redirectUri,
  });
  if (prepared.kind !== 'done') throw new Error('not prepared');
  asked = new URL(prepared.value.url).searchParams;
  expect(await prepared.value.finish(`${redirectUri}?code=c&state=${asked.get('state')}`)).toMatchObject({
    kind: 'logged-in',
    profile: { sub: 'bitbucket|1' },
  });
});
