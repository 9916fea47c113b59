// @vitest-environment jsdom
import axe from 'axe-core';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { PanelState, PanelTerms } from '../../../src/helper/panel/state';
import { panelStates, sheetOf, stateName } from '../../screens/panel-states';
import { englishBrowser } from '../ui/english';

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
const { createPanel } = await import('../../../src/helper/panel/panel');

const actions = {
  fill: vi.fn(),
  undo: vi.fn(),
  capture: vi.fn(),
  point: vi.fn(),
  go: vi.fn(),
  open: vi.fn(),
  place: vi.fn(),
  copy: vi.fn(async () => true),
  put: vi.fn(),
  lead: vi.fn(),
};
const terms: PanelTerms = { dashboardName: 'Auth0', generation: 'clients', workspace: 'acme' };
let root: ShadowRoot;
let leaving: AbortController;

beforeEach(() => {
  // jsdom has no constructable style sheets and draws nothing; the closed root is captured when it is made.
  Object.assign(globalThis, {
    CSSStyleSheet: class {
      replaceSync() {}
    },
    IntersectionObserver: class {
      observe() {}
      disconnect() {}
      takeRecords() {
        return [];
      }
    },
  });
  const attach = Element.prototype.attachShadow;
  vi.spyOn(Element.prototype, 'attachShadow').mockImplementation(function (this: Element, init) {
    expect(init.mode).toBe('closed');
    root = attach.call(this, init);
    return root;
  });
  leaving = new AbortController();
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.clearAllMocks();
});

it('is a region named Keyferry, only while it has something to say', () => {
  const panel = createPanel(document, leaving.signal);
  const count = () => document.documentElement.children.length;
  const before = count();
  panel.show({ kind: 'introduce' }, terms, actions);
  expect(root.querySelector('section')?.getAttribute('aria-label')).toBe('Keyferry');
  expect(count()).toBe(before + 1);
  panel.show({ kind: 'hidden' }, terms, actions);
  expect(count()).toBe(before);
  panel.show({ kind: 'introduce' }, terms, actions);
  leaving.abort();
  expect(count()).toBe(before);
});

it('tells a page in a language that it does not know that Bitbucket can be in English', () => {
  const panel = createPanel(document, leaving.signal);
  const says = () => root.querySelector('[role=alert]')?.textContent;
  panel.show({ kind: 'ask', sheet: undefined, isForeign: true }, terms, actions);
  expect(says()).toContain('You can switch Bitbucket to English in your personal Bitbucket settings.');
  panel.show({ kind: 'ask', sheet: undefined, isForeign: false }, terms, actions);
  expect(says()).not.toContain('English');
  leaving.abort();
});

it('is translated by no browser', () => {
  const panel = createPanel(document, leaving.signal);
  panel.show({ kind: 'introduce' }, terms, actions);
  const section = root.querySelector('section');
  expect(section?.getAttribute('translate')).toBe('no');
  expect(section?.classList).toContain('notranslate');
  leaving.abort();
});

it('does nothing on a click that no person made', () => {
  const panel = createPanel(document, leaving.signal);
  panel.show({ kind: 'offer', canFill: true, canCapture: true, canPoint: true }, terms, actions);
  for (const button of root.querySelectorAll('button')) button.click();
  for (const action of Object.values(actions)) expect(action).not.toHaveBeenCalled();
  leaving.abort();
});

it('lists what was filled and what differs, and Bitbucket’s own complaint', () => {
  const panel = createPanel(document, leaving.signal);
  const items = [
    { item: 'name', state: 'filled' },
    { item: 'description', state: 'kept' },
    { item: 'callbackUrl', state: 'kept' },
    { item: 'authorizationCode', state: 'right' },
    { item: 'account', state: 'filled' },
    { item: 'pullrequest:write', state: 'extra' },
  ] as const;
  const sheet = sheetOf(items);
  panel.show({ kind: 'form', sheet, complaint: 'Name taken.', isUndone: false }, terms, actions);
  const lines = [...root.querySelectorAll('li .line:first-child')].map((each) => each.textContent);
  expect(lines).toEqual([
    'Name filled in',
    'Description your own value',
    'Callback URL different',
    'Authorization code already correct',
    'Account: Read filled in',
    'Pull requests: Write not needed',
  ]);
  expect(root.querySelector('[role=status]')?.textContent).toBe(
    'Still to do before you click Save: Callback URL.',
  );
  expect(root.querySelector('p.quiet')?.textContent).toBe('Bitbucket workspace: acme');
  expect(root.querySelector('[role=alert]')?.textContent).toBe('Bitbucket says: “Name taken.”');
  leaving.abort();
});

