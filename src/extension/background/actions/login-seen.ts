import type { Pair, PairVerdict } from '../../../bitbucket/oauth';
import type { Connection } from '../../../dashboards/session';
import { askedScopes, connectionPoints, pairPoint } from '../../../setup/check-setup';
import { point, unchecked } from '../../../setup/client-points';
import type { LastPage, LoginSeen } from '../../../setup/login-seen';
import type { Point } from '../../../setup/points';
import { callbackUrlOf } from '../../../setup/profiles/profile';
import { fromCause } from '../../../setup/why';
import type { Acting } from './action';
import { verdictOf } from './check-pair';
import { seeApplications } from './see-applications';

/**
 * What there is to see just after a test login has failed: the page that its window showed last, whether Bitbucket accepts the
 * pair, and how the connection is set in the dashboard. Looks, and changes nothing; what cannot be read is not checked.
 * `sent`: the journey's own pair, where it is still known. `verdict`: what Bitbucket says of the pair; undefined where that was
 * not asked.
 */
export async function seeLogin(
  { journey, session, profile, signal }: Acting<'testing'>,
  last: LastPage,
  sent: Pair | undefined,
): Promise<{ readonly seen: LoginSeen; readonly verdict: PairVerdict | undefined }> {
  const found = await session.listConnections();
  const connection =
    found.kind === 'done'
      ? found.value.connections.find(({ id }) => id === journey.connection?.id)
      : undefined;
  const told =
    connection?.key && connection.secret ? { key: connection.key, secret: connection.secret } : undefined;
  const pair = told ?? sent;
  const verdict = pair && (await verdictOf(pair, signal));
  // The dashboard may by now have something other than what this setup sent.
  const pairSeen = told || !verdict ? pairPoint(verdict) : { ...pairPoint(verdict), params: ['sent'] };
  const points: Point[] =
    found.kind !== 'done'
      ? [
          ...unchecked(['connection'], fromCause(found.cause)),
          ...unchecked(['login', 'applications'], 'access'),
        ]
      : !connection
        ? [point('connection', 'bad'), ...unchecked(['login', 'applications'], 'connection')]
        : [...connectionPoints(connection), ...(await applicationsSeen(connection))];
  return {
    seen: {
      last,
      points: [...points, pairSeen],
      ...(connection
        ? { asks: { callbackUrl: callbackUrlOf(profile), scopes: askedScopes(connection) } }
        : {}),
    },
    verdict,
  };

  async function applicationsSeen(of: Connection): Promise<readonly Point[]> {
    const applications = await seeApplications(session, profile, of);
    return applications.kind === 'done'
      ? applications.value
      : unchecked(['applications'], fromCause(applications.cause));
  }
}
