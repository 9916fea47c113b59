// @vitest-environment node
import { fakeBrowser } from '@webext-core/fake-browser';
import { afterEach, expect, it, vi } from 'vitest';
import type { Journey } from '../../../src/setup/journey/journey';
import { newJourney } from '../../fixtures/journey';
import { profile } from '../../fixtures/profile';
import { auth0App } from '../../standins/auth0';
import { Auth0Store, managementScopes } from '../../standins/auth0/store';

// Every request ends with the setup that it is made for, and with the credential that it uses. Each is left without an
// answer once, after the stand-in has answered those before it.

vi.mock('webextension-polyfill', () => ({ default: fakeBrowser }));

const { replaceJourney } = await import('../../../src/extension/background/journal');
const { goOn, removeTestApplication } = await import('../../../src/extension/background/driver');
const { carryOut } = await import('../../../src/extension/background/commands');
const { keptJourney } = await import('../../../src/extension/store/journey');
const { saveProfile } = await import('../../../src/extension/store/edit-profiles');
const { readProfiles } = await import('../../../src/extension/store/profiles');
const { forgetCredential, keepCredential } = await import('../../../src/extension/store/credentials');
const { keepBackup, keepPair } = await import('../../../src/extension/store/vault');
const { sealOf } = await import('../../../src/extension/store/pair-of');
const { changesSince } = await import('../../../src/extension/dashboard/sign-in');
const { Secret } = await import('../../../src/secret');
const { begin } = await import('../../../src/setup/journey/begin');
const { auth0Access } = await import('../../../src/dashboards/auth0/session');
const { createHttp } = await import('../../../src/dashboards/http');

const domain = 'acme.eu.auth0.com';
const redirectUri = 'https://extension.example/back';
const pair = { key: 'yV5aWjGZz5xz7mhFCg', secret: new Secret('PXTGu8Umm4FCmPV4tfd6YLpdkNEHcdrN') };
const old = { key: 'oldKeyOldKeyOldKey', secret: new Secret('anOldSecretOfTheSameLength123456') };
const own = { ...profile('p'), signIn: 'machine' as const, clientId: '' };

let store: Auth0Store;
/** Requests that reached the network so far, each with what ends it. */
let sent: { readonly what: string; readonly signal: AbortSignal }[];
/** Which of them gets no answer. */
let silent: number;

/** A browser, a tenant and Bitbucket; nobody answers the request with that number. */
async function open(noAnswerTo: number): Promise<void> {
  sent = [];
  isLoginGood = true;
  silent = noAnswerTo;
  store = await Auth0Store.create('acme', domain);
  const app = auth0App(store, () => Promise.reject(new Error('No upstream here')));
  fakeBrowser.reset();
  fakeBrowser.runtime.getURL = (path) => `chrome-extension://test-extension-id/${path}`;
  Object.assign(fakeBrowser.tabs, { sendMessage: async () => undefined });
  Object.assign(fakeBrowser, {
    permissions: { contains: async () => true },
    identity: {
      getRedirectURL: () => redirectUri,
      launchWebAuthFlow: async ({ url }: { url: string }) => logIn(new URL(url)),
    },
  });
  vi.stubGlobal('navigator', { onLine: true, locks: navigator.locks });
  vi.stubGlobal('fetch', async (input: URL | string, init: RequestInit & { signal: AbortSignal }) => {
    const { signal, ...rest } = init;
    signal.throwIfAborted();
    const { host, pathname } = new URL(input);
    sent.push({ what: `${rest.method ?? 'GET'} ${host}${pathname}`, signal });
    if (sent.length === silent)
      return new Promise<Response>((_, reject) =>
        signal.addEventListener('abort', () => reject(signal.reason)),
      );
    if (host === 'bitbucket.org') return Response.json({ access_token: 'a', token_type: 'bearer' });
    return app.fetch(
      new Request(input, { ...rest, redirect: 'manual', referrerPolicy: '', cache: 'default' }),
    );
  });
  const machine = store.addClient({
    name: 'Keyferry',
    app_type: 'non_interactive',
    grant_types: ['client_credentials'],
  });
  store.grant(machine.client_id, managementScopes);
  store.addClient({ name: 'Shop', app_type: 'regular_web' });
  await saveProfile({ ...own, clientId: machine.client_id });
  await keepCredential('p', {
    kind: 'machine',
    clientId: machine.client_id,
    clientSecret: new Secret(machine.client_secret),
  });
  await keepPair('a', pair);
}
afterEach(() => vi.unstubAllGlobals());

