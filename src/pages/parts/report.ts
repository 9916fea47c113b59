import { versions } from '../../extension/platform/about';
import { stepLabel } from '../../extension/words/journey';
import { problemParams, saidWords } from '../../extension/words/problem';
import { t } from '../../extension/words/text';
import type { Journey } from '../../setup/journey/journey';
import { stepIds } from '../../setup/journey/steps';
import { addressOf, dashboardName, type Profile } from '../../setup/profiles/profile';
import { pointWords } from './check-points';
import { stateOfStep, stateWords, stepNote } from './steps';

/** A site's own words may name a person. */
const withoutAddresses = (text: string): string => text.replace(/[^\s“”"'<>]+@[^\s“”"'<>]+/g, '…@…');

/**
 * A setup in words, to be sent to somebody: what was set up where, each step with what it did, and what went wrong. Nothing
 * secret, and nobody who logged in.
 */
export function reportOf(journey: Journey, profile: Profile): string {
  const name = dashboardName(profile);
  const { stage } = journey;
  const steps = stepIds.map((step, index) => {
    const note = step === 'test' ? undefined : stepNote(journey, step);
    return `${index + 1}. ${stepLabel(step, name)}: ${note ?? stateWords(stateOfStep(journey, step))}`;
  });
  const problem =
    stage.kind === 'stopped'
      ? [
          ...(['what', 'why', 'todo'] as const).map((part) =>
            t(`problem_${stage.problem.code}_${part}`, ...problemParams(stage.problem)),
          ),
          withoutAddresses(saidWords(stage.problem)),
        ].filter(Boolean)
      : [];
  const points = (journey.points ?? []).map((each) => `- ${pointWords(each)}`);
  const { extension, browser } = versions();
  return [
    t('report_versions', extension, browser),
    new Date(journey.changedAt ?? journey.startedAt).toISOString(),
    `${name}: ${addressOf(profile)}`,
    `${t('workspace')}: ${journey.workspace}`,
    ...(journey.consumer
      ? [`${journey.consumer.name} (${t('key')} ${journey.consumer.key ?? journey.consumer.keyHint})`]
      : []),
    '',
    ...steps,
    ...(points.length > 0 ? ['', ...points] : []),
    ...(problem.length > 0 ? ['', ...problem] : []),
  ].join('\n');
}
