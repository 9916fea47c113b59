// @vitest-environment node
import { fakeBrowser } from '@webext-core/fake-browser';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Secret } from '../../../src/secret';

vi.mock('webextension-polyfill', () => ({ default: fakeBrowser }));
const { endWatch, lookAtLogin, watchLogin } = await import('../../../src/extension/background/login-watch');
const { lifetimeMs } = await import('../../../src/extension/store/vault');

// A test login's window, as the browser has it, and the rules that the browser was given.

interface Shown {
  url?: string;
  title?: string;
}
let windows: Map<number, Shown>;
let rules: {
  id: number;
  condition: { regexFilter: string };
  action: { redirect: { regexSubstitution: string } };
}[];
let closed: number[];
let order: string[];

beforeEach(() => {
  fakeBrowser.reset();
  vi.useRealTimers();
  [windows, rules, closed, order] = [new Map(), [], [], []];
  Object.assign(fakeBrowser.windows, {
    create: async ({ url, type }: { url: string; type: string }) => {
      expect(type).toBe('popup');
      const id = windows.size + 5;
      windows.set(id, { url, title: '' });
      return { tabs: [{ id }] };
    },
  });
  Object.assign(fakeBrowser.tabs, {
    get: async (id: number) => {
      const tab = windows.get(id);
      if (!tab) throw new Error('No tab');
      return tab;
    },
    remove: async (id: number) => {
      order.push('closed');
      closed.push(id);
      windows.delete(id);
    },
  });
  Object.assign(fakeBrowser, {
    declarativeNetRequest: {
      getSessionRules: async () => rules,
      updateSessionRules: async ({ addRules = [], removeRuleIds = [] }: Record<string, never[]>) => {
        rules = [...rules.filter(({ id }) => !removeRuleIds.includes(id as never)), ...addRules];
      },
    },
  });
});

const address = 'https://pb.acme.example/api/oauth2-redirect';
const login = {
  url: 'https://bitbucket.org/site/oauth2/authorize?state=theState',
  memo: new Secret('a-memo'),
  hold: { address, at: `${address}/keyferry`, state: 'theState' },
};
const { signal } = new AbortController();
const open = () => watchLogin('a', login, signal);
const goesOn = () => undefined;
const atEnd = () => {
  order.push('read');
  return { kind: 'end' } as const;
};
/** What the one window shows from now on. */
const show = (shown: Shown) => {
  for (const id of windows.keys()) windows.set(id, shown);
};
const kept = async () => JSON.stringify(await fakeBrowser.storage.session.get());

describe('a window that is watched', () => {
  it('is open while its login goes on, by the dashboard’s own reading of what it shows', async () => {
    expect(await open()).toBeUndefined();
    const read = vi.fn(goesOn);
    show({ url: 'https://bitbucket.org/login?state=s', title: 'Log in' });
    expect(await lookAtLogin('a', read)).toBe('open');
    const [[memo] = []] = read.mock.calls as unknown as [Secret][];
    expect(memo?.reveal()).toBe('a-memo');
    expect(closed).toEqual([]);
  });

  it('is closed before its end is told, and its end is told once', async () => {
    await open();
    show({ url: `${address}/keyferry?code=theCode&state=theState`, title: '' });
    expect(await lookAtLogin('a', atEnd)).toMatchObject({
      kind: 'came-back',
      address: `${address}/keyferry?code=theCode&state=theState`,
    });
    expect(order).toEqual(['read', 'closed']);
    // From a background that was stopped in between: nobody knows whether the code was used.
    expect(await lookAtLogin('a', atEnd)).toBe('lost');
    expect(await kept()).not.toMatch(/theCode|theState/);
  });

  it('is said to be closed where it was, with what it showed last, and no code of it', async () => {
    await open();
    show({ url: 'https://bitbucket.org/site/oauth2/authorize?state=theState', title: 'Confirm access' });
    await lookAtLogin('a', goesOn);
    windows.clear();
    expect(await lookAtLogin('a', goesOn)).toEqual({
      kind: 'closed',
      last: { kind: 'page', address: 'bitbucket.org/site/oauth2/authorize', title: 'Confirm access' },
    });
  });

  it('is not read where the browser tells nothing of its page', async () => {
    await open();
    show({});
    expect(await lookAtLogin('a', atEnd)).toBe('open');
    expect(order).toEqual([]);
  });

  it('is closed where it shows why it comes to no end', async () => {
    await open();
    expect(await lookAtLogin('a', () => ({ kind: 'failed', why: 'callback' }))).toMatchObject({
      kind: 'failed-there',
      why: 'callback',
    });
    expect(closed).toHaveLength(1);
  });

  it('is closed after half an hour', async () => {
    vi.useFakeTimers({ toFake: ['Date'] });
    await open();
    vi.setSystemTime(Date.now() + lifetimeMs + 1);
    expect(await lookAtLogin('a', goesOn)).toMatchObject({ kind: 'overdue' });
    expect(closed).toHaveLength(1);
  });

  it('is lost where nobody knows of one, as after the browser was closed', async () => {
    await open();
    await fakeBrowser.storage.session.clear();
    expect(await lookAtLogin('a', atEnd)).toBe('lost');
    expect(await lookAtLogin('another', atEnd)).toBe('lost');
  });

  it('goes with the setup, and so does all that was kept of it', async () => {
    await open();
    await endWatch('a');
    expect([windows.size, rules.length, await kept()]).toEqual([0, 0, '{}']);
    await endWatch('a');
  });

  it('gives way to the next one of the same setup, and to a setup that was given up while it opened', async () => {
    await open();
    await open();
    expect([windows.size, rules.length]).toEqual([1, 1]);
    await watchLogin('b', login, AbortSignal.abort());
    expect([windows.size, rules.length]).toEqual([1, 1]);
  });

  it('that the browser does not open is told in its words', async () => {
    Object.assign(fakeBrowser.windows, { create: () => Promise.reject(new Error('Not today.')) });
    expect(await open()).toEqual({ kind: 'not-opened', words: 'Not today.' });
    expect([rules.length, await kept()]).toEqual([0, '{}']);
  });
});

describe('the rule that holds it', () => {
  const leads = (url: string) => {
    const [rule] = rules;
    if (!rule) throw new Error('no rule');
    const { regexFilter } = rule.condition;
    const to = rule.action.redirect.regexSubstitution.replace('\\1', '$1');
    return new RegExp(regexFilter).test(url) ? url.replace(new RegExp(regexFilter), to) : undefined;
  };

  it('fits this login, with all that it comes back with, and nothing else', async () => {
    await open();
    for (const query of ['?code=c&state=theState', '?state=theState&error=access_denied', '?state=theState'])
      expect(leads(`${address}${query}`)).toBe(`${address}/keyferry${query}`);
    for (const url of [
      `${address}?code=c&state=another`,
      `${address}?code=c&state=theStateToo`,
      `${address}?code=c&astate=theState`,
      `${address}/keyferry?code=c&state=theState`,
      `https://pbXacme.example/api/oauth2-redirect?code=c&state=theState`,
      `https://evil.example/?${address}?code=c&state=theState`,
    ])
      expect(leads(url), url).toBeUndefined();
  });
});
