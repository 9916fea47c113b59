import { advance } from '../../setup/journey/advance';
import type { Event } from '../../setup/journey/event';
import type { Journey } from '../../setup/journey/journey';
import { isAtBitbucket, isOver } from '../../setup/journey/standing';
import { keptAside, keptJourney } from '../store/journey';
import { oneAtATime } from '../store/one-at-a-time';

const inTurn = oneAtATime('journey');

let goOn = (): void => undefined;

/** Says who goes on with a journey as soon as nothing is to happen on Bitbucket's pages first. */
export function onOwnTurn(next: () => void): void {
  goOn = next;
}

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
    if (!isAtBitbucket(next)) goOn();
    return next;
  });
}

/**
 * Puts a journey that waits for the person's consent in front of the present one, which is kept aside; false, and nothing
 * done, where that is under way. `first`: what has to be done before it is written down.
 */
export const putInFront = (journey: Journey, first: () => Promise<void>): Promise<boolean> =>
  inTurn(async () => {
    const present = await keptJourney.read();
    if (present && !isOver(present)) return false;
    await first();
    await (present ? keptAside.write(present) : keptAside.remove());
    await keptJourney.write(journey);
    goOn();
    return true;
  });

/** Puts a journey in place of the one before, or none, and goes on with it. */
export const replaceJourney = (journey: Journey | undefined): Promise<void> =>
  inTurn(async () => {
    if (!journey) return keptJourney.remove();
    await keptJourney.write(journey);
    goOn();
  });
