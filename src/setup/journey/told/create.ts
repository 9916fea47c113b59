import * as v from 'valibot';
import type { StageTold } from '../stage';

/** Bitbucket's form: to be opened, or filled and waiting for the person's Save. */
export const creatingFields = v.object({
  kind: v.literal('creating'),
  name: v.string(),
  isFilled: v.boolean(),
  complaint: v.optional(v.string()),
});

export const creating: StageTold<'creating'> = {
  step: 'create',
  goesOn: 'at-bitbucket',
  isTheirTurn: ({ isFilled }) => isFilled,
  says: ({ at }) => [at.isFilled ? 'now_filled' : 'now_opening'],
};
