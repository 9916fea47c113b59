import { expect, it } from 'vitest';
import { caseIn, contractTable } from '../../contract-table';

it('knows a case of the suite by its full name, and no other test', () => {
  expect(caseIn('Auth0 is a dashboard: > an undo > leaves nothing')).toEqual({
    dashboard: 'Auth0',
    name: 'an undo > leaves nothing',
  });
  expect(caseIn('what Auth0 was recorded to say > is understood')).toBeUndefined();
});

it('shows each case once, for each dashboard, and what does not apply as that', () => {
  const table = contractTable([
    { dashboard: 'One', name: 'is made', state: 'passed' },
    { dashboard: 'One', name: 'has rights', state: 'failed' },
    { dashboard: 'Another', name: 'is made', state: 'skipped' },
  ]);
  expect(table.split('\n')).toEqual([
    '            One     Another',
    'is made     yes     skipped',
    'has rights  FAILED  –',
  ]);
});
