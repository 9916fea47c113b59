// @vitest-environment node
import { decodeJwt } from 'jose';
import { afterEach, describe, expect, it, type TestContext } from 'vitest';
import { frontOf } from '../../servers/front';
import { host, type Keycloak, type Realm } from '../../servers/keycloak';
import { keycloakFor } from '../../servers/shared-keycloak';
import { seed, startStandins } from '../../standins';
import { bitbucketApp } from '../../standins/bitbucket';
import { consumerFields } from '../../standins/bitbucket/store';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function realmFor(test: TestContext): Promise<{ keycloak: Keycloak; realm: Realm }> {
  const keycloak = await keycloakFor(test);
  const realm = await keycloak.addRealm();
  ends.push(realm.remove);
  return { keycloak, realm };
}

it('is one for all, with a realm for each', async (test) => {
  const [one, other] = await Promise.all([realmFor(test), realmFor(test)]);
  expect(one.keycloak.port).toBe(other.keycloak.port);
  expect(one.realm.name).not.toBe(other.realm.name);
  await one.realm.call('PUT', '', { displayName: 'Changed' });
  const read = await Promise.all([one, other].map(({ realm }) => realm.call('GET', '')));
  expect(read.map(({ body }) => body.displayName)).toEqual(['Changed', 'Acme Rockets']);
  const own = await keycloakFor(test);
  const removed = await own.addRealm();
  await removed.remove();
  expect((await removed.call('GET', '')).status).toBe(404);
});

it('leads its own requests for one at a time', async (test) => {
  const keycloak = await keycloakFor(test);
  const order: string[] = [];
  const endFirst = await keycloak.lead(new Map());
  const second = keycloak.lead(new Map()).then((end) => {
    order.push('second');
    return end;
  });
  await keycloak.addRealm().then((realm) => realm.remove());
  order.push('first ends');
  endFirst();
  (await second)();
  expect(order).toEqual(['first ends', 'second']);
});

describe('over its API', () => {
  it('a service client has the roles that it was given, and no others', async (test) => {
    const { keycloak, realm } = await realmFor(test);
    const { clientId, clientSecret } = await realm.addServiceClient('manage-identity-providers');
    const app = frontOf(keycloak);
    const token = await app.request(`https://${host}/realms/${realm.name}/protocol/openid-connect/token`, {
      method: 'POST',
      headers: { host, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
      }).toString(),
    });
    const { access_token } = await token.json();
    const read = (path: string) =>
      app.request(`https://${host}/admin/realms/${realm.name}/${path}`, {
        headers: { host, authorization: `Bearer ${access_token}` },
      });
    expect((await read('identity-provider/instances')).status).toBe(200);
    expect((await read('clients')).status).toBe(403);
  });

  it('its providers’ Secrets are masked, and are read beside it', async (test) => {
    const { realm } = await realmFor(test);
    expect(await realm.secrets()).toEqual({});
    // Longer than a line.
    const clientSecret = `it’s {"a": "secret"} ${'x'.repeat(200)}`;
    const provider = { providerId: 'bitbucket', config: { clientId: 'a-key', clientSecret } };
    await realm.call('POST', 'identity-provider/instances', { ...provider, alias: 'bitbucket' });
    await realm.call('POST', 'identity-provider/instances', {
      ...provider,
      alias: 'without',
      config: { clientId: 'a-key' },
    });
    const { body } = await realm.call('GET', 'identity-provider/instances/bitbucket');
    expect(body.config.clientSecret).toBe('**********');
    expect(await realm.secrets()).toEqual({ bitbucket: clientSecret });
  });

  it.for([
    ['an extension’s', 'chrome-extension://abcdefghijklmnopabcdefghijklmnop', 403],
    ['its own', `https://${host}`, 401],
  ] as const)('a request of %s origin, %s, gets %i', async ([_, origin, status], test) => {
    const keycloak = await keycloakFor(test);
    const answer = await frontOf(keycloak).request(
      `https://${host}/realms/master/protocol/openid-connect/token`,
      {
        method: 'POST',
        headers: { host, origin, 'content-type': 'application/x-www-form-urlencoded' },
        body: 'grant_type=client_credentials&client_id=admin-cli&client_secret=wrong',
      },
    );
    expect([answer.status, await answer.json()]).toMatchObject([
      status,
      status === 403 ? { error: 'Invalid origin' } : { error: 'unauthorized_client' },
    ]);
  });
});

