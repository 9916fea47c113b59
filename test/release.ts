import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// Part of `npm version`: what was unreleased becomes the new version's part of the changelog. The build gives the
// manifests the version of package.json.

const heading = '## Unreleased';

/**
 * The changelog with what was unreleased under the version's heading, and an empty part for what comes next.
 * @throws Error if there is nothing to release
 */
export function release(changelog: string, version: string, date: string): string {
  const [before = '', after] = changelog.split(`${heading}\n`);
  if (after === undefined) throw new Error(`The changelog has no part "${heading}".`);
  if (/^\s*(?:## |$)/.test(after))
    throw new Error('The changelog says nothing of what is new. Write that first.');
  return `${before}${heading}\n\n## ${version} – ${date}\n${after}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = new URL('../docs/changelog.md', import.meta.url);
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  writeFileSync(path, release(readFileSync(path, 'utf8'), version, new Date().toISOString().slice(0, 10)));
}
