import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { releasesIn } from '../../../src/pages/options/changes';

it('reads the releases in a changelog, in plain text', () => {
  const changelog = `# Changelog

## Unreleased

## 1.1.0 – 2027-01-01

- **Get a token** opens the right page,
  and \`read:clients\` is named.
- See [privacy](privacy.md).

## 1.0.0

- The first.
`;
  expect(releasesIn(changelog)).toEqual([
    { name: 'Unreleased', changes: [] },
    {
      name: '1.1.0 – 2027-01-01',
      changes: ['Get a token opens the right page, and read:clients is named.', 'See privacy.'],
    },
    { name: '1.0.0', changes: ['The first.'] },
  ]);
});

it('finds something in the changelog that there is', () => {
  const [newest] = releasesIn(readFileSync('docs/changelog.md', 'utf8')).filter(
    ({ changes }) => changes.length > 0,
  );
  expect(newest?.changes.length).toBeGreaterThan(3);
  for (const change of newest?.changes ?? []) expect(change).not.toMatch(/\*\*|`|\n|\]\(/);
});
