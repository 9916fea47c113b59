/** The result of many runs of one thing: the median, and the range of the middle half. */
export interface Spread {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly runs: number;
}

/** Throws if there are no runs: their median would be made up. */
export function spreadOf(values: readonly number[]): Spread {
  if (values.length === 0) throw new Error('Nothing was measured');
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => {
    const place = (sorted.length - 1) * share;
    const below = sorted[Math.floor(place)] ?? 0;
    const above = sorted[Math.ceil(place)] ?? 0;
    return below + (above - below) * (place - Math.floor(place));
  };
  return { median: at(0.5), low: at(0.25), high: at(0.75), runs: values.length };
}

/** Two things in turns, so that whatever else the machine does affects both alike. */
export async function inTurns<Value>(
  runs: number,
  one: () => Promise<Value>,
  other: () => Promise<Value>,
): Promise<[Value[], Value[]]> {
  const found: [Value[], Value[]] = [[], []];
  for (let run = 0; run < runs; run += 1) {
    // The second of the two runs on a warmer machine.
    const order = run % 2 === 0 ? [0, 1] : [1, 0];
    for (const which of order) found[which as 0 | 1].push(await (which === 0 ? one() : other()));
  }
  return found;
}

/** The straight line through points, by least squares, and how much of their spread it explains (R², 0 to 1). */
export function lineThrough(points: readonly (readonly [number, number])[]): {
  readonly slope: number;
  readonly start: number;
  readonly fit: number;
} {
  const mean = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0) / values.length;
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [mx, my] = [mean(xs), mean(ys)];
  const of = (a: readonly number[], ma: number, b: readonly number[], mb: number) =>
    a.reduce((sum, each, index) => sum + (each - ma) * ((b[index] ?? 0) - mb), 0);
  const slope = of(xs, mx, ys, my) / of(xs, mx, xs, mx);
  const fit = of(xs, mx, ys, my) ** 2 / (of(xs, mx, xs, mx) * of(ys, my, ys, my));
  return { slope, start: my - slope * mx, fit };
}
