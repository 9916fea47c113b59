// @vitest-environment node
import { beforeEach, describe, expect, it } from 'vitest';
import { auth0App } from '../../standins/auth0';
import { Auth0Store, type Client, type Connection } from '../../standins/auth0/store';

let store: Auth0Store;
let app: ReturnType<typeof auth0App>;
let shop: Client;
let connection: Connection;
beforeEach(async () => {
  store = await Auth0Store.create('acme', 'acme.eu.auth0.com');
  app = auth0App(store, () => Promise.reject(new Error('no upstream here')));
  shop = store.addClient({
    name: 'Shop',
    app_type: 'regular_web',
    callbacks: ['https://shop.acme.example/callback'],
  });
  connection = store.addConnection({
    name: 'bitbucket',
    strategy: 'bitbucket',
    options: { client_id: 'k', client_secret: 's', scope: ['account'] },
  });
  connection.enabledClients.add(shop.client_id);
});

async function api(method: string, path: string, body?: unknown, token?: string) {
  const answer = await app.request(`https://acme.eu.auth0.com/api/v2/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token ?? (await store.managementToken())}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text === '' ? undefined : JSON.parse(text) };
}

describe('the Management API', () => {
  it.each([
    [
      'a missing scope',
      () => store.managementToken(['read:clients']),
      403,
      {
        error: 'Forbidden',
        message: 'Insufficient scope, expected any of: read:connections',
        errorCode: 'insufficient_scope',
      },
    ],
    [
      'an expired token',
      () => store.managementToken(undefined, -60),
      401,
      { error: 'Unauthorized', errorCode: 'invalid_token' },
    ],
  ])('refuses %s', async (_, token, status, body) => {
    const answer = await api('GET', 'connections', undefined, await token());
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ statusCode: status, ...body });
  });

  it('replaces options as a whole', async () => {
    await api('PATCH', `connections/${connection.id}`, { options: { client_id: 'new' } });
    expect(connection.options).toEqual({ client_id: 'new' });
  });

  it('refuses unknown fields, a name that is taken, and an unknown connection', async () => {
    expect(
      (await api('POST', 'connections', { name: 'x', strategy: 'bitbucket', colour: 'red' })).body.errorCode,
    ).toBe('invalid_body');
    expect((await api('POST', 'connections', { name: 'bitbucket', strategy: 'bitbucket' })).status).toBe(409);
    expect((await api('PATCH', 'connections/con_nothing', { options: {} })).body.errorCode).toBe(
      'inexistent_connection',
    );
  });

  it('keeps options from who may not read them', async () => {
    const token = await store.managementToken(['read:connections']);
    expect((await api('GET', 'connections', undefined, token)).body.connections[0]).not.toHaveProperty(
      'options',
    );
  });

  it('pages by checkpoint, and takes at most 50 clients in one call', async () => {
    for (let index = 0; index < 120; index += 1)
      connection.enabledClients.add(store.addClient({ name: `A${index}`, app_type: 'spa' }).client_id);
    const first = (await api('GET', `connections/${connection.id}/clients?take=100`)).body;
    expect(first.clients).toHaveLength(100);
    const second = (await api('GET', `connections/${connection.id}/clients?take=100&from=${first.next}`))
      .body;
    expect([second.clients.length, second.next]).toEqual([21, undefined]);
    const many = store.clients.slice(0, 51).map(({ client_id }) => ({ client_id, status: true }));
    expect((await api('PATCH', `connections/${connection.id}/clients`, many)).status).toBe(400);
  });

  it('limits calls, and says until when', async () => {
    store.settings.callsLeft = 1;
    store.settings.resetAt = Date.now() + 5_000;
    expect((await api('GET', 'connections')).status).toBe(200);
    const limited = await api('GET', 'connections');
    expect([limited.status, limited.body.errorCode]).toEqual([429, 'too_many_requests']);
    expect(Number(limited.headers.get('x-ratelimit-reset'))).toBeGreaterThan(Date.now() / 1000);
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
  });
});

describe('authorize', () => {
  const go = (query: Record<string, string> = {}) =>
    app.request(
      `https://acme.eu.auth0.com/authorize?${new URLSearchParams({ client_id: shop.client_id, response_type: 'code', connection: 'bitbucket', redirect_uri: 'https://shop.acme.example/callback', ...query })}`,
    );

  it('leads to Bitbucket with the connection’s own Key, callback and scopes', async () => {
    const target = new URL((await go()).headers.get('location') ?? '');
    expect(target.origin + target.pathname).toBe('https://bitbucket.org/site/oauth2/authorize');
    expect(Object.fromEntries(target.searchParams)).toMatchObject({
      client_id: 'k',
      redirect_uri: 'https://acme.eu.auth0.com/login/callback',
      scope: 'account',
    });
  });

  it('shows a page, and never redirects, for another callback and for a connection that is not enabled', async () => {
    expect(await (await go({ redirect_uri: 'https://evil.example/' })).text()).toContain(
      'Callback URL mismatch.',
    );
    connection.enabledClients.clear();
    expect(await (await go()).text()).toContain('the connection is not enabled');
  });

  it('wants PKCE of a public client', async () => {
    shop.token_endpoint_auth_method = 'none';
    expect((await go()).status).toBe(403);
    expect((await go({ code_challenge: 'x', code_challenge_method: 'S256' })).status).toBe(302);
  });
});
