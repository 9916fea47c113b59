import { loginScopes, type Scope } from '../../bitbucket/scopes';
import { apiDashboardIds, type DashboardId, dashboardIds, isApiDashboard } from '../../dashboards';
import type { ChoiceField, Entered, Field, Place, SecretField, Told } from '../../dashboards/fieldset';
import { apiFieldsets, fieldsets } from '../../dashboards/fieldsets';
import type { Said } from '../../dashboards/words';
import type { ApiProfile, Profile } from './profile';

/** The form of the settings page as the person has it, before it is known to be right. */
export interface Draft {
  readonly id: string;
  readonly name: string;
  readonly dashboard: DashboardId;
  /** What stands in each dashboard's own fields: none gets what was entered for another. */
  readonly entered: Readonly<Record<DashboardId, Texts>>;
  /** Whether the credential is kept, encrypted under this passphrase. */
  readonly isToBeKept: boolean;
  readonly passphrase: string;
  readonly passphraseAgain: string;
  readonly workspace: string;
  readonly scopes: readonly Scope[];
  readonly applications: ApiProfile['applications'];
}

/** What stands in fields, by their ids. */
export type Texts = Readonly<Record<string, string>>;

/** What is wrong, by the names of the draft's own fields and the ids of its dashboard's. */
export type DraftProblems = Readonly<Partial<Record<string, Said>>>;

/** What changes a draft as it is by then. */
export type Change = (before: Draft) => Partial<Draft>;

/** What stands in the fields of a dashboard before anybody has entered anything. */
export const textsAtFirst = (dashboard: DashboardId): Texts =>
  Object.fromEntries(
    fieldsets[dashboard].fields.map((field) => [field.id, field.kind === 'choice' ? field.first : '']),
  );

/** The form of a profile that is new. */
export const emptyDraft = (id: string): Draft => ({
  id,
  name: '',
  dashboard: apiDashboardIds[0],
  entered: Object.fromEntries(dashboardIds.map((each) => [each, textsAtFirst(each)])) as Draft['entered'],
  isToBeKept: false,
  passphrase: '',
  passphraseAgain: '',
  workspace: '',
  scopes: loginScopes,
  applications: { kind: 'all' },
});

/** A saved profile in the form again; its credential is never shown. */
export function draftOf(profile: Profile): Draft {
  const { id, name, dashboard, workspace, scopes } = profile;
  const draft = emptyDraft(id);
  const applications = 'applications' in profile ? profile.applications : draft.applications;
  const own = ownTexts(dashboard, profile);
  return {
    ...draft,
    name,
    dashboard,
    workspace,
    scopes,
    applications,
    ...entering({ ...draft, dashboard }, own),
  };
}

/** The draft with its fields as they were read. */
export const settledAs = (draft: Draft, profile: Profile): Draft => ({
  ...draft,
  name: profile.name,
  workspace: profile.workspace,
  ...entering(draft, ownTexts(profile.dashboard, profile)),
});

/** Those values of a thing that go into a profile of the dashboard; none is secret. */
export const ownTexts = (dashboard: DashboardId, from: object): Texts =>
  Object.fromEntries(
    fieldsets[dashboard].fields.flatMap(({ kind, id }) => {
      const value = kind === 'secret' || !Object.hasOwn(from, id) ? undefined : from[id as keyof typeof from];
      return typeof value === 'string' ? [[id, value]] : [];
    }),
  );

/** What stands in the fields of the draft's dashboard. */
export const enteredIn = ({ entered, dashboard }: Draft): Entered => entered[dashboard];

/** Enters texts into fields of the draft's dashboard. */
export const entering = (draft: Draft, texts: Texts): Pick<Draft, 'entered'> => ({
  entered: { ...draft.entered, [draft.dashboard]: { ...draft.entered[draft.dashboard], ...texts } },
});

/** What the entered secret says of itself. */
const toldIn = (field: SecretField<Texts>, entered: Entered): Told | undefined =>
  field.tells?.of(entered[field.id] ?? '');

/**
 * Enters a secret, with what it says of itself: into empty fields, and into the name if that is empty. In a new profile, that
 * also replaces what the secret before it said.
 */
