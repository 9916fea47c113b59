import { removeProfile } from './edit-profiles';
import { forgetHistory } from './history';
import { forgetEverywhere } from './locker';

/** Removes the profile with its credential, in memory and on disk, and with its history. */
export async function deleteProfile(id: string): Promise<void> {
  await removeProfile(id);
  await forgetEverywhere(id);
  await forgetHistory(id);
}
