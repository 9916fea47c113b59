/**
 * The permission boxes of Bitbucket's form: groups in the order of the page, labels, OAuth scopes, and what a box
 * ticks and greys out. Seen in pictures of 2019 and 2025.
 */
export interface Box {
  readonly label: string;
  readonly scope: string;
  readonly implies: readonly string[];
}

export interface BoxGroup {
  readonly label: string;
  readonly boxes: readonly Box[];
}

const box = (label: string, scope: string, ...implies: string[]): Box => ({ label, scope, implies });

export const leftColumn: readonly BoxGroup[] = [
  {
    label: 'Account',
    boxes: [
      box('Email', 'email'),
      box('Read', 'account', 'email'),
      box('Write', 'account:write', 'account', 'email'),
    ],
  },
  { label: 'Workspace membership', boxes: [box('Read', 'team'), box('Write', 'team:write', 'team')] },
  {
    label: 'Projects',
    boxes: [
      box('Read', 'project', 'repository'),
      box('Write', 'project:write', 'project', 'repository'),
      box('Admin', 'project:admin'),
    ],
  },
  {
    label: 'Repositories',
    boxes: [
      box('Read', 'repository'),
      box('Write', 'repository:write', 'repository'),
      box('Admin', 'repository:admin'),
      box('Delete', 'repository:delete'),
    ],
  },
  {
    label: 'Pull requests',
    boxes: [
      box('Read', 'pullrequest', 'repository'),
      box('Write', 'pullrequest:write', 'pullrequest', 'repository', 'repository:write'),
    ],
  },
];

export const rightColumn: readonly BoxGroup[] = [
  { label: 'Issues', boxes: [box('Read', 'issue'), box('Write', 'issue:write', 'issue')] },
  { label: 'Wikis', boxes: [box('Read and write', 'wiki')] },
  { label: 'Snippets', boxes: [box('Read', 'snippet'), box('Write', 'snippet:write', 'snippet')] },
  { label: 'Webhooks', boxes: [box('Read and write', 'webhook')] },
  {
    label: 'Pipelines',
    boxes: [
      box('Read', 'pipeline'),
      box('Write', 'pipeline:write', 'pipeline'),
      box('Edit variables', 'pipeline:variable', 'pipeline', 'pipeline:write'),
    ],
  },
  { label: 'Runners', boxes: [box('Read', 'runner'), box('Write', 'runner:write', 'runner')] },
];

const allBoxes = [...leftColumn, ...rightColumn].flatMap((group) => group.boxes);

export const isScope = (text: string): boolean => allBoxes.some((each) => each.scope === text);

/** Everything that the given scopes imply. */
export function expand(scopes: Iterable<string>): Set<string> {
  const all = new Set<string>();
  for (const scope of scopes) {
    all.add(scope);
    for (const implied of allBoxes.find((each) => each.scope === scope)?.implies ?? []) all.add(implied);
  }
  return all;
}

/** The shortest list that implies the same: how Bitbucket reports granted scopes. */
export function collapse(scopes: Iterable<string>): string[] {
  const all = [...expand(scopes)];
  const implied = new Set(
    all.flatMap((scope) => allBoxes.find((each) => each.scope === scope)?.implies ?? []),
  );
  return all.filter((scope) => !implied.has(scope)).sort();
}

/** What the consent page says of a scope. */
export const sentences: Readonly<Record<string, string>> = {
  email: 'Read your account’s primary email address',
  account: 'Read your account information',
  'account:write': 'Read and modify your account information',
  team: 'Read your workspace’s project settings and membership',
  'team:write': 'Read and modify your workspace’s membership',
  project: 'Read your workspace’s projects',
  'project:write': 'Read and modify your workspace’s projects',
  'project:admin': 'Administer your workspace’s projects',
  repository: 'Read your repositories',
  'repository:write': 'Read and modify your repositories',
  'repository:admin': 'Administer your repositories',
  'repository:delete': 'Delete your repositories',
  pullrequest: 'Read your repositories and their pull requests',
  'pullrequest:write': 'Read and modify your repositories and their pull requests',
  issue: 'Read your repositories’ issues',
  'issue:write': 'Read and modify your repositories’ issues',
  wiki: 'Read and modify your repositories’ wikis',
  snippet: 'Read your snippets',
  'snippet:write': 'Read and modify your snippets',
  webhook: 'Read and modify your repositories’ webhooks',
  pipeline: 'Read your repositories’ build pipelines',
  'pipeline:write': 'Read and modify your build pipelines',
  'pipeline:variable': 'Read and modify your build pipelines’ variables',
  runner: 'Read your runners',
  'runner:write': 'Read and modify your runners',
};