describe('a login through Bitbucket', () => {
  const redirectUri = 'https://shop.acme.example/callback';
  const clientId = 'rocket-shop';

  /** A realm whose provider has the pair of a Bitbucket consumer, and a public client that people log in to. */
  async function worldFor(test: TestContext) {
    const { keycloak, realm } = await realmFor(test);
    const standins = await startStandins({ only: 'bitbucket' });
    ends.push(standins.close, await keycloak.lead(standins.ports));
    const { key, secret } = standins.bitbucket.addConsumer(
      seed.workspace.slug,
      'clients',
      consumerFields('Keycloak login', {
        callbackUrl: `https://${host}/realms/${realm.name}/broker/bitbucket/endpoint`,
        scopes: ['account', 'email'],
      }),
    );
    const made = await realm.call('POST', 'clients', {
      clientId,
      publicClient: true,
      redirectUris: [redirectUri],
    });
    expect(made.status).toBe(201);
    const provide = async (pair: { key?: string; secret?: string }) => {
      const config = { clientId: key, clientSecret: secret, defaultScope: 'account email' };
      if (pair.key) config.clientId = pair.key;
      if (pair.secret) config.clientSecret = pair.secret;
      const provider = { alias: 'bitbucket', providerId: 'bitbucket', config };
      expect((await realm.call('POST', 'identity-provider/instances', provider)).status).toBe(201);
    };
    return { keycloak, realm, standins, provide };
  }

  /** Goes where a browser would, agrees if Bitbucket asks, and ends where nothing leads on. */
  async function walk({ keycloak, realm, standins }: Awaited<ReturnType<typeof worldFor>>) {
    const { bitbucket: store, bitbucketSettings: settings } = standins;
    const person = store.accounts.get(seed.person.username);
    if (!person) throw new Error(`${seed.person.username} has no account`);
    const { cookie, csrf } = store.startSession(person);
    const sites: Record<string, { app: ReturnType<typeof frontOf>; jar: Map<string, string> }> = {
      [host]: { app: frontOf(keycloak), jar: new Map<string, string>() },
      'bitbucket.org': {
        app: bitbucketApp({ store, settings }),
        jar: new Map([['cloud.session.token', cookie]]),
      },
    };
    const query = new URLSearchParams({
      client_id: clientId,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: 'openid',
      kc_idp_hint: 'bitbucket',
      prompt: 'login',
    });
    let url = new URL(`https://${host}/realms/${realm.name}/protocol/openid-connect/auth?${query}`);
    let fields: URLSearchParams | undefined;
    for (let step = 0; step < 20; step += 1) {
      const site = sites[url.host];
      if (!site) return { status: 0, url, text: '' };
      const answer = await site.app.request(url, {
        method: fields ? 'POST' : 'GET',
        headers: {
          host: url.host,
          cookie: [...site.jar].map(([name, value]) => `${name}=${value}`).join('; '),
          ...(fields ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
        },
        ...(fields ? { body: fields.toString() } : {}),
      });
      for (const set of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
        site.jar.set(name, value);
      }
      const to = answer.headers.get('location');
      const text = await answer.text();
      const isAsked = !fields && text.includes('Grant access');
      if (!to && !isAsked) return { status: answer.status, url, text };
      fields = isAsked ? new URLSearchParams({ action: 'approve', csrfmiddlewaretoken: csrf }) : undefined;
      if (to) url = new URL(to, url);
    }
    throw new Error(`It goes round and round, to ${url}`);
  }

  it('ends in the application, as who logged in', async (test) => {
    const world = await worldFor(test);
    await world.provide({});
    const { url } = await walk(world);
    expect(url.href).toContain(`${redirectUri}?`);
    const answer = await frontOf(world.keycloak).request(
      `https://${host}/realms/${world.realm.name}/protocol/openid-connect/token`,
      {
        method: 'POST',
        headers: { host, 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          code: url.searchParams.get('code') ?? '',
          redirect_uri: redirectUri,
          client_id: clientId,
        }).toString(),
      },
    );
    const { email, name, iss } = decodeJwt((await answer.json()).id_token);
    expect({ email, name, iss }).toEqual({
      email: seed.person.email,
      name: seed.person.displayName,
      iss: `https://${host}/realms/${world.realm.name}`,
    });
    const { body: users } = await world.realm.call('GET', 'users?idpAlias=bitbucket');
    expect(users).toMatchObject([{ email: seed.person.email }]);
  });

  it('with a wrong Secret ends in Keycloak, and tells the application nothing', async (test) => {
    const world = await worldFor(test);
    await world.provide({ secret: 'not-the-secret' });
    const { status, url, text } = await walk(world);
    expect(status).toBe(502);
    expect(url.href).toContain(`https://${host}/realms/${world.realm.name}/broker/bitbucket/endpoint?`);
    expect(text).toContain('Unexpected error when authenticating with identity provider');
    expect((await world.realm.call('GET', 'users')).body).toEqual([]);
  });

  it('with a wrong Key ends at Bitbucket', async (test) => {
    const world = await worldFor(test);
    await world.provide({ key: 'not-the-key' });
    const { status, url, text } = await walk(world);
    expect([status, url.host, url.pathname]).toEqual([400, 'bitbucket.org', '/site/oauth2/authorize']);
    expect(text).toContain('Invalid client_id');
  });
});