it('shows each value, a long one by its ends, with what copies it, and leads to it on its tab', () => {
  const panel = createPanel(document, leaving.signal);
  const sheet = sheetOf(
    [
      { item: 'name', state: 'filled' },
      { item: 'callbackUrl', state: 'filled' },
    ],
    'Authorization',
  );
  panel.show({ kind: 'form', sheet, complaint: undefined, isUndone: false }, terms, actions);
  const values = [...root.querySelectorAll<HTMLElement>('.value')];
  expect(values.map((each) => each.textContent)).toEqual([
    'Auth0 login (acme)',
    'https://acme.eu.…m/login/callback',
  ]);
  expect(values[1]?.title).toBe(sheet.wanted.callbackUrl);
  const names = [...root.querySelectorAll('li button')].map(
    (each) => each.getAttribute('aria-label') ?? each.textContent,
  );
  expect(names).toEqual(['Name', 'Copy Name', 'Callback URL', 'Copy Callback URL']);
  expect(root.querySelector('h3')?.textContent).toContain('Authorization');
  leaving.abort();
});

it('tells a filled, a kept, a missing and a not needed row apart by words and by drawing', () => {
  const panel = createPanel(document, leaving.signal);
  const states = ['filled', 'kept', 'open', 'missing', 'extra'] as const;
  const looks = states.map((state) => {
    const sheet = sheetOf([{ item: 'callbackUrl', state }]);
    panel.show({ kind: 'form', sheet, complaint: undefined, isUndone: false }, terms, actions);
    const row = root.querySelector('li');
    return [row?.querySelector('.state')?.textContent, row?.querySelector('svg')?.innerHTML] as const;
  });
  expect(new Set(looks.map(([words]) => words)).size).toBe(states.length);
  expect(new Set(looks.map((look) => look.join())).size).toBe(states.length);
  const [filled, kept, , missing, extra] = looks.map(([, drawing]) => drawing);
  expect(filled).not.toBe(kept);
  expect(filled).not.toBe(missing);
  expect(extra).not.toBe(missing);
  leaving.abort();
});

/** axe is slow: of sheets whose items have the same states, one is enough. */
const lookOf = (state: PanelState): string =>
  'sheet' in state && state.sheet
    ? `${state.kind}: ${[...new Set(state.sheet.items.map((each) => each.state))].sort()}`
    : stateName(state);
const states = [
  ...new Map(
    panelStates.filter(({ kind }) => kind !== 'hidden').map((state) => [lookOf(state), state]),
  ).values(),
];

it.each(states.map((state) => [lookOf(state), state] as const))('%s: axe finds nothing', async (_, state) => {
  const panel = createPanel(document, leaving.signal);
  panel.show(state, terms, actions);
  // Colours are checked in a browser, which draws them. axe looks at documents, so the closed root's content is put into one.
  document.body.innerHTML = root.innerHTML;
  const { violations } = await axe.run(document.body, {
    rules: { region: { enabled: false }, 'color-contrast': { enabled: false } },
  });
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  document.body.innerHTML = '';
  leaving.abort();
});

it('says how many values are on how many tabs, where that is more than one', () => {
  const panel = createPanel(document, leaving.signal);
  const one = sheetOf([{ item: 'name', state: 'filled' }], 'Details');
  const both = {
    ...one,
    items: [...one.items, { item: 'account', state: 'filled', tab: 'Scopes' } as const],
  };
  const says = () => root.querySelector('.sheet')?.textContent;
  panel.show({ kind: 'form', sheet: both, complaint: undefined, isUndone: false }, terms, actions);
  expect(says()).toContain('2 values on 2 tabs.');
  panel.show({ kind: 'form', sheet: one, complaint: undefined, isUndone: false }, terms, actions);
  expect(says()).not.toContain('tabs.');
  leaving.abort();
});

it('has nothing but its header and how it stands where it is folded up, and unfolds for trouble', () => {
  const panel = createPanel(document, leaving.signal);
  panel.dock({ corner: 'top-left', isCollapsed: true });
  panel.show({ kind: 'offer', canFill: true, canCapture: false, canPoint: false }, terms, actions);
  const names = () =>
    [...root.querySelectorAll('button')].map((each) => each.getAttribute('aria-label') ?? each.textContent);
  expect(names()).toEqual(['Move to the next corner', 'Expand']);
  const status = root.querySelector<HTMLElement>('[role=status]');
  expect(status?.textContent).toContain('Auth0');
  expect(status?.title).toBe(status?.textContent);
  expect(status?.className).not.toContain('unseen');
  panel.show({ kind: 'ask', sheet: undefined, isForeign: false }, terms, actions);
  expect(names()).toContain('Select the values on this page');
  leaving.abort();
});

it('says of every item why it was filled', () => {
  const panel = createPanel(document, leaving.signal);
  panel.show(
    {
      kind: 'form',
      sheet: sheetOf([
        { item: 'callbackUrl', state: 'filled' },
        { item: 'account', state: 'filled' },
        { item: 'wiki', state: 'filled' },
      ]),
      complaint: undefined,
      isUndone: false,
    },
    terms,
    actions,
  );
  expect([...root.querySelectorAll('.why dd')].map((each) => each.textContent)).toEqual([
    'Where Bitbucket sends users after login. It must match exactly.',
    'Without it, nobody can tell who logged in.',
    'Selected in this profile, in Keyferry’s settings.',
  ]);
  leaving.abort();
});
