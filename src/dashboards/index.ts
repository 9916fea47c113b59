import type { About, ApiAbout, HandAbout } from './about';
import * as auth0About from './auth0/about';
import * as auth0Settings from './auth0/settings';
import * as otherAbout from './by-hand/about';
import * as otherSettings from './by-hand/settings';
import * as keycloakAbout from './keycloak/about';
import * as keycloakSettings from './keycloak/settings';
import * as pocketbaseAbout from './pocketbase/about';
import * as pocketbaseSettings from './pocketbase/settings';
import type { ApiSettings, Settings } from './settings';
import * as supabaseAbout from './supabase/about';
import * as supabaseSettings from './supabase/settings';

/** Every kind of dashboard that a profile can be for: what can be told of it, and what it has of its own in a profile. */
export const apiDashboards = {
  auth0: { about: auth0About.about, settings: auth0Settings.settings },
  keycloak: { about: keycloakAbout.about, settings: keycloakSettings.settings },
  pocketbase: { about: pocketbaseAbout.about, settings: pocketbaseSettings.settings },
  supabase: { about: supabaseAbout.about, settings: supabaseSettings.settings },
} satisfies Record<string, { about: ApiAbout; settings: ApiSettings }>;
/** Dashboards that get the pair by hand, by their ids, which are written down with each profile. */
export const handDashboards = {
  other: { about: otherAbout.about, settings: otherSettings.settings },
} satisfies Record<string, { about: HandAbout; settings: Settings }>;

export type ApiDashboardId = keyof typeof apiDashboards;
export type HandDashboardId = keyof typeof handDashboards;
export type DashboardId = ApiDashboardId | HandDashboardId;

/** What those with an API are called. */
export const apiDashboardNames: readonly string[] = Object.values(apiDashboards).map(
  (each) => each.about.name,
);
/** Whether Keyferry sets the dashboard up by itself. */
export const isApiDashboard = (id: DashboardId): id is ApiDashboardId => id in apiDashboards;

interface Dashboard {
  readonly about: About;
  readonly settings: Settings;
}
/** Every dashboard, by its id. */
export const dashboards: Readonly<Record<DashboardId, Dashboard>> = { ...apiDashboards, ...handDashboards };

const idsOf = <Id extends string>(found: Readonly<Record<Id, Dashboard>>) =>
  Object.keys(found) as [Id, ...Id[]];
export const dashboardIds = idsOf(dashboards);
export const apiDashboardIds = idsOf(apiDashboards);
export const handDashboardIds = idsOf(handDashboards);
