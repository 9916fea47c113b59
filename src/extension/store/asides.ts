import type { Journey } from '../../setup/journey/journey';
import { asidesFor, keptAside } from './journey';

/** The journeys that are kept aside. They are written one at a time (`journal.ts`). */

/** The journey of that id, where it is kept aside. */
export async function asideWith(id: string): Promise<Journey | undefined> {
  const all = (await keptAside.read()) ?? {};
  return Object.keys(all)
    .flatMap((profileId) => asidesFor(profileId, all))
    .find((each) => each.id === id);
}

/** The journeys behind this one, of the same profile, the newest first, which stands there again when this one is discarded. */
export async function asidesOf({
  id,
  profileId,
}: Pick<Journey, 'id' | 'profileId'>): Promise<readonly Journey[]> {
  return asidesFor(profileId, await keptAside.read()).filter((each) => each.id !== id);
}

/** Keeps these aside of a profile, the newest first, and no others. */
export async function keepAsides(profileId: string, journeys: readonly Journey[]): Promise<void> {
  const { [profileId]: _, ...others } = (await keptAside.read()) ?? {};
  const all = journeys.length > 0 ? { ...others, [profileId]: journeys } : others;
  await (Object.keys(all).length > 0 ? keptAside.write(all) : keptAside.remove());
}
