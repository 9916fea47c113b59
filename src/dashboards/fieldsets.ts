import { fieldset as auth0 } from './auth0/fieldset';
import { fieldset as other } from './by-hand/fieldset';
import type { ApiFieldset, Fieldset } from './fieldset';
import type { ApiDashboardId, DashboardId, HandDashboardId } from './index';
import { fieldset as keycloak } from './keycloak/fieldset';
import { fieldset as pocketbase } from './pocketbase/fieldset';
import { fieldset as supabase } from './supabase/fieldset';

/**
 * What is entered for each dashboard. Apart from `index.ts`, since only pages on which something is entered need it, not those
 * that only draw where a setup stands.
 */
export const apiFieldsets: Readonly<Record<ApiDashboardId, ApiFieldset>> = {
  auth0,
  keycloak,
  pocketbase,
  supabase,
};
const handFieldsets: Readonly<Record<HandDashboardId, Fieldset>> = { other };
/** The fields of every dashboard, by its id. */
export const fieldsets: Readonly<Record<DashboardId, Fieldset>> = { ...apiFieldsets, ...handFieldsets };
