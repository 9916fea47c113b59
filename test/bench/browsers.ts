import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { launchChromium } from '../browsers/chromium';
import { beLoggedIn } from '../person/person';
import { openWorldIn, type World } from '../person/world';

/** Two Chromiums at once: one with Keyferry, one with an extension that does nothing. What differs between them is Keyferry. */
export interface Pair {
  readonly keyferry: World;
  readonly empty: World;
  close(): Promise<void>;
}

/** An extension with a background and a script on Bitbucket's pages, neither of which does anything. */
function makeEmpty(): string {
  const folder = mkdtempSync(join(tmpdir(), 'keyferry-empty-'));
  const manifest = {
    manifest_version: 3,
    name: 'Empty',
    version: '1',
    background: { service_worker: 'empty.js' },
    content_scripts: [{ matches: ['https://bitbucket.org/*'], js: ['empty.js'], run_at: 'document_start' }],
  };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest));
  writeFileSync(join(folder, 'empty.js'), '');
  return folder;
}

export async function openPair(): Promise<Pair> {
  const emptyFolder = makeEmpty();
  const browsers = await Promise.all([
    launchChromium({ headless: true }),
    launchChromium({ headless: true }),
  ]);
  const [one, other] = browsers;
  if (!one || !other) throw new Error('Two browsers were started');
  const keyferry = await openWorldIn(one);
  const empty = await openWorldIn(other, { extension: emptyFolder, keepsFirstSteps: true });
  // Without a login Bitbucket shows none of its pages, and there would be nothing to measure.
  for (const world of [keyferry, empty]) await beLoggedIn(world);
  return {
    keyferry,
    empty,
    async close() {
      for (const world of [keyferry, empty]) await world.close();
      for (const browser of browsers) await browser.close();
      rmSync(emptyFolder, { recursive: true, force: true });
    },
  };
}

/** What Chromium counts of a page's own process: milliseconds of work, and bytes. */
export async function metricsOf(page: Page): Promise<{ readonly taskMs: number; readonly heap: number }> {
  const { TaskDuration = 0, JSHeapUsedSize = 0 } = await page.metrics();
  return { taskMs: TaskDuration * 1_000, heap: JSHeapUsedSize };
}

interface TraceEvent {
  readonly name: string;
  readonly cat: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  readonly ts: number;
  readonly dur?: number;
  readonly args?: { readonly name?: string; readonly data?: { readonly url?: string } };
}

/** What a page's main thread did in the meantime, in milliseconds. */
export interface Work {
  /** All of it. */
  readonly all: number;
  /** The longest task. */
  readonly longest: number;
  /** The extension's scripts, with the layout that they caused, but without the page's own work. */
  readonly own: number;
  /** The most of it in one task. */
  readonly longestOwn: number;
}

/** Watches the page's main thread while `use` runs. */
export async function workOf(page: Page, use: () => Promise<unknown>): Promise<Work> {
  await page.tracing.start({ categories: ['toplevel', 'devtools.timeline'] });
  await use();
  const buffer = await page.tracing.stop();
  const { traceEvents }: { traceEvents: TraceEvent[] } = JSON.parse(Buffer.from(buffer ?? []).toString());
  const thread = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`;
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(thread),
  );
  const whole = traceEvents.filter((each) => each.ph === 'X' && mains.has(thread(each)));
  const sum = (events: readonly TraceEvent[]) =>
    events.reduce((total, { dur = 0 }) => total + dur / 1_000, 0);
  // Extension pages have threads of their own, and nothing to do: the busy thread is the page's.
  const tasksOf = new Map<string, TraceEvent[]>([...mains].map((each) => [each, []]));
  for (const each of whole)
    if (each.name === 'ThreadControllerImpl::RunTask') tasksOf.get(thread(each))?.push(each);
  const [tasks] = [...tasksOf.values()].sort((one, other) => sum(other) - sum(one));
  if (!tasks?.[0]) throw new Error('No task was seen');
  const here = thread(tasks[0]);
  const ours = whole
    .filter(({ args, ...each }) => thread(each) === here && isExtension(args?.data?.url))
    .sort((one, other) => one.ts - other.ts);
  // The time of a function already includes what it calls.
  let until = 0;
  const outermost = ours.filter(({ ts, dur = 0 }) => {
    if (ts < until) return false;
    until = ts + dur;
    return true;
  });
  const ownIn = (task: TraceEvent) =>
    sum(outermost.filter(({ ts }) => task.ts <= ts && ts <= task.ts + (task.dur ?? 0)));
  return {
    all: sum(tasks),
    longest: Math.max(...tasks.map((task) => sum([task]))),
    own: sum(outermost),
    longestOwn: Math.max(...tasks.map(ownIn)),
  };
}

const isExtension = (url = ''): boolean => url.startsWith('chrome-extension://');
