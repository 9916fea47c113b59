import type { DashboardSession } from '../../../dashboards/session';
import type { Event } from '../../../setup/journey/event';
import type { Journey } from '../../../setup/journey/journey';
import type { At, StageKind } from '../../../setup/journey/stage';
import type { ApiProfile } from '../../../setup/profiles/profile';

/**
 * What the background does at a stage. It yields what has to be written down before it goes on, and is suspended until that is
 * done; at the end it returns what came of it. It ends with the journey: once another one is there, nothing more is done.
 * Undefined: nothing more until somebody else acts.
 */
export type Action = AsyncGenerator<Event, Event | undefined, void>;

/** A stage at which a dashboard is asked over its API. */
export interface Acting<Kind extends StageKind> {
  readonly journey: Journey;
  readonly stage: At<Kind>;
  readonly session: DashboardSession;
  readonly profile: ApiProfile;
  /** Ends with the setup, and with the credential: every request that the action makes itself ends with it. */
  readonly signal: AbortSignal;
}
