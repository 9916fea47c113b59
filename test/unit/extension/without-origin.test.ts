// @vitest-environment node
import { fakeBrowser } from '@webext-core/fake-browser';
import { beforeEach, expect, it, vi } from 'vitest';

interface Rule {
  readonly id: number;
  readonly action: { readonly requestHeaders: readonly unknown[] };
  readonly condition: { readonly urlFilter: string; readonly initiatorDomains: readonly string[] };
}
let rules: Rule[] = [];
Object.assign(fakeBrowser, {
  declarativeNetRequest: {
    getSessionRules: async () => rules,
    updateSessionRules: async (change: { addRules: Rule[]; removeRuleIds: number[] }) => {
      rules = [...rules.filter(({ id }) => !change.removeRuleIds.includes(id)), ...change.addRules];
      if (new Set(rules.map(({ id }) => id)).size < rules.length) throw new Error('two of one id');
    },
  },
});
fakeBrowser.runtime.getURL = (path) => `chrome-extension://anid/${path}`;
vi.mock('webextension-polyfill', () => ({ default: fakeBrowser }));

/** Locks as in browsers: any number may share one; whoever asks for it alone gets it if nobody else has it. */
const held = new Map<string, number>();
Object.defineProperty(navigator, 'locks', {
  value: {
    async request(name: string, { ifAvailable = false }, use: (lock: object | null) => Promise<unknown>) {
      if (ifAvailable) return use(held.get(name) ? null : {});
      held.set(name, (held.get(name) ?? 0) + 1);
      try {
        return await use({});
      } finally {
        held.set(name, (held.get(name) ?? 0) - 1);
      }
    },
  },
});
const { endLeftRules, withoutOrigin } = await import('../../../src/extension/platform/without-origin');

beforeEach(() => {
  rules = [];
});

/** A request that goes on until it is told to end. */
function lasting() {
  let end: () => void = () => undefined;
  const done = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { end, send: () => done };
}
const hosts = () => rules.map(({ condition }) => condition.urlFilter);

it('takes the Origin off the extension’s own requests to just that host, while one is under way', async () => {
  const seen = await withoutOrigin('sso.acme.example:8443', async () => [...rules]);
  expect(seen).toMatchObject([
    {
      action: { type: 'modifyHeaders', requestHeaders: [{ header: 'origin', operation: 'remove' }] },
      condition: {
        urlFilter: '|https://sso.acme.example:8443/',
        initiatorDomains: ['anid'],
        resourceTypes: ['xmlhttprequest'],
      },
    },
  ]);
  expect(rules).toEqual([]);
});

it('ends when a request fails, too', async () => {
  const failing = withoutOrigin('sso.acme.example', () => Promise.reject(new TypeError('reset')));
  await expect(failing).rejects.toThrow('reset');
  expect(rules).toEqual([]);
});

it('lasts as long as one of several requests, and is apart for each host', async () => {
  const [one, other, elsewhere] = [lasting(), lasting(), lasting()];
  const sent = [
    withoutOrigin('sso.acme.example', one.send),
    withoutOrigin('sso.acme.example', other.send),
    withoutOrigin('id.acme.example', elsewhere.send),
  ];
  await vi.waitFor(() => expect(rules).toHaveLength(2));
  one.end();
  await sent[0];
  expect(hosts().sort()).toEqual(['|https://id.acme.example/', '|https://sso.acme.example/']);
  elsewhere.end();
  await sent[2];
  expect(hosts()).toEqual(['|https://sso.acme.example/']);
  other.end();
  await Promise.all(sent);
  expect(rules).toEqual([]);
});

it('that was left by a background that was stopped is taken away when it wakes, and no other', async () => {
  const [gone, there] = [lasting(), lasting()];
  void withoutOrigin('sso.acme.example', gone.send);
  const sent = withoutOrigin('id.acme.example', there.send);
  await vi.waitFor(() => expect(rules).toHaveLength(2));
  // Its locks went with it.
  held.set('keyferry without origin sso.acme.example', 0);
  await endLeftRules();
  expect(hosts()).toEqual(['|https://id.acme.example/']);
  there.end();
  await sent;
  expect(rules).toEqual([]);
});
