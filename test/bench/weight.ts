import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What the build weighs, in bytes, as it is and compressed. */
export interface Weight {
  readonly raw: number;
  readonly gzip: number;
}

/**
 * The parts of a build that are weighed; for pages, what they load before they draw anything. The helper is what Bitbucket's settings
 * pages load if there is nothing to say; the panel comes on top if there is.
 */
export const weighed = [
  'ordinary page',
  'helper',
  'panel',
  'popup',
  'side panel',
  'result page',
  'background',
] as const;
export type Weighed = (typeof weighed)[number];

const pages: Partial<Record<Weighed, string>> = {
  popup: 'popup',
  'side panel': 'side',
  'result page': 'result',
};

/**
 * Scripts that are loaded at once, by their paths in the build: these, and what they import. What they import with `import('…')`
 * comes later, if at all.
 */
export function scriptsFrom(folder: string, entries: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  const take = (path: string) => {
    if (found.has(path)) return;
    const script = readFileSync(join(folder, path), 'utf8');
    found.set(path, script);
    for (const [, name = ''] of script.matchAll(/(?:\bfrom|\bimport)\s*["'`](\.\.?\/[^"'`]+)["'`]/g))
      take(join(path, '..', name));
  };
  for (const entry of entries) take(entry);
  return found;
}

/** The scripts that one of the extension's pages begins with. */
export function entriesOf(folder: string, page: string): string[] {
  const html = readFileSync(join(folder, `src/pages/${page}/index.html`), 'utf8');
  return [...html.matchAll(/<script[^>]* src="\/?([^"]+)"/g)].map(([, path = '']) => path);
}

interface BuiltManifest {
  readonly background: { readonly service_worker?: string; readonly scripts?: readonly string[] };
  readonly content_scripts: readonly { readonly js: readonly string[] }[];
}

/** Weighs a part of a build. */
export function weigh(folder: string, part: Weighed): Weight {
  const manifest: BuiltManifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  const [arrival, helper] = manifest.content_scripts.map(({ js }) => js);
  const { service_worker, scripts } = manifest.background;
  const page = pages[part];
  const entriesOfPart = () => {
    if (page) return entriesOf(folder, page);
    if (part === 'ordinary page') return arrival;
    if (part === 'helper') return helper;
    return part === 'panel' ? ['src/helper/panel.js'] : (scripts ?? [service_worker ?? '']);
  };
  const all = [...scriptsFrom(folder, entriesOfPart() ?? []).values()];
  return {
    raw: all.reduce((sum, each) => sum + Buffer.byteLength(each), 0),
    gzip: all.reduce((sum, each) => sum + gzipSync(each, { level: 9 }).length, 0),
  };
}

/** All files of a build, or those below one of its folders, each compressed separately, as in a package. */
export function weighAll(folder: string, below = ''): Weight {
  const files = readdirSync(join(folder, below), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, below, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path));
  return {
    raw: files.reduce((sum, each) => sum + each.length, 0),
    gzip: files.reduce((sum, each) => sum + gzipSync(each, { level: 9 }).length, 0),
  };
}

/** The words on screens, in every language. */
export const weighWords = (folder: string): Weight => weighAll(folder, '_locales');
