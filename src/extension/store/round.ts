import * as v from 'valibot';
import { problemSchema } from '../../setup/problems';
import { kept } from './stored-item';

/** "Check all": one profile's check after the other. */
export const keptRound = kept(
  'session',
  'round',
  v.object({
    /** Profiles whose turn is still to come, in order, and the one whose turn it is. */
    left: v.array(v.string()),
    now: v.optional(v.string()),
    /** The checks, by the ids of their journeys: their pages are not brought to the front. */
    journeys: v.array(v.string()),
    /** What kept the check of a profile from being started, by the profile's id. */
    refused: v.record(v.string(), problemSchema),
  }),
);

/** Whether a journey is one of its checks: then the settings tell of it. */
export const isInRound = async ({ id }: { readonly id: string }): Promise<boolean> =>
  (await keptRound.read())?.journeys.includes(id) === true;
