import type { DashboardId } from '../../dashboards';
import type { Field } from '../../dashboards/fieldset';
import { fieldsets } from '../../dashboards/fieldsets';
import {
  type Draft,
  type DraftProblems,
  emptyDraft,
  enteredIn,
  entering,
  fieldsAt,
  ownTexts,
  textsAtFirst,
} from './draft';
import { readOwn, readWorkspaceOf } from './read-draft';

/** The draft of the first steps: entered in two of them, and kept between. Pure. */

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

/** The draft again. What was kept for a field that does not take it is not in it. */
export function draftFrom({ profileId, dashboard, workspace, ...kept }: Beginning): Draft {
  const draft = { ...emptyDraft(profileId), dashboard, workspace };
  const isTaken = (field: Field) =>
    field.kind !== 'choice' || field.choices.some((each) => each.value === kept[field.id]);
  const taken = fieldsets[dashboard].fields.filter(isTaken).map((each) => each.id);
  const own = Object.entries(ownTexts(dashboard, kept)).filter(([id]) => taken.includes(id));
  return { ...draft, ...entering(draft, Object.fromEntries(own)) };
}

/** Where another dashboard is meant, its logins start where its own do, until something else is entered. */
export const elsewhere = (before: Draft, change: Partial<Draft>): Partial<Draft> => {
  const next = { ...before, ...change };
  if (enteredIn(next) === enteredIn(before)) return next;
  const atFirst = textsAtFirst(next.dashboard);
  const login = fieldsets[next.dashboard].fields.filter((each) => each.place === 'login');
  return { ...next, ...entering(next, Object.fromEntries(login.map(({ id }) => [id, atFirst[id] ?? '']))) };
};

/** Reads where the dashboard and the consumers are, before it is known how to get in. */
export function readWhere(
  draft: Draft,
):
  | { readonly kind: 'ok'; readonly place: Pick<Draft, 'entered' | 'workspace'> }
  | { readonly kind: 'problems'; readonly problems: DraftProblems } {
  const ids = fieldsAt(draft, 'where').map((each) => each.id);
  const among = <Value>(found: Readonly<Record<string, Value>>): Record<string, Value> =>
    Object.fromEntries(Object.entries(found).filter(([id]) => ids.includes(id)));
  const { own, problems: wrongOwn } = readOwn(draft, true);
  const { workspace, problems: wrongWorkspace } = readWorkspaceOf(draft);
  const problems = { ...among(wrongOwn), ...wrongWorkspace };
  return workspace === undefined || Object.keys(problems).length > 0
    ? { kind: 'problems', problems }
    : { kind: 'ok', place: { ...entering(draft, among(own)), workspace } };
}
