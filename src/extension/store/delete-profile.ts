import { removeProfile } from './edit-profiles';
import { forgetPage } from './filled-pages';
import { forgetHistory } from './history';
import { forgetEverywhere } from './locker';

/** Removes the profile with its credential, in memory and on disk, with its history, and with what is noted of its pages. */
export async function deleteProfile(id: string): Promise<void> {
  await removeProfile(id);
  await forgetEverywhere(id);
  await forgetHistory(id);
  await forgetPage(id);
}
