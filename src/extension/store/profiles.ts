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
/** Changes what is kept of the profiles; one change at a time, over all contexts. */
export const changeProfiles = (
  next: (before: KeptProfiles) => Pick<KeptProfiles, 'current' | 'profiles'>,
): Promise<void> =>
  inTurn(async () => {
    const before = (await keptProfiles.read()) ?? none;
    await keptProfiles.write({ ...before, ...next(before) });
  });

/** Makes it the current one. The setups of the others stay as they are. */
export const selectProfile = (id: string): Promise<void> =>
  changeProfiles(({ profiles }) => ({ current: id, profiles }));
