import * as v from 'valibot';
import type { Journey } from '../../setup/journey/journey';
import { type Past, pastOf, pastSchema, withPast } from '../../setup/past';
import { oneAtATime } from './one-at-a-time';
import { kept } from './stored-item';

/** What was done for each profile, the newest first, by the profile's id. What this version does not understand of it is left out. */
export const keptHistory = kept(
  'local',
  'history',
  v.record(
    v.string(),
    v.pipe(
      v.array(v.unknown()),
      v.transform((all) =>
        all.flatMap((each): Past[] => {
          const read = v.safeParse(pastSchema, each);
          return read.success ? [read.output] : [];
        }),
      ),
    ),
  ),
);

const inTurn = oneAtATime('history');

/** Notes how far a journey has come. A full disk keeps no setup from going on. */
export const noteInHistory = (journey: Journey): Promise<void> =>
  inTurn(async () => {
    const past = pastOf(journey);
    if (!past) return;
    const all = (await keptHistory.read()) ?? {};
    const before = Object.hasOwn(all, journey.profileId) ? all[journey.profileId] : [];
    await keptHistory
      .write({ ...all, [journey.profileId]: withPast(before ?? [], past) })
      .catch(() => undefined);
  });

/** Forgets what was done for a profile. */
export const forgetHistory = (profileId: string): Promise<void> =>
  inTurn(async () => {
    const { [profileId]: _, ...rest } = (await keptHistory.read()) ?? {};
    await (Object.keys(rest).length > 0 ? keptHistory.write(rest) : keptHistory.remove());
  });
