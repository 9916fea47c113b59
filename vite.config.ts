/// <reference types="vitest/config" />
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { crx, type ManifestV3Export } from '@crxjs/vite-plugin';
import preact from '@preact/preset-vite';
import { Resvg } from '@resvg/resvg-js';
import { build, defineConfig, type Plugin } from 'vite';
import manifest from './manifest.json' with { type: 'json' };
import packageJson from './package.json' with { type: 'json' };
import { everyPage, settingsPages } from './src/bitbucket/settings-pages';

type Browser = 'chrome' | 'firefox';

const production = { 'process.env.NODE_ENV': JSON.stringify('production') };

/** `manifest.json` is Chrome's, except the pages that its scripts are on; Firefox's differs where Firefox needs it to. */
function manifestFor(browser: Browser): ManifestV3Export {
  const [arrival, helper] = manifest.content_scripts;
  const common = {
    ...manifest,
    version: packageJson.version,
    content_scripts: [
      { ...arrival, matches: [everyPage] },
      { ...helper, matches: settingsPages },
    ],
  };
  if (browser === 'chrome') return common as ManifestV3Export;
  const { minimum_chrome_version: _, side_panel, background, permissions, ...rest } = common;
  return {
    ...rest,
    permissions: permissions.filter((each) => each !== 'sidePanel'),
    sidebar_action: {
      default_panel: side_panel.default_path,
      default_title: manifest.action.default_title,
      default_icon: manifest.action.default_icon,
      open_at_install: false,
    },
    background: { scripts: [background.service_worker], type: 'module' },
    browser_specific_settings: {
      gecko: {
        id: 'keyferry@keyferry.example',
        strict_min_version: '142.0',
        data_collection_permissions: { required: ['authenticationInfo', 'websiteContent'] },
      },
    },
  } as unknown as ManifestV3Export;
}

/** The manifest's icons, from the logo's one drawing. */
function renderIcons(): void {
  const drawing = readFileSync('src/ui/logo.svg', 'utf8');
  for (const [size, path] of Object.entries(manifest.icons)) {
    const png = new Resvg(drawing, { fitTo: { mode: 'width', value: Number(size) } }).render().asPng();
    mkdirSync(dirname(`src/public/${path}`), { recursive: true });
    writeFileSync(`src/public/${path}`, png);
  }
}

/**
 * What a page loads later has no styles of its own, and its pieces are beside it: vite's helper looks for both first, which
 * costs more than it is worth.
 */
const plainImports: Plugin = {
  name: 'plain-imports',
  enforce: 'pre',
  load: (id) =>
    id.includes('vite/preload-helper') ? 'export const __vitePreload = (load) => load();' : undefined,
};

/** The words are most of a package, so there they have no whitespace. */
const tightWords: Plugin = {
  name: 'tight-words',
  writeBundle: ({ dir }) => {
    const words = `${dir}/_locales`;
    for (const language of readdirSync(words)) {
      const path = `${words}/${language}/messages.json`;
      writeFileSync(path, JSON.stringify(JSON.parse(readFileSync(path, 'utf8'))));
    }
  },
};

/** The parts of an API's description that the code calls; areas of `storage` are asked for by name. */
const calledIn = (code: string, api: string, description: object): object =>
  Object.fromEntries(
    Object.entries(description).flatMap(([name, part]) => {
      if ('minArgs' in part) return new RegExp(`${api}\\??\\.${name}\\b`).test(code) ? [[name, part]] : [];
      return code.includes(`'${name}'`) ? [[name, calledIn(code, '', part)]] : [];
    }),
  );

/**
 * The polyfill's descriptions of all the APIs that it wraps are most of its weight. In Chrome a page waits until they
 * are read, so only those of calls that the code makes are kept.
 */
