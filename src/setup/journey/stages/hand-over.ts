import * as v from 'valibot';
import { recordWith, to } from '../moves';
import type { ResumableRules } from '../stage';

/** Key and Secret are shown to the person, who enters them by hand. */
export const handingFields = v.object({ kind: v.literal('handing') });

/** What the person has done by hand, and says so. */
const doneByHand = [
  ['send', 'handedOver'],
  ['enable', 'enabledByHand'],
  ['test', 'testedByHand'],
] as const;

export const handing: ResumableRules<'handing'> = {
  step: 'send',
  goesOn: 'by-decision',
  retryFrom: () => 'handing',
  resume: () => ({ kind: 'handing' }),
  says: ({ dashboardName }) => ['now_handing', dashboardName],
  on: {
    'handed-over': ({ journey, now }) => {
      const record = doneByHand.reduce(
        (before, [step, did]) => recordWith({ ...journey, record: before }, now, step, did),
        journey.record,
      );
      return to(journey, { kind: 'done' }, { record });
    },
  },
};
