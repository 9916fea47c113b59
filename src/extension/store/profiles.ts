import * as v from 'valibot';
import { type Profile, profileSchema } from '../../setup/profiles/profile';
import { oneAtATime } from './one-at-a-time';
import { glimpsed } from './stored-item';

/**
 * As they are kept. A profile that this version does not understand, from a newer one or damaged, is kept aside as it is:
 * an update that understands it takes it back.
 */
const today = v.object({
  version: v.literal(1),
  current: v.string(),
  profiles: v.array(profileSchema),
  aside: v.array(v.unknown()),
});
const anyVersion = v.looseObject({
  current: v.optional(v.string(), ''),
  profiles: v.optional(v.array(v.unknown()), []),
  aside: v.optional(v.array(v.unknown()), []),
});

/** Reads what any version has kept, entry by entry. Something that is no list of profiles at all is kept aside whole. */
export function readKept(raw: unknown): v.InferOutput<typeof today> {
  const found = v.safeParse(anyVersion, raw);
  if (!found.success || Array.isArray(raw)) return { version: 1, current: '', profiles: [], aside: [raw] };
  const { current, profiles, aside } = found.output;
  const read = [...profiles, ...aside].map((each) => ({ each, profile: v.safeParse(profileSchema, each) }));
  return {
    version: 1,
    current,
    profiles: read.flatMap(({ profile }) => (profile.success ? [profile.output] : [])),
    aside: read.flatMap(({ each, profile }) => (profile.success ? [] : [each])),
  };
}

/** The person's profiles, without credentials. */
export const keptProfiles = glimpsed('profiles', v.pipe(v.unknown(), v.transform(readKept), today));

type KeptProfiles = v.InferOutput<typeof today>;
const none: KeptProfiles = { version: 1, current: '', profiles: [], aside: [] };

/** The profiles in their order, and which of them is the current one; undefined without any. */
export async function readProfiles(): Promise<{
  current: Profile | undefined;
  profiles: readonly Profile[];
}> {
  const { current: id, profiles } = (await keptProfiles.read()) ?? none;
  return { current: profiles.find((each) => each.id === id), profiles };
}

const inTurn = oneAtATime('profiles');
const change = (next: (before: KeptProfiles) => Pick<KeptProfiles, 'current' | 'profiles'>): Promise<void> =>
  inTurn(async () => {
    const before = (await keptProfiles.read()) ?? none;
    await keptProfiles.write({ ...before, ...next(before) });
  });

/** Adds the profile or replaces the one with its id, and makes it the current one. */
export const saveProfile = (profile: Profile): Promise<void> =>
  change(({ profiles }) => ({
    current: profile.id,
    profiles: profiles.some((each) => each.id === profile.id)
      ? profiles.map((each) => (each.id === profile.id ? profile : each))
      : [...profiles, profile],
  }));

/**
 * Adds profiles behind those that are there when it is their turn, and tells which. The current one stays, where there is
 * one.
 */
export async function addProfiles(
  choose: (present: readonly Profile[]) => readonly Profile[],
): Promise<readonly Profile[]> {
  let added: readonly Profile[] = [];
  await change(({ current: chosen, profiles }) => {
    added = choose(profiles);
    return { current: chosen || (added[0]?.id ?? ''), profiles: [...profiles, ...added] };
  });
  return added;
}

/** Notes the workspace that the person has chosen in a profile that names none, where a profile can name it. */
export const keepWorkspace = (id: string, workspace: string): Promise<void> =>
  change(({ current, profiles }) => ({
    current,
    profiles: profiles.map((each) => {
      const named = { ...each, workspace };
      return each.id === id && each.workspace === '' && v.is(profileSchema, named) ? named : each;
    }),
  }));

/** Makes it the current one. The setups of the others stay as they are. */
export const selectProfile = (id: string): Promise<void> =>
  change(({ profiles }) => ({ current: id, profiles }));

/** Removes the profile from the list; `delete-profile.ts` removes its credential with it. */
export const removeProfile = (id: string): Promise<void> =>
  change(({ current: chosen, profiles }) => {
    const left = profiles.filter((each) => each.id !== id);
    return { current: chosen === id ? (left[0]?.id ?? '') : chosen, profiles: left };
  });
