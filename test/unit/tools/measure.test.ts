import { expect, it } from 'vitest';
import { barChart } from '../../bench/chart';
import { inTurns, lineThrough, spreadOf } from '../../bench/measure';

it.each([
  [[3], { median: 3, low: 3, high: 3, runs: 1 }],
  [[4, 1, 3, 2], { median: 2.5, low: 1.75, high: 3.25, runs: 4 }],
  [[5, 1, 2, 100, 3], { median: 3, low: 2, high: 5, runs: 5 }],
])('the middle of %j, and of its halves', (values, spread) => {
  expect(spreadOf(values)).toEqual(spread);
});

it('makes up no median of nothing', () => {
  expect(() => spreadOf([])).toThrow('Nothing was measured');
});

it('measures two things in turns, neither always first', async () => {
  const order: string[] = [];
  const note = (name: string) => async () => order.push(name);
  await inTurns(3, note('a'), note('b'));
  expect(order.join('')).toBe('abbaab');
});

it('lays a line through points, and says how well it fits', () => {
  expect(
    lineThrough([
      [0, 1],
      [1, 3],
      [2, 5],
    ]),
  ).toEqual({ slope: 2, start: 1, fit: 1 });
  expect(
    lineThrough([
      [0, 0],
      [1, 4],
      [2, 0],
      [3, 4],
    ]).fit,
  ).toBeLessThan(0.5);
});

it('draws bars in proportion, the words as text', () => {
  const chart = barChart('Bytes & more', [
    { label: 'a', value: 10, words: '10' },
    { label: '<b>', value: 20, words: '20' },
  ]);
  expect(chart).toContain('Bytes &amp; more');
  expect(chart).toContain('&lt;b>');
  expect([...chart.matchAll(/class="bar"[^>]* width="([\d.]+)"/g)].map(([, width]) => Number(width))).toEqual(
    [165, 330],
  );
});
