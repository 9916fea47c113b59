// @vitest-environment node
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../manifest.json';
import { listAddresses, workspacesAddress } from '../src/bitbucket/addresses';
import { everyPage, isSettingsPage } from '../src/bitbucket/settings-pages';
import { type ApiDashboardId, apiDashboardIds, apiDashboards } from '../src/dashboards';
import { rightsOnTheWay } from '../src/dashboards/auth0/own-access';
import { rights } from '../src/dashboards/auth0/rights';
import messages from '../src/public/_locales/en/messages.json';
import { guards } from './guard-list';

// Keeps true what docs/architecture.md and the README say of the repository.

const root = resolve(import.meta.dirname, '..');
const files = (folder: string, ending: RegExp): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => ending.test(name));
const sources = files('src', /\.tsx?$/);
const read = (file: string) => readFileSync(join(root, file), 'utf8');

/** Without comments, so that what they mention does not count. */
const code = (file: string) =>
  read(file)
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/(^|\s)\/\/.*$/gm, '');

const importsOf = (file: string): string[] =>
  [...code(file).matchAll(/(?:from|import)\s+'(\.[^']+)'/g)].map(([, path]) =>
    relative(root, resolve(root, dirname(file), path ?? '')),
  );

/** The rows of the README's table of what is kept where, and what the code calls it. */
const storedAs: Record<string, readonly string[]> = {
  'profiles: names, domains': ['local profiles'],
  'how far the first steps have come': ['local welcome'],
  'of a tool, the site whose page was filled last': ['local pages'],
  'where the panel stands, and whether you want notifications or the side panel': [
    'local notices',
    'local panel',
    'local side',
  ],
  'where a setup stands: steps done': ['local journey'],
  'the same of a setup that waits': ['local aside'],
  'the history: the last 20': ['local history'],
  'of “Check all”': ['session round'],
  'Key and Secret': ['session pair'],
  'a changed connection as it was before': ['session backup'],
  'token, password or Client Secret of the dashboard': ['session credential', 'session token'],
  'the same, if you want it kept': ['local locker'],
  'of an access that Keyferry made for itself': ['local own'],
  'of a test login that is under way': ['session memo'],
  'name, picture and address of who logged in': ['session login'],
  'which tabs a setup uses': [
    'session awake',
    'session place',
    'session reading',
    'session seen',
    'session shown',
    'session ticket',
    'session watch',
  ],
};

describe('arrows between the layers go down only', () => {
  const below = ['src/secret', 'src/cut', 'src/said', 'src/bitbucket', 'src/dashboards', 'src/setup'];
  const open = ['platform', 'words', 'messages', 'store', 'dashboard'].map((room) => `src/extension/${room}`);
  const rooms = (allowedIn: Record<string, readonly string[]>) =>
    Object.fromEntries(Object.entries(allowedIn).map(([room, may]) => [`src/extension/${room}`, may]));
  // What each folder may import, besides itself.
  const allowed: Record<string, readonly string[]> = {
    'src/secret.ts': [],
    'src/cut.ts': [],
    'src/said.ts': ['src/cut'],
    'src/bitbucket': ['src/secret', 'src/cut', 'src/said'],
    // The compiler checks which sentence a stage, or a dashboard's field, has.
    'src/dashboards': ['src/secret', 'src/cut', 'src/said', 'src/bitbucket', 'src/public'],
    'src/setup': ['src/secret', 'src/cut', 'src/said', 'src/bitbucket', 'src/dashboards', 'src/public'],
    ...rooms({
      platform: ['src/secret', 'src/bitbucket', 'src/dashboards', 'src/filler'],
      words: ['src/public', 'src/setup'],
      messages: ['src/bitbucket', 'src/dashboards', 'src/setup'],
      store: [...below, 'src/extension/platform'],
      dashboard: [...below, 'src/extension/platform', 'src/extension/store'],
      background: [...below, ...open],
    }),
    'src/filler': ['src/cut', 'src/said', 'src/bitbucket', 'src/dashboards'],
    'src/ui': ['src/extension/words'],
    'src/helper': [
      'src/secret',
      'src/cut',
      'src/bitbucket',
      'src/setup',
      'src/extension/messages',
      'src/extension/words',
      'src/ui',
    ],
    // All of the extension's rooms except the background; and the changelog, to show what is new.
    'src/pages': [...below, ...open, 'src/ui', 'docs/changelog.md?raw'],
  };
  const layerOf = (file: string) =>
    Object.keys(allowed).find((layer) => file === layer || file.startsWith(`${layer}/`));

  it.each(sources)('%s', (file) => {
    const layer = layerOf(file);
    expect(layer, 'has a layer').toBeDefined();
    for (const target of importsOf(file)) {
      const isOwn = target.startsWith(`${layer}/`);
      const isBelow = allowed[layer ?? '']?.some(
        (below) => target === below || target.startsWith(`${below}/`),
      );
      expect(isOwn || isBelow, `imports ${target}`).toBe(true);
    }
  });
});

