import { handDashboards } from '../../dashboards';
import { handOvers } from '../../dashboards/hand-overs';
import { callbackUrlOf, type HandProfile, type Profile, withCallbackUrl } from './profile';

/** A profile that begins with the callback URL on a tool's page. Pure. */

/**
 * A new profile for the tool whose callback URLs look like this one, else for no tool in particular. Its name is the tool and the
 * host, with a number where a profile has that name already; it names no workspace, so the setup asks for that. Undefined where a
 * profile cannot have this callback URL: it is none, or others could read a login that comes back to it.
 */
export function profileFromPage(
  id: string,
  callbackUrl: string,
  present: readonly Profile[],
): HandProfile | undefined {
  const { toolAt, needsOf, anyTool } = handOvers.other;
  const tool = toolAt(callbackUrl) ?? anyTool;
  const scopes = needsOf(tool)?.scopes ?? [];
  const profile = withCallbackUrl(
    { id, name: '', dashboard: 'other', tool, callbackUrl, workspace: '', scopes: [...scopes] },
    callbackUrl,
  );
  if (!profile) return undefined;
  const { host } = new URL(callbackUrl);
  const called = handDashboards.other.about.tools.find((each) => each.id === tool)?.name;
  return { ...profile, name: free(called ? `${called} (${host})` : host, present) };
}

/** The profile that has this callback URL already. */
export const profileWith = (callbackUrl: string, present: readonly Profile[]): Profile | undefined =>
  present.find((each) => callbackUrlOf(each) === callbackUrl);

function free(name: string, present: readonly Profile[]): string {
  const names = new Set(present.map((each) => each.name));
  let called = name;
  for (let number = 2; names.has(called); number += 1) called = `${name} ${number}`;
  return called;
}
