import * as v from 'valibot';
import { isByHand, type Profile, profileSchema, withCallbackUrl } from '../../setup/profiles/profile';
import { changeProfiles } from './profiles';

/** What adds profiles, changes them, and takes them away: apart from what every page reads. */

/** Adds the profile or replaces the one with its id, and makes it the current one. */
export const saveProfile = (profile: Profile): Promise<void> =>
  changeProfiles(({ profiles }) => ({
    current: profile.id,
    profiles: profiles.some((each) => each.id === profile.id)
      ? profiles.map((each) => (each.id === profile.id ? profile : each))
      : [...profiles, profile],
  }));

/** Changes the profile with this id, where there is one. The current one stays. */
export const changeProfile = (id: string, change: (before: Profile) => Profile): Promise<void> =>
  changeProfiles(({ current, profiles }) => ({
    current,
    profiles: profiles.map((each) => (each.id === id ? change(each) : each)),
  }));

/** Adds profiles behind those that are there by then, and returns them. The current one stays, where there is one. */
export async function addProfiles(
  choose: (present: readonly Profile[]) => readonly Profile[],
): Promise<readonly Profile[]> {
  let added: readonly Profile[] = [];
  await changeProfiles(({ current: chosen, profiles }) => {
    added = choose(profiles);
    return { current: chosen || (added[0]?.id ?? ''), profiles: [...profiles, ...added] };
  });
  return added;
}

/** Notes the workspace that the person has chosen in a profile that names none, where a profile can name it. */
export const keepWorkspace = (id: string, workspace: string): Promise<void> =>
  changeProfiles(({ current, profiles }) => ({
    current,
    profiles: profiles.map((each) => {
      const named = { ...each, workspace };
      return each.id === id && each.workspace === '' && v.is(profileSchema, named) ? named : each;
    }),
  }));

/** Gives a profile that is set up by hand the callback URL that its dashboard's page shows, where a profile can have it. */
export const keepCallbackUrl = (id: string, callbackUrl: string): Promise<void> =>
  changeProfiles(({ current, profiles }) => ({
    current,
    profiles: profiles.map((each) =>
      each.id === id && isByHand(each) ? (withCallbackUrl(each, callbackUrl) ?? each) : each,
    ),
  }));

/** Removes the profile from the list; `delete-profile.ts` removes its credential with it. */
export const removeProfile = (id: string): Promise<void> =>
  changeProfiles(({ current: chosen, profiles }) => {
    const left = profiles.filter((each) => each.id !== id);
    return { current: chosen === id ? (left[0]?.id ?? '') : chosen, profiles: left };
  });
