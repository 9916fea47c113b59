import { advance } from '../../setup/journey/advance';
import { keepBehind } from '../../setup/journey/behind';
import type { Event } from '../../setup/journey/event';
import type { Journey } from '../../setup/journey/journey';
import { isAtBitbucket, isOver } from '../../setup/journey/standing';
import { asidesOf, asideWith, keepAsides } from '../store/asides';
import { noteInHistory } from '../store/history';
import { keptJourney } from '../store/journey';
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

/** Keeps aside what something else comes in front of; gives what gave way to it. */
async function putAside(present: Journey | undefined): Promise<readonly Journey[]> {
  if (!present) return [];
  const { kept, gone } = keepBehind(present, await asidesOf(present));
  await keepAsides(present.profileId, kept);
  return gone;
}

/**
 * Puts a journey that waits for the person's consent in front of the present one, which is kept aside; undefined, and nothing
 * done, where that is under way. `first`: what has to be done before it is written down. Gives what is to be cleared up.
 */
export const putInFront = (
  journey: Journey,
  first: () => Promise<void>,
): Promise<readonly Journey[] | undefined> =>
  inTurn(async () => {
    const present = await keptJourney.read();
    if (present && !isOver(present)) return undefined;
    await first();
    const gone = await putAside(present);
    await keptJourney.write(journey);
    goOn();
    return gone;
  });

/**
 * Puts a journey that is kept aside in front, and returns it; the present one is kept aside in its place. Undefined, and nothing
 * done, where there is none with that id. If the background is stopped in between, both are still there. `gone`: what to clear up.
 */
export const bringForward = (
  journeyId: string,
): Promise<{ readonly journey: Journey; readonly gone: readonly Journey[] } | undefined> =>
  inTurn(async () => {
    const journey = await asideWith(journeyId);
    if (!journey) return undefined;
    const gone = await putAside(await keptJourney.read());
    await keptJourney.write(journey);
    await keepAsides(journey.profileId, await asidesOf(journey));
    goOn();
    return { journey, gone: gone.filter((each) => each.id !== journeyId) };
  });

/** Takes journeys of a profile out of what is kept aside: all of them, or the one with that id. Returns them. */
export const takeOut = (profileId: string, journeyId?: string): Promise<readonly Journey[]> =>
  inTurn(async () => {
    const all = await asidesOf({ id: '', profileId });
    const isMeant = ({ id }: Journey) => journeyId === undefined || id === journeyId;
    await keepAsides(
      profileId,
      all.filter((each) => !isMeant(each)),
    );
    return all.filter(isMeant);
  });

/**
 * Puts a journey in place of the one before, or none, and goes on with it. `isBeforeKept`: that one is kept aside. Gives what is to be
 * cleared up for that.
 */
export const replaceJourney = (
  journey: Journey | undefined,
  { isBeforeKept = false } = {},
): Promise<readonly Journey[]> =>
  inTurn(async () => {
    const gone = isBeforeKept ? await putAside(await keptJourney.read()) : [];
    if (journey) {
      await keptJourney.write(journey);
      goOn();
    } else await keptJourney.remove();
    return gone;
  });
