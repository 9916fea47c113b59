import { listAddresses, workspacesAddress } from '../../bitbucket/addresses';
import { checkShape } from '../../bitbucket/pair';
import { hint, Secret } from '../../secret';
import { type HelperPlan, planFor } from '../../setup/helper-plan';
import { beginWithPair } from '../../setup/journey/begin';
import type { Event } from '../../setup/journey/event';
import type { Journey } from '../../setup/journey/journey';
import { isContradicted, isOver, takesOffer, workspacesToChoose } from '../../setup/journey/standing';
import { eventOf, keysEventOf, namesOn } from '../../setup/page-event';
import type { PageFacts } from '../../setup/page-facts';
import { fixes, problem } from '../../setup/problems';
import { dashboardName, type Profile } from '../../setup/profiles/profile';
import { consumerName, wantedConsumer } from '../../setup/profiles/wanted';
import { usualPlace } from '../messages/panel-corner';
import { type HelperAnswers, type HelperMessage, panelPosition } from '../messages/schemas';
import { openKeyferry } from '../platform/open-popup';
import { keptJourney } from '../store/journey';
import { pairOf, sealOf } from '../store/pair-of';
import { readProfiles } from '../store/profiles';
import { kept } from '../store/stored-item';
import { keepPair, storedPair } from '../store/vault';
import {
  adoptTab,
  goToBitbucket,
  heard,
  injectHelper,
  injectPanel,
  isArrival,
  isHeir,
  leadAgain,
  tabOf,
} from './bitbucket-tab';
import { clearUp } from './clear-up';
import { happened, putInFront } from './journal';
import { showResult } from './result-tab';
import type { Helper } from './sender';
import { issueTicket, ticketOf } from './tickets';

const keptPlace = kept('local', 'panel', panelPosition);

/** Answers a helper. It is not trusted: it gets a plan without credentials, reports facts, and hands in at most one pair. */
export async function answerHelper(
  message: HelperMessage,
  helper: Helper,
): Promise<HelperAnswers[HelperMessage['type']]> {
  switch (message.type) {
    case 'helper/arrived':
      await injectHelper(helper.tabId);
      return undefined;
    case 'helper/panel':
      await injectPanel(helper.tabId);
      return undefined;
    case 'helper/look':
      return look(message.page, helper, message.isRedirected);
    case 'helper/open': {
      const journey = await journeyIn(helper);
      // Two values are pasted one after the other: a popup would close in between.
      if (journey && isToPaste(journey)) await showResult(`${journey.id} paste`, true);
      else await openKeyferry();
      return undefined;
    }
    case 'helper/filled':
      await report(message.nonce, helper, { kind: 'form-filled', name: message.name });
      return undefined;
    case 'helper/saved':
      await report(message.nonce, helper, { kind: 'save-pressed', name: message.name });
      return undefined;
    case 'helper/refused':
      await report(message.nonce, helper, { kind: 'form-refused', complaint: message.complaint });
      return undefined;
    case 'helper/found':
      await report(
        message.nonce,
        helper,
        message.name === null
          ? { kind: message.isWhole ? 'consumer-absent' : 'list-unread' }
          : { kind: 'consumer-found', name: message.name },
      );
      return undefined;
    case 'helper/form-read':
      await report(message.nonce, helper, { kind: 'consumer-read', settings: message.settings ?? undefined });
      return undefined;
    case 'helper/unreadable':
      await report(message.nonce, helper, {
        kind: 'failed',
        problem: problem('pairUnreadable', message.reason),
      });
      return undefined;
    case 'helper/no-pair':
      await report(message.nonce, helper, { kind: 'pair-missed' });
      return undefined;
    case 'helper/old-seen': {
      const { is, name } = message;
      await report(message.nonce, helper, { kind: 'old-seen', is, name });
      return undefined;
    }
    case 'helper/place':
      await keptPlace.write(message.place);
      return undefined;
    case 'helper/pair':
      return takePair(message, helper);
  }
}

const isToPaste = ({ stage }: Journey): boolean =>
  stage.kind === 'stopped' && fixes[stage.problem.code] === 'paste';

/** The journey whose home is the helper's tab. */
async function journeyIn(helper: Helper): Promise<Journey | undefined> {
  const journey = await keptJourney.read();
  return journey && (await tabOf(journey)) === helper.tabId ? journey : undefined;
}

