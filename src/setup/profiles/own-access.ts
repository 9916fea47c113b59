import type { ApiDashboardId } from '../../dashboards';
import type { Entered } from '../../dashboards/fieldset';
import { apiFieldsets } from '../../dashboards/fieldsets';
import type { OwnAccessTerms } from '../../dashboards/own-access';
import type { Feature } from '../../dashboards/session';
import type { ApiProfile } from './profile';

/** What a dashboard says of an access of the extension's own; undefined where none can be made. */
export const ownAccessOf = (dashboard: ApiDashboardId): OwnAccessTerms | undefined =>
  apiFieldsets[dashboard].ownAccess;

/** The rights that the extension uses there, by what they are for, in their order. */
export function rightsFor(
  dashboard: ApiDashboardId,
): readonly { readonly feature: Feature; readonly scopes: readonly string[] }[] {
  const { rights } = apiFieldsets[dashboard];
  return [...new Set(rights.map((each) => each.feature))].map((feature) => ({
    feature,
    scopes: rights.filter((each) => each.feature === feature).map((each) => each.scope),
  }));
}

/** The settings of a profile of that dashboard with it, by its id, or without it. */
export const ownSettings = (
  dashboard: ApiDashboardId,
  id: string | undefined,
): Readonly<Record<string, string>> =>
  (ownAccessOf(dashboard)?.settings(id) ?? {}) as Readonly<Record<string, string>>;

/** Whether a profile, or what is entered for one, signs in with the one that has this id. */
export function hasOwn(
  profile: { readonly dashboard: ApiDashboardId; readonly [field: string]: unknown },
  id: string,
): boolean {
  const settings = Object.entries(ownSettings(profile.dashboard, id));
  return settings.length > 0 && settings.every(([field, value]) => profile[field] === value);
}

/** Where a person finds it in the dashboard itself; undefined where none can be made. */
export const ownPageOf = (profile: ApiProfile, id: string): string | undefined =>
  ownAccessOf(profile.dashboard)?.page(profile as unknown as Entered, id);
