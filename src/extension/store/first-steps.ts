import * as v from 'valibot';
import { kept } from './stored-item';

/** How far the first steps have come, so that they can be left and found again. Holds nothing secret. */
export const keptWelcome = kept(
  'local',
  'welcome',
  v.object({
    step: v.picklist(['what', 'where', 'access']),
    /** Of the profile that comes of it. */
    profileId: v.string(),
    domain: v.string(),
    workspace: v.string(),
    signIn: v.picklist(['token', 'machine']),
    clientId: v.string(),
  }),
);
