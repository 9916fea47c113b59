import * as v from 'valibot';
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
