import type { Draft } from './draft';

/** Whether a draft differs from another, whatever the order in which permissions and applications were chosen. */
export const differs = (draft: Draft, from: Draft): boolean => inOneForm(draft) !== inOneForm(from);

const inOneForm = (draft: Draft): string =>
  JSON.stringify(draft, (_, part: unknown) => {
    // The order of a list does not count, nor does that of named values.
    if (Array.isArray(part)) return [...part].sort();
    if (part === null || typeof part !== 'object') return part;
    return Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
