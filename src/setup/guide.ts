import type { WantedConsumer } from '../bitbucket/form';
import type { Problem } from './diagnose';
import { currentStep, type Journey, type Standing, standingOf } from './journey';
import type { StepId } from './steps';

/** What the helper tells of the page it is on: facts only, read without changing anything. */
export type PageFacts =
  | {
      readonly kind: 'list';
      readonly workspace: string;
      readonly names: readonly string[];
      readonly pairIn: 'row' | 'dialog';
    }
  | { readonly kind: 'form'; readonly workspace: string; readonly purpose: 'add' | 'edit' }
  | { readonly kind: 'pair'; readonly workspace: string }
  | { readonly kind: 'settings'; readonly workspace: string }
  | { readonly kind: 'workspaces'; readonly managed: readonly string[] }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'no-access' }
  | { readonly kind: 'sign-in' }
  | { readonly kind: 'wrong-place' }
  /** A consumers' page that has come to rest and is not understood. */
  | { readonly kind: 'unclear'; readonly workspace: string }
  | { readonly kind: 'other' };

/** What the helper is to do on its page. Never holds a credential. */
export type HelperPlan =
  /** Nothing here: the panel stays away. */
  | { readonly kind: 'nothing' }
  /** No journey in this tab: the person may fill the form or capture a pair by hand. */
  | { readonly kind: 'offer'; readonly wanted: WantedConsumer }
  /** No profile yet: the way to the settings. */
  | { readonly kind: 'introduce' }
  | { readonly kind: 'open-form' }
  | { readonly kind: 'fill'; readonly wanted: WantedConsumer }
  /** The form was filled, and left without saving. */
  | { readonly kind: 'not-saved'; readonly wanted: WantedConsumer }
  | { readonly kind: 'capture'; readonly consumerName: string | undefined }
  | { readonly kind: 'choose-workspace' }
  /** Where guides lead by mistake; `address` is where the consumers are. */
  | { readonly kind: 'redirect'; readonly address: string }
  | { readonly kind: 'log-in' }
  /** The page is not understood: the person may point at the values, or paste them. */
  | { readonly kind: 'ask' }
  /** Find the consumer whose Key has these ends, open its form, and tell what it says. Nothing is changed. */
  | { readonly kind: 'inspect'; readonly keyHint: string }
  /** The rest runs by itself elsewhere; the panel says where the journey stands. */
  | {
      readonly kind: 'follow';
      readonly step: StepId;
      readonly state: Standing;
      /** What stopped it; holds no secret. */
      readonly problem: Problem | undefined;
    };

/** What the helper is to do on a page, given where the journey stands. `wanted` is what the form should hold. */
export function guide(journey: Journey, page: PageFacts, wanted: WantedConsumer): HelperPlan {
  const { stage } = journey;
  if ('workspace' in page && journey.workspace !== '' && page.workspace !== journey.workspace)
    return { kind: 'nothing' };
  if (page.kind === 'sign-in' && stage.kind === 'finding') return { kind: 'log-in' };
  if (page.kind === 'unclear') {
    const isWaited = ['finding', 'creating', 'capturing', 'inspecting', 'stopped'].includes(stage.kind);
    return isWaited ? { kind: 'ask' } : { kind: 'nothing' };
  }
  if (stage.kind === 'creating') {
    if (page.kind === 'form' && page.purpose === 'add') return { kind: 'fill', wanted };
    if (page.kind === 'pair' && stage.isFilled) return { kind: 'capture', consumerName: undefined };
    if (page.kind === 'list') return stage.isFilled ? { kind: 'not-saved', wanted } : { kind: 'open-form' };
    return { kind: 'nothing' };
  }
  if (stage.kind === 'capturing' && stage.name !== undefined) {
    return page.kind === 'list' ? { kind: 'capture', consumerName: stage.name } : { kind: 'nothing' };
  }
  if (stage.kind === 'inspecting') {
    const isHere = page.kind === 'list' || (page.kind === 'form' && page.purpose === 'edit');
    return isHere ? { kind: 'inspect', keyHint: stage.keyHint } : { kind: 'nothing' };
  }
  if (stage.kind === 'finding')
    return page.kind === 'workspaces' ? { kind: 'choose-workspace' } : { kind: 'nothing' };
  // The login window says itself what it wants.
  const state = stage.kind === 'testing' ? 'working' : standingOf(journey);
  const problem = stage.kind === 'stopped' ? stage.problem : undefined;
  return { kind: 'follow', step: currentStep(journey), state, problem };
}
