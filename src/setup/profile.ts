import * as v from 'valibot';
import type { WantedConsumer } from '../bitbucket/form';
import { scopes } from '../bitbucket/scopes';
import { dashboards } from '../dashboards';

const scope = v.picklist(scopes);

/** One dashboard and what its Bitbucket login should be. Holds no credential: those live in the vault. */
export const profileSchema = v.object({
  id: v.string(),
  name: v.string(),
  dashboard: v.picklist(['auth0']),
  /** The canonical domain, on which the API is. */
  domain: v.string(),
  signIn: v.picklist(['token', 'machine']),
  /** Of the machine-to-machine application; empty with a token. */
  clientId: v.string(),
  /** The domain on which logins start: the canonical or a custom one. */
  loginDomain: v.string(),
  /** Slug of the Bitbucket workspace; empty: the person is asked, or the only one is taken. */
  workspace: v.string(),
  scopes: v.array(scope),
  applications: v.variant('kind', [
    v.object({ kind: v.literal('all') }),
    v.object({ kind: v.literal('chosen'), ids: v.array(v.string()) }),
  ]),
});
export type Profile = v.InferOutput<typeof profileSchema>;

/** Whether the connection is to be enabled for an application. */
export const wantsApplication = ({ applications }: Profile, id: string): boolean =>
  applications.kind === 'all' || applications.ids.includes(id);

/** A name for the consumer that the workspace does not have yet. */
export function consumerName(profile: Profile, taken: readonly string[]): string {
  const tenant = profile.loginDomain.split('.')[0] ?? profile.loginDomain;
  const base = `${dashboards[profile.dashboard].name} login (${tenant})`;
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base} ${number}`;
    if (!taken.includes(name)) return name;
  }
}

/** What the profile's dashboard needs the consumer to be. */
export function wantedConsumer(profile: Profile, name: string): WantedConsumer {
  const dashboard = dashboards[profile.dashboard];
  return {
    name,
    description: `Log in with Bitbucket for ${profile.loginDomain}. Set up with Keyferry.`,
    callbackUrl: dashboard.callbackUrl(profile.loginDomain),
    url: `https://${profile.loginDomain}/`,
    scopes: profile.scopes,
  };
}
