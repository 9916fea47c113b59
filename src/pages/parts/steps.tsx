import type { ComponentChildren } from 'preact';
import { stepLabel } from '../../extension/words/journey';
import { t, withDashboard } from '../../extension/words/text';
import type { Did, Journey } from '../../setup/journey/journey';
import { currentStep, standingOf } from '../../setup/journey/standing';
import { type StepId, stepsOf } from '../../setup/journey/steps';
import {
  CurrentIcon,
  DoneIcon,
  LeftIcon,
  PausedIcon,
  StoppedIcon,
  WaitingIcon,
  YoursIcon,
} from '../../ui/icons';

/**
 * `working`: nobody is needed; `yours`: it waits for the person; `paused`: for a time; `left`: what the person does elsewhere, or
 * where there was nothing to do; `waiting`: still to come.
 */
type State = 'done' | 'left' | 'working' | 'yours' | 'paused' | 'stopped' | 'waiting';

const states = {
  done: { Icon: DoneIcon, words: 'stateDone' },
  left: { Icon: LeftIcon, words: 'stateLeft' },
  working: { Icon: CurrentIcon, words: 'stateCurrent' },
  yours: { Icon: YoursIcon, words: 'stateYours' },
  paused: { Icon: PausedIcon, words: 'statePaused' },
  stopped: { Icon: StoppedIcon, words: 'stateStopped' },
  waiting: { Icon: WaitingIcon, words: 'stateWaiting' },
} as const satisfies Record<State, unknown>;

/** What a step's state is called; read out with the step. */
export const stateWords = (state: State): string => t(states[state].words);

const currentOf = (journey: Journey | undefined): StepId | undefined =>
  journey && journey.stage.kind !== 'done' ? currentStep(journey) : undefined;

/** The step was passed, but nobody has done it here. */
const leftBy: readonly string[] = ['enabledByHand', 'testedByHand', 'enabledNone'] satisfies Did[];

/** How a step stands in a setup; without one, all are still to come. */
export function stateOfStep(journey: Journey | undefined, step: StepId): State {
  if (!journey) return 'waiting';
  if (step === currentOf(journey)) return stateNow(journey);
  const passed = journey.record.find((each) => each.step === step);
  if (!passed) return 'waiting';
  return leftBy.includes(passed.did) ? 'left' : 'done';
}

function stateNow(journey: Journey): State {
  if (journey.pause) return 'paused';
  const standing = standingOf(journey);
  if (standing === 'needs-you') return 'yours';
  return standing === 'stopped' ? 'stopped' : 'working';
}

/** What a passed step did. */
export function stepNote(
  journey: Journey | undefined,
  step: StepId,
  dashboardName: string,
): string | undefined {
  if (!['done', 'left'].includes(stateOfStep(journey, step))) return undefined;
  const done = journey?.record.find((each) => each.step === step);
  return done && t(`did_${done.did as Did}`, ...withDashboard(done.params, dashboardName));
}

/**
 * The steps, the present one marked, each passed one with what it did. `isAtRest`: nothing goes on at the present one. `help`: what
 * stands beside a step.
 */
export function Steps({
  journey,
  dashboardName,
  isAtRest = false,
  help,
}: {
  readonly journey: Journey | undefined;
  readonly dashboardName: string;
  readonly isAtRest?: boolean;
  readonly help?: (step: StepId, label: string) => ComponentChildren;
}) {
  const current = currentOf(journey);
  return (
    <ol class="steps" aria-label={t('stepsName')}>
      {stepsOf(journey?.mode ?? 'create').map((step) => {
        const state = stateOfStep(journey, step);
        const note = stepNote(journey, step, dashboardName);
        const label = stepLabel(step, dashboardName);
        const { Icon } = states[isAtRest && step === current ? 'waiting' : state];
        return (
          <li
            key={step}
            class="step"
            data-state={state}
            {...(step === current ? { 'aria-current': 'step' as const } : {})}
          >
            <span class="mark">
              <Icon name={stateWords(state)} />
            </span>
            <span class="label">{label}</span>
            {help?.(step, label)}
            {note !== undefined && <span class="note">{note}</span>}
          </li>
        );
      })}
    </ol>
  );
}
