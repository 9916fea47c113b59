import { fakeBrowser } from '@webext-core/fake-browser';
import * as fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { profile } from './profile';

// The background's door for messages: whatever comes from whomever, nothing crashes, nothing happens, nothing is told.

const own = { id: 'test-extension-id', origin: 'chrome-extension://test-extension-id' };
const listeners: ((message: unknown, sender: unknown) => unknown)[] = [];
const event = { addListener: () => undefined, removeListener: () => undefined };
vi.mock('webextension-polyfill', () => ({
  default: {
    ...fakeBrowser,
    runtime: {
      id: own.id,
      getURL: (path: string) => `${own.origin}/${path}`,
      onMessage: {
        addListener: (listener: (message: unknown, sender: unknown) => unknown) => listeners.push(listener),
      },
      onInstalled: event,
      getManifest: () => ({ content_scripts: [] }),
    },
    tabs: {
      ...fakeBrowser.tabs,
      onUpdated: event,
      onRemoved: event,
      sendMessage: async () => undefined,
    },
    scripting: { executeScript: vi.fn() },
    action: {
      openPopup: async () => undefined,
      setBadgeText: async () => undefined,
      setTitle: async () => undefined,
      setBadgeBackgroundColor: async () => undefined,
      setBadgeTextColor: async () => undefined,
    },
    i18n: { getMessage: (key: string) => key },
    contextMenus: { removeAll: async () => undefined, create: () => undefined, onClicked: event },
    permissions: { contains: async () => true, onAdded: event, onRemoved: event },
  },
}));

const { keepCredential, keepPair } = await import('../../../src/extension/store/vault');
const { saveProfile } = await import('../../../src/extension/store/profiles');
const { Secret } = await import('../../../src/secret');

const secrets = ['theSecretThatNobodyGets', 'theTokenThatNobodyGets'];

beforeAll(() => import('../../../src/extension/background/background'));
beforeEach(async () => {
  fakeBrowser.reset();
  vi.stubGlobal('fetch', fetched);
  fetched.mockClear();
  await saveProfile(profile('p'));
  await keepPair('j', { key: 'theKey', secret: new Secret(secrets[0] ?? '') });
  await keepCredential('p', { kind: 'token', token: new Secret(secrets[1] ?? '') });
});
const fetched = vi.fn(async () => {
  throw new Error('Nothing is sent');
});

const knock = async (message: unknown, sender: unknown): Promise<unknown> => {
  const [listener] = listeners;
  if (!listener) throw new Error('Nobody listens');
  return listener(message, sender);
};

const everythingKept = async () =>
  JSON.stringify([
    await fakeBrowser.storage.local.get(),
    Object.keys(await fakeBrowser.storage.session.get()),
  ]);

const helperSender = {
  id: own.id,
  origin: 'https://bitbucket.org',
  url: 'https://bitbucket.org/acme/workspace/settings/oauth-clients',
  tab: { id: 7, url: 'https://bitbucket.org/acme/workspace/settings/oauth-clients' },
  frameId: 0,
  documentId: 'D1',
};

/** Every name that a message can have, and some that it cannot. */
const types = fc.constantFrom(
  'helper/arrived',
  'helper/look',
  'helper/filled',
  'helper/refused',
  'helper/pair',
  'helper/unreadable',
  'helper/found',
  'helper/form-read',
  'helper/open',
  'helper/place',
  'setup/start',
  'setup/retry',
  'setup/start-over',
  'review/apply',
  'review/keep',
  'connection/pick',
  'general/apply',
  'pair/handed-over',
  'try/saw',
  'pause/cancel',
  'setup/go-on',
  'setup/undo',
  'credential/enter',
  'pair/confirm',
  'pair/paste',
  'consumer/choose',
  'bitbucket/show',
  '__proto__',
  'constructor',
  'vault/read',
);
const messages = fc.oneof(
  fc.anything({ maxDepth: 3 }),
  fc.record(
    {
      type: types,
      nonce: fc.oneof(fc.uuid(), fc.string()),
      key: fc.string({ maxLength: 600 }),
      secret: fc.string({ maxLength: 600 }),
      consumer: fc.string(),
      name: fc.oneof(fc.string(), fc.constant(null)),
      page: fc.anything({ maxDepth: 2 }),
      mode: fc.constantFrom('create', 'existing', 'test', 'check'),
      text: fc.string(),
      id: fc.string(),
      worked: fc.boolean(),
    },
    { requiredKeys: ['type'] },
  ),
);

describe('of messages that are made up', () => {
  it('answers 6,000 of nobody in particular with nothing, and does nothing', async () => {
    const strangers = fc.oneof(
      fc.anything({ maxDepth: 2 }).map((each) => (typeof each === 'object' && each !== null ? each : {})),
      fc.record(
        {
          id: fc.constantFrom(own.id, 'another', undefined),
          origin: fc.constantFrom(
            'null',
            'https://evil.example',
            'https://bitbucket.org.evil.example',
            'http://bitbucket.org',
          ),
          url: fc.webUrl(),
          frameId: fc.constantFrom(0, 1, undefined),
          tab: fc.constantFrom(undefined, { id: 7, url: 'https://bitbucket.org/' }),
          documentId: fc.constantFrom('D1', undefined),
        },
        { requiredKeys: [] },
      ),
      fc.constantFrom(
        { ...helperSender, frameId: 4 },
        { ...helperSender, documentId: undefined },
        { ...helperSender, id: 'x' },
      ),
    );
    const before = await everythingKept();
    await fc.assert(
      fc.asyncProperty(messages, strangers, async (message, sender) => {
        expect(await knock(message, sender)).toBeUndefined();
      }),
      { numRuns: 6_000 },
    );
    expect(await everythingKept()).toBe(before);
    expect(fetched).not.toHaveBeenCalled();
  });

  it('answers 6,000 of a helper without a secret, starts nothing, and sends nothing', async () => {
    const before = JSON.stringify(await fakeBrowser.storage.local.get());
    await fc.assert(
      fc.asyncProperty(messages, async (message) => {
        const answer = JSON.stringify(await knock(message, helperSender)) ?? '';
        for (const secret of secrets) expect(answer).not.toContain(secret);
      }),
      { numRuns: 6_000 },
    );
    expect(JSON.stringify(await fakeBrowser.storage.local.get())).toBe(before);
    expect(fetched).not.toHaveBeenCalled();
  });
});

it('refuses a command from a helper, and more than a message may hold', async () => {
  for (const message of [
    { type: 'setup/start', mode: 'create' },
    { type: 'pair/confirm' },
    { type: 'review/apply' },
    { type: 'helper/look', page: { kind: 'list', workspace: 'a'.repeat(301), names: [], pairIn: 'row' } },
    {
      type: 'helper/look',
      page: { kind: 'list', workspace: 'a', names: Array(2001).fill('n'), pairIn: 'row' },
    },
    { type: 'helper/look', page: { kind: 'other', more: 'x' } },
  ])
    expect(await knock(message, helperSender)).toBeUndefined();
  expect(await fakeBrowser.storage.local.get('journey')).toEqual({});
});
