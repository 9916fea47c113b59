import * as v from 'valibot';
import type { StageTold } from '../stage';

/** The connection is switched on for the applications that the profile wants. */
export const enablingFields = v.object({
  kind: v.literal('enabling'),
  connectionId: v.string(),
  connectionName: v.string(),
});

export const enabling: StageTold<'enabling'> = {
  step: 'enable',
  goesOn: 'by-itself',
  says: () => ['now_enabling'],
};
