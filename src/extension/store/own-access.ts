import * as v from 'valibot';
import { oneAtATime } from './one-at-a-time';
import { kept } from './stored-item';

/** Applications that the extension has made for itself in dashboards. Nothing secret: how one signs in is in vault and locker. */

const entry = v.object({
  /** As the dashboard knows it. */
  id: v.string(),
  name: v.string(),
  /** The host of the dashboard's API. */
  host: v.string(),
  /** What it was granted then. */
  scopes: v.array(v.string()),
  /** When that was, in epoch milliseconds. */
  at: v.number(),
});
/** One of them, as it was made. */
export type OwnNoted = v.InferOutput<typeof entry>;

/** By the ids of the profiles that they were made for. */
export const keptOwn = kept('local', 'own', v.record(v.string(), entry));

const inTurn = oneAtATime('own');
const change = (
  next: (before: Readonly<Record<string, OwnNoted>>) => Record<string, OwnNoted>,
): Promise<void> => inTurn(async () => keptOwn.write(next((await keptOwn.read()) ?? {})));

/** Notes a profile's, in place of any other. */
export const noteOwn = (profileId: string, own: OwnNoted): Promise<void> =>
  change((before) => ({ ...before, [profileId]: own }));

/** Forgets what was noted for a profile. */
export const forgetOwn = (profileId: string): Promise<void> =>
  change((before) => Object.fromEntries(Object.entries(before).filter(([id]) => id !== profileId)));

/** The ids of the profiles that have the same application. */
export const sharing = (
  all: Readonly<Record<string, OwnNoted>> | undefined,
  { id, host }: OwnNoted,
): readonly string[] =>
  Object.entries(all ?? {}).flatMap(([profileId, each]) =>
    each.id === id && each.host === host ? [profileId] : [],
  );
