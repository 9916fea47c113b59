import type { ResumableRules, StageRules } from '../stage';

export const undoing: ResumableRules<'undoing'> = {
  ends: ['answer'],
  retryFrom: () => 'undoing',
  resume: () => ({ kind: 'undoing' }),
  on: {
    undone: ({ event, journey }) => {
      const {
        connection: _,
        intended: __,
        switchedOn: ___,
        switchedFor: ____,
        pause: _____,
        ...rest
      } = journey;
      const { hadSecret, others } = event;
      const named = others && { ...others, what: [...others.what], options: [...others.options] };
      return {
        ...rest,
        record: [],
        stage: { kind: 'undone', hadSecret, ...(named ? { others: named } : {}) },
      };
    },
  },
};

export const undone: StageRules<'undone'> = {
  ends: [],
  retryFrom: () => 'testing',
  on: {},
};
