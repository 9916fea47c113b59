import * as v from 'valibot';
import { scopes } from '../../bitbucket/scope-names';
import { cut } from '../../cut';
import type { LoginProfile } from '../../dashboards/session';
import type { Journey } from '../../setup/journey/journey';
import { keptJourneySchema } from '../../setup/journey/migrate';
import { glimpsed, kept } from './stored-item';

/** The journey as it is written down: it survives the background and the browser, and holds nothing secret. */
export const keptJourney = glimpsed('journey', keptJourneySchema);

/**
 * Journeys that another one stands in front of, by the profile's id, the newest first; older versions kept one, without a list. Each is
 * whole, and the vault keeps what it holds of it. What is done with them is in `asides.ts`.
 */
export const keptAside = kept('local', 'aside', v.record(v.string(), v.unknown()));

/** What is kept aside for a profile, as it was read, without what is damaged. */
export const asidesFor = (
  profileId: string,
  all: Readonly<Record<string, unknown>> = {},
): readonly Journey[] =>
  [Object.hasOwn(all, profileId) ? all[profileId] : []].flat().flatMap((each) => {
    const read = v.safeParse(keptJourneySchema, each);
    return read.success ? [read.output] : [];
  });

/** The newest of that. */
export const asideFor = (...from: Parameters<typeof asidesFor>): Journey | undefined => asidesFor(...from)[0];

/** Who logged in at the end. Personal, so it goes with the browser. */
export const keptLogin = kept(
  'session',
  'login',
  v.object({
    journeyId: v.string(),
    sub: v.string(),
    name: v.optional(v.string()),
    picture: v.optional(v.string()),
    email: v.optional(v.string()),
    claims: v.record(v.string(), v.unknown()),
    /** What the connection asked Bitbucket for; looked at where no address came. */
    asks: v.optional(v.array(v.string())),
  }),
);

/** Forgets who logged in at the end of a journey; who did at the end of another stays. */
export async function forgetLogin(journeyId: string): Promise<void> {
  if ((await keptLogin.read())?.journeyId === journeyId) await keptLogin.remove();
}

/** Nobody reads more of a name or a claim; whoever logged in may have sent any amount. */
const longest = 1_000;
const short = (text: string): string => cut(text, longest);

/** What all claims may take together, in characters. */
const mostOfClaims = 50_000;

/** The claims as far as a person reads them, each text cut; an ellipsis stands for those that are left out. */
function cutClaims(claims: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept: [string, unknown][] = [];
  let left = mostOfClaims;
  for (const [name, value] of Object.entries(claims)) {
    const text =
      JSON.stringify(value, (_, each) => (typeof each === 'string' ? short(each) : each)) ?? 'null';
    left -= name.length + text.length;
    if (left < 0) return Object.fromEntries([...kept, ['…', '…']]);
    kept.push([name, JSON.parse(text)]);
  }
  return Object.fromEntries(kept);
}

/** Keeps who logged in at the end of a journey, with what is known of them, each text cut to what a person reads. */
export const keepLogin = (
  journeyId: string,
  { sub, name, picture, email, claims }: LoginProfile,
  asks?: readonly string[],
): Promise<void> =>
  keptLogin.write({
    journeyId,
    sub: short(sub),
    ...(name === undefined ? {} : { name: short(name) }),
    // A picture's address is whole, or none.
    ...(picture === undefined || picture.length > longest ? {} : { picture }),
    ...(email === undefined ? {} : { email: short(email) }),
    claims: cutClaims(claims),
    ...(asks ? { asks: scopes.filter((each) => asks.includes(each)) } : {}),
  });
