import type { Difference } from './dashboard';

const inOrder = (texts: readonly string[]): string => JSON.stringify(texts.toSorted());

/** Whether two differences say the same to a person, in whatever order. Pure. */
export const isSameDifference = (one: Difference, other: Difference): boolean =>
  one.connectionName === other.connectionName &&
  one.oldKey === other.oldKey &&
  one.newKey === other.newKey &&
  (['scopesAdded', 'scopesRemoved', 'optionsKept'] as const).every(
    (each) => inOrder(one[each]) === inOrder(other[each]),
  );
