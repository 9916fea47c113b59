import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Zippable, zipSync } from 'fflate';

// `npm run package`: one zip for each store and one of the source, the same bytes on every run from the same commit.

const root = fileURLToPath(new URL('..', import.meta.url));
export const browsers = ['chrome', 'firefox'] as const;
type Browser = (typeof browsers)[number];

/** Where each package is. */
export type Packages = Readonly<Record<Browser | 'source', string>>;

/** Builds and packs into a folder. Throws where the build fails, with what it said. */
export function makePackages(folder: string): Packages {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  mkdirSync(folder, { recursive: true });
  const nameOf = (what: string) => join(folder, `keyferry-${what}-${version}.zip`);
  for (const browser of browsers) {
    const built = join(folder, browser);
    build(browser, built);
    writeFileSync(nameOf(browser), zip(built));
  }
  git(
    'archive',
    '--format=zip',
    '-9',
    `--prefix=keyferry-${version}/`,
    `--output=${nameOf('source')}`,
    'HEAD',
  );
  return { chrome: nameOf('chrome'), firefox: nameOf('firefox'), source: nameOf('source') };
}

function build(browser: Browser, folder: string): void {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  // Under a test runner the build would think that it is a test.
  const { VITEST: _, ...env } = process.env;
  const run = spawnSync(
    process.execPath,
    [vite, 'build', '--mode', browser, '--outDir', folder, '--emptyOutDir'],
    { cwd: root, encoding: 'utf8', env },
  );
  if (run.status !== 0) throw new Error(`The build for ${browser} failed.\n${run.stdout}${run.stderr}`);
}

/** Everything in a folder, in order of names, with the date of the commit. */
function zip(folder: string): Uint8Array {
  // Zip files have local times: the commit's time, as UTC, is the same everywhere.
  const mtime = git('log', '-1', '--date=format-local:%Y-%m-%dT%H:%M:%S', '--format=%cd');
  const files: Zippable = {};
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  for (const name of names.filter((each) => statSync(join(folder, each)).isFile()))
    files[name.split(sep).join('/')] = [readFileSync(join(folder, name)), { mtime }];
  return zipSync(files, { level: 9 });
}

const git = (...parameters: string[]): string =>
  execFileSync('git', parameters, { cwd: root, encoding: 'utf8', env: { ...process.env, TZ: 'UTC' } }).trim();

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { out: { type: 'string', default: 'dist/packages' } } });
  const packages = makePackages(resolve(root, values.out));
  for (const path of Object.values(packages))
    console.log(`${relative(root, path)}  ${statSync(path).size} bytes`);
}
