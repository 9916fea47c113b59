import * as v from 'valibot';
import type { ApiSettings } from '../settings';
import { about } from './about';
import { readServer } from './server';

const entries = {
  /** Where the server is: its host, with its port and path where it has them. */
  server: v.string(),
  signIn: v.picklist(['token', 'password']),
  /** The superuser's e-mail address; empty with a token. */
  superuser: v.string(),
  /** The auth collection whose people log in. */
  collection: v.string(),
};

/** What a profile has of its own for a PocketBase. */
export type Own = v.InferOutput<v.ObjectSchema<typeof entries, undefined>>;

/** Whether it may be a collection of people's; PocketBase's own begin with an underscore, the superusers' among them. */
export const isCollection = (name: string): boolean => /^[a-z0-9]\w{0,99}$/i.test(name);

/** PocketBase takes logins back at one address, whatever the collection. */
export const callbackOn = (server: string): string => `https://${server}/api/oauth2-redirect`;

/** A collection's page in the dashboard. */
export const pageOf = (server: string, collection: string): string =>
  `https://${server}/_/#/collections?collection=${collection}`;

/** PocketBase's part of a profile, and what can be told from it without asking the server. */
export const settings: ApiSettings<typeof entries> = {
  entries,
  hasGoodAddresses: ({ server, collection }) => readServer(server) === server && isCollection(collection),
  nameOf: () => about.name,
  addressOf: ({ server }) => server,
  callbackUrl: ({ server }) => callbackOn(server),
  hosts: ({ server }) => [new URL(`https://${server}`).host],
  elsewhere: () => undefined,
  connectionPage: ({ server, collection }) => pageOf(server, collection),
  credentialPage: ({ server, signIn }) =>
    readServer(server) === server
      ? {
          label: signIn === 'token' ? 'pocketbaseGetToken' : 'pocketbaseGetPassword',
          url: pageOf(server, '_superusers'),
        }
      : undefined,
};
