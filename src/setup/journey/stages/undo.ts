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

/** The dashboard is as it was, but for what others have changed. */
export const undoneFields = v.object({
  kind: v.literal('undone'),
  hadSecret: v.boolean(),
  /** What was found changed, and not through this setup; none where the connection was removed. */
  others: v.optional(
    v.object({
      what: v.array(v.picklist(['key', 'secret', 'permissions'])),
      options: v.array(v.string()),
      isSecretTold: v.boolean(),
    }),
  ),
});

export const undone: StageRules<'undone'> = {
  step: 'test',
  goesOn: 'no-more',
  retryFrom: () => 'testing',
  says: ({ dashboardName }) => ['now_undone', dashboardName],
  on: {},
};
