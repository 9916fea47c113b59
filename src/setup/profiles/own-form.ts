import { handDashboardIds } from '../../dashboards';
import { fieldsets } from '../../dashboards/fieldsets';
import type { OwnForm, Tenant } from '../../dashboards/guided';
import { emptyDraft, entering, picking } from './draft';
import { callbackUrlOf, isByHand, type Profile } from './profile';
import { readDraft } from './read-draft';

/** The profile of a tenant whose connection is made in its dashboard's own pages. Pure. */

/**
 * It has only what the tenant's address says, and the workspace, which may be empty. An existing profile for the same tenant is
 * used again; a new one gets this id. Undefined where no profile can be like that.
 */
export function profileFor(
  { tool, callbackUrlOn }: OwnForm,
  tenant: Tenant,
  domain: string,
  { id, workspace, profiles }: { id: string; workspace: string; profiles: readonly Profile[] },
): Profile | undefined {
  const callbackUrl = callbackUrlOn(domain);
  const there = profiles.find(
    (each) => isByHand(each) && each.tool === tool && callbackUrlOf(each) === callbackUrl,
  );
  if (there) return there;
  const [dashboard] = handDashboardIds;
  const choice = fieldsets[dashboard].fields.find((each) => each.kind === 'choice');
  const empty = { ...emptyDraft(id), dashboard, name: tenant.name, workspace };
  const chosen = choice?.kind === 'choice' ? { ...empty, ...picking(empty, choice, tool) } : empty;
  const reading = readDraft({ ...chosen, ...entering(chosen, { callbackUrl }) }, false);
  return reading.kind === 'ok' ? reading.profile : undefined;
}
