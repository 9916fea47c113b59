import type { Problem } from '../problems';
import type { Did, Journey, Stage } from './journey';
import type { Stop } from './stage';
import type { StepId } from './steps';

/** How a stage's rules move a journey on. */

/** On the way to the workspace's list. */
export const searching: Stage = { kind: 'finding', attempt: 0, waiting: 'page' };

/** A check, from its beginning. */
export const toSurvey: Stage = { kind: 'surveying' };

/** A new Secret, from its beginning. */
export const toNote: Stage = { kind: 'noting' };

/** Before the test login's window is opened. */
export const readyToTest: Stage = { kind: 'testing', phase: 'preparing' };

/** At another stage, or at the same one with other fields. That ends a pause, and the helper's silence. */
export function to(journey: Journey, stage: Stage, more: Partial<Journey> = {}): Journey {
  const { pause: _, unheard: __, ...rest } = journey;
  return { ...rest, ...more, stage };
}

/** A check begins anew: all that it found is looked at once more. */
export function checkAgain(journey: Journey): Journey {
  const { isMending: _, asks: __, lookFor: ___, ...rest } = to(journey, toSurvey);
  return { ...rest, points: [] };
}

/**
 * Another form is filled, or this one was refused: whatever was pressed, or seen in a list, before, a person has to press Save
 * again.
 */
export function unsaved(journey: Journey): Journey {
  const { isSaved: _, listed: __, ...rest } = journey;
  return rest;
}

/** Whether a client of the journey's own is made on Bitbucket, or was. */
export const isMaking = ({ mode, isRetiring }: Journey): boolean =>
  (mode === 'create' || mode === 'renew') && !isRetiring;

/** The seal of the pair that a journey names. */
export const sealIn = ({ consumer }: Journey): string => consumer?.seal ?? '';

/** Stopped by a problem; at its own step by default. */
export const stop = (journey: Journey, why: Problem, step?: StepId): Stop => ({
  stops: why,
  journey,
  ...(step ? { step } : {}),
});

/** The record with what a step did, in place of what it had done before; `at` in epoch milliseconds. */
export const recordWith = (
  { record }: Journey,
  at: number,
  step: StepId,
  did: Did,
  ...params: string[]
): Journey['record'] => [...record.filter((each) => each.step !== step), { step, at, did, params }];
