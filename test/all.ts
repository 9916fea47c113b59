import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { requireBrowser } from './browsers/install';
import { deadlineIn, deadlineVariable } from './deadline';
import { closingWords, type Summary, summaryVariable } from './reporter';

// `npm test`: types, lint, the build and every test, and a last line that counts them. With --exhaustive only what
// the usual run leaves out in one browser or in both, and all variants of the pages; with --within as well, it begins no
// scenario after so many seconds, and counts those as skipped.

const { exhaustive: isExhaustive, within } = parseArgs({
  options: { exhaustive: { type: 'boolean', default: false }, within: { type: 'string' } },
}).values;
if (within !== undefined) process.env[deadlineVariable] = deadlineIn(within);

const root = fileURLToPath(new URL('..', import.meta.url));
const bin = (path: string) => join(root, 'node_modules', path);

function run(program: string, ...parameters: string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [program, ...parameters], { cwd: root, stdio: 'inherit' });
    child.once('close', (status) => resolve(status === 0));
  });
}

interface Count {
  passed: number;
  failed: string[];
  skipped: string[];
}

/** Runs the suites; the reporter's file has their results. */
async function runSuites(): Promise<Summary> {
  const folder = mkdtempSync(join(tmpdir(), 'keyferry-'));
  const path = join(folder, 'summary.json');
  process.env[summaryVariable] = path;
  if (isExhaustive) process.env.KEYFERRY_EXHAUSTIVE = '1';
  const isGreen = await run(
    bin('vitest/vitest.mjs'),
    'run',
    ...(isExhaustive ? ['--project', 'unit', '--project', 'chromium', '--project', 'firefox'] : []),
    '--reporter=default',
    `--reporter=${join(root, 'test/reporter.ts')}`,
  );
  try {
    const { passed, failed, skipped }: Summary = JSON.parse(readFileSync(path, 'utf8'));
    const isUntold = !isGreen && failed.length === 0;
    return { passed, failed: isUntold ? ['the run of the suites'] : failed, skipped };
  } catch {
    return { passed: 0, failed: ['the run of the suites: it has left no summary'], skipped: [] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main(): Promise<Count> {
  const count: Count = { passed: 0, failed: [], skipped: [] };
  const check = async (name: string, ...command: [string, ...string[]]) => {
    console.log(`\n── ${name}`);
    const isGood = await run(...command);
    if (isGood) count.passed += 1;
    else count.failed.push(name);
    return isGood;
  };

  requireBrowser('chromium');
  requireBrowser('firefox');
  if (!isExhaustive) {
    await check('types', bin('typescript/bin/tsc'), '--noEmit');
    await check('lint', bin('@biomejs/biome/bin/biome'), 'check', '.');
  }
  const isBuilt =
    (await check(
      'build for Chrome',
      bin('vite/bin/vite.js'),
      'build',
      '--mode',
      'chrome',
      '--logLevel',
      'warn',
    )) &&
    (await check(
      'build for Firefox',
      bin('vite/bin/vite.js'),
      'build',
      '--mode',
      'firefox',
      '--logLevel',
      'warn',
    ));
  if (isBuilt) {
    console.log('\n── tests');
    const suites = await runSuites();
    count.passed += suites.passed;
    count.failed.push(...suites.failed);
    count.skipped.push(...suites.skipped);
  }
  return count;
}

main().then(
  (count) => {
    console.log(closingWords(count));
    process.exit(count.failed.length === 0 ? 0 : 1);
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    console.log(closingWords({ passed: 0, failed: ['the run itself'], skipped: [] }));
    process.exit(1);
  },
);
