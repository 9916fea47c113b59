import { isOver } from '../../setup/journey/standing';
import { isOverApi } from '../../setup/profiles/profile';
import { keptJourney } from '../store/journey';
import { oneAtATime } from '../store/one-at-a-time';
import { readProfiles } from '../store/profiles';
import { keptRound } from '../store/round';
import { tabOf } from './bitbucket-tab';
import { start } from './start';

/**
 * "Check all": profiles are checked one after the other, all in one tab of Bitbucket's. Where a check needs the person it waits for
 * them, as any other does; what keeps one from being started is noted, and the next one's turn comes.
 */

const inTurn = oneAtATime('round');

/** Begins to check these profiles, in place of a round that was under way. */
export const beginRound = (profileIds: readonly string[]): Promise<void> =>
  inTurn(async () => {
    await keptRound.write({ left: [...profileIds], journeys: [], refused: {} });
    await checkNext();
  });

/** Ends it: what is being checked goes on, and no other comes after it. */
export const endRound = (): Promise<void> =>
  inTurn(async () => {
    const round = await keptRound.read();
    if (round) await keptRound.write({ left: [], journeys: [], refused: round.refused });
  });

/** Whether it waits for that journey: what its check asks is answered for the round, too. */
export async function isWaitingFor(journeyId: string): Promise<boolean> {
  const round = await keptRound.read();
  return round?.now !== undefined && round.journeys.at(-1) === journeyId;
}

/** Goes on to the next profile as soon as the check of the one before is over; ends where something else has taken its place. */
export const goOnWithRound = (): Promise<void> =>
  inTurn(async () => {
    const round = await keptRound.read();
    if (round?.now === undefined) return;
    // As it is now: whoever calls may have waited for a round to begin.
    const present = await keptJourney.read();
    const isPresent = present !== undefined && present.id === round.journeys.at(-1);
    if (isPresent && !isOver(present)) return;
    if (isPresent) return checkNext(await tabOf(present));
    await keptRound.write({ left: [], journeys: [], refused: round.refused });
  });

async function checkNext(tabId?: number): Promise<void> {
  const { profiles } = await readProfiles();
  for (;;) {
    const round = await keptRound.read();
    if (!round) return;
    const { left, journeys, refused } = round;
    const [now, ...others] = left;
    if (now === undefined) return keptRound.write({ left, journeys, refused });
    const profile = profiles.find((each) => each.id === now);
    const id = crypto.randomUUID();
    // Before it starts, since it begins to work at once.
    await keptRound.write({ left: others, now, journeys: [...journeys, id], refused });
    if (!profile || !isOverApi(profile)) continue;
    const wrong = await start('check', profile, { id, tabId });
    if (!wrong) return;
    await keptRound.write({ left: others, journeys, refused: { ...refused, [now]: wrong } });
  }
}
