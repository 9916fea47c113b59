import * as v from 'valibot';
import { to, unsaved } from '../moves';
import type { StageRules } from '../stage';
import { awaitPair, pairTaken } from './get-pair';

/** Bitbucket's form: to be opened, or filled and waiting for the person's Save. */
export const creatingFields = v.object({
  kind: v.literal('creating'),
  name: v.string(),
  isFilled: v.boolean(),
  complaint: v.optional(v.string()),
});

export const creating: StageRules<'creating'> = {
  step: 'create',
  goesOn: 'at-bitbucket',
  isTheirTurn: ({ isFilled }) => isFilled,
  retryFrom: () => 'finding',
  says: ({ at }) => [at.isFilled ? 'now_filled' : 'now_opening'],
  on: {
    'form-filled': ({ event, journey }) =>
      to(unsaved(journey), { kind: 'creating', name: event.name, isFilled: true }),

    'save-pressed': ({ event, at, journey }) =>
      at.isFilled ? to(journey, { ...at, name: event.name || at.name }, { isSaved: true }) : journey,

    'form-refused': ({ event, at, journey }) => to(unsaved(journey), { ...at, complaint: event.complaint }),

    // Back on the list with the new name in it: it was saved, whatever else was noticed of that.
    'list-seen': ({ event, at, journey, now }) =>
      at.isFilled && event.names.includes(at.name) && !journey.taken.includes(at.name)
        ? awaitPair(journey, at.name, event.pairIn, now)
        : journey,

    'pair-taken': ({ event, at, journey, now }) => (at.isFilled ? pairTaken(journey, event, now) : journey),
  },
};
