// @vitest-environment node
import { afterEach, describe, expect, it, type TestContext } from 'vitest';
import { frontOf } from '../../servers/front';
import { host, type Keycloak, type Realm } from '../../servers/keycloak';
import { keycloakFor } from '../../servers/shared-keycloak';

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