describe('the browser', () => {
  it('is called in src/extension only', () => {
    const calling = sources.filter((file) =>
      /webextension-polyfill|\b(?:browser|chrome)\.[a-z]/.test(code(file)),
    );
    expect(calling.filter((file) => !file.startsWith('src/extension/'))).toEqual([]);
  });

  it('is no global in what reads pages or decides', () => {
    const pure = sources.filter((file) => /^src\/(?:bitbucket|setup|dashboards)\//.test(file));
    const globals =
      /(?<![.\w'])(?:document|window|location|localStorage|navigator)\b(?!\s*[:?)(,=}\]])|instanceof (?:HTML|Element|Node)/;
    expect(pure.filter((file) => globals.test(code(file).replace(/'[^']*'|`[^`]*`/g, '')))).toEqual([]);
  });

  it('gives the network to one file only', () => {
    const fetching = sources.filter((file) =>
      /(?<![.\w])fetch\(|globalThis\.fetch\(|XMLHttpRequest|WebSocket|sendBeacon/.test(code(file)),
    );
    expect(fetching).toEqual(['src/dashboards/http.ts', 'src/extension/dashboard/sign-in.ts']);
  });
});

it('takes a secret out of its wrapping in few files only', () => {
  const revealing = sources.filter((file) => code(file).includes('.reveal()'));
  expect(new Set(revealing)).toEqual(
    new Set([
      'src/bitbucket/oauth.ts',
      'src/dashboards/auth0/api.ts',
      'src/dashboards/auth0/connections.ts',
      'src/dashboards/auth0/options.ts',
      'src/dashboards/auth0/session.ts',
      'src/dashboards/auth0/token.ts',
      'src/dashboards/auth0/undo.ts',
      'src/dashboards/by-hand/snippets.ts',
      'src/dashboards/keycloak/api.ts',
      'src/dashboards/keycloak/connections.ts',
      'src/dashboards/keycloak/login.ts',
      'src/dashboards/keycloak/providers.ts',
      'src/dashboards/keycloak/session.ts',
      'src/dashboards/pocketbase/api.ts',
      'src/dashboards/pocketbase/connections.ts',
      'src/dashboards/pocketbase/login.ts',
      'src/dashboards/pocketbase/session.ts',
      'src/dashboards/supabase/api.ts',
      'src/dashboards/supabase/connections.ts',
      'src/dashboards/supabase/session.ts',
      'src/extension/platform/clipboard.ts',
      'src/extension/platform/page-form.ts',
      'src/extension/store/credentials.ts',
      'src/extension/store/locker.ts',
      'src/extension/store/encrypted.ts',
      'src/extension/store/vault.ts',
      'src/pages/asks/hand-over.tsx',
      'src/secret.ts',
    ]),
  );
});

/** Words that only this dashboard uses. */
const ownWords: Record<ApiDashboardId, readonly string[]> = {
  keycloak: ['\\brealm', 'レルム', 'kc_idp_hint'],
  pocketbase: ['superuser', 'スーパーユーザー', 'authWithOAuth2'],
  supabase: ['publishable', 'service_role', 'signInWithOAuth', 'personal access token'],
  auth0: ['management.api', 'api explorer', 'tenant', 'テナント', 'machine.to.machine'],
};

describe('of a dashboard', () => {
  const outside = sources.filter((file) => !file.startsWith('src/dashboards/'));

  it('the words are known in its own folder only', () => {
    // Its name, and what its API calls the fields of a connection.
    const known = /auth0|keycloak|pocketbase|supabase|options\.client_id|client_secret\b/i;
    // Bitbucket's own OAuth server has a `client_secret`, too.
    const apart = outside.filter((file) => file !== 'src/bitbucket/oauth.ts');
    expect(apart.filter((file) => known.test(code(file)))).toEqual([]);
  });

  it('the folder is entered by the indexes only', () => {
    const indexes = ['index', 'fieldsets', 'sessions', 'hand-overs', 'own-forms'].map(
      (name) => `src/dashboards/${name}.ts`,
    );
    const entering = sources.filter(
      (file) =>
        !indexes.includes(file) &&
        importsOf(file).some((target) => {
          const [, folder] = /^(src\/dashboards\/[\w-]+)\//.exec(target) ?? [];
          return folder !== undefined && !file.startsWith(`${folder}/`);
        }),
    );
    expect(entering).toEqual([]);
  });

  it('what a profile has of its own is read in its own folder only', () => {
    const own = Object.values(apiDashboards).flatMap(({ settings }) => Object.keys(settings.entries));
    const reading = new RegExp(`\\.(?:${own.join('|')})\\b(?!\\()`);
    // A credential of that kind uses the same name, whatever it is for.
    const apart = outside.filter((file) => file !== 'src/extension/store/credentials.ts');
    expect(apart.filter((file) => reading.test(code(file)))).toEqual([]);
  });

  describe.each(apiDashboardIds)('%s, the messages', (id) => {
    const { name } = apiDashboards[id].about;
    const isOwn = (key: string) => key.startsWith(id) && /^[A-Z]/.test(key.slice(id.length));

    it('are asked for in its own folder only', () => {
      const own = Object.keys(messages).filter(isOwn);
      expect(own.length).toBeGreaterThan(0);
      const folder = `src/dashboards/${id}/`;
      const apart = sources.filter((file) => !file.startsWith(folder) && !file.startsWith('src/public/'));
      expect(apart.filter((file) => own.some((key) => read(file).includes(key)))).toEqual([]);
    });

    it.each(['en', 'de', 'es', 'ja'])('of all others say nothing of it: in %s', (locale) => {
      const texts: Record<string, { message: string }> = JSON.parse(
        read(`src/public/_locales/${locale}/messages.json`),
      );
      const known = new RegExp([name, ...ownWords[id]].join('|'), 'i');
      const naming = Object.entries(texts).filter(([key, { message }]) => !isOwn(key) && known.test(message));
      expect(naming.map(([key]) => key)).toEqual([]);
    });
  });

  it('the way in is loaded in one place only', () => {
    const loading = sources.filter((file) => importsOf(file).includes('src/dashboards/sessions'));
    expect(loading).toEqual(['src/extension/dashboard/sign-in.ts']);
  });
});

it('ships nothing but its own code and its dependencies', () => {
  const { dependencies } = JSON.parse(read('package.json'));
  const foreign = sources.flatMap((file) =>
    [...code(file).matchAll(/(?:from|import)\s+'([^.'][^']*)'/g)]
      .map(([, name = '']) => name.split('/', name.startsWith('@') ? 2 : 1).join('/'))
      .filter((name) => !(name in dependencies)),
  );
  expect(foreign).toEqual([]);
});

it('says of everything that ships which version it is, under which licence', () => {
  interface Package {
    readonly version: string;
    readonly license: string;
    readonly dependencies?: Record<string, string>;
  }
  const packageOf = (name: string): Package => JSON.parse(read(`node_modules/${name}/package.json`));
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
  for (const [name, version] of Object.entries(dependencies))
    expect(packageOf(name).version, `${name} is pinned`).toBe(version);
  const own = Object.keys(dependencies);
  const all = [...own, ...own.flatMap((name) => Object.keys(packageOf(name).dependencies ?? {}))].sort();
  const rows = [...read('docs/dependencies.md').matchAll(/^\| `([^`]+)` +\| (\S+) +\| (\S+) +\|/gm)];
  expect(rows.map(([, ...cells]) => cells)).toEqual(
    all.map((name) => [name, packageOf(name).version, packageOf(name).license]),
  );
  for (const name of all.filter((each) => !own.includes(each)))
    expect(packageOf(name).dependencies ?? {}, `${name} brings nothing more`).toEqual({});
});

it('says of everything that it is made and tried with what it is for', () => {
  const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: Record<string, string> };
  const [, made = ''] = read('docs/dependencies.md').split('# What it is made and tried with');
  const named = [...made.matchAll(/^\| .*$/gm)].flatMap(([row]) => [...row.matchAll(/`([^`]+)`/g)]);
  expect(named.map(([, name]) => name).sort()).toEqual(Object.keys(devDependencies).sort());
});

it('keeps out of private windows, whose logins its own pages and the login window do not have', () => {
  expect(manifest.incognito).toBe('not_allowed');
});

it('lets no browser translate its own pages', () => {
  const pages = files('src/pages', /\.html$/);
  expect(pages).toHaveLength(5);
  for (const page of pages) expect(read(page)).toContain('<html lang="en" translate="no">');
});

it('lets nobody else in: no messages from outside, none between windows', () => {
  expect(Object.keys(manifest)).not.toContain('externally_connectable');
  const foreign = /postMessage|onMessageExternal|onConnect|addEventListener\('message'/;
  expect(sources.filter((file) => foreign.test(code(file)))).toEqual([]);
});

it('logs nothing', () => {
  expect(sources.filter((file) => /\bconsole\./.test(code(file)))).toEqual([]);
});

describe('words on screen', () => {
  const all = sources.map(read).join('\n');

  it('each come from a message that is there', () => {
    const asked = [...all.matchAll(/\bt\('([A-Za-z_]+)'/g)].map(([, key]) => key ?? '');
    expect(asked.filter((key) => !(key in messages))).toEqual([]);
  });

  it('are all used', () => {
    // Keys that are built from a code have a prefix with that code's name.
    const families = [...all.matchAll(/`([A-Za-z]+_)\$\{/g)].map(([, prefix]) => prefix ?? '');
    const manifestKeys = [...JSON.stringify(manifest).matchAll(/__MSG_(\w+)__/g)].map(([, key]) => key);
    const unused = Object.keys(messages).filter(
      (key) =>
        !all.includes(`'${key}'`) &&
        !families.some((prefix) => key.startsWith(prefix)) &&
        !manifestKeys.includes(key),
    );
    expect(unused).toEqual([]);
  });

  describe.each(['de', 'es', 'ja'])('in %s', (locale) => {
    const texts: Record<string, { message: string }> = JSON.parse(
      read(`src/public/_locales/${locale}/messages.json`),
    );
    const paramsIn = (text: string) => [...new Set(text.match(/\$\d/g))].sort();

    it('are all there, and no others', () => {
      expect(Object.keys(texts)).toEqual(Object.keys(messages));
    });

    it('take the same params', () => {
      const differing = Object.entries(messages).filter(
        ([key, { message }]) => String(paramsIn(message)) !== String(paramsIn(texts[key]?.message ?? '')),
      );
      expect(differing).toEqual([]);
    });

    it('are translated', () => {
      const same = Object.entries(messages).filter(
        ([key, { message }]) => texts[key]?.message === message && /[a-z]{3,} [a-z]{3,}/i.test(message),
      );
      // Names from other products, which are the same in every language.
      const names = ['extensionName', 'clientSecret', 'form_kubernetes'];
      expect(same.map(([key]) => key).filter((key) => !names.includes(key))).toEqual([]);
    });

    it('fit where stores and toolbars have little room', () => {
      expect(texts.extensionName?.message.length).toBeLessThanOrEqual(45);
      expect(texts.extensionDescription?.message.length).toBeLessThanOrEqual(132);
    });
  });

  it('stand nowhere in the code of the screens', () => {
    const screens = sources.filter((file) => file.endsWith('.tsx'));
    const words = />\s*[A-Z][a-z]+(?: [a-z]+)*[.!?]?\s*<\//;
    expect(screens.filter((file) => words.test(code(file)))).toEqual([]);
  });
});

it('asks for no permission that the README does not explain', () => {
  const readme = read('README.md');
  const asked = [
    ...manifest.permissions,
    ...manifest.optional_permissions,
    ...manifest.host_permissions,
    ...manifest.optional_host_permissions,
  ];
  expect(asked.filter((permission) => !readme.includes(`\`${permission}\``))).toEqual([]);
});

describe('of Bitbucket’s addresses', () => {
  it('those of its settings pages are written once', () => {
    const elsewhere = [...sources, 'manifest.json'].filter(
      (file) => file !== 'src/bitbucket/settings-pages.ts',
    );
    // Addresses that are read, not matched, are \`addresses.ts\`'s.
    const written = elsewhere.filter((file) => /workspace\/settings\/?\*|\/account\/\*/.test(read(file)));
    expect(written).toEqual([]);
  });

  it('the one that a permission is for is the site’s', () => {
    expect(manifest.host_permissions).toEqual([everyPage]);
  });

  it('those at which a page is read are pages that have the helper', () => {
    const addresses = listAddresses('acme');
    expect(addresses.filter((each) => !isSettingsPage(each))).toEqual([]);
    expect(isSettingsPage(workspacesAddress)).toBe(true);
    expect(isSettingsPage('https://bitbucket.org/acme/rockets/src')).toBe(false);
    expect(isSettingsPage('https://bitbucket.example/acme/workspace/settings/api')).toBe(false);
  });
});

describe('the README', () => {
  const readme = read('README.md');

  it('names every scope that is asked for, and no other', () => {
    const named = [...readme.matchAll(/`((?:read|create|update|delete):[a-z_]+)`/g)].map(
      ([, scope]) => scope,
    );
    expect(new Set(named)).toEqual(new Set([...rights.map((right) => right.scope), ...rightsOnTheWay]));
  });

  it('says of everything that is stored where it is, and until when', () => {
    const stored = sources.flatMap((file) => [
      ...[...code(file).matchAll(/\bkept\(\s*'(local|session)',\s*['`]([a-z]+)/g)].map(
        ([, area, name]) => `${area} ${name}`,
      ),
      ...[...code(file).matchAll(/\bglimpsed\(\s*'([a-z]+)'/g)].map(([, name]) => `local ${name}`),
    ]);
    const told = Object.entries(storedAs).flatMap(([row, names]) => {
      expect(readme, row).toContain(`| ${row}`);
      return names;
    });
    expect(told.sort()).toEqual(stored.sort());
  });
});

it('has an access of its own made by the settings and the first steps, and by nothing else', () => {
  const importersOf = (path: string) =>
    files('src', /\.tsx?$/).filter((file) => importsOf(file).includes(path));
  expect(importersOf('src/extension/dashboard/own-access')).toEqual(['src/pages/parts/own-access.tsx']);
  expect(importersOf('src/pages/parts/own-access').sort()).toEqual([
    'src/pages/options/profile-form.tsx',
    'src/pages/welcome/give-access.tsx',
  ]);
});

it('has at its top level only what belongs there', () => {
  const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' }).trim().split('\n');
  const top = [...new Set(tracked.map((file) => file.split('/')[0] ?? ''))].filter(
    (name) => !name.startsWith('.'),
  );
  expect(top.sort()).toEqual([
    'LICENSE',
    'README.md',
    'docs',
    'manifest.json',
    'package-lock.json',
    'package.json',
    'src',
    'test',
    'tsconfig.json',
    'vite.config.ts',
  ]);
});

it('links in its documents lead somewhere', () => {
  const documents = ['README.md', ...files('docs', /\.md$/)];
  for (const file of documents) {
    for (const [, target] of read(file).matchAll(/\]\((?!https?:|#|mailto:)([^)#]+)/g)) {
      expect(existsSync(resolve(root, dirname(file), target ?? '')), `${file} → ${target}`).toBe(true);
    }
  }
});

it('keeps the stand-ins free of the extension’s source', () => {
  const foreign = files('test/standins', /\.tsx?$/).filter((file) =>
    importsOf(file).some((target) => target.startsWith('src/')),
  );
  expect(foreign).toEqual([]);
});

describe('each guard', () => {
  it.each(guards.map((guard) => [guard.what, guard] as const))(
    'is where it is said to be: %s',
    (_, guard) => {
      expect(read(guard.file).split(guard.from)).toHaveLength(2);
      const [tests] = files(dirname(guard.test), /\.test\.tsx?$/).filter((each) =>
        each.startsWith(guard.test),
      );
      expect(tests).toBeDefined();
    },
  );
});
