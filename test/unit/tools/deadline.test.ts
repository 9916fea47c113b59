import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { deadlineIn } from '../../deadline';

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

it.each([
  ['600', '1600000'],
  ['-5', '995000'],
])('%s seconds from now', (seconds, at) => {
  expect(deadlineIn(seconds)).toBe(at);
});

it.each(['', ' ', 'soon', '10m'])('refuses "%s"', (seconds) => {
  expect(() => deadlineIn(seconds)).toThrow('is no number of seconds');
});
