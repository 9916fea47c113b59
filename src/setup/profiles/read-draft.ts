import * as v from 'valibot';
import { readWorkspace } from '../../bitbucket/workspace';
import { isApiDashboard } from '../../dashboards';
import type { Field } from '../../dashboards/fieldset';
import { apiFieldsets, fieldsets } from '../../dashboards/fieldsets';
import type { Access, Credential } from '../../dashboards/session';
import { type Said, say } from '../../dashboards/words';
import type { Secret } from '../../secret';
import {
  type Draft,
  type DraftProblems,
  enteredIn,
  entering,
  fieldsChecked,
  isAsked,
  type Texts,
} from './draft';
import { addressOf, forAllAt, type Profile, profileShape } from './profile';

/** What a draft is read as: a profile, or what is wrong, each at its field. Pure. */
export type DraftReading =
  | {
      readonly kind: 'ok';
      readonly profile: Profile;
      /** Undefined where none was entered, because the kept one goes on or none is needed. */
      readonly credential: Credential | undefined;
    }
  | { readonly kind: 'problems'; readonly problems: DraftProblems };

/**
 * Reads the form, with every problem at its field, before anything is sent. `hasCredential`: one is kept for this
 * profile, so its secrets may stay empty.
 */
export function readDraft(draft: Draft, hasCredential: boolean): DraftReading {
  const { id, dashboard, scopes } = draft;
  // What was picked for another dashboard says nothing here.
  const applications = forAllAt(dashboard) ? ({ kind: 'all' } as const) : draft.applications;
  const name = draft.name.trim();
  const { workspace, problems: wrongWorkspace } = readWorkspaceOf(draft);
  const { own, secret, problems: wrongOwn } = readOwn(draft, hasCredential);
  const isApi = isApiDashboard(dashboard);
  const problems = {
    ...(name === '' ? { name: say('field_nameEmpty') } : {}),
    ...wrongWorkspace,
    ...wrongOwn,
    ...(isApi && draft.isToBeKept ? readPassphrase(draft) : {}),
  };
  if (Object.keys(problems).length > 0) return { kind: 'problems', problems };
  return {
    kind: 'ok',
    profile: v.parse(profileShape, { ...own, id, name, dashboard, workspace, scopes, applications }),
    credential: isApi && secret ? apiFieldsets[dashboard].credentialOf(own, secret) : undefined,
  };
}

/** Whether a draft's dashboard is at another address than its own fields say: a secret may name it, or a search. */
export function isElsewhere(draft: Draft, profile: Profile): boolean {
  const noSecrets = Object.fromEntries(
    fieldsets[draft.dashboard].fields.flatMap(({ kind, id }) => (kind === 'secret' ? [[id, '']] : [])),
  );
  const { own } = readOwn({ ...draft, ...entering(draft, noSecrets) }, true);
  return addressOf(v.parse(profileShape, { ...profile, ...own })) !== addressOf(profile);
}

/** The text of a field as it would be read, to be shown in its place; as it is, where it is empty or wrong. */
export function settledText(draft: Draft, id: string): string {
  const text = enteredIn(draft)[id] ?? '';
  return text.trim() === '' ? text : (readOwn(draft, true).own[id] ?? text);
}

/**
 * Whether a check of the access would ask the same of two drafts. `offered`: values, by the ids of the fields, that the one may have
 * in place of the other's, since the check found them there.
 */
export function checksTheSame(one: Draft, other: Draft, offered: Access['offered'] = {}): boolean {
  const read = (draft: Draft): Texts => ({ ...enteredIn(draft), ...readOwn(draft, true).own });
  const [own, others] = [read(one), read(other)];
  return (
    one.dashboard === other.dashboard &&
    fieldsChecked(one).every(({ id }) => own[id] === others[id] || offered[id]?.includes(own[id] ?? ''))
  );
}

/** What is wrong with a secret that says something of itself, as soon as it is entered; undefined for any other. */
export function wrongAtOnce(draft: Draft, field: Field): Said | undefined {
  const isTelling = field.kind === 'secret' && field.tells !== undefined;
  return isTelling && enteredIn(draft)[field.id] ? readOwn(draft, true).problems[field.id] : undefined;
}

const shortestPassphrase = 12;

/** What is wrong with a new passphrase. */
export const readPassphrase = ({
  passphrase,
  passphraseAgain,
}: Pick<Draft, 'passphrase' | 'passphraseAgain'>): DraftProblems => ({
  ...(passphrase.length < shortestPassphrase
    ? { passphrase: say('field_passphraseShort', String(shortestPassphrase)) }
    : passphraseAgain !== passphrase
      ? { passphraseAgain: say('field_passphraseDiffers') }
      : {}),
});

/** Empty where the person chooses on Bitbucket; undefined, with what is wrong, where it is no workspace. */
export function readWorkspaceOf({ workspace: entered }: Draft): {
  readonly workspace: string | undefined;
  readonly problems: Record<string, Said>;
} {
  const text = entered.trim();
  const workspace = text === '' ? '' : readWorkspace(text);
  return workspace === undefined
    ? { workspace, problems: { workspace: say('field_workspaceMalformed', text) } }
    : { workspace, problems: {} };
}

/** Reads the fields of the draft's dashboard. */
export function readOwn(
  draft: Draft,
  hasCredential: boolean,
): {
  readonly own: Texts;
  /** The one that is asked for, where it was entered. */
  readonly secret: Secret | undefined;
  readonly problems: Record<string, Said>;
} {
  const entered = enteredIn(draft);
  const own: Record<string, string> = {};
  let secret: Secret | undefined;
  const problems: Record<string, Said> = {};
  for (const field of fieldsets[draft.dashboard].fields) {
    const { id } = field;
    const text = entered[id] ?? '';
    if (field.kind === 'choice') own[id] = text;
    else if (!isAsked(field, entered)) {
      if (field.kind === 'text') own[id] = '';
    } else if (field.kind === 'text') {
      const read = field.read(text, own, entered);
      if (read.kind === 'ok') own[id] = read.value;
      else problems[id] = read.problem;
    } else if (text.trim() !== '' || !hasCredential) {
      const read = field.read(text, own);
      if (read.kind === 'ok') secret = read.value;
      else problems[id] = read.problem;
    }
  }
  return { own, secret, problems };
}
