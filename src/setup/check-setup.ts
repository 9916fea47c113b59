import type { PairVerdict } from '../bitbucket/oauth';
import { expand, type Scope, scopes } from '../bitbucket/scopes';
import type { AccessRight, Application, Connection, ForeignConnection } from '../dashboards/session';
import { point } from './client-points';
import type { Point, PointId } from './points';
import { type Problem, problem } from './problems';

/** Compares what Bitbucket has with what the dashboard has, point by point. Pure; nothing in it knows which dashboard it is. */

/** A point that a problem makes wrong; the problem has the words and the fix. */
export const wrongBy = (id: PointId, why: Problem): Point => ({ ...point(id, 'bad'), problem: why });

/** Whether the credential has what a setup takes. */
export function accessPoint(rights: readonly AccessRight[]): Point {
  const needed = rights.filter((each) => each.feature === 'setup');
  const lacking = needed.filter((each) => each.isGranted === false);
  if (lacking.length > 0) return point('access', 'bad', lacking.map((each) => each.scope).join(', '));
  const untold = needed.filter((each) => each.isGranted === undefined);
  return untold.length > 0
    ? point('access', 'unknown', untold.map((each) => each.scope).join(', '))
    : point('access', 'good');
}

/** Whether the connection is there, and for logging in. */
export function connectionPoints(connection: Connection | undefined): Point[] {
  if (!connection) return [point('connection', 'bad')];
  const { name, isNotForLogin } = connection;
  return [point('connection', 'good', name), point('login', isNotForLogin ? 'bad' : 'good', name)];
}

/** Why the connection has no Client ID: it may not be told, or there is none. */
export const keyPoint = ({ name, isUntold }: Connection): Point =>
  isUntold
    ? { ...point('consumer', 'unknown'), problem: problem('connectionUntold', name) }
    : wrongBy('consumer', problem('developmentKeys', name));

const namesOf = (applications: readonly Application[]): string =>
  applications.map((each) => each.name).join(', ');

/**
 * Which applications have the connection. Two kinds are told apart: third-party ones, for which a dashboard may not keep it, and
 * those whose people log in through an organization, which needs it, too.
 */
export function applicationPoints(
  applications: readonly Application[],
  enabled: readonly string[],
  isWanted: (id: string) => boolean,
  isForThirdParties = false,
): Point[] {
  const has = ({ id }: Application) => enabled.includes(id);
  const own = applications.filter((each) => !each.isThirdParty);
  const missing = own.filter((each) => isWanted(each.id) && !has(each));
  const present = applications.filter(has);
  const others = applications.filter((each) => each.isThirdParty && isWanted(each.id) && !has(each));
  const inOrganizations = present.filter((each) => each.needsOrganization);
  return [
    missing.length > 0
      ? point('applications', 'bad', namesOf(missing))
      : present.length === 0
        ? point('applications', 'bad')
        : point('applications', 'good', namesOf(present)),
    ...(others.length > 0
      ? [point('thirdParty', isForThirdParties ? 'good' : 'unknown', namesOf(others))]
      : []),
    ...(inOrganizations.length > 0 ? [point('organizations', 'unknown', namesOf(inOrganizations))] : []),
  ];
}

/** What Bitbucket's token endpoint says of the dashboard's pair; undefined where the dashboard does not tell the Secret. */
export function pairPoint(verdict: PairVerdict | undefined): Point {
  if (verdict === undefined) return { ...point('pair', 'unknown'), why: 'secret' };
  if (verdict === 'not-checked') return { ...point('pair', 'unknown'), why: 'verdict' };
  // A missing callback is told only where the pair is good.
  return point('pair', verdict === 'bad' ? 'bad' : 'good');
}

/** Callbacks that logins may send besides the one that is compared: a client on Bitbucket has only one. */
export function otherCallbackPoint(callbacks: readonly string[], own: string): Point {
  const others = callbacks.filter((each) => each !== own);
  return others.length === 0
    ? point('otherCallback', 'good')
    : point('otherCallback', 'unknown', others.join(', '));
}

/** What the dashboard asks for, and what a login cannot do without: to read the account and its address. */
export const askedScopes = (connection: Connection): Scope[] =>
  expand([
    ...connection.scopes.filter((scope): scope is Scope => (scopes as readonly string[]).includes(scope)),
    'account',
  ]);

/** Another connection: wrong where it leads people or the Secret elsewhere; a script of its own may well be in order. */
export const foreignPoint = ({ name, parts }: ForeignConnection): Point =>
  point('foreign', parts.some((part) => part !== 'script') ? 'bad' : 'unknown', name, ...parts);
