import { vi } from 'vitest';
import type { Commands } from '../../../src/pages/parts/commands';

/** Commands that nobody carries out, with nothing under way and nothing refused. */
export const noCommands = (): Commands => ({
  refusal: undefined,
  fieldProblem: undefined,
  isBusy: false,
  run: vi.fn(),
  repeat: vi.fn(),
});
