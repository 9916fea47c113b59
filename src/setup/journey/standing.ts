import { isRequest } from '../problems';
import type { Journey } from './journey';
import { sealIn } from './moves';
import type { Line, StageKind, StageTold } from './stage';
import type { StepId } from './steps';
import { stepOf, told } from './told';

export { hasBadPoint, isUntested } from './told/ends';
export { isContradicted, takesOffer } from './told/get-pair';
export { isUnheard, takesPair, workspaceHere, workspacesToChoose } from './told/log-in';

/** Where a journey stands. */

/** What is told of a stage, as it is for each of its kind; TypeScript cannot tell which one a journey is at. */
const toldOf = (kind: StageKind): StageTold<StageKind> => told[kind] as StageTold<StageKind>;

/** The step that the journey stands at; the last one when it is done. */
export function currentStep({ stage, mode, old, isRetiring }: Journey): StepId {
  if (stage.kind === 'stopped') return stage.at;
  if (isRetiring) return 'retire';
  // Until the old client is noted, whatever is asked belongs to that step.
  return mode === 'renew' && !old ? 'look' : stepOf(stage);
}

/** Whether the journey has come to an end, good or not. */
export const isOver = ({ stage }: Journey): boolean => toldOf(stage.kind).goesOn === 'no-more';

/** Whether the journey only looks at what is there, and sets nothing up. */
export const isLook = ({ mode }: Pick<Journey, 'mode'>): boolean => mode === 'test' || mode === 'check';

/** What "Set up again" begins: a new Secret once more, where there is something to replace, else a setup. */
export const againAs = (journey: Journey | undefined): Journey['mode'] =>
  journey?.mode === 'renew' && journey.old ? 'renew' : 'create';

/** Whether the journey waits for the person to decide something on one of the extension's own pages. */
export const isWaitingForDecision = ({ stage }: Journey): boolean =>
  toldOf(stage.kind).goesOn === 'by-decision';

/** Whether the next thing happens on Bitbucket's pages. */
export const isAtBitbucket = ({ stage }: Journey): boolean => toldOf(stage.kind).goesOn === 'at-bitbucket';

/**
 * Whether the journey is at something that needs nobody: if it is stopped there, nobody takes it up again. What a person decides about in
 * a page or a login opens by itself.
 */
export const worksByItself = ({ stage }: Journey): boolean =>
  toldOf(stage.kind).goesOn === 'by-itself' ||
  ((stage.kind === 'trying' || stage.kind === 'reading') && !stage.isOpen);

/** Whether the journey waits for a pair that a dialog shows once. */
export const isAwaitingDialog = ({ stage }: Journey): boolean =>
  stage.kind === 'capturing' && stage.shownIn === 'dialog';

/** How a journey stands, in one word: at work, waiting for the person, stopped, or done. */
export type Standing = 'working' | 'needs-you' | 'stopped' | 'done';

/** How a journey stands. */
export function standingOf(journey: Journey): Standing {
  const { stage, pause } = journey;
  if (stage.kind === 'stopped') return isRequest(stage.problem) ? 'needs-you' : 'stopped';
  if (isOver(journey)) return 'done';
  const isTheirTurn =
    journey.unheard !== undefined ||
    (toldOf(stage.kind).isTheirTurn?.(stage) ?? isWaitingForDecision(journey));
  return isTheirTurn && pause === undefined ? 'needs-you' : 'working';
}

/** Whether the journey has ended with a login that was seen. */
export const isSeenToWork = ({ stage, points, record }: Journey): boolean =>
  stage.kind === 'done' &&
  !points &&
  record.some(({ step, did }) => step === 'test' && did !== 'testedByHand');

/** What is going on, in one sentence; undefined where a problem, or a pause, says it. */
export const lineOf = (
  journey: Journey,
  dashboardName: string,
  loginName: string | undefined,
): Line | undefined => {
  if (journey.pause) return undefined;
  if (journey.unheard) return [journey.unheard === 'other' ? 'now_away' : 'now_unheard'];
  return toldOf(journey.stage.kind).says({ at: journey.stage, journey, dashboardName, loginName });
};

/** Whether the journey's pair may be connected with the person's applications. */
export const isAgreed = (journey: Journey): boolean => journey.agreedSeal === sealIn(journey);

/** What would take back what this journey did to the dashboard's connection; undefined where it did nothing. */
function wayBack({
  connection,
  stage,
  switchedFor,
}: Journey): 'remove' | 'restore' | 'switch-off' | undefined {
  if (stage.kind === 'undone') return undefined;
  const did = connection?.did;
  if (did === 'created') return 'remove';
  return did === 'changed' ? 'restore' : switchedFor ? 'switch-off' : undefined;
}

/** What an undo would do to the dashboard's connection, once the journey is over; undefined where that is nothing. */
export const undoOf = (journey: Journey): ReturnType<typeof wayBack> =>
  isOver(journey) ? wayBack(journey) : undefined;

/** What could not be recovered if another journey took this one's place. */
export type Loss = 'undo' | 'secret' | 'test-application' | 'test-account';

/** What would be lost with a journey. `held`: what the vault still holds of it, as looked at now. */
export function lossesOf(
  journey: Journey,
  held: { readonly hasPair: boolean; readonly hasBackup: boolean },
): readonly Loss[] {
  const undo = wayBack(journey);
  const is: Readonly<Record<Loss, boolean>> = {
    undo: undo === 'remove' || undo === 'switch-off' || (undo === 'restore' && held.hasBackup),
    secret: held.hasPair,
    'test-application': journey.hasTestApplication === true,
    'test-account': journey.testAccount?.isGone === false,
  };
  return (Object.keys(is) as Loss[]).filter((each) => is[each]);
}
