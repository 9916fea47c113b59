import type { ForeignPart } from '../../dashboards/session';
import { copyText } from '../../extension/platform/clipboard';
import { happenedWords } from '../../extension/words/problem';
import { type MessageKey, t, withDashboard } from '../../extension/words/text';
import { inOrder } from '../../setup/check-course';
import type { Journey } from '../../setup/journey/journey';
import { isWaitingForDecision } from '../../setup/journey/standing';
import type { Point, PointId } from '../../setup/points';
import { dashboardName, type Profile } from '../../setup/profiles/profile';
import { unlike } from '../../setup/unlike';
import { CopyButton } from '../../ui/copy-button';
import { CurrentIcon, DoneIcon, ExtraIcon, StoppedIcon, WaitingIcon } from '../../ui/icons';
import type { Commands } from './commands';
import { PointFixes } from './fixes';
import { partsWords } from './foreign';

/** The points of a check, as far as it has come. */

const marks = {
  good: () => <DoneIcon name={t('stateGood')} />,
  bad: () => <StoppedIcon name={t('stateBad')} />,
  unknown: () => <ExtraIcon name={t('stateUnknown')} />,
  current: () => <CurrentIcon name={t('stateCurrent')} />,
  /** It was looked at; only the person can say whether it is as they want it. */
  note: () => <ExtraIcon name={t('stateNote')} />,
  waiting: () => <WaitingIcon name={t('stateToCheck')} />,
};

/** Whether a point that counts neither as right nor as wrong was looked at all the same. */
export const isNote = ({ point, state, why, problem }: Point): boolean =>
  point === 'thirdParty' && state === 'unknown' && !why && !problem;

/** What a point is called. */
export const pointLabel = (id: PointId, dashboardName: string): string =>
  id === 'access' ? t('pointName_access', dashboardName) : t(`pointName_${id}`);

/** What was compared and found, or why it was not. */
export function pointWords({ point, state, params, why, problem }: Point, dashboardName: string): string {
  if (problem) {
    const words = happenedWords(problem, dashboardName);
    return state === 'unknown' ? t('unchecked_problem', words) : words;
  }
  if (why) return t(`unchecked_${why}`, dashboardName);
  const [first = '', ...more] = params;
  if (point === 'foreign')
    return t(`point_foreign_${state}` as MessageKey, first, partsWords(more as ForeignPart[]));
  if (point === 'test' && state === 'good')
    return first ? t('point_test_good', first) : t('point_test_seen', dashboardName);
  if (point === 'applications' && state === 'bad' && first === '') return t('point_applications_none');
  if (point === 'consumer' && state === 'good' && first === '') return t('point_consumer_there');
  const key = `point_${point}_${state}` as MessageKey;
  return t(key, ...withDashboard(params, dashboardName));
}

/** Two addresses that should be the same, with what differs marked in each. */
const Compared = ({ has, wants, name }: { has: string; wants: string; name: string }) => (
  <dl class="compared">
    <dt>{t('comparedHas')}</dt>
    <dd>{has === '' ? t('comparedNothing') : <Marked text={has} other={wants} />}</dd>
    <dt>{t('comparedWants', name)}</dt>
    <dd>
      <Marked text={wants} other={has} />
    </dd>
    <dd>
      <CopyButton name={t('copy', t('callbackUrl'))} copy={() => copyText(wants)} />
    </dd>
  </dl>
);

/** Callbacks that each need a client made by the person: none has to be typed. */
const OtherCallbacks = ({ addresses }: { addresses: readonly string[] }) => (
  <div class="buttons">
    {addresses.map((each) => (
      <CopyButton key={each} name={t('copy', each)} copy={() => copyText(each)} />
    ))}
  </div>
);

const Marked = ({ text, other }: { text: string; other: string }) => (
  <code>
    {unlike(text, other).map(({ text: piece, isUnlike }, index) =>
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces have no other name, and are never moved.
      isUnlike ? <mark key={index}>{piece}</mark> : piece,
    )}
  </code>
);

/** Point by point: right, wrong with what was compared and what puts it right, not checked and why, or still to come. */
export function Points(props: {
  readonly journey: Journey;
  readonly profile: Profile;
  readonly commands: Commands;
  /** Where there is little room, each point shows only its name, and what is wrong is put right elsewhere. */
  readonly isSmall?: boolean;
}) {
  const { journey, profile, isSmall = false } = props;
  const name = dashboardName(profile);
  const isOver = journey.stage.kind === 'done';
  // Where there is little room, the end of a check shows only what is wrong, and so do the points above a question; the rest is
  // on the result page.
  const isBrief = isSmall && (isOver || isWaitingForDecision(journey));
  const all = inOrder(journey.points ?? []).filter(
    (each) => !isBrief || (typeof each !== 'string' && each.state === 'bad'),
  );
  const next = all.find((each) => typeof each === 'string');
  if (all.length === 0) return null;
  return (
    <ul class="points" aria-label={t('pointsName')}>
      {all.map((each) => {
        if (typeof each === 'string')
          return (
            <Row key={each} state={each === next ? 'current' : 'waiting'} label={pointLabel(each, name)} />
          );
        const { point, state, params } = each;
        const isCompared = point === 'callback' && state === 'bad';
        const hasOthers = point === 'otherCallback' && state === 'unknown' && params.length > 0;
        return (
          <Row
            key={`${point} ${point === 'foreign' ? params[0] : ''}`}
            state={isNote(each) ? 'note' : state}
            label={pointLabel(point, name)}
          >
            {isSmall ? null : (
              <>
                <p class="note">{pointWords(each, name)}</p>
                {isCompared && <Compared has={params[0] ?? ''} wants={params[1] ?? ''} name={name} />}
                {hasOthers && <OtherCallbacks addresses={params[0]?.split(', ') ?? []} />}
              </>
            )}
            {!isSmall && isOver && <PointFixes {...props} point={each} />}
          </Row>
        );
      })}
    </ul>
  );
}

/** One point, with its mark and its name. */
export const Row = (props: {
  readonly state: keyof typeof marks;
  readonly label: string;
  readonly children?: preact.ComponentChildren;
}) => {
  const Mark = marks[props.state];
  return (
    <li class="point" data-state={props.state}>
      <span class="mark">
        <Mark />
      </span>
      <div>
        <p class="label">{props.label}</p>
        {props.children}
      </div>
    </li>
  );
};
