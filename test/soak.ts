import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Summary, summaryVariable } from './reporter';

// `npm run soak -- FILE [TIMES] [--load] [--browser firefox]`: one scenario many times, to find what fails once in a
// hundred. Ends with the first failure, whose evidence is in `artifacts/failures`, or after so many runs.

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    /** Keeps the machine busy meanwhile. */
    load: { type: 'boolean', default: false },
    browser: { type: 'string', default: 'chromium' },
    /** All runs of a scenario in one browser, one after another: for files whose scenarios each have their own world. */
    'one-browser': { type: 'boolean', default: false },
    /** Only tests whose names match. */
    name: { type: 'string' },
  },
});
const [file, count = '50'] = positionals;
const most = 500;
const times = Math.min(Number(count), most);
if (!file || !Number.isInteger(times) || times < 1) {
  console.error(
    `How: npm run soak -- FILE [TIMES, at most ${most}] [--load] [--one-browser] [--browser firefox] [--name "…"]`,
  );
  process.exit(2);
}

/** How many runs of the file, and of each scenario within a run. */
const [runs, timesEach] = flags['one-browser'] ? [1, times] : [times, 1];

const root = fileURLToPath(new URL('..', import.meta.url));

/** Processes that do nothing but keep a core busy; they end with this one. */
function makeLoad(): readonly ChildProcess[] {
  if (!flags.load) return [];
  return [1, 2, 3].map(() => spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }));
}

function runOnce(summaryPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      [
        join(root, 'node_modules/vitest/vitest.mjs'),
        'run',
        '--project',
        flags.browser,
        ...(flags.name ? ['-t', flags.name] : []),
        '--bail=1',
        '--reporter=dot',
        `--reporter=${join(root, 'test/reporter.ts')}`,
        file ?? '',
      ],
      {
        cwd: root,
        env: { ...process.env, [summaryVariable]: summaryPath, KEYFERRY_SOAK: String(timesEach) },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        said += chunk;
      });
    child.once('close', (status) => {
      if (status !== 0) console.log(said.slice(-6_000));
      resolve(status === 0);
    });
  });
}

const folder = mkdtempSync(join(tmpdir(), 'keyferry-'));
const summaryPath = join(folder, 'summary.json');

/** What the run has left must not count for the next one. */
function takeSummary(): Summary {
  if (!existsSync(summaryPath)) return { passed: 0, failed: ['the run has left no summary'], skipped: [] };
  const summary: Summary = JSON.parse(readFileSync(summaryPath, 'utf8'));
  rmSync(summaryPath);
  return summary;
}

const load = makeLoad();
let isGreen = true;
let done = 0;
let green = 0;
try {
  for (; isGreen && done < runs; done += 1) {
    const started = Date.now();
    isGreen = await runOnce(summaryPath);
    const { passed, failed } = takeSummary();
    green += passed;
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    console.log(
      `${String(done + 1).padStart(3)} of ${runs}  ${seconds} s  ${isGreen ? `${passed} green` : failed.join(', ')}`,
    );
  }
} finally {
  for (const each of load) each.kill();
  rmSync(folder, { recursive: true, force: true });
}
if (isGreen && green === 0) console.log('No scenario of that name was run');
else
  console.log(isGreen ? `${green} scenarios, none failed` : `Failed in run ${done}; see artifacts/failures/`);
process.exit(isGreen && green > 0 ? 0 : 1);
