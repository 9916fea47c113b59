import { type Point, type PointId, pointIds } from './points';

/** How far a check has come, and what it came to. */

/** Those that every check has; the others are there where there is something to tell. */
const always: readonly PointId[] = [
  'access',
  'connection',
  'login',
  'applications',
  'consumer',
  'callback',
  'otherCallback',
  'permissions',
  'pair',
  'test',
];

/** What a check has, in order: what was looked at, and the ids of what is still to come. */
export const inOrder = (points: readonly Point[]): readonly (Point | PointId)[] =>
  pointIds.flatMap((id): (Point | PointId)[] => {
    const found = points.filter(({ point }) => point === id);
    return found.length > 0 ? found : always.includes(id) ? [id] : [];
  });

/** What a check came to: something is wrong, everything was checked and is right, or no problem was found in what was checked. */
export function verdictOn(points: readonly Point[]): 'bad' | 'good' | 'part' {
  if (points.some((each) => each.state === 'bad')) return 'bad';
  const isWhole = inOrder(points).every((each) => typeof each !== 'string' && each.state === 'good');
  return isWhole ? 'good' : 'part';
}
