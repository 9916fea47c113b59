// @vitest-environment node
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { keysOf } from '../../../src/bitbucket/list';
import { readPage } from '../../../src/bitbucket/page';

const url = 'https://bitbucket.org/acme/workspace/settings/oauth-clients';
function list(html: string) {
  const page = readPage(new JSDOM(html, { url }).window.document, { address: url, status: 200 });
  if (page.kind !== 'list') throw new Error(`It is read as ${page.kind}`);
  return page;
}
const head = '<div><h1>OAuth clients</h1><button id="create">Create OAuth client</button></div>';
const table = (...names: string[]) =>
  `<table><thead><tr><th>Name</th><th>Client ID</th></tr></thead><tbody>${names
    .map((name) => `<tr><td><a href="#">${name}</a></td><td>id-of-${name.replaceAll(' ', '-')}</td></tr>`)
    .join('')}</tbody></table>`;
const names = (html: string) => list(html).entries.map((each) => each.name);

describe('the Client IDs of a list', () => {
  const key = 'h7Kq2mZx9LwP4tRv8sYc1nBd6fGj3aEu';
  const rows = (shown: string) =>
    `${head}<table><thead><tr><th>Name</th><th>Client ID</th></tr></thead><tbody><tr><td><a href="#">Mine</a></td><td>${shown}</td></tr></tbody></table>`;

  it('are told with their names', () => {
    expect(keysOf(list(rows(key)).entries)).toEqual([{ name: 'Mine', key }]);
  });

  it.each([
    'h7Kq2mZx9LwP4tRv…',
    'h7Kq2mZx9LwP4tRv...',
    'h7Kq2mZx9LwP…3aEu',
    '••••••••••••••••••',
    'h7Kq2mZx',
    '',
  ])('are not told where they are cut or masked: %s', (shown) => {
    expect(keysOf(list(rows(shown)).entries)).toEqual([]);
  });

  it('are read below a dialog with a pair', () => {
    const dialog = `<div role="dialog"><dl><dt>Client ID</dt><dd>${key}</dd><dt>Secret</dt><dd>${'q'.repeat(76)}</dd></dl></div>`;
    const other = `x${key.slice(1)}`;
    const { document } = new JSDOM(`<main>${rows(other)}</main>${dialog}`, { url }).window;
    const page = readPage(document, { address: url, status: 200 });
    expect(page.kind === 'pair' && keysOf(page.entries)).toEqual([{ name: 'Mine', key: other }]);
  });
});

describe('a list', () => {
  it('ends where another heading begins', () => {
    const apps = `<h2>OAuth integrated applications</h2>${table('Trello')}`;
    expect(names(`${head}${table('Mine')}${apps}`)).toEqual(['Mine']);
    expect(names(`${head}<section>${apps}</section>`)).toEqual([]);
    expect(names(`${head}${apps}`)).toEqual([]);
  });

  it('goes on after a message that has a heading of its own', () => {
    expect(names(`${head}<section><h2>Created</h2><p>Well done.</p></section>${table('Mine')}`)).toEqual([
      'Mine',
    ]);
    expect(names(`${head}<div><h2>Created</h2><p>Well done.</p></div>${table('Mine')}`)).toEqual(['Mine']);
  });

  it('that could not be loaded is not another table of the page', () => {
    const failed = '<div role="alert">We could not load it. <button>Try again</button></div>';
    const found = list(`${head}${failed}<section><h2>Other</h2>${table('Trello')}</section>`);
    expect(found).toMatchObject({ state: 'failed', says: 'We could not load it.' });
  });

  it('is not confused by consumers that are called like its buttons', () => {
    const found = list(
      `${head}${table('Create OAuth client', 'Next', 'Try again')}<button id="next">Next</button>`,
    );
    expect(found.entries).toHaveLength(3);
    expect([found.create.id, found.next?.id]).toEqual(['create', 'next']);
  });

  it('is one part of a longer one where a button leads on, be it off on the last page', () => {
    const isPart = (below: string) => list(`${head}${table('Mine')}${below}`).isPart;
    expect(isPart('')).toBe(false);
    expect(isPart('<button>Next page</button>')).toBe(true);
    expect(isPart('<button disabled aria-label="Next page"></button>')).toBe(true);
  });

  it('with two buttons of one name and no rows is empty', () => {
    expect(list(`${head}<h2>Nothing here yet</h2><button>Create OAuth client</button>`).state).toBe('ready');
  });

  it('without a word about being empty is waited for', () => {
    expect(list(head).state).toBe('quiet');
  });
});
