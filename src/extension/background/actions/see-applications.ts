import { andThen, done, type Outcome } from '../../../dashboards/outcome';
import type { Connection, DashboardSession } from '../../../dashboards/session';
import { applicationPoints } from '../../../setup/check-setup';
import type { Point } from '../../../setup/points';
import { type ApiProfile, wantedApplications, wantsApplication } from '../../../setup/profiles/profile';

/** Which applications have the connection, as points of a check. Reads only. */
export const seeApplications = async (
  session: DashboardSession,
  profile: ApiProfile,
  { id, isForThirdParties }: Connection,
): Promise<Outcome<readonly Point[]>> =>
  andThen(await session.listApplications(wantedApplications(profile)), async (applications) =>
    andThen(await session.listEnabled(id), (enabled) =>
      done(
        applicationPoints(
          applications,
          enabled,
          (each) => wantsApplication(profile, each),
          isForThirdParties,
        ),
      ),
    ),
  );
