import * as v from 'valibot';
import { purposes } from '../../../dashboards/session';
import type { StageTold } from '../stage';

/** The connection is looked at, and switched on for the purpose that it lacks, if the person agreed to that. */
export const switchingFields = v.object({
  kind: v.literal('switching'),
  connectionId: v.string(),
  purpose: v.picklist(purposes),
  /** The digest of what they agreed to. */
  agreedTo: v.optional(v.string()),
});

export const switching: StageTold<'switching'> = {
  step: 'send',
  goesOn: 'by-itself',
  says: () => ['now_switching'],
};

/** The person looks at what switching it on would change. */
export const agreeingFields = v.object({
  kind: v.literal('agreeing'),
  connectionId: v.string(),
  change: v.object({
    purpose: v.picklist(purposes),
    connectionName: v.string(),
    key: v.optional(v.string()),
    setting: v.string(),
    digest: v.string(),
  }),
});

export const agreeing: StageTold<'agreeing'> = {
  step: 'send',
  goesOn: 'by-decision',
  says: ({ dashboardName }) => ['now_agreeing', dashboardName],
};
