/** A bar of a chart: a value, how it is written, and the range of the middle half of its runs. */
export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly words: string;
  readonly low?: number;
  readonly high?: number;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const row = 30;
const room = 330;
/** The widest a letter can be in the labels' size. */
const letter = 6.6;

/**
 * Bars below each other, as SVG that reads well on a light and a dark background. `aim`: what the values are compared with, in their unit,
 * with its words.
 */
export function barChart(
  title: string,
  bars: readonly Bar[],
  aim?: { value: number; words: string },
): string {
  const left = Math.max(190, ...bars.map(({ label }) => Math.ceil(label.length * letter) + 14));
  const most = Math.max(...bars.map(({ value, high = value }) => high), aim?.value ?? 0) || 1;
  const at = (value: number): number => Math.round((value / most) * room * 10) / 10;
  const height = bars.length * row + (aim ? 56 : 36);
  const drawn = bars.map(({ label, value, words, low, high }, index) => {
    const y = 34 + index * row;
    const spread =
      low === undefined || high === undefined
        ? ''
        : `<path class="spread" d="M${left + at(low)} ${y + 9}H${left + at(high)}"/>`;
    return [
      `<text x="${left - 10}" y="${y + 13}" text-anchor="end">${escaped(label)}</text>`,
      `<rect class="bar" x="${left}" y="${y}" width="${Math.max(1, at(value))}" height="18" rx="3"/>`,
      spread,
      `<text class="value" x="${left + Math.max(at(value), at(high ?? 0)) + 8}" y="${y + 13}">${escaped(words)}</text>`,
    ].join('');
  });
  const line = aim
    ? `<path class="aim" d="M${left + at(aim.value)} 28V${height - 22}"/><text class="aim-words" x="${left + at(aim.value)}" y="${height - 8}" text-anchor="middle">${escaped(aim.words)}</text>`
    : '';
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${left + room + 120} ${height}" width="${left + room + 120}" height="${height}" role="img" aria-label="${escaped(title)}">
<title>${escaped(title)}</title>
<style>
text { font: 13px system-ui, sans-serif; fill: #1c1d21; }
.title { font-weight: 600; }
.value { font-weight: 600; }
.bar { fill: #1757c2; }
.spread { stroke: #10223f; stroke-width: 2; opacity: .55; }
.aim { stroke: #8f5200; stroke-width: 2; stroke-dasharray: 4 3; }
.aim-words { fill: #8f5200; }
@media (prefers-color-scheme: dark) {
  text { fill: #eceef2; }
  .bar { fill: #8ab4ff; }
  .spread { stroke: #ffffff; }
  .aim { stroke: #f2c14e; }
  .aim-words { fill: #f2c14e; }
}
</style>
<text class="title" x="0" y="16">${escaped(title)}</text>
${drawn.join('\n')}
${line}
</svg>
`;
}
