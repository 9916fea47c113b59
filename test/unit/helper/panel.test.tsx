import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { englishBrowser } from '../ui/english';

vi.mock('webextension-polyfill', () => ({ default: englishBrowser }));
const { createPanel } = await import('../../../src/helper/panel');

const actions = {
  fill: vi.fn(),
  undo: vi.fn(),
  capture: vi.fn(),
  point: vi.fn(),
  go: vi.fn(),
  open: vi.fn(),
  place: vi.fn(),
};
let root: ShadowRoot;
let leaving: AbortController;

beforeEach(() => {
  // jsdom has no constructable style sheets and draws nothing; the closed root is caught as it is made.
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
  panel.show({ kind: 'introduce' }, 'Auth0', actions);
  expect(root.querySelector('section')?.getAttribute('aria-label')).toBe('Keyferry');
  expect(count()).toBe(before + 1);
  panel.show({ kind: 'hidden' }, 'Auth0', actions);
  expect(count()).toBe(before);
  panel.show({ kind: 'introduce' }, 'Auth0', actions);
  leaving.abort();
  expect(count()).toBe(before);
});

it('does nothing on a click that no person made', () => {
  const panel = createPanel(document, leaving.signal);
  panel.show({ kind: 'offer', canFill: true, canCapture: true, canPoint: true }, 'Auth0', actions);
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
    { item: 'pullrequest:write', state: 'extra' },
  ] as const;
  panel.show({ kind: 'form', items, complaint: 'Name taken.', isUndone: false }, 'Auth0', actions);
  const lines = [...root.querySelectorAll('li')].map((each) => each.textContent);
  expect(lines).toEqual([
    'Name filled',
    'Description as you entered it',
    'Callback URL differs from what is needed',
    'Pull requests: Write more than needed',
  ]);
  expect(root.querySelector('[role=alert]')?.textContent).toContain('Name taken.');
  leaving.abort();
});
