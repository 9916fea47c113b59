import type { DashboardId } from '../../dashboards';
import type { Field } from '../../dashboards/fieldset';
import { fieldsets } from '../../dashboards/fieldsets';
import { type Draft, emptyDraft, enteredIn, entering, ownTexts, textsAtFirst } from './draft';

/** The draft of the first steps, which can be left and found again. Pure. */

/** What is kept of a draft that is no profile yet, as a profile has it: the dashboard's own values beside the common ones. */
export interface Beginning {
  readonly profileId: string;
  readonly dashboard: DashboardId;
  readonly workspace: string;
  readonly [own: string]: string;
}

/** What of a draft can be kept: nothing secret. */
export const beginningOf = (draft: Draft): Beginning => ({
  ...ownTexts(draft.dashboard, enteredIn(draft)),
  profileId: draft.id,
  dashboard: draft.dashboard,
  workspace: draft.workspace,
});

/** The draft again, without what was kept for a field that does not take it. */
export function draftFrom({ profileId, dashboard, workspace, ...kept }: Beginning): Draft {
  const draft = { ...emptyDraft(profileId), dashboard, workspace };
  const isTaken = (field: Field) =>
    field.kind !== 'choice' || field.choices.some((each) => each.value === kept[field.id]);
  const taken = fieldsets[dashboard].fields.filter(isTaken).map((each) => each.id);
  const own = Object.entries(ownTexts(dashboard, kept)).filter(([id]) => taken.includes(id));
  return { ...draft, ...entering(draft, Object.fromEntries(own)) };
}

/** When another dashboard is meant, the fields of its logins start from their first values again. */
export const elsewhere = (before: Draft, change: Partial<Draft>): Partial<Draft> => {
  const next = { ...before, ...change };
  const isThere = ({ place, id }: Field) =>
    place !== 'where' || enteredIn(next)[id] === enteredIn(before)[id];
  if (next.dashboard === before.dashboard && fieldsets[next.dashboard].fields.every(isThere)) return next;
  const atFirst = textsAtFirst(next.dashboard);
  const login = fieldsets[next.dashboard].fields.filter((each) => each.place === 'login');
  return { ...next, ...entering(next, Object.fromEntries(login.map(({ id }) => [id, atFirst[id] ?? '']))) };
};