function wrappedApis(): Plugin {
  const code = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path))
    .map((path) => readFileSync(`src/${path}`, 'utf8'))
    .join();
  const used = new Set([...code.matchAll(/\bbrowser\.(\w+)/g)].map(([, name]) => name));
  const description = /(?<=const apiMetadata = )\{.*?\n {6}\}(?=;)/s;
  return {
    name: 'wrapped-apis',
    enforce: 'pre',
    transform: {
      filter: { id: /webextension-polyfill/ },
      handler: (polyfill) => {
        if (!description.test(polyfill))
          throw new Error('webextension-polyfill describes its APIs otherwise');
        return polyfill.replace(description, (all) =>
          JSON.stringify(
            Object.fromEntries(
              Object.entries<object>(JSON.parse(all))
                .filter(([name]) => used.has(name))
                .map(([name, description]) => [name, calledIn(code, `browser\\.${name}`, description)]),
            ),
          ),
        );
      },
    },
  };
}

const resolvedFrom = (path: string) => resolve(import.meta.dirname, path);

/** Polyfills in libraries, which the browsers that Keyferry runs in do not need. */
const withoutPolyfills = [
  { find: /^\.\/polyfills\/SetLike\.mjs$/, replacement: resolvedFrom('src/bitbucket/native/set.ts') },
  {
    find: /^\.\/polyfills\/array\.from\.mjs$/,
    replacement: resolvedFrom('src/bitbucket/native/array-from.ts'),
  },
];

/** Injected code asks the browser only for texts, which needs no polyfill. */
const bareBrowser = [
  { find: 'webextension-polyfill', replacement: resolvedFrom('src/extension/platform/bare-browser.ts') },
];

/** What the background injects into a page on request: the built files, and the source that each begins with. */
const injections = {
  'src/filler/filler.js': 'src/filler/main.ts',
  'src/helper/panel.js': 'src/helper/panel/main.ts',
};

/** Builds each of them as one file. No entry of the manifest has it, so no page can load it, or detect the extension by it. */
function injected(): Plugin {
  return {
    name: 'injected',
    async buildStart() {
      for (const [fileName, entry] of Object.entries(injections)) {
        const built = await build({
          configFile: false,
          publicDir: false,
          logLevel: 'warn',
          define: production,
          resolve: { alias: [...withoutPolyfills, ...bareBrowser] },
          build: { write: false, lib: { entry, formats: ['iife'], name: 'injected' } },
        });
        for (const { output } of [built].flat() as Extract<typeof built, { output: unknown }>[])
          for (const each of output) {
            if (each.type !== 'chunk') continue;
            this.emitFile({ type: 'asset', fileName, source: each.code });
            for (const id of each.moduleIds) this.addWatchFile(id);
          }
      }
    },
  };
}

interface Modules {
  getModuleInfo(id: string): { readonly importedIds: readonly string[] } | null;
}

/**
 * What popup and result page both load before they draw anything is one file: it is smaller than a dozen that are compressed
 * separately, and only one to wait for. The part that the background also needs is another file, so that it loads no screens each time
 * it wakes.
 */
function firstLoad(): (id: string, modules: Modules) => string | null {
  let first: ReadonlySet<string> | undefined;
  let ofBackground: ReadonlySet<string> = new Set();
  const loadedBy = (entry: string, modules: Modules): Set<string> => {
    const found = new Set<string>();
    const take = (id: string) => {
      if (found.has(id)) return;
      found.add(id);
      for (const each of modules.getModuleInfo(id)?.importedIds ?? []) take(each);
    };
    take(resolve(import.meta.dirname, `src/${entry}`));
    return found;
  };
  return (id, modules) => {
    if (!first) {
      const byResult = loadedBy('pages/result/main.tsx', modules);
      const byPopup = loadedBy('pages/popup/main.tsx', modules);
      first = new Set([...byPopup].filter((each) => byResult.has(each)));
      ofBackground = loadedBy('extension/background/background.ts', modules);
    }
    if (!first.has(id) || id.endsWith('.css')) return null;
    return ofBackground.has(id) ? 'base' : 'first';
  };
}