/** Whether the tenant accepts the code that a login comes back with. */
let isLoginGood = true;

/** Somebody logs in; returns the address at which the window ends. */
function logIn({ searchParams }: URL): string {
  const client = store.clients.find((each) => each.client_id === searchParams.get('client_id'));
  const [connection] = store.connections;
  if (client && connection && isLoginGood) {
    const nonce = searchParams.get('nonce') ?? undefined;
    const challenge = searchParams.get('code_challenge') ?? undefined;
    store.codes.set('a-code', {
      transaction: {
        client,
        connection,
        redirectUri,
        state: undefined,
        nonce,
        challenge,
        scope: 'openid',
        host: domain,
      },
      user: { sub: 'bitbucket|1', name: 'Mira', nickname: 'mira', picture: 'https://bitbucket.org/mira.png' },
    });
  }
  const state = searchParams.get('state') ?? '';
  return `${redirectUri}?${new URLSearchParams({ code: 'a-code', state, iss: `https://${domain}/` })}`;
}

const connectionOf = ({ key, secret }: typeof pair) =>
  store.addConnection({
    name: 'bitbucket',
    strategy: 'bitbucket',
    options: { client_id: key, client_secret: secret.reveal(), scope: ['account'] },
  });
const had = (id: string, did: 'created' | 'changed' = 'created') => ({
  connection: { id, name: 'bitbucket', did },
});

/** A session beside the setup's, whose requests are not counted. */
async function sessionBeside() {
  const app = auth0App(store, () => Promise.reject(new Error('No upstream here')));
  const http = createHttp({
    hosts: [domain],
    fetch: async (input, { signal: _, ...rest } = {}) =>
      app.fetch(new Request(input, { ...rest, redirect: 'manual', referrerPolicy: '', cache: 'default' })),
    sleep: async () => {},
    isOnline: () => true,
    now: Date.now,
  });
  const cache = { read: async () => undefined, write: async () => {}, forget: async () => {} };
  const token = { kind: 'token', token: new Secret(await store.managementToken()) } as const;
  return auth0Access.signIn({ own, credential: token, http, cache });
}

/** Changes a connection as a setup does before it is undone; returns what it had been. */
async function changedConnection() {
  const { id } = connectionOf(old);
  const session = await sessionBeside();
  const plan = await session.planConnection(pair, ['account']);
  if (plan.kind !== 'done' || plan.value.kind !== 'change') throw new Error('Nothing to change');
  let backup: Parameters<typeof keepBackup>[1] | undefined;
  await session.changeConnection(id, pair, ['account'], plan.value.difference, async (before) => {
    backup = before;
  });
  if (!backup) throw new Error('Nothing was changed');
  return { id, backup };
}

/** Journeys, as they reach each thing that the background does by itself. */
const journeys: Readonly<Record<string, () => Promise<Partial<Journey>>>> = {
  'the check of the pair': async () => ({ stage: { kind: 'checking' } }),
  'making the connection': async () => ({ stage: { kind: 'sending' } }),
  'changing the connection': async () => {
    const { id } = connectionOf(old);
    const plan = await (await sessionBeside()).planConnection(pair, ['account']);
    if (plan.kind !== 'done' || plan.value.kind !== 'change') throw new Error('Nothing to change');
    const { optionsKept, scopesAdded, scopesRemoved, ...rest } = plan.value.difference;
    const difference = {
      ...rest,
      optionsKept: [...optionsKept],
      scopesAdded: [...scopesAdded],
      scopesRemoved: [...scopesRemoved],
    };
    return { stage: { kind: 'sending', agreedTo: { connectionId: id, difference } } };
  },
  'enabling the connection': async () => {
    const { id } = connectionOf(pair);
    return {
      ...had(id, 'changed'),
      stage: { kind: 'enabling', connectionId: id, connectionName: 'bitbucket' },
    };
  },
  'the test login': async () => ({
    ...had(connectionOf(pair).id),
    stage: { kind: 'testing', phase: 'preparing' },
  }),
  'a test login that fails': async () => {
    isLoginGood = false;
    return { ...had(connectionOf(pair).id), stage: { kind: 'testing', phase: 'preparing' } };
  },
  'the check of a setup': async () => {
    connectionOf(pair);
    return { mode: 'check', stage: { kind: 'surveying' } };
  },
  'undoing what was made': async () => ({ ...had(connectionOf(pair).id), stage: { kind: 'undoing' } }),
  'undoing what was changed': async () => {
    const { id, backup } = await changedConnection();
    await keepBackup('a', backup);
    const [shop] = store.clients.filter((each) => each.name === 'Shop').map((each) => each.client_id);
    store.connections[0]?.enabledClients.add(shop ?? '');
    return { ...had(id, 'changed'), switchedOn: [shop ?? ''], stage: { kind: 'undoing' } };
  },
  'tidying up after it': async () => {
    const { id } = connectionOf(pair);
    await (await sessionBeside()).makeTestApplication(id, redirectUri);
    return { ...had(id), hasTestApplication: true, stage: { kind: 'done' } };
  },
};

