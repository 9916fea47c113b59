import { type Scope, scopes } from './scope-names';

export { loginScopes, type Scope, scopes } from './scope-names';

/**
 * Bitbucket's permissions: OAuth scopes, the group and label of their boxes on the form, and what each implies.
 * Seen in pictures of the form from 2019 and 2025; a stronger box ticks and greys out what it implies.
 */
export interface Permission {
  readonly scope: Scope;
  readonly group: Group;
  readonly label: string;
  readonly implies: readonly Scope[];
}

/** The heading under which a form has a permission. */
export type Group =
  | 'Account'
  | 'Workspace membership'
  | 'Projects'
  | 'Repositories'
  | 'Pull requests'
  | 'Issues'
  | 'Wikis'
  | 'Snippets'
  | 'Webhooks'
  | 'Pipelines'
  | 'Runners';

const permission = (scope: Scope, group: Group, label: string, ...implies: Scope[]): Permission => ({
  scope,
  group,
  label,
  implies,
});

/** In the order of the page. `implies` is complete: nothing has to be followed further. */
export const permissions: readonly Permission[] = [
  permission('email', 'Account', 'Email'),
  permission('account', 'Account', 'Read', 'email'),
  permission('account:write', 'Account', 'Write', 'account', 'email'),
  permission('team', 'Workspace membership', 'Read'),
  permission('team:write', 'Workspace membership', 'Write', 'team'),
  permission('project', 'Projects', 'Read', 'repository'),
  permission('project:write', 'Projects', 'Write', 'project', 'repository'),
  permission('project:admin', 'Projects', 'Admin'),
  permission('repository', 'Repositories', 'Read'),
  permission('repository:write', 'Repositories', 'Write', 'repository'),
  permission('repository:admin', 'Repositories', 'Admin'),
  permission('repository:delete', 'Repositories', 'Delete'),
  permission('pullrequest', 'Pull requests', 'Read', 'repository'),
  permission('pullrequest:write', 'Pull requests', 'Write', 'pullrequest', 'repository', 'repository:write'),
  permission('issue', 'Issues', 'Read'),
  permission('issue:write', 'Issues', 'Write', 'issue'),
  permission('wiki', 'Wikis', 'Read and write'),
  permission('snippet', 'Snippets', 'Read'),
  permission('snippet:write', 'Snippets', 'Write', 'snippet'),
  permission('webhook', 'Webhooks', 'Read and write'),
  permission('pipeline', 'Pipelines', 'Read'),
  permission('pipeline:write', 'Pipelines', 'Write', 'pipeline'),
  permission('pipeline:variable', 'Pipelines', 'Edit variables', 'pipeline', 'pipeline:write'),
  permission('runner', 'Runners', 'Read'),
  permission('runner:write', 'Runners', 'Write', 'runner'),
];

/** The box of Bitbucket's form that stands for a scope. Throws a RangeError for what is no scope of Bitbucket's. */
export function permissionOf(scope: Scope): Permission {
  const found = permissions.find((each) => each.scope === scope);
  if (!found) throw new RangeError(`${scope} is no scope of Bitbucket's`);
  return found;
}

/** All that the given scopes stand for, in the order of the page. Granted scopes come back collapsed: expand first. */
export function expand(given: Iterable<Scope>): Scope[] {
  const all = new Set<Scope>();
  for (const scope of given) {
    all.add(scope);
    for (const implied of permissionOf(scope).implies) all.add(implied);
  }
  return scopes.filter((scope) => all.has(scope));
}

/** The fewest boxes to tick for the given scopes: the strongest ones, so that the implied ones follow. */
export function strongest(given: Iterable<Scope>): Scope[] {
  const all = [...given];
  const implied = new Set(all.flatMap((scope) => permissionOf(scope).implies));
  return scopes.filter((scope) => all.includes(scope) && !implied.has(scope));
}

/** Whether a scope lets nobody change or delete anything. */
export const onlyReads = (scope: Scope): boolean => ['Read', 'Email'].includes(permissionOf(scope).label);
