import type { Page } from 'puppeteer-core';
import { type Beside, type Standins, seed } from '../standins';
import type { LoopbackRequest } from '../standins/loopback';
import { hostsOf, managementHost, supabaseApp } from '../standins/supabase';
import { type Permission, SupabaseStore } from '../standins/supabase/store';
import { choose, enter, press, sees, takeHost } from './person';
import type { World } from './world';

/** A project at Supabase's stand-in, for a world that is opened with it. */
export interface SupabaseBeside {
  readonly store: SupabaseStore;
  /** A personal access token; by default it may do everything. */
  readonly token: string;
  readonly beside: Beside;
  /** From now on its own requests to Bitbucket go to this stand-in. */
  lead(standins: Standins): void;
}

export function openSupabase(may?: readonly Permission[]): SupabaseBeside {
  const store = new SupabaseStore('abcdefghijklmnopqrst');
  const token = store.addToken(may);
  let send: LoopbackRequest = () => Promise.reject(new Error('it is led nowhere yet'));
  const app = supabaseApp(store, (...request) => send(...request));
  const tokens = [token];
  // Requests of people who log in are never sent again.
  const credentials = [store.keys.serviceRole, store.keys.secret];
  return {
    store,
    token,
    beside: { hosts: hostsOf(store), app, tokens, credentials },
    lead(standins) {
      send = standins.send;
    },
  };
}

/** The settings of a new profile, with the address of the dashboard's page of the project's providers. */
export async function openSupabaseSettings(world: World, { host, ref }: SupabaseStore): Promise<Page> {
  for (const each of [managementHost, host]) await world.extension.grantHost(each);
  const settings = await world.extension.openPage('src/pages/options/index.html');
  for (const each of [managementHost, host]) await takeHost(settings, each);
  await enter(settings, 'Profile name', 'Rockets');
  await choose(settings, 'Dashboard', 'Supabase');
  await enter(settings, 'Project', `https://supabase.com/dashboard/project/${ref}/auth/providers`);
  await enter(settings, 'Bitbucket workspace', seed.workspace.slug);
  return settings;
}

/** Enters a profile with an access token, and saves it. */
export async function saveSupabaseProfile(
  world: World,
  { store, token }: Pick<SupabaseBeside, 'store' | 'token'>,
): Promise<Page> {
  const settings = await openSupabaseSettings(world, store);
  await enter(settings, 'Access token', token);
  await press(settings, 'Save profile');
  await sees(settings, 'Profile saved.');
  return settings;
}