/** Goes on with a journey until it is over, or waits for an answer. */
async function goOnWith(name: string): Promise<{ readonly isWaiting: boolean; readonly end: Promise<void> }> {
  const begun = newJourney({ id: 'a' });
  const consumer = { name: 'Login', keyHint: '', key: pair.key, seal: await sealOf(pair) };
  await replaceJourney({ ...begun, consumer, agreedSeal: consumer.seal, ...(await journeys[name]?.()) });
  let isOver = false;
  const end = goOn().finally(() => {
    isOver = true;
  });
  await vi.waitFor(() => expect(isOver || isOneWaiting()).toBe(true), { interval: 2, timeout: 5_000 });
  return { isWaiting: isOneWaiting(), end };
}
const isOneWaiting = () => sent.length >= silent;

/** Expects that the request without an answer was ended, and none was made after it. */
async function expectEnded(): Promise<void> {
  const last = sent[silent - 1];
  await vi.waitFor(() => expect(last?.signal.aborted, `${last?.what} is ended`).toBe(true));
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(sent.slice(silent).map(({ what }) => what)).toEqual([]);
}

/** Goes on with a journey until its first request gets no answer, then until its second gets none, and so on to its end. */
async function atEachRequest(name: string, giveUp: () => Promise<void>): Promise<void> {
  for (let each = 1; ; each += 1) {
    await open(each);
    const { isWaiting, end } = await goOnWith(name);
    if (isWaiting) {
      await giveUp();
      await expectEnded();
    }
    await end;
    if (isWaiting) continue;
    expect(sent.length, 'requests').toBe(each - 1);
    expect(sent.length, 'requests').toBeGreaterThan(0);
    return;
  }
}

it.each(Object.keys(journeys))('with the setup: those of %s', (name) =>
  atEachRequest(name, async () => {
    await replaceJourney(undefined);
    await goOn();
    expect(await keptJourney.read()).toBeUndefined();
  }),
);

it.each(Object.keys(journeys).slice(1))('with the credential: those of %s', (name) =>
  atEachRequest(name, () => forgetCredential('p')),
);

it('with the credential: those that are made before a setup begins', async () => {
  for (const each of [1, 2]) {
    await open(each);
    const answer = carryOut({ type: 'setup/start', mode: 'create' });
    await vi.waitFor(() => expect(isOneWaiting()).toBe(true));
    await forgetCredential('p');
    await expectEnded();
    expect(await answer).toMatchObject({ kind: 'refused', problem: { code: 'credentialMissing' } });
    expect(await keptJourney.read()).toBeUndefined();
  }
});

it('with the credential: those of the look before an undo, which says so', async () => {
  for (const each of [1, 2]) {
    await open(each);
    const { backup } = await changedConnection();
    const [kept] = (await readProfiles()).profiles;
    const found = changesSince(kept as typeof own, backup, pair.key);
    await vi.waitFor(() => expect(isOneWaiting()).toBe(true));
    await forgetCredential('p');
    await expectEnded();
    expect(await found).toMatchObject({ kind: 'problem', problem: { code: 'credentialMissing' } });
  }
});

it('with the credential: those that tidy up after a setup that was given up', async () => {
  for (const each of [1, 2, 3]) {
    await open(each);
    const left = await journeys['tidying up after it']?.();
    const begun = begin({ id: 'a', profileId: 'p', mode: 'test', workspace: 'acme', now: 0 });
    const tidied = removeTestApplication({ ...begun, ...left });
    await vi.waitFor(() => expect(isOneWaiting()).toBe(true));
    await forgetCredential('p');
    await expectEnded();
    expect(await tidied).toBeUndefined();
  }
});
