import { removeProfile } from './edit-profiles';
import { forgetHistory } from './history';
import { forgetEverywhere } from './locker';
import { forgetOwn } from './own-access';

/** Removes the profile with its credential, in memory and on disk, with its history, and with what is noted of an access of its own. */
export async function deleteProfile(id: string): Promise<void> {
  await removeProfile(id);
  await forgetEverywhere(id);
  await forgetHistory(id);
  await forgetOwn(id);
}
