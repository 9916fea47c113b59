import type { SecretField } from '../../dashboards/fieldset';
import { apiFieldsets } from '../../dashboards/fieldsets';
import { ok, type Reading } from '../../dashboards/reading';
import type { Credential } from '../../dashboards/session';
import type { MessageKey, Said } from '../../dashboards/words';
import { draftOf, enteredIn, fieldsAt } from './draft';
import type { ApiProfile } from './profile';

/** A fresh token, or whatever else is secret, for a profile that has lost its own: asked for and read as in the settings. */

/** What is asked for, and what is said below it. */
export function secretOf(profile: ApiProfile): {
  readonly label: MessageKey;
  readonly help: Said | undefined;
} {
  const field = secretField(profile);
  return { label: field.label, help: field.help?.(enteredIn(draftOf(profile))) };
}

/** What the entered secret says, or what is wrong with it; undefined where it says nothing, or nothing is entered. */
export function toldAgain(
  profile: ApiProfile,
  text: string,
): { readonly says: readonly Said[]; readonly problem?: Said } | undefined {
  const field = secretField(profile);
  if (!field.tells || text === '') return undefined;
  const read = field.read(text, enteredIn(draftOf(profile)));
  return read.kind === 'problem'
    ? { says: [], problem: read.problem }
    : { says: field.tells.of(text)?.says ?? [] };
}

/** Reads it, for the rest of the profile as it is. */
export function readAgain(profile: ApiProfile, text: string): Reading<Credential> {
  const own = enteredIn(draftOf(profile));
  const read = secretField(profile).read(text, own);
  return read.kind === 'ok' ? ok(apiFieldsets[profile.dashboard].credentialOf(own, read.value)) : read;
}

/** Throws a `TypeError` where the dashboard asks for none: its fieldset is not right. */
function secretField(profile: ApiProfile): SecretField<Readonly<Record<string, unknown>>> {
  const field = fieldsAt(draftOf(profile), 'access').find((each) => each.kind === 'secret');
  if (!field) throw new TypeError(`${profile.dashboard} asks for no secret`);
  return field;
}
