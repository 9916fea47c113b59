import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { deadlineIn, inTurn } from '../../deadline';

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

it('begins each minute at another file, and leaves none out', () => {
  const files = ['a', 'b', 'c'];
  const turns = [0, 1, 2, 3].map((minute) => inTurn(files, String(minute * 60_000)).join(''));
  expect(turns).toEqual(['abc', 'bca', 'cab', 'abc']);
});

it('keeps the order where there is no deadline, and none where there are no files', () => {
  expect(inTurn(['a', 'b'], undefined)).toEqual(['a', 'b']);
  expect(inTurn([], '60000')).toEqual([]);
});
