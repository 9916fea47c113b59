import type { Access, Credential } from '../../dashboards/session';
import { checkAccess } from '../../extension/dashboard/sign-in';
import type { Problem } from '../../setup/problems';
import { type Draft, entering, ownTexts } from '../../setup/profiles/draft';
import { type ApiProfile, addressOf, correctedBy } from '../../setup/profiles/profile';
import { isElsewhere } from '../../setup/profiles/read-draft';

/** What a form says of the access that is entered in it. */
export type AccessStatus = { readonly kind: 'quiet' } | { readonly kind: 'checking' } | Looked;

export type Looked =
  | {
      readonly kind: 'checked';
      readonly access: Access;
      /** As it was checked, corrected by what the dashboard says of itself. */
      readonly profile: ApiProfile;
      /** What it was checked with, if entered. */
      readonly entered: Credential | undefined;
      /** The dashboard's address, where it differs from what was entered. */
      readonly at: string | undefined;
    }
  | {
      readonly kind: 'problem';
      readonly problem: Problem;
      readonly elsewhere?: ApiProfile | undefined;
    };

/** A draft as it is entered; with `elsewhere`, the dashboard is there instead of where the fields say. */
export const draftAt = (filled: Draft, elsewhere: ApiProfile | undefined): Draft =>
  elsewhere ? { ...filled, ...entering(filled, ownTexts(elsewhere.dashboard, elsewhere)) } : filled;

/** Asks the dashboard what a credential may do there. Its host has been granted; `filled`: what the fields say now. */
export async function lookAtAccess(
  profile: ApiProfile,
  entered: Credential | undefined,
  filled: Draft,
): Promise<Looked> {
  const found = await checkAccess(profile, entered);
  if (found.kind === 'problem') return found;
  const at = isElsewhere(filled, profile) ? addressOf(profile) : undefined;
  return { ...found, profile: correctedBy(found.access, profile), entered, at };
}
