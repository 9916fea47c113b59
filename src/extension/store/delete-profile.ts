import { removeProfile } from './edit-profiles';
import { forgetPage } from './filled-pages';
import { forgetHistory } from './history';
import { forgetEverywhere } from './locker';
import { forgetOwn } from './own-access';

/** Removes the profile with its credential, in memory and on disk, its history, and what is noted of its pages and of an access of its own. */
export async function deleteProfile(id: string): Promise<void> {
  await removeProfile(id);
  await forgetEverywhere(id);
  await forgetHistory(id);
  await forgetPage(id);
  await forgetOwn(id);
}
