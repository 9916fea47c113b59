import { everyAddress } from './generations/addresses';
import { origin } from './settings-pages';

import { workspaceIn } from './workspace';

export { origin };

/** Bitbucket's addresses that concern OAuth consumers, and what each is for. */

/** What a Bitbucket page is for, by its address alone. `workspace`: its slug, or its UUID in braces, in lower case. */
export type Route =
  | { readonly kind: 'consumers'; readonly workspace: string }
  | { readonly kind: 'settings'; readonly workspace: string }
  | { readonly kind: 'workspaces' }
  | { readonly kind: 'account' }
  /** Where many guides lead by mistake: the account's own settings, app passwords, the developer console. */
  | { readonly kind: 'wrong-place' }
  | { readonly kind: 'sign-in' }
  | { readonly kind: 'other' };

const workspacePart = '([A-Za-z0-9_{}.%-]+)';
const lists = everyAddress.flatMap(({ inSettings }) => inSettings);
const listsOfUsers = everyAddress.flatMap(({ inAccount }) => inAccount);
const evidence: readonly [RegExp, Route['kind']][] = [
  // The lists and what is below them: the form, and the one that edits.
  [new RegExp(`^/${workspacePart}/workspace/settings/(?:${lists.join('|')})(?:/|$)`), 'consumers'],
  [new RegExp(`^/account/user/${workspacePart}/(?:${listsOfUsers.join('|')})(?:/|$)`), 'consumers'],
  [new RegExp(`^/${workspacePart}/workspace/settings/?$`), 'settings'],
  [/^\/account\/workspaces\/?$/, 'workspaces'],
  [/^\/account\/(?:signin|signup)(?:\/|$)/, 'sign-in'],
  [/^\/account\/(?:settings\/(?:oauth-consumers|app-passwords|api-tokens)|apps)(?:\/|$)/, 'wrong-place'],
  [/^\/account(?:\/|$)/, 'account'],
];

/** What a Bitbucket address is for. Any other site is `other`. */
export function routeOf(address: string): Route {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url?.origin !== origin) return { kind: 'other' };
  for (const [pattern, kind] of evidence) {
    const match = pattern.exec(url.pathname);
    if (!match) continue;
    if (kind === 'consumers' || kind === 'settings') return { kind, workspace: workspaceIn(match[1] ?? '') };
    return { kind };
  }
  return { kind: 'other' };
}

/**
 * Where a workspace's list of consumers may be, today's address first. Only going there tells which one a workspace has: the
 * roll-out of "OAuth clients" is gradual, and one report calls `…/settings/api` dead. The last is the account's page, before
 * 2020.
 */
export function listAddresses(workspace: string): readonly string[] {
  const settings = `${origin}/${encodeURIComponent(workspace)}/workspace/settings`;
  const account = `${origin}/account/user/${encodeURIComponent(workspace)}`;
  return [
    ...lists.map((each) => `${settings}/${each}`),
    ...everyAddress.flatMap(({ inAccount }) => inAccount.slice(0, 1).map((each) => `${account}/${each}`)),
  ];
}

/** The person's workspaces; one of them has to be found. */
export const workspacesAddress = `${origin}/account/workspaces/`;
