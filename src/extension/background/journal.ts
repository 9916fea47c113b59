import * as v from 'valibot';
import { advance, type Event, type Journey } from '../../setup/journey/journey';
import { keptJourneySchema } from '../../setup/journey/migrate';
import { inTurns } from '../store/one-at-a-time';
import { glimpsed, kept } from '../store/stored-item';

/** The journey as it is written down: it survives the background and the browser, and holds nothing secret. */
export const keptJourney = glimpsed('journey', keptJourneySchema);

/** Who logged in at the end. Personal, so it goes with the browser. */
export const keptLogin = kept(
  'session',
  'login',
  v.object({
    journeyId: v.string(),
    sub: v.string(),
    name: v.optional(v.string()),
    picture: v.optional(v.string()),
    email: v.optional(v.string()),
    claims: v.record(v.string(), v.unknown()),
  }),
);

const inTurn = inTurns('journey');

/**
 * Writes down what happened to a journey. Undefined, and nothing written, where another journey has taken its place.
 * `first`: what has to be safe before that is written down; done in the same turn, and only where the event belongs.
 */
export function happened(
  journeyId: string,
  event: Event,
  first: () => Promise<void> = async () => {},
): Promise<Journey | undefined> {
  return inTurn(async () => {
    const before = await keptJourney.read();
    if (before?.id !== journeyId) return undefined;
    const next = advance(before, event, Date.now());
    if (next === before) return next;
    await first();
    await keptJourney.write(next);
    return next;
  });
}

export const replaceJourney = (journey: Journey | undefined): Promise<void> =>
  inTurn(() => (journey ? keptJourney.write(journey) : keptJourney.remove()));
