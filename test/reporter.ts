import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Reporter, TestModule } from 'vitest/node';
import { type ContractCase, caseIn, contractTable } from './contract-table';

type TestError = ReturnType<TestModule['errors']>[number];

/** The result of a run of the suites. */
export interface Summary {
  readonly passed: number;
  /** Failed, left to do, passed only on a second try, or in a file that could not be loaded; each with why. */
  readonly failed: readonly string[];
  /** Each with its reason. */
  readonly skipped: readonly string[];
}

/** The last lines of a run: what was skipped and what failed, with why, and a line that counts everything. */
export function closingWords({ passed, failed, skipped }: Summary): string {
  const list = (title: string, names: readonly string[]) =>
    names.length > 0 ? `\n${title}:\n${names.map((name) => `  ${name}`).join('\n')}\n` : '';
  const count = `\n${passed} passed, ${failed.length} failed, ${skipped.length} skipped`;
  return list('Skipped', skipped) + list('Failed', failed) + count;
}

/** Where the summary goes; the test runner says where. */
export const summaryVariable = 'KEYFERRY_TEST_SUMMARY';

/** The first line of an error, and where in the tests it occurred. */
function shortly({ message, stacks }: TestError): string {
  const said = stripVTControlCharacters(message).split('\n').slice(0, 6);
  const at = stacks?.map(({ file, line }) => `at ${relative(process.cwd(), file)}:${line}`).slice(0, 3) ?? [];
  return [...said, ...at].map((line) => `\n      ${line.slice(0, 300)}`).join('');
}

/** Counts everything: a test that was left to do, or needed a second try, did not pass. */
export default class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly { readonly message: string }[]): void {
    const path = process.env[summaryVariable];
    if (!path) return;
    let passed = 0;
    const failed: string[] = errors.map(({ message }) => `outside any test: ${message}`);
    const skipped: string[] = [];
    const contract: ContractCase[] = [];
    for (const module of modules) {
      const untold = module.errors();
      const isScenarios = module.project.name === 'chromium' || module.project.name === 'firefox';
      if (untold.length > 0)
        failed.push(`${module.moduleId}: failed outside its tests${untold.map(shortly).join('')}`);
      else if (!isScenarios && module.children.size === 0) failed.push(`${module.moduleId}: has no tests`);
      for (const suite of module.children.allSuites()) {
        const ofSuite = suite.errors();
        if (ofSuite.length > 0)
          failed.push(
            `${module.project.name}: ${suite.fullName}: failed outside its tests${ofSuite.map(shortly).join('')}`,
          );
      }
      for (const test of module.children.allTests()) {
        const name = `${module.project.name}: ${test.fullName}`;
        const result = test.result();
        const ofContract = caseIn(test.fullName);
        if (ofContract) contract.push({ ...ofContract, state: result.state });
        const tries = test.diagnostic()?.retryCount ?? 0;
        if (test.options.mode === 'todo') failed.push(`${name}: to be done`);
        else if (result.state === 'skipped') skipped.push(`${name}: ${result.note ?? 'no reason given'}`);
        else if (result.state !== 'passed')
          failed.push(`${name}${result.errors?.map(shortly).join('') ?? ''}`);
        else if (tries > 0) failed.push(`${name}: passed with a second try only`);
        else passed += 1;
      }
    }
    if (contract.length > 0) console.log(`\n── what every dashboard does\n\n${contractTable(contract)}`);
    writeFileSync(path, JSON.stringify({ passed, failed, skipped } satisfies Summary));
  }
}
