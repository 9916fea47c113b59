import type { ApiAbout } from '../about';

/** What can be told of Supabase without asking it. */
export const about: ApiAbout = {
  kind: 'api',
  name: 'Supabase',
  loginTests: { comesBack: 'redirected', takes: 'address', leaves: 'supabaseTestLeaves' },
  forAll: 'supabaseForAll',
  lostByRemoval: 'supabaseLostByRemoval',
  // A provider is for all of a project, and an application takes it up by its own code.
  goodToKnow: ['supabaseKnowProject', 'supabaseKnowCode', 'supabaseKnowEmail'],
};
