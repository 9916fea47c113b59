/** What Bitbucket's permissions are called in its API; `scopes.ts` has what each stands for. */
export const scopes = [
  'email',
  'account',
  'account:write',
  'team',
  'team:write',
  'project',
  'project:write',
  'project:admin',
  'repository',
  'repository:write',
  'repository:admin',
  'repository:delete',
  'pullrequest',
  'pullrequest:write',
  'issue',
  'issue:write',
  'wiki',
  'snippet',
  'snippet:write',
  'webhook',
  'pipeline',
  'pipeline:write',
  'pipeline:variable',
  'runner',
  'runner:write',
] as const;
/** A permission of Bitbucket's, by the name that OAuth has for it. */
export type Scope = (typeof scopes)[number];

/** What a login needs: `/2.0/user` wants `account`, which brings `email` with it. */
export const loginScopes: readonly Scope[] = ['account', 'email'];

/** Those that include the email address of whoever logs in. */
export const givesEmail: readonly Scope[] = ['email', 'account', 'account:write'];
