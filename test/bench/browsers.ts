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

/** An extension that has a background and a script on Bitbucket's pages, and in neither anything to do. */
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

/** Numbers of a page's own process, in seconds and bytes, as Chromium keeps them. */
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
  readonly args?: { readonly data?: { readonly url?: string; readonly frame?: string } };
}

/**
 * The tasks of a page's main thread in which a script of an extension ran while `use` was at work: how long each took as a whole, in
 * milliseconds, the longest first.
 */
export async function extensionTasks(page: Page, use: () => Promise<void>): Promise<number[]> {
  await page.tracing.start({ categories: ['toplevel', 'devtools.timeline'] });
  await use();
  const buffer = await page.tracing.stop();
  const { traceEvents }: { traceEvents: TraceEvent[] } = JSON.parse(Buffer.from(buffer ?? []).toString());
  const isOurs = ({ args }: TraceEvent) => args?.data?.url?.startsWith('chrome-extension://') ?? false;
  const ours = traceEvents.filter((each) => each.ph === 'X' && isOurs(each));
  const tasks = traceEvents.filter(
    ({ name, ph }) => ph === 'X' && (name === 'RunTask' || name === 'ThreadControllerImpl::RunTask'),
  );
  const around = new Set<TraceEvent>();
  for (const script of ours) {
    const task = tasks.find(
      ({ pid, tid, ts, dur = 0 }) =>
        pid === script.pid && tid === script.tid && ts <= script.ts && script.ts <= ts + dur,
    );
    if (task) around.add(task);
  }
  return [...around].map(({ dur = 0 }) => dur / 1_000).sort((a, b) => b - a);
}
