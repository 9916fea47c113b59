import type { ApiAbout } from '../about';

/** What can be told of PocketBase without asking it. */
export const about: ApiAbout = {
  kind: 'api',
  name: 'PocketBase',
  loginTests: { comesBack: 'watched' },
  forAll: 'pocketbaseForAll',
  // It keeps the links of a provider that is removed, for one that comes after it.
  lostByRemoval: 'pocketbaseLostByRemoval',
  countsLinked: true,
  // One switch of a collection is for all of its providers; an application takes the provider up by its own code.
  goodToKnow: ['pocketbaseKnowSwitch', 'pocketbaseKnowCode'],
};
