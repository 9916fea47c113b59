import type { AccessRight } from '../session';

/** Roles of `realm-management` that the extension uses, each with the feature that needs it; the fewest for each. */
export const rights: readonly Omit<AccessRight, 'isGranted'>[] = [
  { scope: 'manage-identity-providers', feature: 'setup' },
];

/** The one that all calls of a provider take: it reads, too. */
export const managesProviders = 'manage-identity-providers';
