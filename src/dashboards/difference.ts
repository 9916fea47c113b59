import type { Pair } from '../bitbucket/oauth';
import { digestOf, hint } from '../secret';
import type { Difference } from './session';

/**
 * The digest of a change: of the connection as it is, every option with its value, and of the pair and the permissions that it
 * is to have. What differs in any of them is another change, though it may look alike on the screen.
 */
export const digestOfChange = (
  connection: {
    readonly id: string;
    readonly name: string;
    readonly options: Readonly<Record<string, unknown>>;
  },
  { key, secret }: Pair,
  scopes: readonly string[],
): Promise<string> =>
  digestOf(connection.id, connection.name, inOneOrder(connection.options), key, secret, inOrder(scopes));

/** A value as JSON, whatever order the names of its objects and the entries of its lists of texts came in; '' for none. */
export const inOneOrder = (value: unknown): string =>
  JSON.stringify(value, (_, each: unknown) => {
    if (Array.isArray(each)) return each.every((entry) => typeof entry === 'string') ? each.toSorted() : each;
    return typeof each === 'object' && each !== null
      ? Object.fromEntries(Object.entries(each).toSorted(([one], [other]) => (one < other ? -1 : 1)))
      : each;
  }) ?? '';

/** The names of values that are not what they were, or came or went; those of `but` are looked at elsewhere. */
export const changedNames = (
  before: Readonly<Record<string, unknown>>,
  now: Readonly<Record<string, unknown>>,
  but: readonly string[],
): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(now)])].filter(
    (name) => !but.includes(name) && inOneOrder(before[name]) !== inOneOrder(now[name]),
  );

const inOrder = (texts: readonly string[]): string => JSON.stringify(texts.toSorted());

/** Whether two differences are one and the same change, in whatever order they say so. One without a digest is none. Pure. */
export const isSameDifference = (one: Difference, other: Difference): boolean =>
  one.digest !== '' &&
  one.digest === other.digest &&
  one.connectionName === other.connectionName &&
  one.oldKey === other.oldKey &&
  one.newKey === other.newKey &&
  (['scopesAdded', 'scopesRemoved', 'optionsKept'] as const).every(
    (each) => inOrder(one[each]) === inOrder(other[each]),
  );

/** Whether a Key is the one that a setup has written: `written` is the whole Key, or its ends where no more is known. */
export const isKey = (key: string, written: string): boolean => key === written || hint(key) === written;
