// @vitest-environment node

import { expect, it } from 'vitest';
import { freeCorner, nearestCorner, nextCorner } from '../../../src/helper/panel/dock';

const view = { width: 1000, height: 800 };
const size = { width: 320, height: 400 };
const box = (left: number, top: number, right: number, bottom: number) => ({ left, top, right, bottom });
const save = box(700, 700, 760, 730);
const message = box(0, 0, 1000, 60);

it.each([
  ['where the person wants it, as long as nothing is there', [], 'bottom-right'],
  ['at the next corner, where Save is below it', [save], 'bottom-left'],
  ['at the bottom, where a message is at the top', [message], 'bottom-right'],
  ['nowhere, where something is at every corner', [save, message, box(20, 700, 90, 730)], undefined],
] as const)('it stands %s', (_, clear, corner) => {
  expect(freeCorner('bottom-right', size, view, [...clear])).toBe(corner);
});

it('goes on to each corner in turn', () => {
  const seen = [nextCorner('bottom-right')];
  while (seen.at(-1) !== 'bottom-right') seen.push(nextCorner(seen.at(-1) ?? 'bottom-right'));
  expect(seen).toEqual(['bottom-left', 'top-left', 'top-right', 'bottom-right']);
});

it.each([
  [10, 10, 'top-left'],
  [990, 10, 'top-right'],
  [10, 790, 'bottom-left'],
  [990, 790, 'bottom-right'],
])('let go at %i, %i it docks at %s', (x, y, corner) => {
  expect(nearestCorner(x, y, view)).toBe(corner);
});
