// @vitest-environment jsdom
import { fakeBrowser } from '@webext-core/fake-browser';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Decision } from '../../../src/extension/messages/schemas';
import type { Journey } from '../../../src/setup/journey/journey';
import { newJourney } from '../../fixtures/journey';
import { profile } from '../../fixtures/profile';
import { auth0App } from '../../standins/auth0';
import { Auth0Store } from '../../standins/auth0/store';

// A journey that is gone on with in a tenant that answers, as the person decides.

vi.mock('webextension-polyfill', () => ({ default: fakeBrowser }));

const { carryOut } = await import('../../../src/extension/background/commands');
const { goOn } = await import('../../../src/extension/background/driver');
const { happened, replaceJourney } = await import('../../../src/extension/background/journal');
const { goToBitbucket, tabOf } = await import('../../../src/extension/background/bitbucket-tab');
const { keptJourney } = await import('../../../src/extension/store/journey');
const { keepCredential } = await import('../../../src/extension/store/credentials');
const { pairOf, sealOf } = await import('../../../src/extension/store/pair-of');
const { keepPair } = await import('../../../src/extension/store/vault');
const { saveProfile } = await import('../../../src/extension/store/edit-profiles');
const { searching } = await import('../../../src/setup/journey/moves');
const { Secret } = await import('../../../src/secret');

const pair = {
  key: 'h7Kq2mZx9LwP4tRv8sYc1nBd6fGj3aEu',
  secret: new Secret('PXTGu8Umm4FCmPV4tfd6YLpdkNEHcdrN'),
};

let tenant: Auth0Store;
/** Where the journey's tab was led. */
let visited: string[];
beforeEach(async () => {
  fakeBrowser.reset();
  fakeBrowser.runtime.getURL = (path) => `chrome-extension://test-extension-id/${path}`;
  visited = [];
  Object.assign(fakeBrowser.tabs, {
    sendMessage: async () => undefined,
    update: async (_: number, { url }: { url?: string }) => void (url && visited.push(url)),
  });
  Object.assign(fakeBrowser, { permissions: { contains: async () => true } });
  tenant = await Auth0Store.create('acme', 'acme.eu.auth0.com');
  const { fetch } = auth0App(tenant, () => Promise.reject(new Error('no upstream here')));
  vi.stubGlobal('fetch', async (input: URL | string, { signal: _, ...init }: RequestInit = {}) => {
    const url = String(input);
    if (!url.startsWith('https://acme.eu.auth0.com/')) throw new TypeError('Failed to fetch');
    return fetch(new Request(url, { ...init, redirect: 'manual', referrerPolicy: '', cache: 'default' }));
  });
  await saveProfile(profile('p'));
  await keepCredential('p', { kind: 'token', token: new Secret(await tenant.managementToken()) });
});
afterEach(() => vi.unstubAllGlobals());

const connect = () =>
  void tenant.addConnection({
    name: 'bitbucket',
    strategy: 'bitbucket',
    options: { client_id: 'anotherKeyanotherK', client_secret: 'theSecretThatIsThere', scope: ['account'] },
  });
const present = async (): Promise<Journey> => {
  const journey = await keptJourney.read();
  if (!journey) throw new Error('There is no journey.');
  return journey;
};
const at = async () => (await present()).stage;
const decide = async (event: Decision) => {
  await carryOut({ type: 'journey/decided', journeyId: 'j', event });
  await goOn();
};

/** A setup with its pair, on its way to the tenant. */
async function sending(): Promise<void> {
  await keepPair('j', pair);
  const consumer = { name: 'Login', keyHint: '', key: pair.key, seal: await sealOf(pair) };
  await replaceJourney({
    ...newJourney(),
    consumer,
    agreedSeal: consumer.seal,
    stage: { kind: 'sending' },
  });
  await goOn();
}

it.each([
  ['a change', 'reviewing', 'changesDeclined', connect],
  [
    'another kind of connection',
    'offering',
    'clientIdRefused',
    () => {
      tenant.settings.bitbucketClientId = '18 characters';
    },
  ],
] as const)('“Try again” asks once more for %s that was declined', async (_, stage, code, prepare) => {
  prepare();
  await sending();
  expect(await at()).toMatchObject({ kind: stage });
  await decide({ kind: 'change-declined' });
  expect(await at()).toMatchObject({ kind: 'stopped', problem: { code } });
  await decide({ kind: 'retried' });
  expect(await at()).toMatchObject({ kind: stage });
  expect((await pairOf(await present()))?.key).toBe(pair.key);
});

it('a check that begins anew after a form was mended leads its tab to the list again', async () => {
  connect();
  const check = { ...newJourney({ mode: 'check' }), stage: searching, lookFor: 'anot…herK' };
  await goToBitbucket(check);
  const tabId = await tabOf(check);
  const [list] = visited;
  await replaceJourney({ ...check, isMending: true, stage: { kind: 'mending', name: 'Login' } });
  await goOn();
  expect(visited).toEqual([list]);
  await happened('j', {
    kind: 'list-seen',
    workspace: 'acme',
    names: ['Login'],
    freeName: 'Login',
    pairIn: 'row',
  });
  await goOn();
  expect(await at()).toMatchObject({ kind: 'finding' });
  expect(visited).toEqual([list, list]);
  expect(await tabOf(check)).toBe(tabId);
});
