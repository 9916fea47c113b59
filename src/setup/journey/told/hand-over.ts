import * as v from 'valibot';
import type { StageTold } from '../stage';

/** Key and Secret are shown to the person, who enters them by hand. */
export const handingFields = v.object({ kind: v.literal('handing') });

export const handing: StageTold<'handing'> = {
  step: 'send',
  goesOn: 'by-decision',
  says: ({ dashboardName }) => ['now_handing', dashboardName],
};
