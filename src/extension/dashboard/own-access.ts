import type { Outcome } from '../../dashboards/outcome';
import {
  makesOwnAccess,
  type OwnAccessCalls,
  type OwnAccessPlan,
  type OwnAccessRemoved,
} from '../../dashboards/own-access';
import type { Access, Credential, Feature } from '../../dashboards/session';
import type { Secret } from '../../secret';
import { type Problem, problem } from '../../setup/problems';
import { hasOwn, ownSettings } from '../../setup/profiles/own-access';
import { type ApiProfile, hostsOf, isOverApi } from '../../setup/profiles/profile';
import { fromCause } from '../../setup/why';
import { readCredential } from '../store/credentials';
import { changeProfile, saveProfile } from '../store/edit-profiles';
import { forgetEverywhere, keepInMemoryOnly, lockAway } from '../store/locker';
import { oneAtATime } from '../store/one-at-a-time';
import { forgetOwn, keptOwn, noteOwn, type OwnNoted, sharing } from '../store/own-access';
import { checkAccess, noCredential, sessionOnce, whileKept } from './sign-in';

/**
 * An access of the extension's own, made and removed from a page that the person looks at, with a credential that they have entered or
 * that is in memory. The background has no message for it.
 */

/** Pages that do it at once take turns: the second finds what the first has made. */
const inTurn = oneAtATime('making own');

/** What a session answers, or why it did not; `entered`: in place of the credential in memory. */
async function ask<Value>(
  profile: ApiProfile,
  entered: Credential | undefined,
  call: (session: OwnAccessCalls) => Promise<Outcome<Value>>,
): Promise<
  { readonly kind: 'done'; readonly value: Value } | { readonly kind: 'problem'; readonly problem: Problem }
> {
  const credential = entered ?? (await readCredential(profile.id));
  if (!credential) return { kind: 'problem', problem: await noCredential(profile) };
  const run = (signal: AbortSignal) => {
    const session = sessionOnce(profile, credential, signal);
    if (!makesOwnAccess(session)) throw new TypeError(`${profile.dashboard} makes no access of its own`);
    return call(session);
  };
  const outcome = entered ? await run(new AbortController().signal) : await whileKept(profile.id, run);
  if (!outcome) return { kind: 'problem', problem: await noCredential(profile) };
  return outcome.kind === 'done' ? outcome : { kind: 'problem', problem: fromCause(outcome.cause) };
}

/** How making it ended: the profile as it is saved with it, and what it opens. */
export type OwnMade =
  | { readonly kind: 'made'; readonly profile: ApiProfile; readonly access: Access }
  | { readonly kind: 'review'; readonly plan: OwnAccessPlan }
  | { readonly kind: 'problem'; readonly problem: Problem };

/**
 * Makes it, or takes the one that is there, tries it, and puts it in place of the credential that it was made with, which is
 * forgotten. Until it was tried, nothing of the profile is changed. `passphrase`: it is kept, encrypted under this.
 */
export const makeOwnAccess = (
  profile: ApiProfile,
  entered: Credential | undefined,
  features: readonly Feature[],
  passphrase: Secret | undefined,
  agreed: OwnAccessPlan | undefined,
): Promise<OwnMade> =>
  inTurn(async (): Promise<OwnMade> => {
    const made = await ask(profile, entered, (session) => session.makeOwnAccess(features, agreed));
    if (made.kind === 'problem') return made;
    if (made.value.kind === 'review') return made.value;
    const { id, name, scopes, credential } = made.value.access;
    const own = { ...profile, ...ownSettings(profile.dashboard, id) } as ApiProfile;
    const tried = await checkAccess(own, credential);
    if (tried.kind === 'problem') return { kind: 'problem', problem: tried.problem };
    const lacking = tried.access.rights.filter(
      (each) => scopes.includes(each.scope) && each.isGranted === false,
    );
    if (lacking.length > 0)
      return {
        kind: 'problem',
        problem: problem('missingScope', lacking.map((each) => each.scope).join(', ')),
      };
    await noteOwn(own.id, { id, name, host: hostsOf(own)[0], scopes: [...scopes], at: Date.now() });
    if (passphrase) await lockAway(own, credential, passphrase);
    else await keepInMemoryOnly(own.id, credential);
    await saveProfile(own);
    return { kind: 'made', profile: own, access: tried.access };
  });

/** How removing it ended. */
export type OwnRemoved = OwnAccessRemoved | { readonly kind: 'problem'; readonly problem: Problem };

/** Deletes it in the dashboard, and forgets it here, for every profile that has it. */
export const removeOwnAccess = (
  profile: ApiProfile,
  entered: Credential | undefined,
  own: OwnNoted,
): Promise<OwnRemoved> =>
  inTurn(async (): Promise<OwnRemoved> => {
    const answer = await ask(profile, entered, (session) => session.removeOwnAccess(own.id));
    if (answer.kind === 'problem') return answer;
    const isOver = answer.value.kind !== 'still-there';
    if (isOver) await forgetOwnAccess(own);
    return answer.value;
  });

/** Forgets it here, whatever the dashboard has: the profiles that sign in with it have no access any more. */
export async function forgetOwnAccess(own: OwnNoted): Promise<void> {
  for (const profileId of sharing(await keptOwn.read(), own)) {
    let isUsed = false;
    await changeProfile(profileId, (before) => {
      if (!isOverApi(before) || !hasOwn(before, own.id)) return before;
      isUsed = true;
      return { ...before, ...ownSettings(before.dashboard, undefined) } as ApiProfile;
    });
    if (isUsed) await forgetEverywhere(profileId);
    await forgetOwn(profileId);
  }
}
