// @vitest-environment node
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { entriesOf, scriptsFrom, type Weighed, weigh, weighAll, weighed, weighWords } from './bench/weight';

// What `npm run build` made, as the stores and a reviewer see it.

const root = resolve(import.meta.dirname, '..');
const folder = (browser: string) => join(root, 'dist', browser);
const filesIn = (path: string) =>
  readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(path, name)).isFile(),
  );

/** The scripts that a page loads before it draws anything, by their paths in the build. */
const scriptsOf = (browser: string, page: string): Map<string, string> =>
  scriptsFrom(folder(browser), entriesOf(folder(browser), page));

/** What may be loaded at once, in bytes, compressed. A part that grows past it has to be looked at. */
const most: Readonly<Record<Weighed, number>> = {
  'ordinary page': 400,
  helper: 25_000,
  panel: 18_200,
  popup: 30_000,
  'side panel': 30_000,
  'result page': 30_000,
  background: 96_000,
};

/** Everything, and the words in all languages: they grow with each screen. */
const mostInAll = 384_000;
const mostInWords = 133_000;

/** Words that show the OAuth library in any built code: what it checks answers for. */
const oauth = /code_challenge|CodeVerifier|\boauth4webapi\b|id_token/;

interface Finding {
  readonly code: string;
  readonly file: string;
}

it('passes Firefox’s linter, but for Preact’s own support of innerHTML', () => {
  const lint = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/web-ext/bin/web-ext.js'),
      'lint',
      '--output=json',
      `--source-dir=${folder('firefox')}`,
    ],
    { encoding: 'utf8' },
  );
  const { errors, notices, warnings }: Record<string, Finding[]> = JSON.parse(lint.stdout);
  expect(errors).toEqual([]);
  expect(notices).toEqual([]);
  expect([...new Set(warnings?.map((each) => each.code))]).toEqual(['UNSAFE_VAR_ASSIGNMENT']);
  for (const { file } of warnings ?? []) {
    expect(readFileSync(join(folder('firefox'), file), 'utf8')).toContain('dangerouslySetInnerHTML');
  }
});

describe.each(['chrome', 'firefox'])('the build for %s', (browser) => {
  const manifest = JSON.parse(readFileSync(join(folder(browser), 'manifest.json'), 'utf8'));

  it('has every page of its own, and those that the manifest names', () => {
    const named = [
      manifest.action.default_popup,
      manifest.options_ui.page,
      manifest.side_panel?.default_path ?? manifest.sidebar_action?.default_panel,
    ];
    for (const page of [...named, 'src/pages/result/index.html', 'src/pages/welcome/index.html'])
      expect(readFileSync(join(folder(browser), page), 'utf8')).toMatch(/<script type="module"/);
  });

  it('has nothing that a web page can load', () => {
    expect(manifest.web_accessible_resources ?? []).toEqual([]);
  });

  it.each(['src/filler/filler.js', 'src/helper/panel.js'])('puts %s into a page on request only', (file) => {
    expect(statSync(join(folder(browser), file)).size).toBeGreaterThan(1_000);
    expect(JSON.stringify(manifest)).not.toContain(file);
  });

  it('has nothing of the tests or stand-ins in it', () => {
    for (const file of filesIn(folder(browser)).filter((name) => /\.(?:js|html|json)$/.test(name))) {
      const text = readFileSync(join(folder(browser), file), 'utf8');
      expect(text, file).not.toMatch(/acme rockets|stand-?ins?\b|loopback/i);
    }
  });

  it.each(weighed)('loads no more at once than it may: %s', (part) => {
    const { gzip } = weigh(folder(browser), part);
    expect(gzip).toBeGreaterThan(100);
    expect(gzip).toBeLessThan(most[part]);
  });

  it('is no bigger than it may be, and keeps its words without blanks between them', () => {
    expect(weighAll(folder(browser)).gzip).toBeLessThan(mostInAll);
    const words = weighWords(folder(browser));
    expect(words.gzip).toBeGreaterThan(100_000);
    expect(words.gzip).toBeLessThan(mostInWords);
    const [english] = filesIn(join(folder(browser), '_locales/en'));
    expect(readFileSync(join(folder(browser), '_locales/en', english ?? ''), 'utf8')).not.toMatch(/\n/);
  });

  describe.each(['popup', 'result'])('shows the %s at once:', (page) => {
    const scripts = scriptsOf(browser, page);

    it('from a few scripts', () => {
      expect(scripts.size).toBeGreaterThan(2);
    });

    it('and nothing of the OAuth library, which the settings have', () => {
      const withOAuth = (name: string) =>
        [...scriptsOf(browser, name).values()].filter((script) => oauth.test(script));
      expect(withOAuth(page)).toEqual([]);
      expect(withOAuth('options')).not.toEqual([]);
    });
  });

  it('has a policy without unsafe exceptions', () => {
    const policy: string = manifest.content_security_policy.extension_pages;
    expect(policy).not.toMatch(/unsafe|http:|\*;/);
    for (const nothing of ['default-src', 'base-uri', 'form-action', 'frame-ancestors'])
      expect(policy).toContain(`${nothing} 'none'`);
  });
});
