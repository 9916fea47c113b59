import * as v from 'valibot';
import { problemSchema } from '../../problems';
import type { Journey } from '../journey';
import type { StageRules } from '../stage';
import { stepIds } from '../steps';
import { pairTaken } from './get-pair';

/** The login works, or all was compared. */
export const doneFields = v.object({ kind: v.literal('done') });

export const done: StageRules<'done'> = {
  step: 'test',
  goesOn: 'no-more',
  retryFrom: () => 'testing',
  says: ({ journey, dashboardName, loginName }) => {
    if (journey.points) return ['now_checked'];
    return loginName === undefined ? ['now_done_here', dashboardName] : ['now_done', loginName];
  },
  on: {},
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
    'enabling',
    'testing',
    'undoing',
  ]),
});

/** The problems that a pair which the person pastes solves. */
const solvedByPair = ['pairUnreadable', 'secretShownOnce', 'secretMissed'];

export const stopped: StageRules<'stopped'> = {
  // The step at which it was stopped is in its fields.
  step: 'test',
  goesOn: 'no-more',
  retryFrom: ({ back }) => back,
  says: () => undefined,
  on: {
    'pair-taken': ({ event, at, journey, now }) =>
      solvedByPair.includes(at.problem.code) ? pairTaken(journey, event, now) : journey,
  },
};

/** Whether a pair was not read or not seen: should the page show it after all, it is taken, and the verdict with it withdrawn. */
export const isPairStillWanted = ({ stage }: Journey): boolean =>
  stage.kind === 'stopped' && ['pairUnreadable', 'secretMissed'].includes(stage.problem.code);
