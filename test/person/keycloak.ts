import { Hono } from 'hono';
import { decodeJwt } from 'jose';
import type { Page } from 'puppeteer-core';
import { frontOf } from '../servers/front';
import { administrator, host, type Keycloak, type Realm, type ServiceClient } from '../servers/keycloak';
import { type Beside, seed } from '../standins';
import { choose, enter, press, sees, takeHost } from './person';
import type { World } from './world';

/** A realm of the real Keycloak, for a world that is opened with it. */
export interface KeycloakBeside {
  readonly realm: Realm;
  /** A service client for each list of roles. */
  readonly clients: readonly ServiceClient[];
  readonly beside: Beside;
}

/** The roles with which a setup leaves nothing out. */
export const allRoles = ['manage-identity-providers', 'manage-clients', 'manage-users'];

export async function openKeycloak(
  keycloak: Keycloak,
  ...roles: readonly (readonly string[])[]
): Promise<KeycloakBeside> {
  const realm = await keycloak.addRealm();
  const clients = await Promise.all(roles.map((each) => realm.addServiceClient(...each)));
  const tokens: string[] = [];
  const front = frontOf(keycloak);
  const app = new Hono().all('*', async ({ req }) => {
    const answer = await front.fetch(req.raw);
    if (req.path.endsWith('/token')) {
      const { access_token } = await answer.clone().json();
      // Keycloak's own pages for accounts and administrators have their own, and send them.
      const isOwnPage = access_token && /-console$/.test(String(decodeJwt(access_token).azp));
      if (access_token && !isOwnPage) tokens.push(access_token);
    }
    return answer;
  });
  const credentials = [...clients.map((each) => each.clientSecret), administrator.password];
  return { realm, clients, beside: { hosts: [host], app, tokens, credentials } };
}

/** The settings of a new profile, with the address of the console's page of the realm's providers. */
export async function openKeycloakSettings(world: World, realm: Realm): Promise<Page> {
  await world.extension.grantHost(host);
  const settings = await world.extension.openPage('src/pages/options/index.html');
  await takeHost(settings, host);
  await enter(settings, 'Profile name', 'Rockets');
  await choose(settings, 'Dashboard', 'Keycloak');
  const console = `https://${host}/admin/master/console/#/${realm.name}/identity-providers`;
  await enter(settings, 'Realm’s address', console);
  await enter(settings, 'Bitbucket workspace', seed.workspace.slug);
  return settings;
}

/** Enters a profile with one of the realm's service clients, and saves it. */
export async function saveKeycloakProfile(
  world: World,
  realm: Realm,
  client: ServiceClient | undefined,
): Promise<Page> {
  const settings = await openKeycloakSettings(world, realm);
  await enter(settings, 'Client ID', client?.clientId ?? '');
  await enter(settings, 'Client Secret', client?.clientSecret ?? '');
  await press(settings, 'Save profile');
  await sees(settings, 'Profile saved.');
  return settings;
}