/** The journey that was stopped because its tab went, if the helper's tab turns out to be that tab, moved: it goes on there. */
async function journeyMovedTo(helper: Helper, page: PageFacts): Promise<Journey | undefined> {
  const journey = await keptJourney.read();
  const isLost = journey?.stage.kind === 'stopped' && journey.stage.problem.code === 'tabClosed';
  const isOwn = 'workspace' in page && page.workspace === journey?.workspace;
  if (!journey || !isLost || !isOwn || !(await isHeir(journey, helper.tabId))) return undefined;
  return happened(journey.id, { kind: 'retried' });
}

async function look(
  page: PageFacts,
  helper: Helper,
  isRedirected: boolean,
): Promise<HelperAnswers['helper/look']> {
  const { current, profiles } = await readProfiles();
  const before = (await journeyIn(helper)) ?? (await journeyMovedTo(helper, page));
  const isThere = before !== undefined && (await heard(before, helper.documentId));
  if (isThere && before.unheard && page.kind !== 'other')
    await happened(before.id, { kind: 'tab-seen', shows: 'helper' });
  const profile = before ? profiles.find((each) => each.id === before.profileId) : current;
  const seen = async (present: Journey, of: Profile) =>
    taking(await arriving(present, page, helper, isRedirected), page, of, helper);
  const journey = before && profile && (isThere ? await seen(before, profile) : before);
  const nonce = await issueTicket(helper, journey?.id ?? '', 'workspace' in page ? page.workspace : '');
  const place = (await keptPlace.read()) ?? usualPlace;
  const answer = (plan: HelperPlan) => ({
    plan,
    nonce,
    place,
    dashboardName: profile ? dashboardName(profile) : '',
    ...(journey?.movedFrom === undefined ? {} : { movedFrom: journey.movedFrom }),
  });
  if (page.kind === 'wrong-place') return answer({ kind: 'redirect', address: addressFor(profile) });
  const isHelped = ['list', 'form', 'pair', 'unclear', 'translated'].includes(page.kind);
  if (!profile) return answer({ kind: isHelped ? 'introduce' : 'nothing' });
  if (!journey) {
    const underWay = isHelped && (await planBeside(page, profile));
    if (underWay) return answer(underWay);
    if (page.kind === 'translated') return answer({ kind: 'translated' });
    const wanted = wantedConsumer(profile, consumerName(profile, namesOn(page)));
    return answer(isHelped ? { kind: 'offer', wanted } : { kind: 'nothing' });
  }
  const name = journey.stage.kind === 'creating' ? journey.stage.name : consumerName(profile, journey.taken);
  return answer(planFor(journey, page, wantedConsumer(profile, name), await heldBy(journey)));
}

/** What is said in another tab than that of the setup under way; undefined where no setup is under way, or it takes a pair from there. */
async function planBeside(page: PageFacts, profile: Profile): Promise<HelperPlan | undefined> {
  const journey = await underWayNow();
  const workspace = 'workspace' in page ? page.workspace : '';
  if (!journey || isOffer(journey, profile, workspace)) return undefined;
  const isAsking = journey.stage.kind === 'confirming' && journey.stage.why === 'offered';
  return { kind: isAsking ? 'offered' : 'under-way' };
}

async function underWayNow(): Promise<Journey | undefined> {
  const journey = await keptJourney.read();
  return journey && !isOver(journey) ? journey : undefined;
}

/** Whether what is captured by hand, with the profile that is chosen, is for a setup that is under way in another tab. */
const isOffer = (journey: Journey, { id }: Profile, workspace: string): boolean =>
  journey.profileId === id && takesOffer(journey, workspace);

/** The ends of the Key whose pair the vault holds for the journey, as looked at now. */
async function heldBy(journey: Journey): Promise<string | undefined> {
  const pair = await storedPair(journey.id);
  return pair && hint(pair.key);
}

/** Where the consumers are; the list of workspaces while the workspace is not known. */
const addressFor = (profile: Profile | undefined): string =>
  (profile?.workspace && listAddresses(profile.workspace)[0]) || workspacesAddress;

/**
 * A workspace that was renamed, or is given by its UUID, has another address, and Bitbucket leads there. The setup takes that
 * workspace over if a redirect has led there from the address to which Keyferry had led the tab. Where a login came in between,
 * no browser tells of a redirect, so the tab is led once more. A person who goes there is told that the setup is for another.
 */
