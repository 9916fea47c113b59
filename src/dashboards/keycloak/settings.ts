import * as v from 'valibot';
import type { ApiSettings } from '../settings';
import { about } from './about';
import { isRealm, isRealmName, masterRealm, pageOf, withOtherPrefix } from './realm';

const entries = {
  /** The realm's address, on which its API is found. */
  realm: v.string(),
  signIn: v.picklist(['machine', 'password']),
  /** Of the service client; empty with a password. */
  clientId: v.string(),
  /** The administrator's name; empty with a service client. */
  administrator: v.string(),
  /** The realm that the administrator is in; empty with a service client. */
  adminRealm: v.string(),
  /** The address by which the realm calls itself: where people log in. */
  loginAddress: v.string(),
  /** What the provider is called in addresses. */
  alias: v.string(),
};

/** What a profile has of its own for a realm of Keycloak's. */
export type Own = v.InferOutput<v.ObjectSchema<typeof entries, undefined>>;

/** Whether a provider may be called so: Keycloak refuses what its addresses could not have. */
export const isAlias = (alias: string): boolean => /^[a-z0-9][\w.-]{0,99}$/i.test(alias);

/** Where Bitbucket sends people back to: each provider has an address of its own. */
export const callbackOn = (loginAddress: string, alias: string): string =>
  `${loginAddress}/broker/${alias}/endpoint`;

/** Keycloak's part of a profile, and what can be told from it without asking the server. */
export const settings: ApiSettings<typeof entries> = {
  entries,
  hasGoodAddresses: ({ realm, loginAddress, alias, adminRealm }) =>
    isRealm(realm) &&
    isRealm(loginAddress) &&
    isAlias(alias) &&
    (adminRealm === '' || isRealmName(adminRealm)),
  nameOf: () => about.name,
  addressOf: ({ realm }) => realm,
  callbackUrl: ({ loginAddress, alias }) => callbackOn(loginAddress, alias),
  hosts: ({ realm, loginAddress }) => [new URL(realm).host, new URL(loginAddress).host],
  elsewhere: (own) => {
    const realm = withOtherPrefix(own.realm);
    if (realm === undefined) return undefined;
    return { ...own, realm, loginAddress: own.loginAddress === own.realm ? realm : own.loginAddress };
  },
  connectionPage: ({ realm, adminRealm }) => pageOf(realm, adminRealm, 'identity-providers'),
  credentialPage: ({ realm, signIn, adminRealm }) => {
    if (!isRealm(realm)) return undefined;
    const own = isRealmName(adminRealm) ? adminRealm : masterRealm;
    return signIn === 'machine'
      ? { label: 'keycloakGetSecret', url: pageOf(realm, own, 'clients') }
      : { label: 'keycloakGetPassword', url: pageOf(realm, own, 'users') };
  },
};
