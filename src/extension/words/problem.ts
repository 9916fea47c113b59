import type { Problem } from '../../setup/problems';
import { type MessageKey, t } from './text';
import { durationWords } from './times';

/** Why a pair could not be read, in words. */
export const readingWords = (reason: string): string =>
  t(`pair_${reason.replaceAll('-', '_')}` as MessageKey) || reason;

/** The params of a problem as they are shown: codes of a reading and seconds become words. */
export function problemParams({ code, params }: Problem): string[] {
  if (code === 'pairUnreadable') return params.map(readingWords);
  return code === 'rateLimited' ? params.map((seconds) => durationWords(Number(seconds))) : params;
}
