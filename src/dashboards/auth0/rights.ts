import type { AccessRight } from '../session';

/** Scopes of the Management API that the extension uses, each with the feature that needs it; the fewest for each. */
export const rights: readonly Omit<AccessRight, 'isGranted'>[] = [
  { scope: 'read:connections', feature: 'setup' },
  { scope: 'create:connections', feature: 'setup' },
  { scope: 'update:connections', feature: 'setup' },
  { scope: 'read:clients', feature: 'setup' },
  { scope: 'read:connections_options', feature: 'change' },
  { scope: 'update:connections_options', feature: 'change' },
  { scope: 'create:clients', feature: 'test' },
  { scope: 'delete:clients', feature: 'test' },
  { scope: 'delete:connections', feature: 'undo' },
  { scope: 'read:custom_domains', feature: 'domains' },
];

/** Each right, and whether it is among the granted scopes. */
export const rightsWith = (granted: readonly string[]): readonly AccessRight[] =>
  rights.map((right) => ({ ...right, isGranted: granted.includes(right.scope) }));

/** Scopes that a setup cannot do without and that are not among the granted ones. */
export const missingRights = (granted: readonly string[]): readonly string[] =>
  rightsWith(granted)
    .filter((right) => right.feature === 'setup' && !right.isGranted)
    .map((right) => right.scope);
