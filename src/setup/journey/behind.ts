import type { Journey } from './journey';
import { isLook, lossesOf } from './standing';

/** Whether nothing is lost with it. The vault holds nothing of a look. */
const isCheap = (journey: Journey): boolean =>
  isLook(journey) && lossesOf(journey, { hasPair: false, hasBackup: false }).length === 0;

/**
 * What is kept behind of a profile once another journey comes in front of its `present` one, the newest first, and what gives way to that:
 * a look with which nothing is lost, to a setup that it looked at, or to a newer look.
 */
export function keepBehind(
  present: Journey,
  behind: readonly Journey[],
): { readonly kept: readonly Journey[]; readonly gone: readonly Journey[] } {
  const all = [present, ...behind.filter((each) => each.id !== present.id)];
  const givesWay = (journey: Journey, at: number): boolean =>
    isCheap(journey) && all.some((other, where) => (isLook(other) ? where < at : where > at));
  return {
    kept: all.filter((each, at) => !givesWay(each, at)),
    gone: all.filter(givesWay),
  };
}
