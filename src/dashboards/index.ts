import { auth0 } from './auth0/about';
import { other } from './by-hand';
import type { ApiDashboard, Dashboard, HandDashboard } from './dashboard';

/** Every kind of dashboard that a profile can be for. */
export const apiDashboards = { auth0 } satisfies Record<string, ApiDashboard>;
export const handDashboards = { other } satisfies Record<string, HandDashboard>;

export type ApiDashboardId = keyof typeof apiDashboards;
export type HandDashboardId = keyof typeof handDashboards;
export type DashboardId = ApiDashboardId | HandDashboardId;

export const dashboards: Readonly<Record<DashboardId, Dashboard>> = { ...apiDashboards, ...handDashboards };

const idsOf = <Id extends string>(found: Readonly<Record<Id, Dashboard>>) =>
  Object.keys(found) as [Id, ...Id[]];
export const apiDashboardIds = idsOf(apiDashboards);
export const handDashboardIds = idsOf(handDashboards);
