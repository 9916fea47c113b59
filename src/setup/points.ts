import * as v from 'valibot';

/** The points that "Check setup" compares, in the order in which a login comes by them. */
const pointIds = [
  'connection',
  'login',
  'consumer',
  'pair',
  'callback',
  'permissions',
  'applications',
  'foreign',
] as const;

/** One point: `good`, `bad` with what differs in the params, or `unknown` where it could not be found out. */
export const pointSchema = v.object({
  point: v.picklist(pointIds),
  state: v.picklist(['good', 'bad', 'unknown']),
  params: v.array(v.string()),
});
export type Point = v.InferOutput<typeof pointSchema>;
