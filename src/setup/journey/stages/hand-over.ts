import { recordWith, to } from '../moves';
import type { ResumableRules } from '../stage';
import { atOwnPages } from './own-form';

/** What the person has done by hand, and says so. */
const doneByHand = [
  ['send', 'handedOver'],
  ['enable', 'enabledByHand'],
  ['test', 'testedByHand'],
] as const;

export const handing: ResumableRules<'handing'> = {
  ends: ['person'],
  retryFrom: () => 'handing',
  resume: () => ({ kind: 'handing' }),
  on: {
    'own-form-agreed': ({ event: { ownForm }, journey }) => to(journey, atOwnPages({ ownForm }), { ownForm }),

    'handed-over': ({ journey, now }) => {
      const record = doneByHand.reduce(
        (before, [step, did]) => recordWith({ ...journey, record: before }, now, step, did),
        journey.record,
      );
      return to(journey, { kind: 'done' }, { record });
    },
  },
};