export function enteringSecret(
  draft: Draft,
  field: SecretField<Texts>,
  text: string,
  isNew: boolean,
): Partial<Draft> {
  const before = enteredIn(draft);
  const said: Texts = toldIn(field, before)?.fills ?? {};
  const isFree = (id: string) => before[id] === '' || (isNew && before[id] === said[id]);
  const fills: Texts = field.tells?.of(text)?.fills ?? {};
  const filled = Object.fromEntries(Object.entries(fills).filter(([id]) => isFree(id)));
  const next = { ...draft, ...entering(draft, { ...filled, [field.id]: text }) };
  return { ...next, name: nameAfter(draft, next, isNew) };
}

function nameAfter(before: Draft, { dashboard, name, ...rest }: Draft, isNew: boolean): string {
  if (!isApiDashboard(dashboard)) return name;
  const suggested = apiFieldsets[dashboard].suggestedName;
  const isFree = name === '' || (isNew && name === suggested(enteredIn(before)));
  return isFree ? suggested(enteredIn({ dashboard, name, ...rest })) : name;
}

/** Picks a value, with what that fills in. */
export function picking(draft: Draft, { id, fills }: ChoiceField<Texts>, value: string): Partial<Draft> {
  const filled = fills?.(value);
  return {
    ...entering(draft, { ...filled?.entered, [id]: value } as Texts),
    ...(filled ? { scopes: filled.scopes } : {}),
  };
}

/** What a choice in the draft fills in; undefined where that is nothing. */
export function filledIn(draft: Draft): ReturnType<NonNullable<ChoiceField<Texts>['fills']>> {
  for (const field of fieldsets[draft.dashboard].fields) {
    const filled =
      field.kind === 'choice' ? field.fills?.(enteredIn(draft)[field.id] ?? field.first) : undefined;
    if (filled) return filled;
  }
  return undefined;
}

/** Picks a dashboard, with what is picked there already. */
export function pickingDashboard(draft: Draft, dashboard: DashboardId): Partial<Draft> {
  let next: Draft = { ...draft, dashboard, scopes: loginScopes };
  for (const field of fieldsets[dashboard].fields)
    if (field.kind === 'choice') next = { ...next, ...picking(next, field, enteredIn(next)[field.id] ?? '') };
  return next;
}

/** The fields of the draft's dashboard that are asked for now, at these places. */
export const fieldsAt = (draft: Draft, ...places: readonly Place[]): readonly Field[] =>
  fieldsets[draft.dashboard].fields.filter(
    (field) => places.includes(field.place) && isAsked(field, enteredIn(draft)),
  );

/** The fields that a new profile is asked for first: without those that a secret among them says, or will say. */
export function fieldsAtFirst(draft: Draft): readonly Field[] {
  const asked = fieldsAt(draft, 'where', 'access');
  const entered = enteredIn(draft);
  const isSaid = (id: string) =>
    asked.some((each) => {
      if (each.kind !== 'secret' || !each.tells?.fields.includes(id)) return false;
      const said: Texts | undefined = toldIn(each, entered)?.fills;
      return entered[id] === '' ? !said || id in said : said?.[id] === entered[id];
    });
  return asked.filter(({ id }) => !isSaid(id));
}

/** Whether a field is asked for, by what stands in the others. */
export const isAsked = (field: Field, entered: Entered): boolean => field.isAsked?.(entered) ?? true;

/** The draft's fields that a check of the access asks about. */
export const fieldsChecked = (draft: Draft): readonly Field[] =>
  fieldsAt(draft, 'where', 'access', 'login').filter(
    (field) => field.place !== 'login' || (field.kind === 'text' && field.isChecked),
  );

/** The problems of fields that have not changed. */
export function stillWrong(problems: DraftProblems, before: Draft, after: Draft): DraftProblems {
  const isAsBefore = (field: string) =>
    field in before
      ? before[field as keyof Draft] === after[field as keyof Draft]
      : before.dashboard === after.dashboard && enteredIn(before)[field] === enteredIn(after)[field];
  return Object.fromEntries(Object.entries(problems).filter(([field]) => isAsBefore(field)));
}

/** Whether the draft leads to the same dashboard as the profile, and opens it in the same way, with a credential that is kept. */
export const opensTheSame = (draft: Draft, profile: Profile): boolean =>
  draft.dashboard === profile.dashboard &&
  fieldsAt(draft, 'where', 'access').every(
    ({ kind, id }) => kind === 'secret' || enteredIn(draft)[id] === enteredIn(draftOf(profile))[id],
  );
