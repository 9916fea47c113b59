// @vitest-environment node
import { JSDOM } from 'jsdom';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readPage } from '../../../src/bitbucket/page';
import { consumerFields } from '../../standins/bitbucket/store';
import { type OpenPage, openPage, until } from './pages';

beforeAll(() => {
  globalThis.MutationObserver = new JSDOM('').window.MutationObserver;
});

let page: OpenPage | undefined;
afterEach(() => page?.close());

const read = (of: OpenPage) => readPage(of.document, { address: of.window.location.href, status: 200 });
const readHtml = (html: string, address: string, status = 200) =>
  readPage(new JSDOM(html, { url: address }).window.document, { address, status });

describe('a list', () => {
  it('of consumers is told with its entries', async () => {
    page = await openPage('consumers', 'oauth-consumers', (store) => {
      store.addConsumer('acme', 'consumers', consumerFields('Build bot'));
      store.addConsumer('acme', 'consumers', consumerFields('Shop login'));
    });
    const found = read(page);
    expect(found).toMatchObject({ kind: 'list', workspace: 'acme', generation: { terms: 'consumers' } });
    expect(found.kind === 'list' && found.entries.map((each) => each.name)).toEqual([
      'Build bot',
      'Shop login',
    ]);
  });

  it('without consumers has no entries', async () => {
    page = await openPage('consumers', 'api');
    expect(read(page)).toMatchObject({ kind: 'list', entries: [] });
  });

  it('of clients is told with its entries', async () => {
    page = await openPage('clients', 'oauth-clients', (store) => {
      store.addConsumer('acme', 'clients', consumerFields('Shop login'));
    });
    const found = read(page);
    expect(found).toMatchObject({ kind: 'list', generation: { terms: 'clients' } });
    expect(found.kind === 'list' && found.entries.map((each) => each.name)).toEqual(['Shop login']);
  });

  it('is not mistaken for the integrated applications above it', () => {
    const found = readHtml(
      `<h2>OAuth integrated applications</h2><table><tbody><tr><td><a href="#">Someone else’s</a></td><td>Revoke</td></tr></tbody></table>
       <h2>OAuth consumers</h2><a href="new">Add consumer</a>
       <table><thead><tr><th>Name</th></tr></thead><tbody><tr><td><a href="#">Mine</a></td></tr></tbody></table>`,
      'https://bitbucket.org/account/user/mira/api',
    );
    expect(found.kind === 'list' && found.entries.map((each) => each.name)).toEqual(['Mine']);
  });
});

describe('a form', () => {
  it('of a new consumer is told from one that edits', async () => {
    page = await openPage('consumers', 'oauth-consumers/new');
    expect(read(page)).toMatchObject({ kind: 'form', purpose: 'add', complaint: undefined });
    page.close();
    let id = 0;
    page = await openPage('consumers', 'oauth-consumers', (store) => {
      id = store.addConsumer('acme', 'consumers', consumerFields('Shop login')).id;
    });
    page.close();
    page = await openPage('consumers', `oauth-consumers/${id}/edit`);
    expect(read(page).kind).not.toBe('list');
  });

  it('of a client tells what Bitbucket complains about', async () => {
    page = await openPage('clients', 'oauth-clients');
    const { document } = page;
    const press = (label: string) =>
      [...document.querySelectorAll('button')].find((each) => each.textContent === label)?.click();
    press('Create OAuth client');
    await until(() => document.querySelector('[role=tablist]') !== null);
    expect(read(page)).toMatchObject({ kind: 'form', purpose: 'add', complaint: undefined });
    press('Save');
    await until(() => document.querySelector('[role=alert]') !== null);
    expect(read(page)).toMatchObject({
      kind: 'form',
      complaint: expect.stringContaining('This field is required.'),
    });
  });

  it('tells it in the words beside the field, before what is said over the page', () => {
    const found = readHtml(
      `<h1>Create OAuth client</h1><label for="n">Name</label><input id="n" aria-invalid="true" aria-describedby="n-error n-helper">
       <div id="n-helper">Seen by everybody.</div><div id="n-error" aria-live="polite">It is taken.</div>
       <div role="alert"><b>Not saved.</b> <button>Expand</button></div>`,
      'https://bitbucket.org/acme/workspace/settings/oauth-clients/create',
    );
    expect(found).toMatchObject({ kind: 'form', complaint: 'It is taken. Not saved.' });
  });
});

describe('a pair on a page of its own', () => {
  const address = 'https://bitbucket.org/acme/workspace/settings/oauth-clients/7/created';
  const key = 'k'.repeat(32);
  const secret = 's'.repeat(76);
  const id = `<dl><dt>Client ID</dt><dd>${key}</dd></dl>`;

  it('is read where both stand together', () => {
    const html = `<main><h1>OAuth client created</h1>${id}<dl><dt>Secret</dt><dd>${secret}</dd></dl></main>`;
    expect(readHtml(html, address)).toMatchObject({ kind: 'pair', reading: { pair: { key, secret } } });
  });

  it('is none where the secret stands below another heading', () => {
    const html = `<main><h1>OAuth client created</h1>${id}<h2>Connected service</h2><dl><dt>Secret</dt><dd>${secret}</dd></dl></main>`;
    expect(readHtml(html, address).kind).toBe('unclear');
  });
});

describe('a page that is none of them', () => {
  const settings = 'https://bitbucket.org/acme/workspace/settings';
  it.each([
    ['not found by its status', readHtml('', `${settings}/oauth-clients`, 404), 'not-found'],
    [
      'not found by its words',
      readHtml('<h1>We can’t let you see this page</h1>', `${settings}/api`),
      'not-found',
    ],
    ['without access', readHtml('<h1>You do not have access to this page</h1>', settings), 'no-access'],
    ['sign-in', readHtml('', 'https://bitbucket.org/account/signin/'), 'sign-in'],
    ['settings', readHtml('<h1>Workspace settings</h1>', settings), 'settings'],
    ['still coming', readHtml('<div id="root"></div>', `${settings}/oauth-clients`), 'unclear'],
    [
      'another site with the same words',
      readHtml('<h1>OAuth consumers</h1>', 'https://evil.example/acme/workspace/settings/api'),
      'elsewhere',
    ],
    ['a repository', readHtml('<h1>README</h1>', 'https://bitbucket.org/acme/rockets/src'), 'elsewhere'],
  ])('%s', (_, found, kind) => {
    expect(found.kind).toBe(kind);
  });

  it('is not told by the name of a client', () => {
    const html = `<h1>OAuth clients</h1><button>Create OAuth client</button>
      <article><h2><a href="#">Page not found</a></h2><span>Client ID</span><code>abcdefgh</code></article>`;
    const found = readHtml(html, `${settings}/oauth-clients`);
    expect(found.kind === 'list' && found.entries.map((each) => each.name)).toEqual(['Page not found']);
  });

  it('lists the workspaces that the person administers', () => {
    const html =
      '<a href="/acme/workspace/settings">Manage</a><a href="/other/">Other</a><a href="/boosters/workspace/settings">Manage</a>';
    expect(readHtml(html, 'https://bitbucket.org/account/workspaces/')).toEqual({
      kind: 'workspaces',
      managed: ['acme', 'boosters'],
    });
  });
});
