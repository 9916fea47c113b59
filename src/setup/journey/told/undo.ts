import * as v from 'valibot';
import type { StageTold } from '../stage';

/** What was changed in the dashboard is being put back. */
export const undoingFields = v.object({ kind: v.literal('undoing') });

export const undoing: StageTold<'undoing'> = {
  step: 'send',
  goesOn: 'by-itself',
  says: ({ dashboardName }) => ['now_undoing', dashboardName],
};

/** The dashboard is as it was, but for what others have changed. */
export const undoneFields = v.object({
  kind: v.literal('undone'),
  hadSecret: v.boolean(),
  /** What has changed other than through this setup; none where the connection was removed. */
  others: v.optional(
    v.object({
      what: v.array(v.picklist(['key', 'secret', 'permissions'])),
      options: v.array(v.string()),
      isSecretTold: v.boolean(),
    }),
  ),
});

export const undone: StageTold<'undone'> = {
  step: 'test',
  goesOn: 'no-more',
  says: ({ dashboardName }) => ['now_undone', dashboardName],
};
