import type { Journey } from '../../setup/journey/journey';
import { forgetLogin } from '../store/journey';
import { forgetBackup, forgetPair } from '../store/vault';
import { forgetTab, tellHelper } from './bitbucket-tab';
import { removeTestApplication } from './driver';
import { endWatch } from './login-watch';

/** Takes away all that is kept of a journey beside what was written down of it, and its test login's window and application. */
export async function clearUp(journey: Journey): Promise<void> {
  const { id } = journey;
  await Promise.all([
    forgetPair(id),
    forgetBackup(id),
    forgetLogin(id),
    endWatch(id),
    removeTestApplication(journey),
  ]);
  await tellHelper(journey);
  await forgetTab(journey);
}
