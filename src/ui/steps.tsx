import { t } from '../extension/text';
import { currentStep, type Did, type Journey } from '../setup/journey';
import { type StepId, stepIds } from '../setup/steps';
import { CurrentIcon, DoneIcon, StoppedIcon, WaitingIcon } from './icons';

type State = 'done' | 'current' | 'stopped' | 'waiting';

const marks = {
  done: () => <DoneIcon name={t('stateDone')} />,
  current: () => <CurrentIcon name={t('stateCurrent')} />,
  stopped: () => <StoppedIcon name={t('stateStopped')} />,
  waiting: () => <WaitingIcon name={t('stateWaiting')} />,
} satisfies Record<State, unknown>;

const stepLabel = (step: StepId, dashboardName: string): string =>
  step === 'send' ? t('step_send', dashboardName) : t(`step_${step}`);

/** The six steps, the present one marked, each done one with what it did. */
export function Steps({ journey, dashboardName }: { journey: Journey | undefined; dashboardName: string }) {
  const current = journey && journey.stage.kind !== 'done' ? currentStep(journey) : undefined;
  const stateOf = (step: StepId): State => {
    if (step === current) return journey?.stage.kind === 'stopped' ? 'stopped' : 'current';
    return journey?.record.some((each) => each.step === step) ? 'done' : 'waiting';
  };
  return (
    <ol class="steps" aria-label={t('stepsName')}>
      {stepIds.map((step) => {
        const state = stateOf(step);
        const done = journey?.record.find((each) => each.step === step);
        const Mark = marks[state];
        return (
          <li
            key={step}
            class="step"
            data-state={state}
            {...(step === current ? { 'aria-current': 'step' as const } : {})}
          >
            <span class="mark">
              <Mark />
            </span>
            <span class="label">{stepLabel(step, dashboardName)}</span>
            {done && state === 'done' && (
              <span class="note">{t(`did_${done.did as Did}`, ...done.params)}</span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
