import * as v from 'valibot';
import { apiDashboardIds, dashboardIds } from '../../dashboards';
import { kept } from './stored-item';

/**
 * How far the first steps have come, so that they can be left and found again. Beside it stands what was entered for the
 * dashboard, which holds nothing secret. Before there was a choice of dashboards, none was noted; older versions have noted a
 * step as well.
 */
export const keptWelcome = kept(
  'local',
  'welcome',
  v.objectWithRest(
    {
      /** The id of the profile that comes of it. */
      profileId: v.string(),
      dashboard: v.optional(v.picklist(dashboardIds), apiDashboardIds[0]),
      workspace: v.string(),
    },
    v.string(),
  ),
);
