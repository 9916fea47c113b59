import { stepLabel } from '../../extension/words/journey';
import { t } from '../../extension/words/text';
import type { Did, Journey } from '../../setup/journey/journey';
import { currentStep } from '../../setup/journey/standing';
import { type StepId, stepsOf } from '../../setup/journey/steps';
import { CurrentIcon, DoneIcon, StoppedIcon, WaitingIcon } from '../../ui/icons';

type State = 'done' | 'current' | 'stopped' | 'waiting';

const states = {
  done: { Icon: DoneIcon, words: 'stateDone' },
  current: { Icon: CurrentIcon, words: 'stateCurrent' },
  stopped: { Icon: StoppedIcon, words: 'stateStopped' },
  waiting: { Icon: WaitingIcon, words: 'stateWaiting' },
} as const satisfies Record<State, unknown>;

/** What a step's state is called; read out with the step. */
export const stateWords = (state: State): string => t(states[state].words);

const currentOf = (journey: Journey | undefined): StepId | undefined =>
  journey && journey.stage.kind !== 'done' ? currentStep(journey) : undefined;

/** How a step stands in a setup; without one, all are still to come. */
export function stateOfStep(journey: Journey | undefined, step: StepId): State {
  if (step === currentOf(journey)) return journey?.stage.kind === 'stopped' ? 'stopped' : 'current';
  return journey?.record.some((each) => each.step === step) ? 'done' : 'waiting';
}

/** What a step that is done did. */
export function stepNote(journey: Journey | undefined, step: StepId): string | undefined {
  if (stateOfStep(journey, step) !== 'done') return undefined;
  const done = journey?.record.find((each) => each.step === step);
  return done && t(`did_${done.did as Did}`, ...done.params);
}

/** The steps, the present one marked, each done one with what it did. `isAtRest`: nothing goes on at the present one. */
export function Steps({
  journey,
  dashboardName,
  isAtRest = false,
}: {
  readonly journey: Journey | undefined;
  readonly dashboardName: string;
  readonly isAtRest?: boolean;
}) {
  const current = currentOf(journey);
  return (
    <ol class="steps" aria-label={t('stepsName')}>
      {stepsOf(journey?.mode ?? 'create').map((step) => {
        const state = stateOfStep(journey, step);
        const note = stepNote(journey, step);
        const { Icon } = states[isAtRest && state === 'current' ? 'waiting' : state];
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
            <span class="label">{stepLabel(step, dashboardName)}</span>
            {note !== undefined && <span class="note">{note}</span>}
          </li>
        );
      })}
    </ol>
  );
}
