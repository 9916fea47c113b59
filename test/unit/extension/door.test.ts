import { fakeBrowser } from '@webext-core/fake-browser';
import * as fc from 'fast-check';
import * as v from 'valibot';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Journey } from '../../../src/setup/journey/journey';
import { newJourney } from '../../fixtures/journey';
import { profile } from '../../fixtures/profile';

// The background's door for messages: whatever comes, from whoever, nothing crashes, nothing happens, nothing is told.

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
      onCreated: event,
      onReplaced: event,
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
    declarativeNetRequest: { getSessionRules: async () => [] },
  },
}));

const { helperMessage, pageMessage } = await import('../../../src/extension/messages/schemas');
const { keepCredential } = await import('../../../src/extension/store/credentials');
const { forgetPair, keepBackup, keepPair, readBackup, storedPair } = await import(
  '../../../src/extension/store/vault'
);
const { goOn } = await import('../../../src/extension/background/driver');
const { keptAside, keptJourney } = await import('../../../src/extension/store/journey');
const { beginWithPair } = await import('../../../src/setup/journey/begin');
const { saveProfile } = await import('../../../src/extension/store/edit-profiles');
const { digestOf, Secret } = await import('../../../src/secret');

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
const difference = {
  connectionName: 'bitbucket',
  newKey: 'a',
  scopesAdded: [],
  scopesRemoved: [],
  optionsKept: [],
  digest: 'a-digest',
};
// What started by itself has ended before the next test begins.
afterEach(goOn);
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

/** For each variant of a schema, messages that it accepts, made from the schema itself. */
type Checked = { readonly type: string } & Record<string, unknown>;
const entriesOf = (schema: Checked) => schema.entries as Record<string, Checked>;
function validFor(schema: Checked): fc.Arbitrary<unknown> {
  const checks = (schema.pipe as Checked[] | undefined)?.slice(1) ?? [];
  const most = (kind: string, usual: number) =>
    Number(checks.find(({ type }) => type === kind)?.requirement ?? usual);
  switch (schema.type) {
    case 'strict_object':
      return fc.record(
        Object.fromEntries(Object.entries(entriesOf(schema)).map(([key, each]) => [key, validFor(each)])),
      );
    case 'variant':
    case 'union':
      return fc.oneof(...(schema.options as Checked[]).map(validFor));
    case 'literal':
      return fc.constant(schema.literal);
    case 'picklist':
      return fc.constantFrom(...(schema.options as unknown[]));
    case 'boolean':
      return fc.boolean();
    case 'number':
      return fc.nat();
    case 'optional':
      return fc.option(validFor(schema.wrapped as Checked), { nil: undefined });
    case 'nullable':
      return fc.option(validFor(schema.wrapped as Checked), { nil: null });
    case 'array':
      return fc.array(validFor(schema.item as Checked), { maxLength: 4 });
    case 'string':
      // A path, as in a dashboard's pages.
      if (checks.some(({ type }) => type === 'regex')) return fc.constantFrom('/dashboard/eu/acme/', '/a/');
      return checks.some(({ type }) => type === 'uuid')
        ? fc.constantFrom(crypto.randomUUID(), crypto.randomUUID())
        : fc.string({ minLength: most('min_length', 0), maxLength: Math.min(most('max_length', 40), 80) });
    default:
      throw new Error(`${schema.type} is not known here`);
  }
}
const variants = [helperMessage, pageMessage].flatMap((each) => each.options as unknown as Checked[]);
const valid = fc.oneof(...variants.map(validFor));
/** The same with one thing more or less, and anything else. */
const spoilt = fc.oneof(
  fc.anything({ maxDepth: 3 }),
  fc
    .tuple(valid, fc.string(), fc.anything({ maxDepth: 1 }))
    .map(([message, name, more]) => ({ ...(message as object), [name]: more })),
  fc.record({ type: fc.constantFrom('__proto__', 'constructor', 'vault/read', 'helper/pair') }),
);
const messages = fc.oneof(valid, spoilt);

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

  it('answers a helper’s without a secret, starts nothing, and writes down no more than where the panel is', async () => {
    const before = await fakeBrowser.storage.local.get();
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(messages, async (message) => {
        const answer = await knock(message, helperSender);
        if (v.is(helperMessage, message)) accepted += 1;
        else expect(answer).toBeUndefined();
        for (const secret of secrets) expect(JSON.stringify(answer) ?? '').not.toContain(secret);
      }),
      { numRuns: 2_000 },
    );
    expect(accepted).toBeGreaterThan(300);
    const { panel: _, ...after } = await fakeBrowser.storage.local.get();
    expect(after).toEqual(before);
    expect(fetched).not.toHaveBeenCalled();
  });

  it('makes valid ones of every kind', () => {
    for (const variant of variants)
      fc.assert(
        fc.property(validFor(variant), (message) => v.is(v.union([helperMessage, pageMessage]), message)),
        { numRuns: 50 },
      );
  });
});

