import { clients } from './clients';
import { consumers } from './consumers';
import type { Generation } from './generation';

export type { FieldId, Generation, Wording } from './generation';
export { fieldIds } from './generation';
export * from './words';

/** Every generation that is known, today's first. */
export const generations: readonly Generation[] = [clients, consumers];
