import { auth0 } from './auth0';
import type { Dashboard, DashboardId } from './dashboard';

/** Every kind of dashboard that a profile can be for. */
export const dashboards: Readonly<Record<DashboardId, Dashboard>> = { auth0 };
