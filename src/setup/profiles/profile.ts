import * as v from 'valibot';
import { readWorkspace } from '../../bitbucket/addresses';
import type { WantedConsumer } from '../../bitbucket/form';
import { scopes } from '../../bitbucket/scope-names';
import { apiDashboardIds, apiDashboards, handDashboardIds, handDashboards } from '../../dashboards';
import type { Tool } from '../../dashboards/dashboard';
import { readHost } from './host';

const common = {
  id: v.string(),
  name: v.string(),
  /** Slug of the Bitbucket workspace; empty: the person is asked, or the only one is taken. */
  workspace: v.string(),
  scopes: v.array(v.picklist(scopes)),
};

const apiProfile = v.object({
  ...common,
  dashboard: v.picklist(apiDashboardIds),
  /** The canonical domain, on which the API is. */
  domain: v.string(),
  signIn: v.picklist(['token', 'machine']),
  /** Of the machine-to-machine application; empty with a token. */
  clientId: v.string(),
  /** The domain on which logins start: the canonical or a custom one. */
  loginDomain: v.string(),
  applications: v.variant('kind', [
    v.object({ kind: v.literal('all') }),
    v.object({ kind: v.literal('chosen'), ids: v.array(v.string()) }),
  ]),
});

const handProfile = v.object({
  ...common,
  dashboard: v.picklist(handDashboardIds),
  /** The id of one of the dashboard's tools. */
  tool: v.string(),
  callbackUrl: v.string(),
});

/** What a profile is made of, whatever its fields say. */
export const profileShape = v.variant('dashboard', [apiProfile, handProfile]);
type Shape = v.InferOutput<typeof profileShape>;

/** Whether the addresses are such as the settings take: a profile may come from a file, or from a disk that others write on. */
const hasGoodAddresses = (profile: Shape): boolean => {
  if (profile.workspace !== '' && readWorkspace(profile.workspace) !== profile.workspace) return false;
  if ('callbackUrl' in profile)
    return handDashboards[profile.dashboard].readCallbackUrl(profile.callbackUrl).kind === 'ok';
  const domain = apiDashboards[profile.dashboard].readDomain(profile.domain);
  return (
    domain.kind === 'ok' &&
    domain.value === profile.domain &&
    readHost(profile.loginDomain) === profile.loginDomain
  );
};

/** One dashboard and what its Bitbucket login should be. Holds no credential: those live in the vault. */
export const profileSchema = v.pipe(profileShape, v.check(hasGoodAddresses));
export type Profile = v.InferOutput<typeof profileSchema>;
export type ApiProfile = v.InferOutput<typeof apiProfile>;
export type HandProfile = v.InferOutput<typeof handProfile>;

export const isByHand = (profile: Profile): profile is HandProfile =>
  (handDashboardIds as readonly string[]).includes(profile.dashboard);
export const isOverApi = (profile: Profile): profile is ApiProfile => !isByHand(profile);

/** The tool of a profile that is set up by hand; undefined where it is not one of the known ones any more. */
export const toolOf = ({ dashboard, tool }: HandProfile): Tool | undefined =>
  handDashboards[dashboard].tools.find((each) => each.id === tool);

/** What the profile's dashboard is called on screen. */
export const dashboardName = (profile: Profile): string =>
  isByHand(profile) ? (toolOf(profile)?.name ?? profile.name) : apiDashboards[profile.dashboard].name;

/** The callback URL that the consumer needs. */
export const callbackUrlOf = (profile: Profile): string =>
  isByHand(profile) ? profile.callbackUrl : apiDashboards[profile.dashboard].callbackUrl(profile.loginDomain);

/** Whether the connection is to be enabled for an application. */
export const wantsApplication = ({ applications }: ApiProfile, id: string): boolean =>
  applications.kind === 'all' || applications.ids.includes(id);

/** A name for the consumer that the workspace does not have yet. */
export function consumerName(profile: Profile, taken: readonly string[]): string {
  const [host = ''] = new URL(callbackUrlOf(profile)).hostname.split('.');
  const base = `${dashboardName(profile)} login (${host})`;
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base} ${number}`;
    if (!taken.includes(name)) return name;
  }
}

/** What the profile's dashboard needs the consumer to be. */
export function wantedConsumer(profile: Profile, name: string): WantedConsumer {
  const callbackUrl = callbackUrlOf(profile);
  const { host, origin } = new URL(callbackUrl);
  return {
    name,
    description: `Log in with Bitbucket for ${host}. Set up with Keyferry.`,
    callbackUrl,
    url: `${origin}/`,
    scopes: profile.scopes,
  };
}
