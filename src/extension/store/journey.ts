import * as v from 'valibot';
import { cut } from '../../cut';
import type { LoginProfile } from '../../dashboards/session';
import type { Journey } from '../../setup/journey/journey';
import { keptJourneySchema } from '../../setup/journey/migrate';
import { glimpsed, kept } from './stored-item';

/** The journey as it is written down: it survives the background and the browser, and holds nothing secret. */
export const keptJourney = glimpsed('journey', keptJourneySchema);

/** The journey that was over when one came in front of it that waits for the person's consent. */
export const keptAside = kept('local', 'aside', keptJourneySchema);

/** The journey behind one that waits for consent, whole: it stands there again if the person does not agree. */
export async function asideOf({ id, stage }: Journey): Promise<Journey | undefined> {
  const aside = stage.kind === 'confirming' ? await keptAside.read() : undefined;
  return aside?.id === id ? undefined : aside;
}

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
  }),
);

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
): Promise<void> =>
  keptLogin.write({
    journeyId,
    sub: short(sub),
    ...(name === undefined ? {} : { name: short(name) }),
    // A picture's address is whole, or none.
    ...(picture === undefined || picture.length > longest ? {} : { picture }),
    ...(email === undefined ? {} : { email: short(email) }),
    claims: cutClaims(claims),
  });
