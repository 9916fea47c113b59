import * as v from 'valibot';
import type { ResumableRules, StageRules } from '../stage';

/** What was changed in the dashboard is being put back. */
export const undoingFields = v.object({ kind: v.literal('undoing') });

export const undoing: ResumableRules<'undoing'> = {
  step: 'send',
  goesOn: 'by-itself',
  retryFrom: () => 'undoing',
  resume: () => ({ kind: 'undoing' }),
  says: ({ dashboardName }) => ['now_undoing', dashboardName],
  on: {
    undone: ({ event, journey }) => {
      const { connection: _, intended: __, switchedOn: ___, pause: ____, ...rest } = journey;
      return { ...rest, record: [], stage: { kind: 'undone', hadSecret: event.hadSecret } };
    },
  },
};

export const undoneFields = v.object({ kind: v.literal('undone'), hadSecret: v.boolean() });

export const undone: StageRules<'undone'> = {
  step: 'test',
  goesOn: 'no-more',
  retryFrom: () => 'testing',
  says: ({ dashboardName }) => ['now_undone', dashboardName],
  on: {},
};
