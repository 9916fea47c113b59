import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requireBrowser } from './browsers/install';

// `npm test`: types, lint, the build and every test, and at the end one line that counts them.

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
  failed: number;
}

/** Runs the suites, and reads from vitest's own report how many tests there were. */
async function runSuites(): Promise<Count> {
  const folder = mkdtempSync(join(tmpdir(), 'keyferry-'));
  const report = join(folder, 'report.json');
  const isGreen = await run(
    bin('vitest/vitest.mjs'),
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  );
  try {
    const { numPassedTests: passed, numFailedTests: failed } = JSON.parse(readFileSync(report, 'utf8'));
    // A file that could not even be loaded has no tests to count.
    return { passed, failed: isGreen ? failed : Math.max(failed, 1) };
  } catch {
    return { passed: 0, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main(): Promise<Count> {
  const count: Count = { passed: 0, failed: 0 };
  const check = async (name: string, ...command: [string, ...string[]]) => {
    console.log(`\n── ${name}`);
    const isGood = await run(...command);
    count[isGood ? 'passed' : 'failed'] += 1;
    return isGood;
  };

  requireBrowser('chromium');
  requireBrowser('firefox');
  await check('types', bin('typescript/bin/tsc'), '--noEmit');
  await check('lint', bin('@biomejs/biome/bin/biome'), 'check', '.');
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
    count.failed += suites.failed;
  }
  return count;
}

main().then(
  ({ passed, failed }) => {
    console.log(`\n${passed} passed, ${failed} failed`);
    process.exit(failed === 0 ? 0 : 1);
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    console.log('\n0 passed, 1 failed');
    process.exit(1);
  },
);