it('takes a decision for the setup that it was made about, and for no other', async () => {
  const journey = beginWithPair({
    id: 'this-one',
    profileId: 'p',
    workspace: 'acme',
    now: 0,
    name: 'Login',
    key: 'h7Kq2mZx9LwP4tRv8sYc1nBd6fGj3aEu',
    seal: 'a-seal',
  });
  await keptJourney.write(journey);
  const decided = (journeyId: string) =>
    knock(
      { type: 'journey/decided', journeyId, event: { kind: 'consented', seal: 'a-seal' } },
      { id: own.id, origin: own.origin },
    );
  await decided('the-one-before');
  expect(await keptJourney.read()).toEqual(journey);
  await decided('this-one');
  expect((await keptJourney.read())?.stage.kind).not.toBe('confirming');
});

const seal = await digestOf('theKey', 'theSecret');

describe('a pair in front of a setup that is over', () => {
  const page = { id: own.id, origin: own.origin };
  const begun = newJourney({ id: 'behind' });
  const inFront = beginWithPair({
    id: 'in-front',
    profileId: 'p',
    workspace: 'acme',
    now: 0,
    name: 'Login',
    key: 'theKey',
    seal,
  });
  const decided = (kind: 'consented' | 'send-declined') =>
    knock(
      {
        type: 'journey/decided',
        journeyId: 'in-front',
        event: kind === 'consented' ? { kind, seal } : { kind },
      },
      page,
    );
  const stopped: Journey = {
    ...begun,
    stage: { kind: 'stopped', at: 'send', problem: { code: 'conflict', params: [] }, back: 'sending' },
  };
  beforeEach(async () => {
    await keptAside.write({ p: stopped });
    await keptJourney.write(inFront);
    await keepPair('behind', { key: 'theOldKey', secret: new Secret('theOldSecret') });
    await keepPair('in-front', { key: 'theKey', secret: new Secret('theSecret') });
    await keepBackup('behind', { connectionId: 'c', hasSecret: true, content: new Secret('{}') });
  });

  it.each([
    ['“Don’t send”', () => decided('send-declined')],
    ['discarding it', () => knock({ type: 'setup/discard', journeyId: 'in-front' }, page)],
  ])('%s forgets the pair, and the setup stands there again with all it had', async (_, decline) => {
    await decline();
    expect(await keptJourney.read()).toEqual(stopped);
    expect(await storedPair('in-front')).toBeUndefined();
    expect((await storedPair('behind'))?.secret.reveal()).toBe('theOldSecret');
    expect(await readBackup('behind')).toBeDefined();
    expect(await keptAside.read()).toBeUndefined();
  });

  it('consent gives up the setup, and what was kept of it', async () => {
    await decided('consented');
    expect((await keptJourney.read())?.id).toBe('in-front');
    expect((await keptJourney.read())?.stage.kind).not.toBe('confirming');
    expect(await storedPair('behind')).toBeUndefined();
    expect(await readBackup('behind')).toBeUndefined();
    expect(await keptAside.read()).toBeUndefined();
  });

  it('consent to a pair that has had its time costs nothing', async () => {
    await forgetPair('in-front');
    expect(await decided('consented')).toMatchObject({ kind: 'refused', problem: { code: 'pairLost' } });
    expect(await keptJourney.read()).toEqual(inFront);
    expect(await keptAside.read()).toEqual({ p: stopped });
    expect(await storedPair('behind')).toBeDefined();
  });

  it('without a setup behind it, “Don’t send” leaves none', async () => {
    await keptAside.remove();
    await decided('send-declined');
    expect(await keptJourney.read()).toBeUndefined();
    expect(await storedPair('in-front')).toBeUndefined();
  });

  it('“Don’t send” is no way to end a setup that is under way', async () => {
    await keptJourney.write({ ...inFront, stage: { kind: 'reviewing', connectionId: 'c', difference } });
    await decided('send-declined');
    expect((await keptJourney.read())?.stage.kind).toBe('reviewing');
  });
});

it('refuses a command from a helper, and more than a message may hold', async () => {
  for (const message of [
    { type: 'setup/start', mode: 'create' },
    { type: 'journey/decided', journeyId: 'j', event: { kind: 'consented', seal: 'a-seal' } },
    {
      type: 'helper/look',
      isRedirected: false,
      page: { kind: 'list', workspace: 'a'.repeat(301), names: [], isPart: false, pairIn: 'row' },
    },
    {
      type: 'helper/look',
      isRedirected: false,
      page: { kind: 'list', workspace: 'a', names: Array(2001).fill('n'), isPart: false, pairIn: 'row' },
    },
    { type: 'helper/look', page: { kind: 'other', more: 'x' }, isRedirected: false },
  ])
    expect(await knock(message, helperSender)).toBeUndefined();
  expect(await fakeBrowser.storage.local.get('journey')).toEqual({});
});
