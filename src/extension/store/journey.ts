import * as v from 'valibot';
import type { LoginProfile } from '../../dashboards/dashboard';
import { keptJourneySchema } from '../../setup/journey/migrate';
import { glimpsed, kept } from './stored-item';

/** The journey as it is written down: it survives the background and the browser, and holds nothing secret. */
export const keptJourney = glimpsed('journey', keptJourneySchema);

/** Who logged in at the end. Personal, so it goes with the browser. */
export const keptLogin = kept(
  'session',
  'login',
  v.object({
    journeyId: v.string(),
    sub: v.string(),
    name: v.optional(v.string()),
    picture: v.optional(v.string()),
    email: v.optional(v.string()),
    claims: v.record(v.string(), v.unknown()),
  }),
);

/** Keeps who logged in at the end of a journey, with what is known of them. */
export const keepLogin = (
  journeyId: string,
  { sub, name, picture, email, claims }: LoginProfile,
): Promise<void> =>
  keptLogin.write({
    journeyId,
    sub,
    ...(name === undefined ? {} : { name }),
    ...(picture === undefined ? {} : { picture }),
    ...(email === undefined ? {} : { email }),
    claims: { ...claims },
  });
