import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

/** The code of a page that is drawn in the browser, as the browser gets it. */
export interface PageCode {
  readonly script: string;
  readonly styles: string;
}

/** What a page is made from. Paths of files, except `name`, which tells the bundle from others. */
export interface PageSources {
  readonly name: string;
  readonly entry: string;
  /** The folder of the page's own code. */
  readonly folder: string;
  /** What else of this project goes in. */
  readonly files: readonly string[];
}

// Only when it is needed: in a simulated DOM this module has no file.
const root = () => fileURLToPath(new URL('../../', import.meta.url));
const cache = () => `${root()}node_modules/.cache/keyferry`;

const made = new Map<string, Promise<PageCode>>();

/** Bundled once per process, and once for all processes as long as its sources do not change. */
export function pageCode(sources: PageSources): Promise<PageCode> {
  const code = made.get(sources.name) ?? fromCache(sources);
  made.set(sources.name, code);
  return code;
}

async function fromCache(sources: PageSources): Promise<PageCode> {
  const file = `${cache()}/${sources.name}-${await fingerprint(sources)}.json`;
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept !== undefined) return JSON.parse(kept) as PageCode;
  const code = await bundle(sources.entry);
  // Test processes run at the same time: each writes its own file, and the last rename wins.
  const own = `${file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  await mkdir(cache(), { recursive: true });
  await writeFile(own, JSON.stringify(code));
  await rename(own, file);
  return code;
}

/** A digest of everything in the bundle. The lock file has the version of every package. */
async function fingerprint({ folder, files }: PageSources): Promise<string> {
  const names = (await readdir(folder)).sort();
  const all = [
    ...names.map((name) => `${folder}/${name}`),
    ...files,
    fileURLToPath(import.meta.url),
    `${root()}package-lock.json`,
  ];
  const hash = createHash('sha256');
  for (const file of all) hash.update(await readFile(file)).update('\0');
  return hash.digest('hex').slice(0, 16);
}

async function bundle(entry: string): Promise<PageCode> {
  // If there is nothing to bundle, as in a simulated DOM, it need not run.
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [entry],
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
