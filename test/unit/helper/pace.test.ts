// @vitest-environment node

import { expect, it } from 'vitest';
import { createPace } from '../../../src/helper/pace';

/** Looks as often as the pace allows, for so many milliseconds, and returns the times. */
function looksDuring(ms: number, onLook: (pace: ReturnType<typeof createPace>) => void = () => {}): number[] {
  let time = 0;
  const pace = createPace(() => time);
  const looks: number[] = [];
  for (;;) {
    time += pace.pause();
    if (time > ms) return looks;
    looks.push(time);
    onLook(pace);
  }
}

it('looks at a page that changes all the time less and less often, but never leaves it', () => {
  const looks = looksDuring(60_000);
  expect(looks.length).toBeLessThan(60);
  expect(looks.at(-1)).toBeGreaterThan(57_000);
});

it('looks soon as long as there is news', () => {
  expect(looksDuring(6_000, (pace) => pace.hasNews())).toHaveLength(100);
});

it('looks soon again once the page has come to rest', () => {
  let time = 0;
  const pace = createPace(() => time);
  for (let look = 0; look < 40; look += 1) time += pace.pause();
  expect(pace.pause()).toBe(2_000);
  time += 2_000 + 1_500;
  expect(pace.pause()).toBe(60);
});
