import * as v from 'valibot';
import type { Said } from '../../dashboards/words';
import { draftOf } from './draft';
import { type Profile, profileSchema, profileShape } from './profile';
import { readDraft } from './read-draft';

/** Profiles in a file, for another browser or a colleague. What is secret is not part of a profile, and so in no file. */

const mark = 'keyferry/profiles';
const version = 1;
/** Characters; a profile has a few hundred. */
const longest = 1_000_000;

const anyVersion = v.looseObject({ kind: v.literal(mark), version: v.number() });
const today = v.object({
  kind: v.literal(mark),
  version: v.literal(version),
  profiles: v.array(profileShape),
});

/** The profiles as a file to take to another browser: JSON, without credentials. */
export const fileOf = (profiles: readonly Profile[]): string =>
  `${JSON.stringify({ kind: mark, version, profiles: v.parse(v.array(profileSchema), profiles) }, null, 2)}\n`;

/** Why nothing of a file is taken. */
export type FileProblem = 'notOurs' | 'tooBig' | 'newer';

/** What is in a file that somebody hands in. */
export type FileReading =
  | { readonly kind: 'profiles'; readonly profiles: readonly Profile[] }
  | { readonly kind: 'problem'; readonly problem: FileProblem }
  /** The settings would not take one of the profiles. */
  | { readonly kind: 'wrong-profile'; readonly name: string; readonly problem: Said };

/** Reads a file. Its profiles go through the same checks, field by field, as what is typed. */
export function readFile(text: string): FileReading {
  if (text.length > longest) return { kind: 'problem', problem: 'tooBig' };
  const content = parse(text);
  const read = v.safeParse(today, content);
  if (read.success) return checked(read.output.profiles);
  const other = v.safeParse(anyVersion, content);
  return { kind: 'problem', problem: other.success && other.output.version > version ? 'newer' : 'notOurs' };
}

/** Credentials are in no file, so none is missing. */
function checked(found: readonly Profile[]): FileReading {
  const profiles: Profile[] = [];
  for (const each of found) {
    const reading = readDraft(draftOf(each), true);
    if (reading.kind === 'ok') profiles.push(reading.profile);
    else {
      const [problem] = Object.values(reading.problems);
      if (problem) return { kind: 'wrong-profile', name: each.name, problem };
    }
  }
  return { kind: 'profiles', profiles };
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
  // By the shape's own order of fields, not by the order in which they came.
  const contentOf = (profile: Profile) => JSON.stringify(v.parse(profileShape, { ...profile, id: '' }));
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
