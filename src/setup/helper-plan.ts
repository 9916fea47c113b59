import { listAddresses, workspacesAddress } from '../bitbucket/addresses';
import type { WantedConsumer } from '../bitbucket/form';
import type { Journey } from './journey/journey';
import { isMaking } from './journey/moves';
import { wantedOf } from './journey/stages/check-setup';
import {
  currentStep,
  isAtBitbucket,
  isAwaitingDialog,
  isSeenToWork,
  isUntested,
  type Standing,
  standingOf,
} from './journey/standing';
import type { StepId } from './journey/steps';
import { isPairStillWanted } from './journey/told/ends';
import { workspacesToChoose } from './journey/told/log-in';
import type { PageFacts } from './page-facts';
import type { Problem } from './problems';

/** What the helper is to do on its page. Never holds a credential. */
export type HelperPlan =
  /** Nothing here: the panel stays away. */
  | { readonly kind: 'nothing' }
  /** No journey in this tab: the person may fill the form or capture a pair by hand. */
  | { readonly kind: 'offer'; readonly wanted: WantedConsumer }
  /** A setup is under way in another tab, and takes nothing from this page. */
  | { readonly kind: 'under-way' }
  /** It was offered a pair from another tab, and the person is asked about that. */
  | { readonly kind: 'offered' }
  /** No profile yet: the way to the settings. */
  | { readonly kind: 'introduce' }
  | { readonly kind: 'open-form' }
  | { readonly kind: 'fill'; readonly wanted: WantedConsumer }
  /** The form was filled, but left without saving; if the list `isPart`, what was saved may be on another of its pages. */
  | { readonly kind: 'not-saved'; readonly wanted: WantedConsumer; readonly isPart: boolean }
  | { readonly kind: 'capture'; readonly consumerName: string | undefined }
  /** Saved: the dialog with the pair may come at any moment, and is taken then. */
  | { readonly kind: 'await-pair'; readonly consumerName: string }
  | { readonly kind: 'list-waits'; readonly reason: 'loading' | 'failed'; readonly says: string }
  | { readonly kind: 'translated' }
  /** On a page of the extension's own, from those that were `found`. */
  | { readonly kind: 'choose-workspace'; readonly found: readonly string[] }
  /** Where guides lead by mistake; `address` is where the consumers are. */
  | { readonly kind: 'redirect'; readonly address: string }
  | { readonly kind: 'log-in' }
  /** The person went to a page of another workspace; `address` is where the setup's own consumers are. */
  | {
      readonly kind: 'elsewhere';
      readonly here: string;
      readonly wantedWorkspace: string;
      readonly address: string;
    }
  /**
   * The page is not understood: the person may point at the values, paste them, or fill in what is `wanted` by hand. `isFilled`:
   * a form was filled already, so this may be what comes after it.
   */
  | { readonly kind: 'ask'; readonly wanted: WantedConsumer | undefined; readonly isFilled: boolean }
  /**
   * Find the consumer whose Key has these ends, open its form, and tell what it says. Nothing is changed. `consumerName`: of the one
   * that was found, whose form is read.
   */
  | { readonly kind: 'inspect'; readonly keyHint: string; readonly consumerName: string | undefined }
  /** In the form of that consumer, fill in what is wrong and nothing else: what is not `wanted` is empty there. */
  | { readonly kind: 'mend'; readonly consumerName: string; readonly wanted: WantedConsumer }
  /**
   * Point at the consumer with this Key, for the person to delete, and tell whether the list has it. `newKey`: that of the one in
   * its place, by which a list is known to be whole. Only the list's pages are turned, and its rows opened.
   */
  | { readonly kind: 'retire'; readonly key: string; readonly newKey: string }
  /** The rest runs by itself elsewhere; the panel says where the journey stands. */
  | {
      readonly kind: 'follow';
      readonly step: StepId;
      readonly state: Course;
      /** What stopped it; holds no secret. */
      readonly problem: Problem | undefined;
      /** The ends of the Key whose pair the vault holds now. */
      readonly held: string | undefined;
    };

/** How a journey stands, and what it came to where it is over: of these only one says that a login was seen. */
export type Course = Exclude<Standing, 'done'> | 'works' | 'handed-over' | 'untested' | 'checked' | 'undone';

function courseOf(journey: Journey): Course {
  const { stage, points } = journey;
  // The login window says itself what it wants.
  if (stage.kind === 'testing') return 'working';
  const standing = standingOf(journey);
  if (standing !== 'done') return standing;
  if (stage.kind === 'undone') return 'undone';
  if (points) return 'checked';
  if (isUntested(journey)) return 'untested';
  return isSeenToWork(journey) ? 'works' : 'handed-over';
}

