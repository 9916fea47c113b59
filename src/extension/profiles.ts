import * as v from 'valibot';
import { type Profile, profileSchema } from '../setup/profile';
import { kept } from './kept';
import { forgetCredential } from './vault';

const schema = v.object({
  version: v.literal(1),
  current: v.string(),
  profiles: v.array(profileSchema),
});

/** The person's profiles, without credentials. */
export const keptProfiles = kept('local', 'profiles', schema);

export async function readProfiles(): Promise<{
  current: Profile | undefined;
  profiles: readonly Profile[];
}> {
  const found = await keptProfiles.read();
  const profiles = found?.profiles ?? [];
  return { current: profiles.find((each) => each.id === found?.current), profiles };
}

/** Adds the profile or replaces the one with its id, and makes it the current one. */
export async function saveProfile(profile: Profile): Promise<void> {
  const { profiles } = await readProfiles();
  const isKnown = profiles.some((each) => each.id === profile.id);
  await keptProfiles.write({
    version: 1,
    current: profile.id,
    profiles: isKnown
      ? profiles.map((each) => (each.id === profile.id ? profile : each))
      : [...profiles, profile],
  });
}

export async function selectProfile(id: string): Promise<void> {
  const { profiles } = await readProfiles();
  await keptProfiles.write({ version: 1, current: id, profiles: [...profiles] });
}

/** Removes the profile with its credential. */
export async function deleteProfile(id: string): Promise<void> {
  const { current, profiles } = await readProfiles();
  const left = profiles.filter((each) => each.id !== id);
  await keptProfiles.write({
    version: 1,
    current: current && current.id !== id ? current.id : (left[0]?.id ?? ''),
    profiles: left,
  });
  await forgetCredential(id);
}
