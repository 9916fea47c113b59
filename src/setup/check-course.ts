import { type Point, type PointId, pointIds } from './points';

/** How far a check has come, and what it came to. */

/** Those that are there only where there is something to tell; every check has the others. */
const occasional: readonly PointId[] = ['thirdParty', 'organizations', 'foreign'];
const always = pointIds.filter((id) => !occasional.includes(id));

/** What cannot be looked at without access to the dashboard, and what also needs a connection there. */
export const afterAccess: readonly PointId[] = always.filter((id) => id !== 'access' && id !== 'test');
export const ofConnection: readonly PointId[] = afterAccess.filter((id) => id !== 'connection');

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
