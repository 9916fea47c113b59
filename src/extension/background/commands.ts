import { checkShape } from '../../bitbucket/pair';
import { takesBackAccounts } from '../../dashboards/session';
import type { Said } from '../../dashboards/words';
import { Secret } from '../../secret';
import type { Event } from '../../setup/journey/event';
import type { Journey, OwnFormAgreed } from '../../setup/journey/journey';
import { isAtBitbucket } from '../../setup/journey/standing';
import { type Problem, problem } from '../../setup/problems';
import { readAgain } from '../../setup/profiles/fresh-credential';
import { isOverApi } from '../../setup/profiles/profile';
import { fromCause } from '../../setup/why';
import { noCredential, signIn, whileKept } from '../dashboard/sign-in';
import type { CommandAnswer, Decision, PageMessage } from '../messages/schemas';
import { asidesOf, asideWith } from '../store/asides';
import { deleteProfile } from '../store/delete-profile';
import { keepWorkspace } from '../store/edit-profiles';
import { keptJourney } from '../store/journey';
import { keepInMemoryOnly } from '../store/locker';
import { sealOf } from '../store/pair-of';
import { readProfiles } from '../store/profiles';
import { forgetPair, keepPair, storedPair } from '../store/vault';
import { forgetAddress, showBitbucket, tabOf, tellHelper } from './bitbucket-tab';
import { clearUp } from './clear-up';
import { goOn } from './driver';
import { bringForward, happened, replaceJourney, takeOut } from './journal';
import { beginRound, endRound, isWaitingFor } from './round';
import { start } from './start';

const carriedOut: CommandAnswer = { kind: 'done' };
const refuse = (why: Problem): CommandAnswer => ({ kind: 'refused', problem: why });

/** Whoever turns to something else does not want the checks after the present one. */
const endsRound: readonly PageMessage['type'][] = [
  'setup/start',
  'setup/take-up',
  'setup/discard',
  'journey/decided',
  'profile/delete',
];

const isAnswerInRound = async (message: PageMessage): Promise<boolean> =>
  message.type === 'journey/decided' && (await isWaitingFor(message.journeyId));

/** Carries out what a person asked for in the popup or on one of the extension's pages: the only place of consent. */
export async function carryOut(message: PageMessage): Promise<CommandAnswer> {
  if (endsRound.includes(message.type) && !(await isAnswerInRound(message))) void endRound();
  switch (message.type) {
    case 'round/start':
      await beginRound(message.profileIds);
      return carriedOut;
    case 'round/end':
      await endRound();
      return carriedOut;
    case 'setup/start':
      return startForCurrent(message.mode, message.ownForm);
    case 'setup/take-up':
      await takeUp(message.journeyId);
      return carriedOut;
    case 'profile/delete':
      await discardAllOf(message.profileId);
      await deleteProfile(message.profileId);
      return carriedOut;
  }
  const journey = await keptJourney.read();
  if (message.type === 'setup/discard') {
    if (journey?.id === message.journeyId) await discard(journey);
    else await discardAside(message.journeyId);
    return carriedOut;
  }
  if (!journey) return carriedOut;

  switch (message.type) {
    case 'journey/decided':
      // A page that still shows another one is about to be drawn anew.
      if (message.journeyId !== journey.id) return carriedOut;
      if (message.event.kind === 'send-declined') {
        if (journey.stage.kind !== 'confirming') return carriedOut;
        if (!journey.stage.before) {
          await discard(journey);
          return carriedOut;
        }
        await forgetPair(journey.id);
      }
      if (message.event.kind === 'consented' && !(await makeRoom(journey)))
        return refuse(problem('pairLost'));
      await decide(journey, message.event);
      break;
    case 'test-account/remove':
      return message.journeyId === journey.id ? removeAccount(journey) : carriedOut;
    case 'setup/go-on':
      break;
    case 'credential/enter': {
      const wrong = await enterCredential(journey, message.text);
      if (wrong) return { kind: 'field', problem: wrong };
      await happened(journey.id, { kind: 'retried' });
      break;
    }
    case 'pair/paste': {
      const reading = checkShape({ key: message.key, secret: message.secret });
      if (reading.kind === 'none') return refuse(problem('pairUnreadable', reading.reason));
      const { key } = reading.pair;
      const pair = { key, secret: new Secret(reading.pair.secret) };
      const name = journey.consumer?.name ?? (journey.stage.kind === 'finding' ? '' : journey.workspace);
      const seal = await sealOf(pair);
      await happened(journey.id, { kind: 'pair-taken', name, key, seal, from: 'person' }, () =>
        keepPair(journey.id, pair),
      );
      break;
    }
    case 'bitbucket/show':
      await showBitbucket(journey);
      return carriedOut;
  }
  // What follows may take as long as a login; whoever asked is not kept waiting.
  void goOn();
  return carriedOut;
}

