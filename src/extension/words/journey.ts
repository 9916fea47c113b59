import type { Journey } from '../../setup/journey/journey';
import { lineOf } from '../../setup/journey/standing';
import type { StepId } from '../../setup/journey/steps';
import { t } from './text';

/** What a step is called. */
export const stepLabel = (step: StepId, dashboardName: string): string =>
  step === 'send' ? t('step_send', dashboardName) : t(`step_${step}`);

/** What is going on, in one sentence; empty where a problem, or a pause, says it. */
export function noteOf(journey: Journey, dashboardName: string, loginName: string | undefined): string {
  const line = lineOf(journey, dashboardName, loginName);
  return line ? t(...line) : '';
}
