import { expect, it } from 'vitest';
import { takings } from '../../../src/dashboards/by-hand/takes';
import { toolAt } from '../../../src/dashboards/by-hand/tool-at';
import { tools } from '../../../src/dashboards/by-hand/tools';

it.each([
  ['https://acme.eu.auth0.com/login/callback', 'auth0'],
  ['https://login.acme.example/realms/rockets/broker/bitbucket/endpoint', 'keycloak'],
  ['https://login.acme.example/auth/realms/rockets/broker/bitbucket/endpoint/', 'keycloak'],
  ['https://abcdefghijklmnopqrst.supabase.co/auth/v1/callback', 'supabase'],
  ['http://127.0.0.1:8090/api/oauth2-redirect', 'pocketbase'],
  ['https://cloud.appwrite.io/v1/account/sessions/oauth2/callback/bitbucket/rockets', 'appwrite'],
  ['https://git.acme.example/user/oauth2/bitbucket/callback', 'gitea'],
  ['https://desk.acme.example/complete/bitbucket-oauth2/', 'weblate'],
])('knows whose %s is', (callbackUrl, tool) => {
  expect(toolAt(callbackUrl)).toBe(tool);
});

it.each([
  'https://desk.acme.example/login/callback',
  'https://desk.acme.example/callback',
  'https://auth0.com.acme.example/login/callback',
  'https://supabase.co.acme.example/auth/v1/callback',
  'https://desk.acme.example/?next=https://x.supabase.co/auth/v1/callback',
  'no address',
  '',
])('says of no tool that “%s” is its own', (callbackUrl) => {
  expect(toolAt(callbackUrl)).toBeUndefined();
});

/** With something in place of each part in braces. */
const made = (template: string): string =>
  template.replace(/^\{[^}]*\}(?=\/)/, 'https://desk.acme.example').replaceAll(/\{[^}]*\}/g, 'x');

it.each(Object.entries(takings).filter(([, { callbackUrl }]) => callbackUrl !== ''))(
  'takes no other tool for %s',
  (tool, { callbackUrl }) => {
    expect([tool, undefined]).toContain(toolAt(made(callbackUrl)));
  },
);

it('names tools only that there are', () => {
  const ids = tools.map(({ id }) => id);
  const known = Object.values(takings).flatMap(({ callbackUrl }) => toolAt(made(callbackUrl)) ?? []);
  expect(known.length).toBeGreaterThan(9);
  expect(ids).toEqual(expect.arrayContaining(known));
});
