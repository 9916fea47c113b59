import { auth0Access } from './auth0/session';
import type { ApiDashboardId } from './index';
import { keycloakAccess } from './keycloak/session';
import { pocketBaseAccess } from './pocketbase/session';
import type { ApiAccess } from './session';
import { supabaseAccess } from './supabase/session';

/**
 * The way into each dashboard with an API. Apart from `index.ts`, as it brings the OAuth library along: the background needs it,
 * and pages that take a credential, but not those that only draw where a setup stands.
 */
export const accessTo: Readonly<Record<ApiDashboardId, ApiAccess>> = {
  auth0: auth0Access,
  keycloak: keycloakAccess,
  pocketbase: pocketBaseAccess,
  supabase: supabaseAccess,
};
