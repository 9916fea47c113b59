import * as v from 'valibot';
import { type Profile, profileSchema } from './profile';

/** Profiles in a file, for another browser or a colleague. What is secret is not part of a profile, and so in no file. */

const mark = 'keyferry/profiles';
const version = 1;
/** Characters; a profile has a few hundred. */
const longest = 1_000_000;

const anyVersion = v.looseObject({ kind: v.literal(mark), version: v.number() });
const today = v.object({
  kind: v.literal(mark),
  version: v.literal(version),
  profiles: v.array(profileSchema),
});

export const fileOf = (profiles: readonly Profile[]): string =>
  `${JSON.stringify({ kind: mark, version, profiles: v.parse(v.array(profileSchema), profiles) }, null, 2)}\n`;

export type FileProblem = 'notOurs' | 'tooBig' | 'newer';

export type FileReading =
  | { readonly kind: 'profiles'; readonly profiles: readonly Profile[] }
  | { readonly kind: 'problem'; readonly problem: FileProblem };

export function readFile(text: string): FileReading {
  if (text.length > longest) return { kind: 'problem', problem: 'tooBig' };
  const content = parse(text);
  const read = v.safeParse(today, content);
  if (read.success) return { kind: 'profiles', profiles: read.output.profiles };
  const other = v.safeParse(anyVersion, content);
  return { kind: 'problem', problem: other.success && other.output.version > version ? 'newer' : 'notOurs' };
}

/**
 * The profiles of a file that are not there yet, each with an id of its own, so that none takes the place, or gets the
 * credential, of one that is there.
 */
export function profilesToAdd(
  found: readonly Profile[],
  present: readonly Profile[],
  newId: () => string,
): readonly Profile[] {
  const contentOf = ({ id: _, ...content }: Profile) => JSON.stringify(content);
  const known = new Set(present.map(contentOf));
  return found.filter((each) => !known.has(contentOf(each))).map((each) => ({ ...each, id: newId() }));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
