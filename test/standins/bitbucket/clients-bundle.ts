import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { PageSettings } from './pages';

type Look = PageSettings['look'];

/** The code of the "OAuth clients" page, as a browser gets it. */
interface PageCode {
  readonly script: string;
  readonly styles: string;
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const entries: Record<Look, string> = {
  atlassian: here('clients-page/atlaskit.tsx'),
  drawn: here('clients-page/drawn.tsx'),
};
const root = here('../../../');
const cache = `${root}node_modules/.cache/keyferry`;

const made = new Map<Look, Promise<PageCode>>();

/** Bundled once per process, and once for all of them as long as nothing changes that goes into it. */
export function pageCode(look: Look): Promise<PageCode> {
  const code = made.get(look) ?? fromCache(look);
  made.set(look, code);
  return code;
}

async function fromCache(look: Look): Promise<PageCode> {
  const file = `${cache}/oauth-clients-${look}-${await fingerprint()}.json`;
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept !== undefined) return JSON.parse(kept) as PageCode;
  const code = await bundle(look);
  // Test processes run at once: each writes a file of its own, and the last name change wins.
  const own = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  await mkdir(cache, { recursive: true });
  await writeFile(own, JSON.stringify(code));
  await rename(own, file);
  return code;
}

/** Of all that the bundles are made from. The lock file has the version of every package. */
async function fingerprint(): Promise<string> {
  const names = (await readdir(here('clients-page'))).sort();
  const files = [
    ...names.map((name) => here(`clients-page/${name}`)),
    here('words.ts'),
    here('clients-bundle.ts'),
    `${root}package-lock.json`,
  ];
  const hash = createHash('sha256');
  for (const file of files) hash.update(await readFile(file)).update('\0');
  return hash.digest('hex').slice(0, 16);
}

async function bundle(look: Look): Promise<PageCode> {
  const { outputFiles } = await build({
    entryPoints: [entries[look]],
    outdir: 'static',
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    define: { 'process.env.NODE_ENV': '"production"', 'process.env': '{}' },
    logLevel: 'warning',
  });
  const text = (ending: string) => outputFiles.find((file) => file.path.endsWith(ending))?.text ?? '';
  return { script: text('.js'), styles: text('.css') };
}
