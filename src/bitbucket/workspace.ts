import { origin } from './settings-pages';

/** What names a workspace. Every profile is checked with it, so it brings no other addresses along. */

/** The part of a path that names a workspace: an address may have it in capitals, and encodes the braces of a UUID. */
export function workspaceIn(part: string): string {
  try {
    return decodeURIComponent(part).toLowerCase();
  } catch {
    return part.toLowerCase();
  }
}

const slug = /^[a-z0-9_][a-z0-9_-]*$/;
const uuid = /^\{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}$/;

/**
 * The workspace in what a person enters: its slug, its UUID in braces, as Bitbucket's API links have it, or any address inside
 * it. Bitbucket has them in lower case.
 */
export function readWorkspace(text: string): string | undefined {
  const trimmed = text.trim();
  const url = URL.canParse(trimmed) ? new URL(trimmed) : undefined;
  if (url && url.origin !== origin) return undefined;
  const part = url
    ? url.pathname.split('/')[1]
    : trimmed.replace(/^bitbucket\.org\//, '').replace(/\/.*$/, '');
  const workspace = workspaceIn(part ?? '');
  return (slug.test(workspace) || uuid.test(workspace)) && workspace !== 'account' ? workspace : undefined;
}
