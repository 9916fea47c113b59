import type { Journey, Stage } from '../journey';
import { recordWith, to } from '../moves';
import type { ResumableRules } from '../stage';

/** Where the pair is entered into a dashboard's own pages: by hand unless the person has agreed to be guided. */
export const atOwnPages = ({ ownForm }: Pick<Journey, 'ownForm'>): Stage =>
  ownForm ? { kind: 'guiding', part: 'send', isFilled: false } : { kind: 'handing' };

export const guiding: ResumableRules<'guiding'> = {
  ends: ['person'],
  // Without its pair, the form was never filled; what is there by then is looked at anew.
  retryFrom: () => 'guiding',
  resume: atOwnPages,
  on: {
    'own-tab-opened': ({ event: { tabId }, at, journey }) => to(journey, { ...at, tabId }),

    'own-form-filled': ({ at, journey }) =>
      at.part === 'send' ? to(journey, { ...at, isFilled: true }) : journey,

    'own-form-saved': ({ event: { connectionId }, at, journey, now }) =>
      at.part === 'send'
        ? to(
            journey,
            { ...at, part: 'enable', connectionId },
            { record: recordWith(journey, now, 'send', 'createdInPage') },
          )
        : journey,

    'own-applications': ({ event: { names, notKept, others }, at, journey, now }) => {
      if (at.part !== 'enable') return journey;
      const record = (() => {
        if (notKept.length > 0 && names.length > 0)
          return recordWith(journey, now, 'enable', 'enabledPart', notKept.join(', '), names.join(', '));
        if (notKept.length > 0)
          return recordWith(journey, now, 'enable', 'enabledNotKept', notKept.join(', '));
        if (names.length > 0) return recordWith(journey, now, 'enable', 'enabled', names.join(', '));
        return others > 0
          ? recordWith(journey, now, 'enable', 'alreadyEnabled', String(others))
          : recordWith(journey, now, 'enable', 'enabledByHand');
      })();
      return to(journey, { ...at, part: 'test' }, { record });
    },

    'own-login-seen': ({ at, journey, now }) =>
      at.part === 'test'
        ? to(journey, { kind: 'done' }, { record: recordWith(journey, now, 'test', 'triedInPage') })
        : journey,

    tried: ({ event, at, journey, now }) =>
      at.part === 'test' && event.worked
        ? to(journey, { kind: 'done' }, { record: recordWith(journey, now, 'test', 'tried') })
        : journey,

    'by-hand-chosen': ({ journey }) => {
      const { ownForm: _, ...rest } = to(journey, { kind: 'handing' });
      return rest;
    },
  },
};
