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
  panelShown,
  popupShown,
  restlessPage,
  settingsPage,
  type Worked,
} from './times';
import { tripsOfASetup } from './trips';
import { weigh, weighAll, weighed, weighWords } from './weight';

// `npm run bench`: what Keyferry weighs, how long it takes and what it asks for, measured on the stand-ins in a real Chromium and written to
// docs/benchmarks.md. Times are medians, measured in turns with an extension that does nothing, so that the machine matters little.

const root = fileURLToPath(new URL('../..', import.meta.url));
const runs = 20;
/** Runs of what takes a second or more. */
const fewRuns = 10;
/** How many clients a list has, and how often it is loaded in each browser. */
const sizes: ReadonlyMap<number, number> = new Map([
  [10, 7],
  [100, 7],
  [500, 7],
  [1_000, 3],
  [2_000, 3],
]);

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

/** The aims: compressed bytes, milliseconds, or a ratio. */
const aims = {
  helper: 25_000,
  popup: 30_000,
  package: 150_000,
  longestTask: 50,
  ordinary: 1.05,
  frame: 16.7,
} as const;

/** A Markdown table, with columns as wide as the formatter makes them. */
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
  const words = weighWords(folder);
  const aimOf = (part: string) =>
    part === 'helper' ? kB(aims.helper) : part === 'popup' ? kB(aims.popup) : '';
  return {
    text: table(
      ['part', 'raw', 'gzip', 'aim'],
      [
        ...parts.map(({ part, raw, gzip }) => [part, kB(raw), kB(gzip), aimOf(part)]),
        ['everything in Chrome’s package', kB(whole.raw), kB(whole.gzip), kB(aims.package)],
        ['of it the words, in four languages', kB(words.raw), kB(words.gzip), ''],
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
    say('pages of Bitbucket’s on which there is nothing to do');
    const ordinary = await ordinaryPage(pair, runs);
    const settings = await settingsPage(pair, runs);
    say('a page that changes all the time');
    const restless = await restlessPage(pair, fewRuns);
    say('memory of a list of clients');
    const held = await memory(pair, fewRuns);
    say(`lists of ${[...sizes.keys()].join(', ')} clients`);
    const lists = await onLists(pair, sizes);
    say('the panel');
    const panel = await panelShown(pair.keyferry, runs);
    say('the popup');
    const popup = await popupShown(pair.keyferry, runs);
    say('the background');
    const answers = await background(pair.keyferry, runs);
    say('a form, from its appearance to its values');
    const form = await formToFilled(pair.keyferry, runs);
    const version = await pair.keyferry.extension.browser.version();
    return { ordinary, settings, restless, held, lists, panel, popup, answers, form, version };
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
      'The helper’s longest work at a time on a list of clients',
      found.lists.map(({ clients, own }) => bar(`${clients} clients`, own, ms)),
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

/** Each way, compared with the one by hand. */
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
  const { lists, panel, popup, answers, form } = found;
  const line = lineThrough(lists.map(({ clients, own }) => [clients, own.median] as const));
  const besides = (name: string, { keyferry, empty, ratio }: Compared, of: (value: number) => string) => [
    name,
    spread(keyferry, of),
    spread(empty, of),
    ratio.toFixed(2),
  ];
  const work = (name: string, { own, keyferry, empty, ofScripts, ofAll }: Worked) => [
    name,
    spread(own, ms),
    spread(keyferry, ms),
    spread(empty, ms),
    ofScripts.toFixed(2),
    ofAll.toFixed(2),
  ];
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return `# Benchmarks

Written by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: Keyferry ${version}, ${found.version}, Node ${process.version},
${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GB. Times are medians of ${runs} runs (of what takes a second and more: ${fewRuns}; of long lists: 3 to 7), in
brackets between which values the middle half lies. What is compared was measured in turns, in two browsers at once.

## A person’s effort

From pages that the person is logged in to, to the end that says that a login works; on the same stand-ins, click by click.

${effortTable(ways)}

![What a person has to do](benchmarks/effort.svg)

The model is the keystroke-level one: ${placement} Where a token is pasted it is on the clipboard already; what it took to get it there is not counted.

## Weight

${weight}

The helper is what a settings page of Bitbucket’s loads where there is nothing to say; where there is, the panel comes on top. The words are a
fixed cost of the package: a browser takes them in a form of its own, each language for itself. The aim leaves room for little else.

![What a page loads first](benchmarks/weight.svg)

## Time on Bitbucket’s pages

Beside an extension that has a background and a script on the same pages, and in neither anything to do. What Keyferry’s scripts did is
told by the browser, with the layout that they made it do. “By the scripts” is all that the main thread did to the same without them. “All to
all” has in it what the browser does for Keyferry besides, as loading its scripts, passing messages and drawing the panel, and whatever else
the machine did meanwhile.

${table(
  [
    'main thread at work',
    'Keyferry’s scripts',
    'all, with Keyferry',
    'all, with an empty extension',
    'by the scripts',
    'all to all',
  ],
  [
    work('an ordinary page, loaded', found.ordinary),
    work('a page of the settings with nothing to do, loaded', found.settings),
    work('a list of clients that changes 50 times a second, for a second', found.restless),
  ],
)}

${table(
  ['memory of the scripts', 'with Keyferry', 'with an empty extension', 'ratio'],
  [besides('a list of clients at rest', found.held, kB)],
)}

On a list of so many clients: what the helper did at a time, at the most, without a pause for the page, and the longest task of the page,
whoever was at work in it.

${table(
  ['clients', 'the helper at a time', 'longest task, with Keyferry', 'longest task, with an empty extension'],
  lists.map(({ clients, own, keyferry, empty }) => [
    String(clients),
    spread(own, ms),
    spread(keyferry, ms),
    spread(empty, ms),
  ]),
)}

It grows by ${ms(line.slope * 100)} for each hundred clients; a straight line explains ${Math.round(line.fit * 100)} % of it. The aim is ${ms(aims.longestTask)} at 500, for the helper at a time: such a page’s own longest task takes longer than that without Keyferry, too.

![The helper’s longest work at a time](benchmarks/lists.svg)

From a list in the page to Keyferry’s panel beside it: ${spread(panel, ms)}. From Bitbucket’s form in the page to its values: ${spread(form, ms)}.

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

What Keyferry itself asks for in a whole setup of a new client, from “Set up Bitbucket login” to “It works!”, in its order, and why. The
bench fails where a request has no reason.

${tripsTable(asked)}

${tripsPerHost(asked)}

${asked
  .filter(({ spared }) => spared)
  .map(({ asked: request, step, spared }) => `Without \`${request}\` (${step}): ${spared}.`)
  .join('\n')}
`;
}

const tripsTable = (asked: Asked): string =>
  table(
    ['step', 'host', 'request', 'why', 'needed'],
    asked.map(({ step, host, asked: request, why, spared }) => [
      step,
      host,
      `\`${request}\``,
      why,
      spared ? 'no' : 'yes',
    ]),
  );

/** For each host and step, how many requests there are, and the fewest possible. */
function tripsPerHost(asked: Asked): string {
  const row = (host: string, step: string, of: Asked) => [
    host,
    step,
    String(of.length),
    String(of.filter(({ spared }) => !spared).length),
  ];
  const places = [...new Set(asked.map(({ host, step }) => `${host} ${step}`))];
  return table(
    ['host', 'step', 'requests', 'at the least'],
    [
      ...places.map((place) => {
        const here = asked.filter(({ host, step }) => `${host} ${step}` === place);
        return row(here[0]?.host ?? '', here[0]?.step ?? '', here);
      }),
      row('in all', '', asked),
    ],
  );
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
