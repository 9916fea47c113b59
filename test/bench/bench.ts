import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openWorld } from '../person/world';
import { openPair } from './browsers';
import { type Bar, barChart } from './chart';
import { placement, type Way, walkAll } from './effort';
import { lineThrough, type Spread } from './measure';
import {
  background,
  type Compared,
  formToFilled,
  memory,
  onLists,
  ordinaryPage,
  popupShown,
  restlessPage,
} from './times';
import { tripsOfASetup } from './trips';
import { weigh, weighAll, weighed } from './weight';

// `npm run bench`: what Keyferry weighs, how long it takes and what it asks for, measured on the stand-ins in a real Chromium and written to
// docs/benchmarks.md. Times are medians, beside an extension that does nothing and in turns with it, so that the machine counts for little.

const root = fileURLToPath(new URL('../..', import.meta.url));
const runs = 20;
const sizes = [10, 100, 500, 1_000, 2_000];

const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`;
const kB = (bytes: number): string => `${(bytes / 1_000).toFixed(1)} kB`;
const spread = ({ median, low, high }: Spread, of: (value: number) => string): string =>
  `${of(median)} (${of(low)} to ${of(high)})`;
const bar = (label: string, value: Spread, of: (value: number) => string): Bar => ({
  label,
  value: value.median,
  words: of(value.median),
  low: value.low,
  high: value.high,
});

/** What is aimed at: bytes compressed, milliseconds, or a ratio. */
const aims = {
  helper: 25_000,
  popup: 30_000,
  package: 150_000,
  longestTask: 50,
  ordinary: 1.05,
  frame: 16.7,
} as const;

/** A table of Markdown, its columns as wide as the formatter has them. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, at) => Math.max(3, ...[head, ...rows].map((cells) => cells[at]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((each, at) => each.padEnd(widths[at] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

function weights(): { readonly text: string; readonly chart: string } {
  const folder = join(root, 'dist/chrome');
  const parts = weighed.map((part) => ({ part, ...weigh(folder, part) }));
  const whole = weighAll(folder);
  const aimOf = (part: string) =>
    part === 'helper' ? kB(aims.helper) : part === 'popup' ? kB(aims.popup) : '';
  return {
    text: table(
      ['part', 'raw', 'gzip', 'aim'],
      [
        ...parts.map(({ part, raw, gzip }) => [part, kB(raw), kB(gzip), aimOf(part)]),
        ['everything in Chrome’s package', kB(whole.raw), kB(whole.gzip), kB(aims.package)],
      ],
    ),
    chart: barChart(
      'What a page loads first, compressed',
      parts.map(({ part, gzip }) => ({ label: part, value: gzip, words: kB(gzip) })),
      { value: aims.popup, words: `popup: ${kB(aims.popup)}` },
    ),
  };
}

const say = (what: string): void => console.log(`── ${what}`);

async function measureAll() {
  const pair = await openPair();
  try {
    say('an ordinary page of Bitbucket’s');
    const ordinary = await ordinaryPage(pair, runs);
    say('a page that changes all the time');
    const restless = await restlessPage(pair, runs);
    say('memory of a list of clients');
    const held = await memory(pair, runs);
    say(`lists of ${sizes.join(', ')} clients`);
    const lists = await onLists(pair.keyferry, sizes, 7);
    say('the popup');
    const popup = await popupShown(pair.keyferry, runs);
    say('the background');
    const answers = await background(pair.keyferry, runs);
    say('a form, from its appearance to its values');
    const form = await formToFilled(pair.keyferry, runs);
    const version = await pair.keyferry.extension.browser.version();
    return { ordinary, restless, held, lists, popup, answers, form, version };
  } finally {
    await pair.close();
  }
}

async function trips() {
  const world = await openWorld();
  try {
    return await tripsOfASetup(world);
  } finally {
    await world.close();
  }
}

async function main(): Promise<void> {
  if (!existsSync(join(root, 'dist/chrome/manifest.json'))) throw new Error('Build first: npm run build');
  const weight = weights();
  const found = await measureAll();
  say('a whole setup, request by request');
  const asked = await trips();
  say('a person’s effort, each way');
  const ways = await walkAll();

  const charts = join(root, 'docs/benchmarks');
  mkdirSync(charts, { recursive: true });
  writeFileSync(join(charts, 'weight.svg'), weight.chart);
  writeFileSync(
    join(charts, 'lists.svg'),
    barChart(
      'The helper’s longest task on a list of clients',
      found.lists.map(({ clients, longest }) => bar(`${clients} clients`, longest, ms)),
      { value: aims.longestTask, words: `aim at 500: ${ms(aims.longestTask)}` },
    ),
  );
  writeFileSync(
    join(charts, 'effort.svg'),
    barChart(
      'What a person has to do: actions',
      ways.map(({ name, actions }) => ({ label: name, value: actions, words: String(actions) })),
    ),
  );
  writeFileSync(join(root, 'docs/benchmarks.md'), report(weight.text, found, asked, ways));
  console.log(readFileSync(join(root, 'docs/benchmarks.md'), 'utf8'));
}

/** Each way beside the one by hand. */
function effortTable(ways: Ways): string {
  const [byHand] = ways;
  return table(
    [
      'way',
      'clicks',
      'typed',
      'copied and pasted',
      'tabs changed',
      'actions',
      'modelled',
      'of those by hand',
      'machine',
    ],
    ways.map(({ name, effort, copies, changes, actions, modelled, machine }) => [
      name,
      String(effort.clicks + effort.allowed),
      String(effort.typed),
      String(copies + effort.pastes),
      String(changes),
      String(actions),
      `${modelled.toFixed(0)} s`,
      `1 : ${(byHand.actions / actions).toFixed(1)}; time 1 : ${(byHand.modelled / modelled).toFixed(1)}`,
      `${machine.toFixed(1)} s`,
    ]),
  );
}

type Found = Awaited<ReturnType<typeof measureAll>>;
type Asked = Awaited<ReturnType<typeof trips>>;
type Ways = readonly [Way, ...Way[]];

function report(weight: string, found: Found, asked: Asked, ways: Ways): string {
  const { lists, popup, answers, form } = found;
  const line = lineThrough(lists.map(({ clients, longest }) => [clients, longest.median] as const));
  const besides = (name: string, { keyferry, empty, ratio }: Compared, of: (value: number) => string) => [
    name,
    spread(keyferry, of),
    spread(empty, of),
    ratio.toFixed(2),
  ];
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return `# Benchmarks

Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: Keyferry ${version}, ${found.version}, Node ${process.version},
${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB. Times are medians of ${runs} runs (of lists: 7), in brackets between which values the middle
half lies. What is compared was measured in turns, in two browsers at once.

## A person’s effort

From pages that the person is logged in to, to the end that says that a login works; on the same stand-ins, click by click.

${effortTable(ways)}

![What a person has to do](benchmarks/effort.svg)

The model is the keystroke-level one: ${placement} Where a token is pasted it is on the clipboard already; what it took to get it there is not counted.

## Weight

${weight}

![What a page loads first](benchmarks/weight.svg)

## Time on Bitbucket’s pages

Beside an extension that has a background and a script on the same pages, and in neither anything to do.

${table(
  ['', 'with Keyferry', 'with an empty extension', 'ratio'],
  [
    besides('an ordinary page, loaded: main thread at work', found.ordinary, ms),
    besides(
      'a list of clients that changes 50 times a second, for a second: main thread at work',
      found.restless,
      ms,
    ),
    besides('a list of clients at rest: memory of its scripts', found.held, kB),
  ],
)}

The longest task in which the helper ran, on a list of so many clients; what the page itself did in that task counts, too:

${table(
  ['clients', 'longest task'],
  lists.map(({ clients, longest }) => [String(clients), spread(longest, ms)]),
)}

It grows by ${ms(line.slope * 100)} for each hundred clients; a straight line explains ${Math.round(line.fit * 100)} % of it. The aim is ${ms(aims.longestTask)} at 500.

![The helper’s longest task](benchmarks/lists.svg)

From Bitbucket’s form in the page to its values: ${spread(form, ms)}.

## Time of Keyferry’s own pages

${table(
  ['', 'time'],
  [
    ['the popup’s page, from its opening until all of it is shown', spread(popup, ms)],
    ['an answer of the background’s, which was stopped', spread(answers.cold, ms)],
    ['the same while it runs', spread(answers.warm, ms)],
  ],
)}

## Round trips

What Keyferry itself asks for in a whole setup of a new client, from “Set up Bitbucket login” to “It works!”.

${table(
  ['host', 'request', 'times'],
  asked.map(({ host, asked: request, times }) => [host, `\`${request}\``, String(times)]),
)}

${asked.reduce((sum, { times }) => sum + times, 0)} requests in all.
`;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
