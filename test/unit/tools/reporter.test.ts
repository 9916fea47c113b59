// @vitest-environment node
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closingWords, type Summary, summaryVariable } from '../../reporter';

/** A test of each kind, as the runner has them, and files without tests. */
const suites = {
  'kinds.test.mjs': `
    let tries = 0;
    it('passes', () => undefined);
    it('fails', () => { throw new Error('It is broken'); });
    it('passes at last', { retry: 2 }, () => { tries += 1; if (tries < 2) throw new Error('Not yet'); });
    it.todo('is to be written');
    it('is skipped with a reason', (ctx) => ctx.skip('The browser has none'));
    it.skip('is skipped without one', () => undefined);
  `,
  'groups.test.mjs': `
    describe('a group', () => {
      afterAll(() => { throw new Error('It left something'); });
      it('passes in it', () => undefined);
    });
  `,
  'loose.test.mjs': `it('passes as well', () => void Promise.reject(new Error('Nobody waits for it')));`,
  'broken.test.mjs': `throw new Error('It does not load');`,
  'empty.test.mjs': '',
};

let folder: string;
let summary: Summary;
/** Whether the run itself reported success. */
let isGreen: boolean;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keyferry-reporter-'));
  for (const [name, text] of Object.entries(suites)) writeFileSync(join(folder, name), text);
  const path = join(folder, 'summary.json');
  const vitest = join(process.cwd(), 'node_modules/vitest/vitest.mjs');
  const reporter = join(process.cwd(), 'test/reporter.ts');
  const how = ['--root', folder, '--globals', `--reporter=${reporter}`];
  const { VITEST: _, ...rest } = process.env;
  isGreen = await new Promise((resolve) => {
    const env = { ...rest, [summaryVariable]: path };
    execFile(process.execPath, [vitest, 'run', ...how], { env, cwd: folder }, (error) => resolve(!error));
  });
  summary = JSON.parse(readFileSync(path, 'utf8'));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the summary of a run', () => {
  it('counts as passed what passed at once, and nothing else', () => {
    expect(summary.passed).toBe(3);
    expect(isGreen).toBe(false);
  });

  it.each([
    ['what failed, with why', /: fails\n.*It is broken/],
    ['what passed with a second try only', /: passes at last: passed with a second try only$/],
    ['what is to be done', /: is to be written: to be done$/],
    [
      'a file that does not load, with why',
      /broken\.test\.mjs: failed outside its tests\n.*It does not load/,
    ],
    ['a file without a test', /empty\.test\.mjs/],
    ['what a group left, with why', /: a group: failed outside its tests\n.*It left something/],
    ['what nobody waited for', /^outside any test: Nobody waits for it/],
  ])('has among the failures %s', (_, line) => {
    expect(summary.failed.filter((each) => line.test(each))).toHaveLength(1);
  });

  it('has no other failures', () => {
    expect(summary.failed).toHaveLength(7);
  });

  it('lists each that was skipped with its reason, or that none was given', () => {
    expect(summary.skipped.map((each) => each.replace(/^.*?: /, ''))).toEqual([
      'is skipped with a reason: The browser has none',
      'is skipped without one: no reason given',
    ]);
  });
});

describe('the last lines', () => {
  it('list what was skipped and what failed, and count everything', () => {
    expect(closingWords({ passed: 7, failed: ['a: fails', 'b: to be done'], skipped: ['c: no bell'] })).toBe(
      '\nSkipped:\n  c: no bell\n\nFailed:\n  a: fails\n  b: to be done\n\n7 passed, 2 failed, 1 skipped',
    );
  });

  it('are one line where all passed', () => {
    expect(closingWords({ passed: 7, failed: [], skipped: [] })).toBe('\n7 passed, 0 failed, 0 skipped');
  });
});
