import { to, unsaved } from '../moves';
import type { StageRules } from '../stage';
import { awaitPair, pairOffered, pairTaken } from './get-pair';

export const creating: StageRules<'creating'> = {
  ends: ['tab'],
  retryFrom: () => 'finding',
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
    'pair-offered': pairOffered,
  },
};
