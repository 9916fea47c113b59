import * as v from 'valibot';
import type { StageTold } from '../stage';

/** What was agreed to before anything happens in a dashboard's own pages: in which of them, and for which applications. */
export const ownFormFields = v.object({
  /** How the paths of the pages begin, with a slash at both ends: they name one tenant. */
  within: v.string(),
  /** The connection is to be turned on for all that people log in to, rather than for those that are chosen later, when they are seen. */
  isForAll: v.boolean(),
});

/**
 * The connection is made in the dashboard's own pages, on which the person clicks what is theirs. `part`: how far. `isFilled`:
 * the pair was put into the form, and is not put in again unasked. `tabId`: the tab that was opened for it.
 */
export const guidingFields = v.object({
  kind: v.literal('guiding'),
  part: v.picklist(['send', 'enable', 'test']),
  isFilled: v.boolean(),
  tabId: v.optional(v.number()),
  /** The connection that was made. */
  connectionId: v.optional(v.string()),
});

export const guiding: StageTold<'guiding'> = {
  step: 'send',
  goesOn: 'by-decision',
  says: ({ at, dashboardName }) => [`now_guiding_${at.part}`, dashboardName],
};
