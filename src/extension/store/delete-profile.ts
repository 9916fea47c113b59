import { removeProfile } from './edit-profiles';
import { forgetEverywhere } from './locker';

/** Removes the profile with its credential, in memory and on disk. */
export async function deleteProfile(id: string): Promise<void> {
  await removeProfile(id);
  await forgetEverywhere(id);
}
