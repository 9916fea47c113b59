// @vitest-environment node
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { pointIds } from '../../../src/setup/points';
import { fixes } from '../../../src/setup/problems';
import { pointScenarios, problemScenarios, type Scenario } from '../../scenarios';

// No symptom without a scenario: all problems and points are in the table of scenarios, and each scenario exists.

it('every problem, and every point of a check, has a scenario', () => {
  expect(Object.keys(problemScenarios).sort()).toEqual(Object.keys(fixes).sort());
  expect(Object.keys(pointScenarios).sort()).toEqual([...pointIds].sort());
});

const all: readonly [string, Scenario][] = [
  ...Object.entries(problemScenarios),
  ...Object.entries(pointScenarios).map(([id, scenario]): [string, Scenario] => [
    `the point ${id}`,
    scenario,
  ]),
];

it.each(all)('the scenario of %s is there', (_, { file, title, row }) => {
  const text = readFileSync(resolve(import.meta.dirname, '../..', file), 'utf8');
  // As the title of a test, or of a group of tests: after a bracket, on the same line or the next.
  const quoted = title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  expect(text).toMatch(new RegExp(`\\(\\s*'${quoted}'`));
  if (row !== undefined) expect(text).toContain(`'${row}'`);
});
