import { clients } from './clients';
import { consumers } from './consumers';
import type { Generation } from './generation';

export { isListPath } from './addresses';
export type { FieldId, Generation, Wording } from './generation';
export { fieldIds } from './generation';
export * from './words';

/** What is assumed before any page was seen. */
export const today: Generation = clients;

/** Every generation that is known, today's first. */
export const generations: readonly Generation[] = [today, consumers];