/** The exhaustive run runs what the usual run leaves out in a browser. */
const isExhaustive = process.env.KEYFERRY_EXHAUSTIVE !== undefined;
const scenarios = 'test/journey';

/** What takes longest on the real Keycloak: in the usual run the contract and the scenarios cover it. */
const onKeycloak = ['servers', 'dashboards'].map((folder) => `test/unit/${folder}/keycloak.test.ts`);

const withMore = () =>
  readdirSync(scenarios)
    .map((name) => `${scenarios}/${name}`)
    .filter((path) => path.endsWith('.test.ts') && /\bit(?:In|Each)[(<]/.test(readFileSync(path, 'utf8')));

/** One suite, two engines. A worker keeps its browser from file to file. */
const scenariosIn = (browser: 'chromium' | 'firefox') => ({
  extends: true as const,
  test: {
    name: browser,
    provide: { browser },
    sequence: { groupOrder: 2 },
    environment: 'node',
    setupFiles: `${scenarios}/in-time.ts`,
    include: isExhaustive ? withMore() : [`${scenarios}/**/*.test.ts`],
    isolate: false,
    retry: 0,
    // A busy machine takes longer.
    expect: { poll: { timeout: 40_000, interval: 75 } },
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
});

export default defineConfig(async ({ mode }) => {
  const browser: Browser = mode === 'firefox' ? 'firefox' : 'chrome';
  const isTest = process.env.VITEST !== undefined;
  if (!isTest) renderIcons();
  const sequencer = isTest ? (await import('./test/sequence')).BrowserByBrowser : undefined;
  return {
    publicDir: 'src/public',
    define: isTest ? {} : production,
    resolve: { alias: isTest ? [] : withoutPolyfills },
    plugins: isTest
      ? [preact()]
      : [
          plainImports,
          wrappedApis(),
          preact(),
          injected(),
          tightWords,
          crx({ manifest: manifestFor(browser), browser }),
        ],
    build: {
      outDir: `dist/${browser}`,
      emptyOutDir: true,
      modulePreload: false,
      rolldownOptions: {
        // The pages that no entry of the manifest includes, in one browser or in both.
        input: Object.fromEntries(
          ['result', 'side', 'welcome'].map((page) => [page, `src/pages/${page}/index.html`]),
        ),
        output: { codeSplitting: { groups: [{ name: firstLoad() }] } },
      },
    },
    test: {
      // Two browsers at once: a journey waits as much as it works. On two cores, three take longer.
      maxWorkers: 2,
      // A file may have no scenario for this run in one of the browsers; the reporter watches the other files.
      passWithNoTests: true,
      globalSetup: 'test/servers/shared-keycloak.ts',
      ...(sequencer ? { sequence: { sequencer } } : {}),
      projects: [
        {
          extends: true as const,
          test: {
            name: 'unit',
            sequence: { groupOrder: 0 },
            // A file that needs a document says so at its top; a window for each other file would cost a third of this part's time.
            environment: 'node',
            setupFiles: ['locks', 'last-frame', 'dialogs', 'patience'].map((each) => `test/unit/${each}.ts`),
            testTimeout: 180_000,
            // What a test needs may have to start first.
            hookTimeout: 180_000,
            include: isExhaustive
              ? [
                  'test/unit/bitbucket/variants-*.test.ts',
                  'test/unit/helper/any-order.test.ts',
                  ...onKeycloak,
                ]
              : ['test/unit/**/*.test.{ts,tsx}', 'test/contracts/**/*.test.ts', 'test/repository.test.ts'],
            exclude: isExhaustive ? [] : onKeycloak,
          },
        },
        {
          extends: true as const,
          test: {
            name: 'build',
            sequence: { groupOrder: 1 },
            environment: 'node',
            include: ['test/built.test.ts'],
            testTimeout: 180_000,
          },
        },
        scenariosIn('chromium'),
        scenariosIn('firefox'),
      ],
    },
  };
});
