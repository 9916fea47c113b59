// @vitest-environment node

import { expect, it, vi } from 'vitest';
import { englishBrowser } from './english';

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
const { ageWords, durationWords } = await import('../../../src/extension/words/times');

it.each([
  [0, '0 seconds'],
  [1, '1 second'],
  [90, '90 seconds'],
  [91, '2 minutes'],
  [2_393, '40 minutes'],
  [6_000, '2 hours'],
])('%i seconds are %s', (seconds, words) => {
  expect(durationWords(seconds)).toBe(words);
});

it.each([
  [5_000, 'now'],
  [-5_000, 'now'],
  [60_000, '1 minute ago'],
  [3_599_000, '59 minutes ago'],
  [7_200_000, '2 hours ago'],
  [86_400_000, 'yesterday'],
  [260_000_000, '3 days ago'],
])('%i ms ago is %s', (ms, words) => {
  expect(ageWords(1_000_000_000, 1_000_000_000 + ms)).toBe(words);
});
