import type { ForeignPart } from '../../dashboards/session';
import { type MessageKey, t } from '../../extension/words/text';
import type { Point } from '../../setup/points';
import { DoneIcon, StoppedIcon, WaitingIcon } from '../../ui/icons';
import { partsWords } from './foreign';

const marks = {
  good: () => <DoneIcon name={t('stateGood')} />,
  bad: () => <StoppedIcon name={t('stateBad')} />,
  unknown: () => <WaitingIcon name={t('stateUnknown')} />,
};

/** What was found, and how to put it right. */
export function pointWords({ point, state, params }: Point): string {
  const key = `point_${point}_${state}` as MessageKey;
  const [name = '', ...parts] = params;
  return point === 'foreign' ? t(key, name, partsWords(parts as ForeignPart[])) : t(key, ...params);
}

/** What a check found, point by point: right, or what is wrong and how to put it right. */
export const Points = ({ points }: { points: readonly Point[] }) => (
  <ul class="steps" aria-label={t('pointsName')}>
    {points.map(({ point, state, params }) => {
      const Mark = marks[state];
      return (
        <li
          key={`${point} ${params[0] ?? ''}`}
          class="step"
          data-state={{ good: 'done', bad: 'stopped', unknown: 'waiting' }[state]}
        >
          <span class="mark">
            <Mark />
          </span>
          <span>{pointWords({ point, state, params })}</span>
        </li>
      );
    })}
  </ul>
);
