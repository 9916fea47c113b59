import * as v from 'valibot';
import { readHost } from '../host';
import type { ApiSettings } from '../settings';
import { about } from './about';
import { dashboardHost, isDomain, pageAmong, pageIn, withoutRegion } from './domain';

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

/** Where Bitbucket sends people back to, for logins that start on a domain. */
export const callbackOn = (domain: string): string => `https://${domain}/login/callback`;

/** Auth0's part of a profile, and what can be told from it without asking the tenant. */
export const settings: ApiSettings<typeof entries> = {
  entries,
  hasGoodAddresses: ({ domain, loginDomain }) => isDomain(domain) && readHost(loginDomain) === loginDomain,
  nameOf: () => about.name,
  addressOf: ({ domain }) => domain,
  callbackUrl: ({ loginDomain }) => callbackOn(loginDomain),
  hosts: ({ domain, loginDomain }) => [domain, loginDomain],
  elsewhere: (own) => {
    const domain = withoutRegion(own.domain);
    if (domain === undefined) return undefined;
    return { ...own, domain, loginDomain: own.loginDomain === own.domain ? domain : own.loginDomain };
  },
  connectionPage: ({ domain }) => pageIn(domain, 'connections/social'),
  site: dashboardHost,
  credentialPage: ({ domain, signIn, clientId }, open) => {
    const page = (path: string) => (isDomain(domain) ? pageIn(domain, path) : pageAmong(open, path));
    if (signIn === 'token') return { label: 'auth0GetToken', url: page('apis/management/explorer') };
    const path = clientId === '' ? 'applications' : `applications/${encodeURIComponent(clientId)}/settings`;
    return { label: 'auth0GetSecret', url: page(path) };
  },
  // The dashboard has its Try button beside each connection.
  tryPage: ({ domain }) => pageIn(domain, 'connections/social'),
};
