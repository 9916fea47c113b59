import type { AccessRight } from '../dashboard';

/** Scopes of the Management API that the extension uses, each with what for; the fewest for a setup are required. */
const rights: readonly Omit<AccessRight, 'isGranted'>[] = [
  { scope: 'read:connections', purpose: 'read', isRequired: true },
  { scope: 'create:connections', purpose: 'create', isRequired: true },
  { scope: 'update:connections', purpose: 'applications', isRequired: true },
  { scope: 'read:clients', purpose: 'applications', isRequired: true },
  { scope: 'read:connections_options', purpose: 'change', isRequired: false },
  { scope: 'update:connections_options', purpose: 'change', isRequired: false },
  { scope: 'create:clients', purpose: 'test', isRequired: false },
  { scope: 'delete:clients', purpose: 'test', isRequired: false },
];

export const rightsWith = (granted: readonly string[]): readonly AccessRight[] =>
  rights.map((right) => ({ ...right, isGranted: granted.includes(right.scope) }));

/** Required scopes that are not among the granted ones. */
export const missingRights = (granted: readonly string[]): readonly string[] =>
  rightsWith(granted)
    .filter((right) => right.isRequired && !right.isGranted)
    .map((right) => right.scope);
