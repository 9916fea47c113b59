import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { guards } from './guard-list';

// `npm run guards`: takes each guard of the threat model away, one at a time, in a copy of what is committed, and sees its
// test fail. If a guard's test passes without the guard, it does not protect that guard.

const root = fileURLToPath(new URL('..', import.meta.url));
const [only = ''] = process.argv.slice(2);

function main(): number {
  const copy = mkdtempSync(join(tmpdir(), 'keyferry-guards-'));
  const run = (program: string, ...parameters: string[]) =>
    spawnSync(process.execPath, [join(root, 'node_modules', program), ...parameters], {
      cwd: copy,
      encoding: 'utf8',
      // In either browser, whichever run has the guard's scenario.
      env: { ...process.env, KEYFERRY_SOAK: '1' },
    });
  const failures: string[] = [];
  try {
    execFileSync('git', ['clone', '--quiet', root, copy]);
    symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
    for (const { what, file, from, to, test, project = 'unit' } of guards) {
      if (!what.includes(only)) continue;
      const path = join(copy, file);
      const before = readFileSync(path, 'utf8');
      const isThere = before.split(from).length === 2;
      if (isThere)
        writeFileSync(
          path,
          before.replace(from, () => to),
        );
      const modes = project === 'unit' ? [] : ['chrome', 'firefox'];
      const isBuilt = modes.every((mode) => run('vite/bin/vite.js', 'build', '--mode', mode).status === 0);
      const isSeen =
        isThere &&
        isBuilt &&
        run('vitest/vitest.mjs', 'run', '--project', project, '--retry', '0', '--bail', '1', test).status !==
          0;
      writeFileSync(path, before);
      const verdict = isSeen ? 'seen' : !isThere ? 'NOT FOUND' : !isBuilt ? 'NOT BUILT' : 'NOT SEEN';
      console.log(`${verdict.padEnd(9)}  ${what}  (${test})`);
      if (!isSeen) failures.push(what);
    }
  } finally {
    rmSync(copy, { recursive: true, force: true, maxRetries: 5 });
  }
  console.log(`\n${failures.length} of ${guards.length} guards could be taken away unseen`);
  return failures.length;
}

process.exit(main() === 0 ? 0 : 1);