/** After these the list is opened anew, wherever the tab stands by then. */
const leadsAnew: readonly string[] = [
  'retried',
  'mend-asked',
  'enable-asked',
  'retire-asked',
  'switch-on-agreed',
];

/** Writes down what the person decided. The pair for a declined change is kept: "Try again" leads back to the change. */
async function decide(journey: Journey, event: Extract<Decision, Event>): Promise<void> {
  if (leadsAnew.includes(event.kind)) await forgetAddress(journey);
  // The form is the person's to save. Where its tab was closed, another one opens in front.
  const isLed = event.kind === 'mend-asked' || event.kind === 'retire-asked';
  const isShown = isLed && (await tabOf(journey)) !== undefined;
  const next = await happened(journey.id, event);
  if (isShown && next && isAtBitbucket(next)) await showBitbucket(journey);
  if (event.kind !== 'workspace-chosen' || next?.workspace !== event.workspace) return;
  await keepWorkspace(next.profileId, next.workspace);
  await showBitbucket(next);
}

/** Ends a journey. If there is one behind it, that comes back with all that it had. */
async function discard(journey: Journey): Promise<void> {
  const [behind] = await asidesOf(journey);
  await replaceJourney(behind);
  if (behind) await takeOut(behind.profileId, behind.id);
  await clearUp(journey);
}

/** Goes on with a journey that is kept aside, where it stands. */
async function takeUp(journeyId: string): Promise<void> {
  const before = await keptJourney.read();
  const taken = await bringForward(journeyId);
  if (!taken) return;
  const { journey, gone } = taken;
  if (before) await tellHelper(before);
  for (const each of gone) await clearUp(each);
  await tellHelper(journey);
  if (isAtBitbucket(journey) && (await tabOf(journey)) !== undefined) await showBitbucket(journey);
}

/** Ends a journey that is kept aside. */
async function discardAside(journeyId: string): Promise<void> {
  const found = await asideWith(journeyId);
  if (!found) return;
  await takeOut(found.profileId, journeyId);
  await clearUp(found);
}

/** Ends every journey of a profile's. */
async function discardAllOf(profileId: string): Promise<void> {
  const behind = await takeOut(profileId);
  const present = await keptJourney.read();
  if (present?.profileId === profileId) await discard(present);
  for (const each of behind) await clearUp(each);
}

/** Gives up what is behind a setup that the person agreed to. False where there is no pair to agree to any more: it stays. */
async function makeRoom(journey: Journey): Promise<boolean> {
  const behind = await asidesOf(journey);
  if (behind.length === 0) return true;
  if (!(await storedPair(journey.id))) return false;
  await takeOut(journey.profileId);
  for (const each of behind) await clearUp(each);
  return true;
}

/** Deletes the account that a journey's test login has made. */
async function removeAccount(journey: Journey): Promise<CommandAnswer> {
  const { testAccount, connection } = journey;
  if (!testAccount || testAccount.isGone || !connection) return carriedOut;
  const { profiles } = await readProfiles();
  const profile = profiles.find((each) => each.id === journey.profileId);
  if (!profile || !isOverApi(profile)) return refuse(problem('profileGone'));
  const removed = await whileKept(profile.id, async (signal) => {
    const access = await signIn(profile, signal);
    if (access.kind === 'problem') return access;
    const { session } = access;
    if (!takesBackAccounts(session)) return access;
    const outcome = await session.removeTestAccount(connection.id, { id: testAccount.id });
    return outcome.kind === 'done' ? access : { kind: 'problem' as const, problem: fromCause(outcome.cause) };
  });
  if (!removed) return refuse(await noCredential(profile));
  if (removed.kind === 'problem') return refuse(removed.problem);
  await happened(journey.id, { kind: 'test-account-gone' });
  return carriedOut;
}

/** Takes a fresh token or Client Secret for the journey's profile, or says what is wrong with it. */
async function enterCredential(journey: Journey, text: string): Promise<Said | undefined> {
  const { profiles } = await readProfiles();
  const profile = profiles.find((each) => each.id === journey.profileId);
  if (!profile || !isOverApi(profile)) return undefined;
  const read = readAgain(profile, text);
  if (read.kind === 'problem') return read.problem;
  await keepInMemoryOnly(profile.id, read.value);
  return undefined;
}

/** Starts a journey of the profile that is chosen. */
async function startForCurrent(mode: Journey['mode'], ownForm?: OwnFormAgreed): Promise<CommandAnswer> {
  const { current } = await readProfiles();
  const wrong = current ? await start(mode, current, { ownForm }) : problem('profileGone');
  return wrong ? refuse(wrong) : carriedOut;
}
