import * as v from 'valibot';
import { scopes } from '../../bitbucket/scope-names';
import { readWorkspace } from '../../bitbucket/workspace';
import {
  type ApiDashboardId,
  apiDashboardIds,
  apiDashboards,
  type DashboardId,
  dashboards,
  type HandDashboardId,
  handDashboardIds,
  handDashboards,
  isApiDashboard,
} from '../../dashboards';
import type { ApiAbout, LoginTestsAbout } from '../../dashboards/about';
import type { Entered } from '../../dashboards/fieldset';
import type { Tool } from '../../dashboards/hand-over';
import type { Access } from '../../dashboards/session';
import type { ApiSettings, CredentialPage, Settings } from '../../dashboards/settings';
import { isPrivateWay } from '../../dashboards/this-machine';
import type { MessageKey } from '../../dashboards/words';

const common = {
  id: v.string(),
  name: v.string(),
  /** Slug of the Bitbucket workspace, which has no capitals; empty: the person is asked. */
  workspace: v.pipe(v.string(), v.toLowerCase()),
  scopes: v.array(v.picklist(scopes)),
};

/** What a profile has for any dashboard with an API. */
const commonToApis = {
  applications: v.variant('kind', [
    v.object({ kind: v.literal('all') }),
    v.object({ kind: v.literal('chosen'), ids: v.array(v.string()) }),
  ]),
};

type OwnOf<Entry extends { settings: { entries: v.ObjectEntries } }> = Output<Entry['settings']['entries']>;
type Output<Entries extends v.ObjectEntries> = v.InferOutput<v.ObjectSchema<Entries, undefined>>;
/** A profile of one of the dashboards with an API: each has its own part. */
export type ApiProfile = {
  [Id in ApiDashboardId]: Output<typeof common & typeof commonToApis> & { dashboard: Id } & OwnOf<
      (typeof apiDashboards)[Id]
    >;
}[ApiDashboardId];
/** A profile of one that is set up by hand. */
export type HandProfile = {
  [Id in HandDashboardId]: Output<typeof common> & { dashboard: Id } & OwnOf<(typeof handDashboards)[Id]>;
}[HandDashboardId];

type Shape = ApiProfile | HandProfile;

/** What a profile is made of, whatever its fields say: what all have, and what its dashboard's settings add. */
export const profileShape = v.variant('dashboard', [
  ...apiDashboardIds.map((id) =>
    v.object({ ...common, dashboard: v.literal(id), ...apiDashboards[id].settings.entries, ...commonToApis }),
  ),
  ...handDashboardIds.map((id) =>
    v.object({ ...common, dashboard: v.literal(id), ...handDashboards[id].settings.entries }),
  ),
  // Which settings go with which id is lost to the compiler on the way through the list.
]) as v.GenericSchema<unknown> as v.GenericSchema<Shape>;

/** The settings of the profile's dashboard, which read what the profile has of its own: both go by the same id. */
const settingsOf = (profile: Shape): Settings => dashboards[profile.dashboard].settings;
const apiSettingsOf = (profile: ApiProfile): ApiSettings => apiDashboards[profile.dashboard].settings;

/** What can be told of a dashboard with an API, as all of them have it. */
const aboutOf = (dashboard: ApiDashboardId): ApiAbout => apiDashboards[dashboard].about;

/** Whether the addresses are such as the settings take: a profile may come from a file, or from a disk that others write on. */
const hasGoodAddresses = (profile: Shape): boolean =>
  (profile.workspace === '' || readWorkspace(profile.workspace) === profile.workspace) &&
  settingsOf(profile).hasGoodAddresses(profile);

/** One dashboard and what its Bitbucket login should be. Holds no credential: those live in the vault. */
export const profileSchema = v.pipe(profileShape, v.check(hasGoodAddresses));
/** One dashboard and what its Bitbucket login should be. */
export type Profile = Shape;

/** Whether Keyferry sets the profile's dashboard up by itself. */
export const isOverApi = (profile: Profile): profile is ApiProfile => isApiDashboard(profile.dashboard);
export const isByHand = (profile: Profile): profile is HandProfile => !isOverApi(profile);

