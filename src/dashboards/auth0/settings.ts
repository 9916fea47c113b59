import * as v from 'valibot';
import { readHost } from '../host';
import type { ApiSettings } from '../settings';
import { about } from './about';
import { connectionPage, isDomain } from './domain';

const entries = {
  /** The canonical domain, on which the API is. */
  domain: v.string(),
  signIn: v.picklist(['token', 'machine']),
  /** Of the machine-to-machine application; empty with a token. */
  clientId: v.string(),
  /** The domain on which logins start: the canonical or a custom one. */
  loginDomain: v.string(),
};

/** What a profile has of its own for a tenant of Auth0's. */
export type Own = v.InferOutput<v.ObjectSchema<typeof entries, undefined>>;

/** Auth0's part of a profile, and what can be told from it without asking the tenant. */
export const settings: ApiSettings<typeof entries> = {
  entries,
  hasGoodAddresses: ({ domain, loginDomain }) => isDomain(domain) && readHost(loginDomain) === loginDomain,
  nameOf: () => about.name,
  addressOf: ({ domain }) => domain,
  callbackUrl: ({ loginDomain }) => `https://${loginDomain}/login/callback`,
  hosts: ({ domain, loginDomain }) => [domain, loginDomain],
  connectionPage: ({ domain }) => connectionPage(domain),
  // The dashboard has its Try button beside each connection.
  tryPage: ({ domain }) => connectionPage(domain),
};
