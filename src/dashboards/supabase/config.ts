import * as v from 'valibot';
import { expand } from '../../bitbucket/scopes';
import { andThen, done, type Outcome, sendCarefully } from '../outcome';
import type { Connection } from '../session';
import type { ApiCall, SupabaseApi } from './api';
import { readsConfig, writesConfig } from './rights';

/**
 * The part of a project's auth settings that Keyferry has to do with. There is one place in them for Bitbucket, which is a
 * connection once it has a Client ID or is switched on. Only a digest of the Secret is told: it is not even read.
 */

/** Supabase's own name for it. */
export const providerName = 'bitbucket';

/** What Supabase asks of Bitbucket, which nobody can set. */
export const asked = expand(['account', 'email']);

/** What was never set is told as null, or not at all. */
const text = v.optional(v.nullable(v.string(), ''), '');
const flag = v.optional(v.nullable(v.boolean(), false), false);
const configAnswer = v.object({
  external_bitbucket_enabled: flag,
  external_bitbucket_client_id: text,
  external_bitbucket_email_optional: flag,
  uri_allow_list: text,
});
export type Config = v.InferOutput<typeof configAnswer>;

/** What a write may set. Everything else of the settings stays as it is. */
export type Change = Partial<Config & { readonly external_bitbucket_secret: string }>;

const path = 'config/auth';

export const readConfig = (
  api: SupabaseApi,
  doing: ApiCall['doing'] = 'readConnections',
): Promise<Outcome<Config>> => api.call({ method: 'GET', path, doing, rights: [readsConfig] }, configAnswer);

/** Sets some of it, and looks whether it is so where no answer came. */
export const writeConfig = (
  api: SupabaseApi,
  body: Change,
  doing: ApiCall['doing'],
  isWritten: (config: Config) => boolean,
): Promise<Outcome<Config>> =>
  sendCarefully(
    () => api.call({ method: 'PATCH', path, body, doing, rights: writesConfig }, configAnswer),
    async () => andThen(await readConfig(api, doing), (found) => done(isWritten(found) ? found : undefined)),
    api.pause,
  );

export const keyOf = ({ external_bitbucket_client_id: key }: Config): string | undefined =>
  key === '' ? undefined : key;

export const hasConnection = (config: Config): boolean =>
  keyOf(config) !== undefined || config.external_bitbucket_enabled;

export const toConnection = (config: Config): Connection => ({
  id: providerName,
  name: providerName,
  key: keyOf(config),
  secret: undefined,
  scopes: asked,
});
