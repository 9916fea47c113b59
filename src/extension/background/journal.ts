import { advance } from '../../setup/journey/advance';
import type { Event } from '../../setup/journey/event';
import type { Journey } from '../../setup/journey/journey';
import { isAtBitbucket, isLook, isOver } from '../../setup/journey/standing';
import { noteInHistory } from '../store/history';
import { asideFor, asideOf, asideWith, dropAside, keptAside, keptJourney, putAside } from '../store/journey';
import { oneAtATime } from '../store/one-at-a-time';

const inTurn = oneAtATime('journey');

let goOn = (): void => undefined;

/** Sets who goes on with a journey as soon as nothing has to happen on Bitbucket's pages first. */
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
    if (next.stage !== before.stage || next.record !== before.record) await noteInHistory(next);
    if (!isAtBitbucket(next)) goOn();
    return next;
  });
}

/** Keeps aside what something else comes in front of. A journey that only looks at things never takes a setup's place there. */
async function keepBehind(present: Journey | undefined): Promise<void> {
  if (present && !(isLook(present) && (await asideOf(present)))) await putAside(present);
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
    await keepBehind(present);
    await keptJourney.write(journey);
    goOn();
    return true;
  });

/**
 * Puts a journey that is kept aside in front, and returns it; the present one is kept aside in its place. Undefined, and nothing
 * done, where there is none with that id. If the background is stopped in between, both are still there.
 */
export const bringForward = (journeyId: string): Promise<Journey | undefined> =>
  inTurn(async () => {
    const found = await asideWith(journeyId);
    if (!found) return undefined;
    const present = await keptJourney.read();
    if (present?.profileId !== found.profileId) await keepBehind(present);
    await keptJourney.write(found);
    await dropAside(found.profileId);
    goOn();
    return found;
  });

/** Takes a journey of a profile's out of what is kept aside, and returns it. */
export const takeOut = (profileId: string): Promise<Journey | undefined> =>
  inTurn(async () => {
    const found = asideFor(profileId, await keptAside.read());
    await dropAside(profileId);
    return found;
  });

/**
 * Puts a journey in place of the one before, or none, and goes on with it. `isBeforeKept`: that one is kept aside.
 */
export const replaceJourney = (journey: Journey | undefined, { isBeforeKept = false } = {}): Promise<void> =>
  inTurn(async () => {
    if (isBeforeKept) await keepBehind(await keptJourney.read());
    if (!journey) return keptJourney.remove();
    await keptJourney.write(journey);
    goOn();
  });
