import type { Page } from 'puppeteer-core';
import type { BrowserName } from './browsers/install';
import { allRoles, openKeycloak, saveKeycloakProfile } from './person/keycloak';
import { saveProfile } from './person/person';
import { openPocketBase, host as pocketBaseHost, savePocketBaseProfile } from './person/pocketbase';
import { openSupabase, saveSupabaseProfile } from './person/supabase';
import { openWorld, type World, type WorldOptions } from './person/world';
import { administrator, findKeycloak, host as keycloakHost, startKeycloak } from './servers/keycloak';
import { pocketBaseFor, superuser } from './servers/pocketbase';

/** A dashboard on which `npm start` shows the main job. */
export interface Shown {
  readonly name: string;
  /** What the person has before them, in a sentence or two. */
  readonly what: string;
  /** The heading of the result page at the end. */
  readonly end: string;
  /** Whether Keyferry runs a test login through it. */
  readonly hasLoginTest: boolean;
  /** What the person can look at, in lines. */
  readonly lookAt: string;
  open(
    options: WorldOptions & { readonly browser?: BrowserName; readonly headless: boolean },
  ): Promise<ShownWorld>;
}

/** A world with that dashboard in it. */
export interface ShownWorld {
  readonly world: World;
  saveProfile(): Promise<Page>;
  /** After a setup: what shows that people can log in, in a sentence. */
  proof(): Promise<string>;
  close(): Promise<void>;
}

const auth0: Shown = {
  name: 'Auth0',
  what: 'Bitbucket and Auth0 are stand-ins on this machine.',
  end: 'It works!',
  hasLoginTest: true,
  lookAt: '',
  async open(options) {
    const world = await openWorld(options);
    return {
      world,
      saveProfile: () => saveProfile(world),
      proof: async () => 'It works!',
      close: world.close,
    };
  },
};

const missed = (why: string): never => {
  throw new Error(why);
};

const pocketbase: Shown = {
  name: 'PocketBase',
  what: 'PocketBase is the real one, on this machine; Bitbucket is a stand-in.',
  end: 'It works!',
  hasLoginTest: true,
  lookAt: `
PocketBase’s own pages are at https://${pocketBaseHost}/_/: log in as ${superuser.email} with the password "${superuser.password}".
`,
  async open(options) {
    const pocketBase = await openPocketBase(await pocketBaseFor({ skip: missed }));
    try {
      const world = await openWorld({ ...options, beside: pocketBase.beside });
      pocketBase.lead(world.standins);
      return {
        world,
        saveProfile: () => savePocketBaseProfile(world, pocketBase.server),
        async proof() {
          const { body } = await pocketBase.server.call('GET', 'collections/users/records');
          if (body.totalItems !== 1) throw new Error(`PocketBase has ${body.totalItems} users`);
          return `PocketBase has a user who logs in with Bitbucket: ${body.items[0].name}.`;
        },
        async close() {
          await world.close();
          await pocketBase.close();
        },
      };
    } catch (error) {
      await pocketBase.close();
      throw error;
    }
  },
};

const keycloak: Shown = {
  name: 'Keycloak',
  what: 'Keycloak is the real one, on this machine; Bitbucket is a stand-in.',
  end: 'It works!',
  hasLoginTest: true,
  lookAt: `
Keycloak’s own pages are at https://${keycloakHost}/admin/: log in as ${administrator.user} with the password "${administrator.password}".
`,
  async open(options) {
    const found = await findKeycloak();
    if ('missing' in found) return missed(found.missing);
    const running = await startKeycloak(found.folder);
    try {
      const { realm, clients, beside } = await openKeycloak(running, allRoles);
      const world = await openWorld({ ...options, beside });
      const endTurn = await running.lead(world.standins.ports);
      return {
        world,
        saveProfile: () => saveKeycloakProfile(world, realm, clients[0]),
        async proof() {
          const { body } = await realm.call('GET', 'users?idpAlias=bitbucket');
          if (body.length !== 1) throw new Error(`Keycloak has ${body.length} users with Bitbucket`);
          return `Keycloak has a user who logs in with Bitbucket: ${body[0].firstName} ${body[0].lastName}.`;
        },
        async close() {
          await world.close();
          endTurn();
          await running.close();
        },
      };
    } catch (error) {
      await running.close();
      throw error;
    }
  },
};

const supabase: Shown = {
  name: 'Supabase',
  what: 'Bitbucket and Supabase are stand-ins on this machine.',
  end: 'It works!',
  hasLoginTest: true,
  lookAt: '',
  async open(options) {
    const beside = openSupabase();
    const world = await openWorld({ ...options, beside: beside.beside });
    beside.lead(world.standins);
    return {
      world,
      saveProfile: () => saveSupabaseProfile(world, beside),
      async proof() {
        const [user, ...more] = beside.store.users;
        if (!user || more.length > 0) throw new Error(`Supabase has ${beside.store.users.length} users`);
        return `Supabase has a user who logs in with Bitbucket: ${user.user_metadata.name}.`;
      },
      close: world.close,
    };
  },
};

/** By their names for `--dashboard`. */
export const shown: Readonly<Record<string, Shown>> = { auth0, keycloak, pocketbase, supabase };
