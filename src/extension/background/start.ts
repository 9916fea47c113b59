import { begin } from '../../setup/journey/begin';
import type { Journey, OwnFormAgreed } from '../../setup/journey/journey';
import { isLook } from '../../setup/journey/standing';
import { type Problem, problem } from '../../setup/problems';
import { type ApiProfile, isOverApi, type Profile } from '../../setup/profiles/profile';
import { fromCause } from '../../setup/why';
import { noCredential, signIn, whileKept } from '../dashboard/sign-in';
import { mayUseBitbucket } from '../platform/permissions';
import { keptJourney } from '../store/journey';
import { adoptTab, tellHelper } from './bitbucket-tab';
import { clearUp } from './clear-up';
import { replaceJourney, takeOut } from './journal';

/**
 * Starts a journey of a profile's in place of the one before, which is kept aside if it is another profile's, or a setup that the
 * new one only looks at. The dashboard is asked first, so that a credential that does not work is found out before anything is
 * made at Bitbucket. `tabId`: a tab for the journey, rather than one of its own; `ownForm`: what was agreed to in the dashboard's
 * own pages. Returns what kept it from being started.
 */
export async function start(
  mode: Journey['mode'],
  profile: Profile,
  {
    id = crypto.randomUUID(),
    tabId,
    ownForm,
  }: {
    readonly id?: string;
    readonly tabId?: number | undefined;
    readonly ownForm?: OwnFormAgreed | undefined;
  } = {},
): Promise<Problem | undefined> {
  if (!(await mayUseBitbucket())) return problem('bitbucketPermission');
  const wrong = isOverApi(profile) ? await problemOf(profile, mode) : undefined;
  if (wrong) return wrong;

  const { id: profileId, workspace } = profile;
  const next = begin({ id, profileId, mode, workspace, now: Date.now(), ownForm });
  if (tabId !== undefined) await adoptTab(next, tabId);
  const before = await keptJourney.read();
  const isBeforeKept =
    before !== undefined && (before.profileId !== profileId || (isLook(next) && !isLook(before)));
  // A setup of the same profile that this one replaces is gone before it begins.
  const behind = isLook(next) ? [] : await takeOut(profileId);
  const gone = await replaceJourney(next, { isBeforeKept });
  if (isBeforeKept) await tellHelper(before);
  const replaced = before && !isBeforeKept ? [before] : [];
  for (const each of [...gone, ...replaced, ...behind]) await clearUp(each);
  return undefined;
}

/** What keeps a journey of a dashboard from being started. A check only needs a credential: the rest is what it looks at. */
async function problemOf(profile: ApiProfile, mode: Journey['mode']): Promise<Problem | undefined> {
  const reached = await whileKept(profile.id, async (signal) => {
    const access = await signIn(profile, signal);
    if (access.kind === 'problem' || mode === 'check') return access;
    const { session } = access;
    const found = await session.listConnections();
    return found.kind === 'done' ? access : { kind: 'problem' as const, problem: fromCause(found.cause) };
  });
  if (!reached) return noCredential(profile);
  return reached.kind === 'problem' ? reached.problem : undefined;
}
