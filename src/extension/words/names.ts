import { language } from './text';

/** Names in one phrase, as the language joins them: all of them, or any. */
export const named = (names: readonly string[], which: 'all' | 'any'): string =>
  new Intl.ListFormat(language(), { type: which === 'all' ? 'conjunction' : 'disjunction' }).format(names);
