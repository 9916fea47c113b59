import * as v from 'valibot';
import { type Fix, fixes, problemSchema } from './problems';

/**
 * The points that "Check setup" looks at, as they are shown: the dashboard's side, then Bitbucket's, then both at once. A cause
 * stands before what it leads to: the pair of a client that is gone is refused.
 */
export const pointIds = [
  'access',
  'connection',
  'login',
  'applications',
  'thirdParty',
  'organizations',
  'consumer',
  'callback',
  'otherCallback',
  'permissions',
  'pair',
  'test',
  'foreign',
] as const;
export type PointId = (typeof pointIds)[number];

/** Why a point was not checked, where no problem says it. */
const reasons = [
  'access',
  'connection',
  'key',
  'consumer',
  'list',
  'page',
  'secret',
  'verdict',
  'test',
  'untestable',
] as const;
export type Reason = (typeof reasons)[number];

/**
 * One point: `good`, `bad` with what differs in the params, or `unknown` where it was not checked; `why`, or the problem, says
 * what kept it.
 */
export const pointSchema = v.object({
  point: v.picklist(pointIds),
  state: v.picklist(['good', 'bad', 'unknown']),
  params: v.array(v.string()),
  why: v.optional(v.picklist(reasons)),
  problem: v.optional(problemSchema),
});
export type Point = v.InferOutput<typeof pointSchema>;

/** What puts a wrong point right; none where there is nothing that a press on a button could do. */
const pointFixes: Readonly<Record<PointId, Fix | undefined>> = {
  access: 'credential',
  connection: 'start-over',
  login: 'switch-on',
  applications: 'enable',
  thirdParty: 'open-to-others',
  organizations: undefined,
  pair: 'start-over',
  consumer: 'start-over',
  callback: 'edit',
  otherCallback: undefined,
  permissions: 'permit',
  test: undefined,
  foreign: 'dashboard',
};

/** Points whose fix leads people to the login. */
const givesLogins: readonly PointId[] = ['login', 'applications', 'thirdParty'];

/** Whether the pair belongs to one of the workspace's clients and is not refused, as far as was looked at. */
const isSound = (points: readonly Point[]): boolean =>
  points.every((each) => !['consumer', 'pair'].includes(each.point) || each.state !== 'bad');

/** What puts a point right, where anything does; among all `points`, since one may only help once another is right. */
export function fixOf({ point, state, params, problem }: Point, points: readonly Point[]): Fix | undefined {
  if (problem) return fixes[problem.code];
  // It is not wrong that applications of others do not have it, but it may be changed all the same.
  if (state !== 'bad' && (point !== 'thirdParty' || state === 'good')) return undefined;
  // People would be led to a login that does not work, or to a client that is not the workspace's.
  if (givesLogins.includes(point) && !isSound(points)) return undefined;
  // Where the profile wants none, there is none to enable.
  return point === 'applications' && params.length === 0 ? 'dashboard' : pointFixes[point];
}

/** The earlier points with those looked at now, each in place of what was known of it. */
export const withPoints = (before: readonly Point[], now: readonly Point[]): Point[] => [
  ...before.filter((each) => now.every(({ point }) => point !== each.point)),
  ...now,
];
