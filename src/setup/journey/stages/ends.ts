import * as v from 'valibot';
import { problemSchema } from '../../problems';
import type { Journey } from '../journey';
import { readyToTest, sealIn, searching, to } from '../moves';
import type { StageRules } from '../stage';
import { stepIds } from '../steps';
import { hasFix, wantedOf } from './check-setup';
import { enabling } from './enable';
import { pairTaken } from './get-pair';
import { canRetire, kept } from './new-secret';

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
  on: {
    // A login is the last point of a check.
    'test-asked': ({ journey }) =>
      journey.points && journey.connection ? to(journey, readyToTest) : journey,

    'mend-asked': ({ journey }) =>
      wantedOf(journey) ? to(journey, searching, { isMending: true }) : journey,

    'retire-asked': ({ journey }) => (canRetire(journey) ? to(journey, { kind: 'parting' }) : journey),

    // What is there is what the person sees on the page of the check.
    'enable-asked': ({ journey }) =>
      journey.connection && hasFix(journey, 'enable')
        ? to(journey, enabling.resume(journey), { agreedSeal: sealIn(journey) })
        : journey,
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
    'enabling',
    'testing',
    'undoing',
    'surveying',
    'noting',
    'parting',
  ]),
});

/** The problems that a pair which the person pastes solves. */
const solvedByPair = ['pairUnreadable', 'secretShownOnce', 'secretMissed', 'oldPair'];

export const stopped: StageRules<'stopped'> = {
  // The step at which it was stopped is in its fields.
  step: 'test',
  goesOn: 'no-more',
  retryFrom: ({ back }) => back,
  says: () => undefined,
  on: {
    'pair-taken': ({ event, at, journey, now }) =>
      solvedByPair.includes(at.problem.code) ? pairTaken(journey, event, now) : journey,

    // Past the login nothing is missing but the end of the old client.
    'old-kept': ({ at, journey }) => (at.at === 'retire' && canRetire(journey) ? kept(journey) : journey),
  },
};

/** Whether a pair was not read or not seen: should the page show it after all, it is taken, and the verdict with it withdrawn. */
export const isPairStillWanted = ({ stage }: Journey): boolean =>
  stage.kind === 'stopped' && ['pairUnreadable', 'secretMissed'].includes(stage.problem.code);