/** Whether a page of another workspace is not what the journey waits for. A tab that was just led may be on its way. */
const isLostIn = (journey: Journey): boolean =>
  journey.stage.kind === 'finding' ? journey.stage.waiting === 'elsewhere' : isAtBitbucket(journey);

/**
 * What the helper is to do on a page, given where the journey stands. `wanted` is what the form should hold, `held` the
 * ends of the Key whose pair the vault holds for the journey.
 */
export function planFor(
  journey: Journey,
  page: PageFacts,
  wanted: WantedConsumer,
  held: string | undefined,
): HelperPlan {
  const { stage } = journey;
  if ('workspace' in page && journey.workspace !== '' && page.workspace !== journey.workspace)
    return isLostIn(journey)
      ? {
          kind: 'elsewhere',
          here: page.workspace,
          wantedWorkspace: journey.workspace,
          address: listAddresses(journey.workspace)[0] ?? workspacesAddress,
        }
      : { kind: 'nothing' };
  if (page.kind === 'sign-in' && stage.kind === 'finding') return { kind: 'log-in' };
  if (stage.kind === 'finding' && journey.workspace === '')
    return stage.waiting === 'workspace'
      ? { kind: 'choose-workspace', found: workspacesToChoose(stage) }
      : { kind: 'nothing' };
  const isHelpedHere = isAtBitbucket(journey) || stage.kind === 'stopped';
  if (page.kind === 'translated') return { kind: isHelpedHere ? 'translated' : 'nothing' };
  if (page.kind === 'list-waits') {
    const { reason, says } = page;
    return isAtBitbucket(journey) ? { kind: 'list-waits', reason, says } : { kind: 'nothing' };
  }
  const consumerName = stage.kind === 'capturing' ? stage.name : journey.consumer?.name;
  const isPairWanted = isAwaitingDialog(journey) || isPairStillWanted(journey);
  if (page.kind === 'pair' && isPairWanted) return { kind: 'capture', consumerName };
  if (isAwaitingDialog(journey)) return { kind: 'await-pair', consumerName: consumerName ?? '' };
  if (stage.kind === 'deleting')
    return page.kind === 'list'
      ? { kind: 'retire', key: journey.old?.key ?? '', newKey: journey.consumer?.key ?? '' }
      : { kind: 'nothing' };
  if (page.kind === 'unclear') {
    if (!isHelpedHere) return { kind: 'nothing' };
    const isForm = isMaking(journey) && (stage.kind === 'finding' || stage.kind === 'creating');
    const isFilled = stage.kind === 'creating' && stage.isFilled;
    return { kind: 'ask', wanted: isForm ? wanted : undefined, isFilled };
  }
  if (stage.kind === 'creating') {
    if (page.kind === 'form' && page.purpose === 'add') return { kind: 'fill', wanted };
    if (page.kind === 'pair' && stage.isFilled) return { kind: 'capture', consumerName: undefined };
    if (page.kind === 'list')
      return stage.isFilled ? { kind: 'not-saved', wanted, isPart: page.isPart } : { kind: 'open-form' };
    return { kind: 'nothing' };
  }
  if (stage.kind === 'capturing' && stage.name !== undefined) {
    const isHere = page.kind === 'list' || page.kind === 'pair';
    return isHere ? { kind: 'capture', consumerName: stage.name } : { kind: 'nothing' };
  }
  if (stage.kind === 'mending') {
    const isHere = page.kind === 'form' && page.purpose === 'edit';
    const wrong = wantedOf(journey);
    return isHere && wrong
      ? { kind: 'mend', consumerName: stage.name, wanted: { name: '', description: '', url: '', ...wrong } }
      : { kind: 'nothing' };
  }
  if (stage.kind === 'inspecting') {
    const isForm =
      page.kind === 'form' && page.purpose === 'edit' && !journey.isMending && stage.name !== undefined;
    const isHere = page.kind === 'list' || isForm;
    return isHere
      ? { kind: 'inspect', keyHint: stage.keyHint, consumerName: stage.name }
      : { kind: 'nothing' };
  }
  if (stage.kind === 'finding') return { kind: 'nothing' };
  const problem = stage.kind === 'stopped' ? stage.problem : undefined;
  return { kind: 'follow', step: currentStep(journey), state: courseOf(journey), problem, held };
}
