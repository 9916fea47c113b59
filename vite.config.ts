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

/** `manifest.json` is Chrome's, but for the pages that its scripts are on; Firefox's differs where Firefox wants it otherwise. */
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

/** The manifest's icons, from the one drawing of the logo. */
function renderIcons(): void {
  const drawing = readFileSync('src/ui/logo.svg', 'utf8');
  for (const [size, path] of Object.entries(manifest.icons)) {
    const png = new Resvg(drawing, { fitTo: { mode: 'width', value: Number(size) } }).render().asPng();
    mkdirSync(dirname(`src/public/${path}`), { recursive: true });
    writeFileSync(`src/public/${path}`, png);
  }
}

/**
 * What a page loads later has no styles of its own, and its pieces lie beside it: vite's helper, which looks for both first, is
 * more than it is good for.
 */
const plainImports: Plugin = {
  name: 'plain-imports',
  enforce: 'pre',
  load: (id) =>
    id.includes('vite/preload-helper') ? 'export const __vitePreload = (load) => load();' : undefined,
};

/** The words are most of a package: there they have no blanks between them. */
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

/** What of an API's description is called in the code; the areas of `storage` are asked for by name. */
const calledIn = (code: string, api: string, description: object): object =>
  Object.fromEntries(
    Object.entries(description).flatMap(([name, part]) => {
      if ('minArgs' in part) return new RegExp(`${api}\\??\\.${name}\\b`).test(code) ? [[name, part]] : [];
      return code.includes(`'${name}'`) ? [[name, calledIn(code, '', part)]] : [];
    }),
  );

/**
 * The polyfill brings a description of every API that it wraps, most of what it weighs. In Chrome a page waits for it to
 * be read, so it keeps the calls that the code makes.
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

/** What libraries bring along for browsers that lack it; those that Keyferry runs in have it. */
const withoutPolyfills = [
  { find: /^\.\/polyfills\/SetLike\.mjs$/, replacement: resolvedFrom('src/bitbucket/native/set.ts') },
  {
    find: /^\.\/polyfills\/array\.from\.mjs$/,
    replacement: resolvedFrom('src/bitbucket/native/array-from.ts'),
  },
];

/** In a page the texts alone are asked of the browser, which needs no polyfill for that. */
const bareBrowser = [
  { find: 'webextension-polyfill', replacement: resolvedFrom('src/extension/platform/bare-browser.ts') },
];

/** What the background injects into a page on request: the files that the build makes, and what each begins with. */
const injections = {
  'src/filler/filler.js': 'src/filler/main.ts',
  'src/helper/panel.js': 'src/helper/panel/main.ts',
};

/**
 * Each of them as one file. No entry of the manifest's has it, so that no page can load it, and none can tell by it who is there.
 */
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
 * What popup and result page both load before they draw anything is one file: that is smaller than a dozen, each compressed for
 * itself, and one to wait for. What the background needs of it as well is another, so that it loads no screens each time that it wakes.
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

/** The exhaustive run has what the usual run leaves out in a browser. */
const isExhaustive = process.env.KEYFERRY_EXHAUSTIVE !== undefined;
const scenarios = 'test/journey';

/** What takes longest on the real Keycloak: in the usual run the contract and the scenarios have it. */
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
    include: isExhaustive ? withMore() : [`${scenarios}/**/*.test.ts`],
    isolate: false,
    retry: 0,
    // A machine that is busy takes its time.
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
        // Those that no entry of the manifest brings along, in one browser or in both.
        input: Object.fromEntries(
          ['result', 'side', 'welcome'].map((page) => [page, `src/pages/${page}/index.html`]),
        ),
        output: { codeSplitting: { groups: [{ name: firstLoad() }] } },
      },
    },
    test: {
      // Two browsers at once: a journey waits as much as it works. Three take longer on two cores.
      maxWorkers: 2,
      // A file of scenarios may have none for this run in one of the browsers; the reporter looks after the other files.
      passWithNoTests: true,
      globalSetup: 'test/servers/shared-keycloak.ts',
      ...(sequencer ? { sequence: { sequencer } } : {}),
      projects: [
        {
          extends: true as const,
          test: {
            name: 'unit',
            sequence: { groupOrder: 0 },
            // A file that needs a document says so at its top; a window for each of the others costs a third of this part's time.
            environment: 'node',
            setupFiles: ['locks', 'last-frame', 'dialogs', 'patience'].map((each) => `test/unit/${each}.ts`),
            testTimeout: 180_000,
            // What a test wants may have to be started first.
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
