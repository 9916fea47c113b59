/** One case of the suite that every dashboard passes, and how one dashboard did. */
export interface ContractCase {
  readonly dashboard: string;
  readonly name: string;
  readonly state: 'passed' | 'failed' | 'skipped' | 'pending';
}

const suite = / is a dashboard: > /;

/** The dashboard and the case in the full name of a test; undefined if the test is not part of the suite. */
export function caseIn(fullName: string): Pick<ContractCase, 'dashboard' | 'name'> | undefined {
  const [dashboard, name] = fullName.split(suite);
  return dashboard !== undefined && name !== undefined ? { dashboard, name } : undefined;
}

const words = { passed: 'yes', failed: 'FAILED', skipped: 'skipped', pending: 'not run' } as const;

/** Which dashboard passes which case, as a table; a dash is a case that does not apply to a kind of dashboard. */
export function contractTable(cases: readonly ContractCase[]): string {
  const dashboards = [...new Set(cases.map(({ dashboard }) => dashboard))];
  const names = [...new Set(cases.map(({ name }) => name))];
  const cell = (dashboard: string, name: string): string => {
    const found = cases.find((each) => each.dashboard === dashboard && each.name === name);
    return found ? words[found.state] : '–';
  };
  const rows = [
    ['', ...dashboards],
    ...names.map((name) => [name, ...dashboards.map((each) => cell(each, name))]),
  ];
  const widths = ['', ...dashboards].map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) =>
      row
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