async function arriving(
  journey: Journey,
  page: PageFacts,
  { documentId }: Helper,
  isRedirected: boolean,
): Promise<Journey> {
  const { stage } = journey;
  if (stage.kind !== 'finding' || journey.workspace === '' || !('workspace' in page)) return journey;
  const isLed = await isArrival(journey, documentId);
  if (page.workspace === journey.workspace) return journey;
  const { workspace } = page;
  const event: Event =
    isLed && isRedirected && stage.waiting === 'page'
      ? { kind: 'workspace-moved', workspace }
      : isLed && (await leadAgain(journey))
        ? { kind: 'led-again' }
        : { kind: 'elsewhere-seen', workspace };
  return (await happened(journey.id, event)) ?? journey;
}

/** Takes what a page shows into the journey, and goes on where that calls for it. */
async function taking(
  journey: Journey,
  page: PageFacts,
  profile: Profile,
  helper: Helper,
): Promise<Journey | undefined> {
  const keys = keysEventOf(journey, page);
  const before = keys ? await happened(journey.id, keys) : journey;
  const event = before && eventOf(before, page, profile, helper.documentId);
  if (!before || !event) return before;
  const next = await happened(journey.id, event);
  if (!next || next === before) return next;
  if (next.stage.kind !== 'finding') return next;
  await goToBitbucket(next);
  // Once: where pages name one workspace after another, the person is not called for each.
  if (workspacesToChoose(next.stage).length > 0) await showResult(`${next.id} workspace`);
  return next;
}

async function report(nonce: string, helper: Helper, event: Event): Promise<void> {
  const found = await ticketOf(nonce, helper);
  if (!found || found.journeyId === '') return;
  await happened(found.journeyId, event);
}

/** The name of the client whose pair a page shows without one: as it stood in the form, if that is all that is known. */
const nameOf = ({ stage, consumer, workspace }: Journey): string =>
  stage.kind === 'creating' ? stage.name : (consumer?.name ?? workspace);

/** Puts a pair into the vault: for the journey of this tab, or, without one, to wait until the person agrees. */
async function takePair(
  message: Extract<HelperMessage, { type: 'helper/pair' }>,
  helper: Helper,
): Promise<HelperAnswers['helper/pair']> {
  const found = await ticketOf(message.nonce, helper);
  const checked = checkShape({ key: message.key, secret: message.secret });
  if (!found || checked.kind === 'none') return { kept: false };
  const pair = { key: checked.pair.key, secret: new Secret(checked.pair.secret) };
  const { key } = pair;
  const seal = await sealOf(pair);
  const name = message.consumer;

  if (found.journeyId === '') {
    const { current } = await readProfiles();
    if (!current) return { kept: false };
    const { workspace } = found;
    const underWay = await underWayNow();
    if (underWay) {
      if (!isOffer(underWay, current, workspace)) return { kept: false, isUnderWay: true };
      const { id } = underWay;
      await happened(id, { kind: 'pair-offered', workspace, name, key, seal }, () => keepPair(id, pair));
      const next = await keptJourney.read();
      const held = next?.id === id && (await pairOf(next));
      return held && (await sealOf(held)) === seal ? { kept: true } : { kept: false, isUnderWay: true };
    }
    const id = crypto.randomUUID();
    const journey = beginWithPair({
      id,
      profileId: current.id,
      workspace,
      now: Date.now(),
      name,
      key,
      seal,
    });
    // A pair that nobody waits for never takes the place of a setup: one under way goes on, one that is over is kept aside.
    const gone = await putInFront(journey, async () => {
      await keepPair(id, pair);
      // The tab first: the journey goes on as soon as it is written down.
      await adoptTab(journey, helper.tabId);
    });
    if (!gone) return { kept: false, isUnderWay: true };
    for (const each of gone) await clearUp(each);
  } else {
    const before = await keptJourney.read();
    if (before?.id !== found.journeyId || (await tabOf(before)) !== helper.tabId) return { kept: false };
    const event: Event = {
      kind: 'pair-taken',
      name: name || nameOf(before),
      key,
      seal,
      from: message.isSaved ? 'saved-page' : 'page',
    };
    // Safe first, then written down: a pair that is shown once cannot be asked for again.
    const next = await happened(before.id, event, () => keepPair(before.id, pair));
    if (next && isContradicted(next)) return { kept: false, isRefused: true };
    // Of two pairs that come at once, the other one was kept.
    const held = next && (await pairOf(next));
    if (!held || (await sealOf(held)) !== seal) return { kept: false };
  }
  return { kept: true };
}
