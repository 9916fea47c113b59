import type { Draft } from './draft';

/** Whether a draft has something that another has not, whatever the order in which permissions and applications were chosen. */
export const differs = (draft: Draft, from: Draft): boolean => inOneForm(draft) !== inOneForm(from);

const inOneForm = (draft: Draft): string =>
  JSON.stringify(draft, (_, part: unknown) => {
    // Of a list only what is in it counts, and so of what is kept by names.
    if (Array.isArray(part)) return [...part].sort();
    if (part === null || typeof part !== 'object') return part;
    return Object.fromEntries(Object.entries(part).sort(([one], [other]) => (one < other ? -1 : 1)));
  });
