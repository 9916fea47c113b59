import type { Application } from '../../../dashboards/session';
import { isAgreed } from '../../../setup/journey/standing';
import { wantedApplications, wantsApplication } from '../../../setup/profiles/profile';
import type { Acting, Action } from './action';
import { notDone } from './not-done';

/**
 * Switches the connection on for the applications that the profile wants, and for no other, and looks at what came of it: a
 * dashboard may take it for an application, and not keep it.
 */
export async function* enable({ journey, stage, session, profile }: Acting<'enabling'>): Action {
  const applications = await session.listApplications(wantedApplications(profile));
  if (applications.kind !== 'done') return notDone(applications);
  const wanted = applications.value.filter(({ id }) => wantsApplication(profile, id));
  // Even a new connection may be enabled: where all of a dashboard's connections share one switch, that may be on.
  const enabled = await session.listEnabled(stage.connectionId);
  if (enabled.kind !== 'done') return notDone(enabled);
  const missing = wanted.filter((each) => !enabled.value.includes(each.id));
  if (missing.length > 0) {
    if (!isAgreed(journey)) return { kind: 'consent-needed' };
    const ids = missing.map((each) => each.id);
    yield { kind: 'switching-on', ids };
    const outcome = await session.enable(stage.connectionId, ids);
    if (outcome.kind !== 'done') return notDone(outcome);
  }
  const present = missing.length > 0 ? await session.listEnabled(stage.connectionId) : enabled;
  if (present.kind !== 'done') return notDone(present);
  const namesOf = (isKept: boolean) =>
    missing.filter(({ id }) => present.value.includes(id) === isKept).map((each) => each.name);
  return {
    kind: 'applications-enabled',
    names: namesOf(true),
    notKept: namesOf(false),
    alreadyThere: wanted.length - missing.length,
    ...inOrganizations(wanted.filter(({ id }) => present.value.includes(id))),
  };
}

/** Without the connection in their organization there is no button for it. */
function inOrganizations(enabled: readonly Application[]): { readonly inOrganizations?: readonly string[] } {
  const names = enabled.filter((each) => each.needsOrganization).map((each) => each.name);
  return names.length > 0 ? { inOrganizations: names } : {};
}
