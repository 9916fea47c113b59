import * as v from 'valibot';
import { readHost } from '../host';
import type { ApiSettings } from '../settings';
import { about } from './about';
import { apiHost, hostOf, isRef, providerPage, tokensPage } from './project';

const entries = {
  /** The project's reference, as its addresses have it. */
  project: v.string(),
  /** The domain on which logins start: the project's own or a custom one. */
  loginDomain: v.string(),
};

/** What a profile has of its own for a project of Supabase's. */
export type Own = v.InferOutput<v.ObjectSchema<typeof entries, undefined>>;

/** Where the logins of a project are, on its own domain or a custom one. */
export const authOn = (domain: string): string => `https://${domain}/auth/v1`;
/** Where Bitbucket sends people back to. */
export const callbackOn = (domain: string): string => `${authOn(domain)}/callback`;

/** Supabase's part of a profile, and what can be told from it without asking. */
export const settings: ApiSettings<typeof entries> = {
  entries,
  hasGoodAddresses: ({ project, loginDomain }) => isRef(project) && readHost(loginDomain) === loginDomain,
  nameOf: () => about.name,
  addressOf: ({ project }) => hostOf(project),
  callbackUrl: ({ loginDomain }) => callbackOn(loginDomain),
  // People are led to a custom domain, and nothing is asked there.
  hosts: ({ project }) => [apiHost, hostOf(project)],
  elsewhere: () => undefined,
  connectionPage: ({ project }) => providerPage(project),
  credentialPage: () => ({ label: 'supabaseGetToken', url: tokensPage }),
};
