import type { AccessRight } from '../session';

/** The one that all calls of a provider take: it reads, too. */
export const managesProviders = 'manage-identity-providers';
/** Without it nobody is told who has the provider's button. */
export const viewsClients = 'view-clients';
/** Makes the client of a test login, and removes it. */
export const managesClients = 'manage-clients';
/** Tells whether a test login has made a user, removes that, and counts those that a provider has linked. */
export const managesUsers = 'manage-users';

/** Roles of `realm-management` that the extension uses, each with the feature that needs it; the fewest for each. */
export const rights: readonly Omit<AccessRight, 'isGranted'>[] = [
  { scope: managesProviders, feature: 'setup' },
  { scope: managesClients, feature: 'test' },
  { scope: managesUsers, feature: 'account' },
  { scope: viewsClients, feature: 'names' },
];

/** For a role, the one that includes it, though a token does not say so. */
const within: Readonly<Record<string, string>> = { [viewsClients]: managesClients };

/** Each right, and whether it is among the roles. */
export const rightsWith = (roles: readonly string[]): readonly AccessRight[] =>
  rights.map((right) => ({
    ...right,
    isGranted: [right.scope, within[right.scope]].some((each) => each !== undefined && roles.includes(each)),
  }));
