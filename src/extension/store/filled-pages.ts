import * as v from 'valibot';
import { oneAtATime } from './one-at-a-time';
import { kept } from './stored-item';

/** For each profile, by its id, the origin of the page that was last filled for it, or that its callback URL was last taken from. */
export const keptPages = kept('local', 'pages', v.record(v.string(), v.string()));

const inTurn = oneAtATime('pages');

/** Notes the origin of a profile's page. */
export const notePage = (profileId: string, origin: string): Promise<void> =>
  inTurn(async () => keptPages.write({ ...(await keptPages.read()), [profileId]: origin }));

/** Forgets what is noted for a profile. */
export const forgetPage = (profileId: string): Promise<void> =>
  inTurn(async () => {
    const { [profileId]: _, ...others } = (await keptPages.read()) ?? {};
    await keptPages.write(others);
  });
