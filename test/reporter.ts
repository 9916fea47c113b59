import { writeFileSync } from 'node:fs';
import type { Reporter, TestModule } from 'vitest/node';

/** What a run of the suites came to. */
export interface Summary {
  readonly passed: number;
  /** Failed, to be done, passed with a second try only, or in a file that could not be loaded. */
  readonly failed: readonly string[];
  /** Each with its reason. */
  readonly skipped: readonly string[];
}

/** Where the summary goes; the runner of the tests says. */
export const summaryVariable = 'KEYFERRY_TEST_SUMMARY';

/** Counts everything: a test that was left to be done, or needed a second try, is no test that passed. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const path = process.env[summaryVariable];
    if (!path) return;
    let passed = 0;
    const failed: string[] = errors.map((error) => `outside any test: ${String(error)}`);
    const skipped: string[] = [];
    for (const module of modules) {
      if (module.errors().length > 0) failed.push(`${module.moduleId}: could not be loaded`);
      const isScenarios = module.project.name === 'chromium' || module.project.name === 'firefox';
      if (!isScenarios && module.children.size === 0) failed.push(`${module.moduleId}: has no tests`);
      for (const test of module.children.allTests()) {
        const name = `${module.project.name}: ${test.fullName}`;
        const result = test.result();
        const tries = test.diagnostic()?.retryCount ?? 0;
        if (test.options.mode === 'todo') failed.push(`${name}: to be done`);
        else if (result.state === 'skipped') skipped.push(`${name}: ${result.note ?? 'no reason given'}`);
        else if (result.state !== 'passed') failed.push(name);
        else if (tries > 0) failed.push(`${name}: passed with a second try only`);
        else passed += 1;
      }
    }
    writeFileSync(path, JSON.stringify({ passed, failed, skipped } satisfies Summary));
  }
}
