import type { WantedConsumer } from '../../bitbucket/form';
import { callbackUrlOf, dashboardName, type Profile } from './profile';

/** What the consumer on Bitbucket should be for a profile. */

/** Characters of a dashboard's name that go into a consumer's: a profile's own name may come from a file. */
const longestName = 100;

/** A name for the consumer that the workspace does not have yet. */
export function consumerName(profile: Profile, taken: readonly string[]): string {
  const [host = ''] = new URL(callbackUrlOf(profile)).hostname.split('.');
  const called = [...dashboardName(profile)].slice(0, longestName).join('');
  const base = `${called} login (${host})`;
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? base : `${base} ${number}`;
    if (!taken.includes(name)) return name;
  }
}

/** What the profile's dashboard needs the consumer to be. */
export function wantedConsumer(profile: Profile, name: string): WantedConsumer {
  const callbackUrl = callbackUrlOf(profile);
  const { host, origin } = new URL(callbackUrl);
  return {
    name,
    description: `Log in with Bitbucket for ${host}. Set up with Keyferry.`,
    callbackUrl,
    url: `${origin}/`,
    scopes: profile.scopes,
  };
}
