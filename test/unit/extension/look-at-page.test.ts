// @vitest-environment node
import { JSDOM } from 'jsdom';
import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { taking } from '../../../src/dashboards/auth0/taking';
import { Auth0Store } from '../../standins/auth0/store';

const executeScript = vi.fn();
const getTab = vi.fn();
vi.mock('webextension-polyfill', () => ({
  default: { scripting: { executeScript }, tabs: { get: getTab } },
}));
const { look, lookAt } = await import('../../../src/extension/platform/look-at-page');

const explorer = 'https://manage.auth0.com/dashboard/eu/acme/apis/management/explorer';
let token: string;
let idToken: string;
beforeAll(async () => {
  const store = await Auth0Store.create('acme', 'acme.eu.auth0.com');
  token = await store.managementToken();
  idToken = await store.sign({}, { issuer: 'https://a/', audience: 'https://a/userinfo', expiresIn: 60 });
});
beforeEach(() => vi.resetAllMocks());

/** A separate page, which evaluates only the text of the function, as a browser does. */
function pageWith(body: string, url = explorer) {
  const { window } = new JSDOM(`<!doctype html><body>${body}</body>`, { url, runScripts: 'outside-only' });
  const pointedAt: string[] = [];
  window.document.getAnimations = () => [];
  window.Element.prototype.scrollIntoView = () => undefined;
  window.Element.prototype.animate = function animate(this: Element) {
    pointedAt.push(this.textContent?.trim() ?? '');
    return {} as Animation;
  };
  const call = `(${look.toString()})(${JSON.stringify(taking.lookedFor)}, 'Press it', 5000)`;
  const seen = () => window.eval(call) as ReturnType<typeof look> & { readonly tokens?: readonly string[] };
  return { window, pointedAt, seen };
}
const tokensIn = (body: string) => pageWith(body).seen().tokens;

it.each<[string, (token: string) => string]>([
  ['a block of code', (it) => `<pre><code>${it}</code></pre>`],
  ['a block with a button in it', (it) => `<pre><code>${it}</code><button>Copy</button></pre>`],
  ['a block that is coloured', (it) => `<pre><i>${it.slice(0, 400)}</i><b>${it.slice(400)}</b></pre>`],
  ['a text before others', (it) => `<div>Token: ${it}<p>The-token</p></div>`],
  ['a field', (it) => `<input readonly value="${it}">`],
  ['a masked field', (it) => `<input type="password" value="${it}">`],
  ['a field of several lines', (it) => `<textarea>${it}</textarea>`],
])('finds a token in %s', (_, around) => {
  expect(tokensIn(around(token))).toEqual([token]);
});

it('finds one in an open shadow root', () => {
  const { window, seen } = pageWith('<div></div>');
  const root = window.document.querySelector('div')?.attachShadow({ mode: 'open' });
  if (root) root.innerHTML = `<input value="${token}">`;
  expect(seen().tokens).toEqual([token]);
});

it('lets no other token out of the page, nor what no person sees', () => {
  const hidden = `<p style="display: none">${token}</p><p style="visibility: hidden">${token}</p>`;
  expect(
    tokensIn(`<p>${idToken}</p><code>eyJ.broken.token</code>${hidden}<script>"${token}"</script>`),
  ).toEqual([]);
});

it('sees nothing of a page of another origin, however much it looks like the dashboard’s', () => {
  for (const url of [
    'https://manage.auth0.com.evil.example/dashboard/eu/acme/apis/management/explorer',
    'https://manage.auth0.co/dashboard/eu/acme/apis/management/explorer',
    'http://manage.auth0.com/dashboard/eu/acme/apis/management/explorer',
    'https://manage.auth0.com:8443/dashboard/eu/acme/apis/management/explorer',
  ])
    expect(pageWith(`<code>${token}</code>`, url).seen()).toEqual({ kind: 'away' });
});

it('sees nothing in a frame, from without or from within', () => {
  const { window, seen } = pageWith('<iframe></iframe>');
  const [frame] = window.document.getElementsByTagName('iframe');
  if (frame?.contentDocument) frame.contentDocument.body.innerHTML = `<code>${token}</code>`;
  expect(seen()).toMatchObject({ kind: 'page', tokens: [] });
  const inside = pageWith(`<code>${token}</code>`);
  const asFrame = `(function (window) { return (${look.toString()})(${JSON.stringify(taking.lookedFor)}, '', 1); })({ top: null })`;
  expect(inside.window.eval(asFrame)).toEqual({ kind: 'away' });
});

it('believes no result of another frame, and none that is missing', async () => {
  const forged = { kind: 'page', address: explorer, tokens: [token], hasButton: false, isMasked: false };
  executeScript.mockResolvedValueOnce([{ frameId: 7, result: forged }]);
  expect(await lookAt(4, taking.lookedFor, '')).toEqual({ kind: 'away' });
  executeScript.mockResolvedValueOnce([{ frameId: 0, result: null }]);
  expect(await lookAt(4, taking.lookedFor, '')).toEqual({ kind: 'away' });
  executeScript.mockResolvedValueOnce([{ frameId: 0, result: forged }]);
  expect(await lookAt(4, taking.lookedFor, '')).toEqual(forged);
  expect(executeScript.mock.lastCall?.[0].target).toEqual({ tabId: 4, frameIds: [0] });
});

it('tells a tab that is closed from one that it may not look into', async () => {
  executeScript.mockRejectedValue(new Error('Cannot access contents of the page'));
  getTab.mockResolvedValueOnce({ id: 4 });
  expect(await lookAt(4, taking.lookedFor, '')).toEqual({ kind: 'away' });
  getTab.mockRejectedValueOnce(new Error('No tab with id: 4.'));
  expect(await lookAt(4, taking.lookedFor, '')).toEqual({ kind: 'closed' });
});

it.each([
  'Create &amp; Authorize Test Application',
  'Create &amp; Authorize a Test Application',
  'Créer et autoriser une application de test',
])('points at “%s”, and presses nothing', (name) => {
  const { window, pointedAt, seen } = pageWith(
    `<button>Delete</button><button>\n  <span>${name}</span>\n</button>`,
  );
  let presses = 0;
  window.document.addEventListener('click', () => {
    presses += 1;
  });
  expect(seen()).toMatchObject({ hasButton: true, tokens: [] });
  expect(pointedAt[0]).toBe(name.replace('&amp;', '&'));
  expect(presses).toBe(0);
});

it('points at no button that merely has the words in it, nor at one that is hidden', () => {
  const words = 'Create &amp; Authorize Test Application';
  const { pointedAt, seen } = pageWith(
    `<button>Do not ${words}</button><button style="display: none">${words}</button>`,
  );
  expect(seen()).toMatchObject({ hasButton: false });
  expect(pointedAt).toEqual([]);
});

it('tells dots with nothing behind them', () => {
  expect(pageWith(`<input value="${'•'.repeat(40)}">`).seen()).toMatchObject({ isMasked: true, tokens: [] });
  expect(pageWith(`<p>${'·'.repeat(40)}</p>`).seen()).toMatchObject({ isMasked: true });
  expect(pageWith(`<input type="password" value="${token}">`).seen()).toMatchObject({ isMasked: false });
});
