import * as v from 'valibot';
import { problemSchema } from '../../problems';
import type { Journey } from '../journey';
import type { StageTold } from '../stage';
import { stepIds } from '../steps';

/** The login works, or all that can be was done, or compared. */
export const doneFields = v.object({
  kind: v.literal('done'),
  /** The missing rights that kept the login from being tested. */
  missing: v.optional(v.string()),
});

/** Whether the journey has come to its end without a login: whether one works is not known then. */
export const isUntested = ({ stage, points, record }: Journey): boolean =>
  stage.kind === 'done' && !points && !record.some((each) => each.step === 'test');

/** Whether a check has found something wrong by now. */
export const hasBadPoint = ({ points }: Journey): boolean =>
  points?.some(({ state }) => state === 'bad') ?? false;

export const done: StageTold<'done'> = {
  step: 'test',
  goesOn: 'no-more',
  says: ({ journey, dashboardName, loginName }) => {
    if (journey.points) return [hasBadPoint(journey) ? 'now_checkedBad' : 'now_checked'];
    if (isUntested(journey)) return ['now_untested', dashboardName];
    return loginName === undefined ? ['now_done_here', dashboardName] : ['now_done', loginName];
  },
};

/** `at`: the step that a problem stopped; `back`: the stage to go on from when the person tries again. */
export const stoppedFields = v.object({
  kind: v.literal('stopped'),
  at: v.picklist(stepIds),
  problem: problemSchema,
  back: v.picklist([
    'finding',
    'capturing',
    'checking',
    'sending',
    'handing',
    'guiding',
    'enabling',
    'testing',
    'undoing',
    'surveying',
    'noting',
    'parting',
  ]),
});

export const stopped: StageTold<'stopped'> = {
  // The step at which it was stopped is in its fields.
  step: 'test',
  goesOn: 'no-more',
  says: () => undefined,
};

/** Whether a pair was not read or not seen: if the page shows it after all, it is taken, and the verdict is withdrawn. */
export const isPairStillWanted = ({ stage }: Journey): boolean =>
  stage.kind === 'stopped' && ['pairUnreadable', 'secretMissed'].includes(stage.problem.code);
