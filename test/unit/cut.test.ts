// @vitest-environment node
import { expect, it } from 'vitest';
import { cut, cutInMiddle } from '../../src/cut';

it('leaves alone what is short enough', () => {
  expect(cut('12345', 5)).toBe('12345');
  expect(cutInMiddle('12345', 5)).toBe('12345');
});

it('is never longer than it may be, and says that there was more', () => {
  expect(cut('123456', 5)).toBe('1234…');
  expect(cut('123 456', 5)).toBe('123…');
  expect(cutInMiddle('123456', 5)).toBe('12…56');
});

it('leaves no half of a character, wherever it is cut', () => {
  const text = 'a🚀'.repeat(20);
  for (let longest = 1; longest < text.length; longest += 1)
    for (const each of [cut(text, longest), cutInMiddle(text, longest)]) {
      // A lone half is not half of a pair.
      expect(each, String(longest)).not.toMatch(/\p{Surrogate}/u);
      expect(each.length).toBeLessThanOrEqual(longest);
    }
});