/** The tool of a profile that is set up by hand; undefined where it is not one of the known ones any more. */
export const toolOf = ({ dashboard, tool }: HandProfile): Tool | undefined =>
  handDashboards[dashboard].about.tools.find((each) => each.id === tool);

/** What the profile's dashboard is called on screen. */
export const dashboardName = (profile: Profile): string =>
  settingsOf(profile).nameOf(profile) ?? profile.name;

/** The callback URL that the consumer needs. */
export const callbackUrlOf = (profile: Profile): string => settingsOf(profile).callbackUrl(profile);

/** The profile with a callback URL that a page shows; undefined where others could read what comes back to it, or it is none. */
export function withCallbackUrl(profile: HandProfile, callbackUrl: string): HandProfile | undefined {
  const changed = { ...profile, callbackUrl };
  return v.is(profileSchema, changed) && isPrivateWay(new URL(callbackUrl)) ? changed : undefined;
}

/** The address that tells the profile's dashboard from others. */
export const addressOf = (profile: Profile): string => settingsOf(profile).addressOf(profile);

/** The profile's dashboard by its name and its address, for whoever is to agree to what is done in it. */
export const dashboardAt = (profile: Profile): string => `${dashboardName(profile)} (${addressOf(profile)})`;

/** Every host that is asked for the profile, that of the dashboard's API first. */
export const hostsOf = (profile: ApiProfile): readonly [string, ...string[]] =>
  apiSettingsOf(profile).hosts(profile);

/** The profile, with the other address that its dashboard may have; undefined where it has no other. */
export function elsewhereOf(profile: ApiProfile): ApiProfile | undefined {
  const own = apiSettingsOf(profile).elsewhere(profile);
  return own && { ...profile, ...own };
}

/** The profile, corrected where a check of the access found that the dashboard calls something otherwise. */
export const correctedBy = ({ corrected }: Access, profile: ApiProfile): ApiProfile =>
  corrected
    ? { ...profile, ...Object.fromEntries(Object.entries(corrected).map(([id, { value }]) => [id, value])) }
    : profile;

/** The dashboard's own page of its connections. */
export const connectionPageOf = (profile: ApiProfile): string =>
  apiSettingsOf(profile).connectionPage(profile);

/** The host of the dashboard's own pages, where that is one for all of its kind. */
export const siteOf = (dashboard: ApiDashboardId): string | undefined =>
  (apiDashboards[dashboard].settings as ApiSettings).site;

/**
 * The dashboard's own page that gives a credential, and what leads there, for a profile or for the fields of a new one. `open`:
 * addresses of pages of its site that are open.
 */
export const credentialPageOf = (
  dashboard: ApiDashboardId,
  entered: Entered | ApiProfile,
  open: readonly string[] = [],
): CredentialPage | undefined =>
  (apiDashboards[dashboard].settings as ApiSettings).credentialPage(entered as Entered, open);

/** Where a person tries a connection in the dashboard itself; undefined where it has no such place. */
export const tryPageOf = (profile: ApiProfile, connectionId: string): string | undefined =>
  apiSettingsOf(profile).tryPage?.(profile, connectionId);

/** How a login can be tested over the API of the profile's dashboard; undefined where none can be. */
export const loginTestsOf = (profile: Profile): LoginTestsAbout | undefined =>
  isOverApi(profile) ? apiDashboards[profile.dashboard].about.loginTests : undefined;

/** Whom a connection is for at a dashboard where it is for everybody; undefined where it is enabled for each application. */
export const forAllAt = (dashboard: DashboardId): MessageKey | undefined =>
  isApiDashboard(dashboard) ? aboutOf(dashboard).forAll : undefined;

/** The applications that the connection is to be enabled for, by their ids; undefined: all that there are. */
export const wantedApplications = ({ applications, dashboard }: ApiProfile): readonly string[] | undefined =>
  applications.kind === 'chosen' && !forAllAt(dashboard) ? applications.ids : undefined;

/** Whether the connection is to be enabled for an application. */
export const wantsApplication = (profile: ApiProfile, id: string): boolean =>
  wantedApplications(profile)?.includes(id) ?? true;
