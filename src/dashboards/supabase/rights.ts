import type { AccessRight } from '../session';

/** Permissions of a fine-grained token, by the calls that take them; a token without such has all that its account has. */
export const readsConfig = 'auth_config_read';
export const writesConfig: readonly string[] = ['auth_config_write', 'project_admin_write'];
/** Without it nobody is told who a test login was. */
export const readsKeys = 'api_gateway_keys_read';

/** Every permission that the extension uses, with the feature that needs it. */
export const rights: readonly Omit<AccessRight, 'isGranted'>[] = [
  { scope: readsConfig, feature: 'setup' },
  ...writesConfig.map((scope) => ({ scope, feature: 'setup' }) as const),
  { scope: readsKeys, feature: 'test' },
];

/** Each right, and whether it is there: that of reading was tried, and only their use tells of the others. */
export const rightsWith = (mayRead: boolean): readonly AccessRight[] =>
  rights.map((right) => ({ ...right, isGranted: right.scope === readsConfig ? mayRead : undefined }));
