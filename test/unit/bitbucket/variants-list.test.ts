// @vitest-environment node
import { JSDOM } from 'jsdom';
import { beforeAll, describe, it, vi } from 'vitest';
import type { ListReading } from '../../../src/bitbucket/list';
import type { PageSettings } from '../../standins/bitbucket/pages';
import { variants } from './every-variant';
import { readsList } from './judging';
import { until } from './pages';
import { type Act, rowOf, snapshot } from './snapshots';
import { address, type Choose } from './variants';

vi.setConfig({ testTimeout: 180_000 });
beforeAll(() => {
  globalThis.MutationObserver = new JSDOM('').window.MutationObserver;
});

// Variants of the lists: never a wrong entry, a wrong button or a wrong state.

const { every, sum } = variants();

/** Names that are hard to tell from the page's own words, and one that is too long. */
const names = ['Shop login', 'Build bot', 'Create OAuth client', 'Add consumer', `Long ${'x'.repeat(296)}`];
const more = [...names, 'OAuth clients', 'Try again', 'Next'];

const createWords = [
  'Create OAuth client',
  'OAuth-Client erstellen',
  'OAuth クライアントの作成',
  'Add consumer',
  'Consumer hinzufügen',
  'コンシューマーの追加',
];
const create: Act = ({ document }) => {
  for (const each of document.querySelectorAll('main a, main button'))
    if (createWords.includes(each.textContent ?? '') && !rowOf(each))
      each.setAttribute('data-truth', 'create');
};

const whenThere =
  (selector: string): Act =>
  async (page) => {
    await until(() => page.document.querySelector(selector) !== null);
    await create(page);
  };

describe('the list of clients', () => {
  const shapes = ['table', 'grid', 'list', 'articles', 'blocks'] as const;

  it.each(shapes)('as %s, plain and full: no wrong entry', async (rows) => {
    const pages = { look: 'atlassian', rows } as const;
    const link = whenThere('main code');
    const plain = await snapshot('clients', 'oauth-clients', { pages, names, act: link });
    await every(
      `clients as ${rows}`,
      25,
      () => plain.html,
      (document) => readsList(document, { state: 'ready' }),
    );
    const full = await snapshot('clients', 'oauth-clients', {
      pages: { ...pages, listing: 'full' },
      names: more,
      act: link,
    });
    await every(
      `clients as ${rows}, full`,
      25,
      () => full.html,
      (document) => readsList(document, { state: 'ready', hasNext: true }),
    );
  });

  it.each(shapes)('as %s, in other languages', async (rows) => {
    for (const language of ['de', 'ja'] as const) {
      const pages = { look: 'atlassian', rows, language, listing: 'full' } as const;
      const { html } = await snapshot('clients', 'oauth-clients', {
        pages,
        names,
        act: whenThere('main code'),
      });
      await every(
        `clients as ${rows}, ${language}`,
        10,
        () => html,
        (document) => readsList(document, { state: 'ready' }),
      );
    }
  });

  it.each<[string, Partial<PageSettings>, ListReading['state'], string, readonly string[]]>([
    ['skeletons in a table', { loads: 'slowly' }, 'loading', 'table', names],
    ['skeletons of articles', { loads: 'slowly', rows: 'articles' }, 'loading', '[aria-busy]', names],
    ['an error', { loads: 'fails' }, 'failed', 'main h2', names],
    ['an error, in German', { loads: 'fails', language: 'de' }, 'failed', 'main h2', names],
    ['no clients', {}, 'ready', 'main h2', []],
    ['no clients, in Japanese', { language: 'ja' }, 'ready', 'main h2', []],
    // One button, and nothing that says the list is empty: the helper waits for it.
    ['no clients, drawn', { look: 'drawn' }, 'quiet', 'table', []],
  ])('with %s: no wrong state', async (name, pages, state, there, clients) => {
    const { html } = await snapshot('clients', 'oauth-clients', {
      pages: { look: 'atlassian', ...pages },
      names: clients,
      act: whenThere(there),
    });
    await every(
      `clients with ${name}`,
      25,
      () => html,
      (document) => readsList(document, { state }),
    );
  });

  it('with something that turns: no wrong state', async () => {
    const turning = [
      '<div role="progressbar"></div>',
      '<span role="img" aria-label="Loading"><svg></svg></span>',
      '<svg aria-label="Loading"></svg>',
      '<p role="status">Loading…</p>',
      '<p>Lädt</p>',
      '<ul aria-busy="true"><li></li><li></li></ul>',
      '<table><thead><tr><th>Name</th></tr></thead><tbody><tr><td></td></tr></tbody></table>',
    ];
    const html = (choose: Choose) =>
      `<main><h1>OAuth clients <span>4</span></h1><button data-truth="create">Create OAuth client</button>${turning[choose(turning.length)]}</main>`;
    await every('clients with something that turns', 60, html, (document) =>
      readsList(document, { state: 'loading' }),
    );
  });
});

describe('the list of consumers', () => {
  it.each<[string, string, Partial<PageSettings>]>([
    ['2012', '/account/user/acme/api', { list: '2012', form: '2012' }],
    ['2015', '/account/user/acme/api', { list: '2015' }],
    ['2015, AUI', '/account/user/acme/api', { list: '2015', look: 'atlassian' }],
    ['2019', 'oauth-consumers', {}],
    ['2019, AUI', 'oauth-consumers', { look: 'atlassian' }],
    ['2019 in Japanese', 'oauth-consumers', { language: 'ja' }],
  ])('of %s: no wrong entry', async (name, path, pages) => {
    const { html } = await snapshot('consumers', path, { pages, names, act: create });
    const where = path.startsWith('/') ? `https://bitbucket.org${path}` : address;
    await every(
      `consumers of ${name}`,
      20,
      () => html,
      (document) => readsList(document, { state: 'ready' }, where),
    );
    const empty = await snapshot('consumers', path, { pages, names: [], act: create });
    await every(
      `no consumers of ${name}`,
      10,
      () => empty.html,
      (document) => readsList(document, { state: 'ready' }, where),
    );
  });

  it('came in enough variants', () => sum(650));
});
