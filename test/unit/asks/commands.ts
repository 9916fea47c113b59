import { vi } from 'vitest';
import type { Commands } from '../../../src/pages/parts/commands';

/** Commands that do nothing, with nothing under way and nothing refused. */
export const noCommands = (): Commands => ({
  refusal: undefined,
  fieldProblem: undefined,
  isBusy: false,
  run: vi.fn(),
  repeat: vi.fn(),
});
