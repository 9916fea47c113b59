import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, describe, expect } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { makePackages, type Packages } from '../package';
import { saveAndReachItWorks, setUpToFilledForm } from '../person/person';
import { beforeFirst, browserName, itIn, worldForEachTest } from './worlds';

const open = worldForEachTest();

// Most of this does not depend on the browser: only one browser's run makes the packages.

const folder = mkdtempSync(join(tmpdir(), 'keyferry-packages-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let packages: Packages;
beforeFirst(async () => {
  packages = makePackages(join(folder, 'first'));
});

const bytesOf = (path: string) => new Uint8Array(readFileSync(path));
const textIn = (path: string, name: string) => Buffer.from(unzipSync(bytesOf(path))[name] ?? []).toString();

itIn()('are the same bytes when they are made again', () => {
  const checksum = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');
  const again = makePackages(join(folder, 'second'));
  for (const what of ['chrome', 'firefox', 'source'] as const)
    expect(checksum(again[what]), what).toBe(checksum(packages[what]));
});

itIn('firefox')('have the version of package.json, in their names and inside', () => {
  for (const what of ['chrome', 'firefox'] as const) {
    expect(packages[what]).toContain(`keyferry-${what}-${packageJson.version}.zip`);
    expect(JSON.parse(textIn(packages[what], 'manifest.json')).version).toBe(packageJson.version);
  }
});

itIn('firefox')('of the source has what a reviewer needs to build them, and nothing that was built', () => {
  const names = Object.keys(unzipSync(bytesOf(packages.source)));
  const within = (name: string) => `keyferry-${packageJson.version}/${name}`;
  for (const name of ['package.json', 'package-lock.json', 'vite.config.ts', 'manifest.json', 'README.md'])
    expect(names).toContain(within(name));
  expect(names.filter((name) => /node_modules|\/dist\//.test(name))).toEqual([]);
});

describe('installed', () => {
  /** Chromium takes folders only. */
  const unpacked = () => {
    const target = join(folder, 'unpacked');
    for (const [name, bytes] of Object.entries(unzipSync(bytesOf(packages.chrome)))) {
      mkdirSync(dirname(join(target, name)), { recursive: true });
      writeFileSync(join(target, name), bytes);
    }
    return target;
  };

  itIn('firefox')('they reach "It works!"', async () => {
    const world = await open({ extension: browserName === 'chromium' ? unpacked() : packages.firefox });
    const form = await setUpToFilledForm(world);
    await saveAndReachItWorks(world, form);
  });
});
